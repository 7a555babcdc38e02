#include "forks/update_files.h"

#include "base/digest.h"
#include "base/files.h"
#include "source/front_matter.h"
#include "source/yaml.h"

#include <stdlib.h>

static const text source_folder = TEXT_CONSTANT(KIT_SOURCE);

// ---- Reading

static update_result result_of(const update_plan *plan, file_result read, text path, text *why)
{
    if (read == FILE_READ)
        return UPDATE_PLANNED;
    if (read == FILE_FAILED)
        return UPDATE_MACHINE_FAILED;
    *why = text_format(plan->memory, "'%.*s' %s", TEXT_PRINT(path),
                       read == FILE_NOT_PLAIN ? "is a link or no plain file: put the file itself there" :
                       read == FILE_TOO_LARGE ? "is larger than 256 MiB" : "went away while it was read");
    return UPDATE_REFUSED;
}

update_result update_read_ours(const update_plan *plan, arena *memory, text path, text *contents, text *why)
{
    return result_of(plan, file_read_beneath(memory, plan->site, path, KIT_FILE_MOST, contents), path, why);
}

update_result update_read_base(const update_plan *plan, arena *memory, text path, text *contents, text *why)
{
    return result_of(plan, file_read_beneath(memory, plan->before.source, path, KIT_FILE_MOST, contents), path, why);
}

update_result update_read_theirs(const update_plan *plan, arena *memory, const kit_listed_file *file, text *contents, text *why)
{
    switch (kit_read(plan->from, memory, file, contents, why)) {
    case KIT_OPENED: return UPDATE_PLANNED;
    case KIT_MACHINE_FAILED: return UPDATE_MACHINE_FAILED;
    default: return UPDATE_REFUSED;
    }
}

static update_file *find(const update_files *in, text path)
{
    const uintptr_t *number = table_get(&in->by_path, path);
    return number != NULL ? &in->items[*number] : NULL;
}

static update_file *add(const update_plan *plan, update_files *to, text path, text digest)
{
    update_file *made = ARENA_PUSH(plan->memory, *to);
    to->by_path.memory = plan->memory;
    *made = (update_file){ .path = path, .digest = digest };
    *table_put(&to->by_path, path, NULL) = to->count - 1;
    return made;
}

typedef update_result reader(const update_plan *plan, arena *memory, text path, text *contents, text *why);

static update_result add_read(const update_plan *plan, update_files *to, text path, reader *read, text *why)
{
    arena scratch = { 0 };
    text contents;
    update_result result = read(plan, &scratch, path, &contents, why);
    if (result == UPDATE_PLANNED)
        add(plan, to, path, digest_sha256(plan->memory, contents));
    arena_free(&scratch);
    return result;
}

static update_result read_base(update_plan *plan, update_versions *into, text *why)
{
    file_list files;
    update_result result = UPDATE_PLANNED;
    if (!folder_walk(plan->memory, plan->before.source, &files))
        return UPDATE_MACHINE_FAILED;
    for (size_t i = 0; result == UPDATE_PLANNED && i < files.count; i++)
        result = add_read(plan, &into->base, files.items[i].path, update_read_base, why);
    return result;
}

static void read_theirs(update_plan *plan, update_versions *into)
{
    const kit_manifest *manifest = &plan->from->manifest;
    for (size_t i = 0; i < manifest->file_count; i++)
        if (text_starts_with(manifest->files[i].path, source_folder))
            add(plan, &into->theirs, text_from(manifest->files[i].path, source_folder.length),
                manifest->files[i].digest)->from_kit = &manifest->files[i];
}

// Our pages and forms, and what else of ours stands where the others have something.
static update_result read_ours(update_plan *plan, update_versions *into, text *why)
{
    const text folders[] = { plan->own.content, plan->own.forms };
    const update_files *others[] = { &into->base, &into->theirs };
    update_result result = UPDATE_PLANNED;
    for (size_t f = 0; f < 2; f++) {
        file_list files;
        if (!folder_walk(plan->memory, path_join(plan->memory, plan->site, folders[f]), &files))
            return UPDATE_MACHINE_FAILED;
        for (size_t i = 0; result == UPDATE_PLANNED && i < files.count; i++)
            if (!files.items[i].is_link)
                result = add_read(plan, &into->ours, path_join(plan->memory, folders[f], files.items[i].path), update_read_ours, why);
    }
    for (size_t o = 0; o < 2; o++) {
        for (size_t i = 0; result == UPDATE_PLANNED && i < others[o]->count; i++) {
            text path = others[o]->items[i].path;
            if (find(&into->ours, path) == NULL && path_exists(path_join(plan->memory, plan->site, path)))
                result = add_read(plan, &into->ours, path, update_read_ours, why);
        }
    }
    return result;
}

// ---- Bringing together

// What a page is known by besides its path. Empty where there is nothing.
typedef struct {
    update_file *file;
    text keys[3];           // content, id and language, title and language
} known_file;

typedef struct {
    known_file *items;
    size_t count, capacity;
} known_files;

static text key_of(arena *memory, const char *sort, text code, text said)
{
    return said.length > 0 ? text_format(memory, "%s %.*s %.*s", sort, TEXT_PRINT(code), TEXT_PRINT(said)) : said;
}

static void know(const update_plan *plan, known_files *to, update_file *file, text contents)
{
    arena *memory = plan->memory;
    known_file *known = ARENA_PUSH(memory, *to);
    known->file = file;
    known->keys[0] = contents.length > 0 ? key_of(memory, "content", (text){ 0 }, file->digest) : (text){ 0 };
    text code = fork_settings_language_of(&plan->theirs, file->path);
    page_parts parts;
    diagnostics found = { .memory = memory };
    if (code.length == 0 || !text_ends_with(file->path, TEXT(".md")) || !front_matter_split(contents, file->path, &found, &parts))
        return;
    const value *front = yaml_read(memory, text_copy(memory, parts.yaml), file->path, 1, 0, &found);
    known->keys[1] = key_of(memory, "id", code, value_text(value_get(front, TEXT("id"))));
    known->keys[2] = key_of(memory, "title", code, value_text(value_get(front, TEXT("title"))));
}

// The files of [in] that the others of [but] do not have under the same path.
static update_result unknown_in(update_plan *plan, update_files *in, const update_files *but, reader *read, known_files *found, text *why)
{
    update_result result = UPDATE_PLANNED;
    for (size_t i = 0; result == UPDATE_PLANNED && i < in->count; i++) {
        update_file *file = &in->items[i];
        arena scratch = { 0 };
        text contents;
        if (file->is_used || find(but, file->path) != NULL)
            continue;
        result = read != NULL ? read(plan, &scratch, file->path, &contents, why)
                              : update_read_theirs(plan, &scratch, file->from_kit, &contents, why);
        if (result == UPDATE_PLANNED)
            know(plan, found, file, contents);
        arena_free(&scratch);
    }
    return result;
}

// The only one of [in] with the key, which is then taken; NULL when there is none or more.
static update_file *take_only(const known_files *in, text key, size_t which)
{
    update_file *found = NULL;
    for (size_t i = 0; i < in->count; i++) {
        if (in->items[i].file->is_used || !text_equals(in->items[i].keys[which], key))
            continue;
        if (found != NULL)
            return NULL;
        found = in->items[i].file;
    }
    return found;
}

// For each of [gone], what it became among [fresh]: by id first, then by content, then by title.
static void match(const update_plan *plan, const known_files *gone, const known_files *fresh, update_file **became,
                  const update_files *base)
{
    static const size_t order[] = { 1, 0, 2 };
    (void)plan;
    for (size_t step = 0; step < 3; step++) {
        for (size_t i = 0; i < gone->count; i++) {
            const known_file *lost = &gone->items[i];
            size_t number = (size_t)(lost->file - base->items);
            text key = lost->keys[order[step]];
            if (key.length == 0 || became[number] != NULL)
                continue;
            bool is_alone = true;
            for (size_t j = 0; j < gone->count; j++)
                is_alone = is_alone && (j == i || !text_equals(gone->items[j].keys[order[step]], key));
            update_file *found = is_alone || order[step] == 0 ? take_only(fresh, key, order[step]) : NULL;
            if (found != NULL) {
                found->is_used = true;
                became[number] = found;
            }
        }
    }
}

static update_result find_moved(update_plan *plan, update_versions *with, update_files *side, reader *read, update_file **became,
                                text *why)
{
    known_files gone = { 0 }, fresh = { 0 };
    for (size_t i = 0; i < with->base.count; i++) {
        became[i] = find(side, with->base.items[i].path);
        if (became[i] != NULL)
            became[i]->is_used = true;
    }
    update_result result = unknown_in(plan, &with->base, side, update_read_base, &gone, why);
    if (result == UPDATE_PLANNED && gone.count > 0)
        result = unknown_in(plan, side, &with->base, read, &fresh, why);
    if (result == UPDATE_PLANNED)
        match(plan, &gone, &fresh, became, &with->base);
    return result;
}

// What is new there, and what we may have made too: under the same path, or as the same page.
static update_result add_new(update_plan *plan, update_versions *with, text *why)
{
    known_files theirs = { 0 }, ours = { 0 };
    update_result result = unknown_in(plan, &with->theirs, &with->ours, NULL, &theirs, why);
    if (result == UPDATE_PLANNED && theirs.count > 0)
        result = unknown_in(plan, &with->ours, &with->theirs, update_read_ours, &ours, why);
    for (size_t i = 0, known = 0; result == UPDATE_PLANNED && i < with->theirs.count; i++) {
        update_file *fresh = &with->theirs.items[i];
        if (fresh->is_used)
            continue;
        update_file *own = find(&with->ours, fresh->path);
        // Those that are known stand in the same order.
        const known_file *page = known < theirs.count && theirs.items[known].file == fresh ? &theirs.items[known++] : NULL;
        if (own == NULL && page != NULL && page->keys[1].length > 0)
            own = take_only(&ours, page->keys[1], 1);
        if (own != NULL && own->is_used)
            own = NULL;
        if (own != NULL)
            own->is_used = true;
        *ARENA_PUSH(plan->memory, with->all) = (file_versions){ NULL, own, fresh };
    }
    return result;
}

static text path_of(const file_versions *versions)
{
    return versions->base != NULL ? versions->base->path : versions->theirs->path;
}

static int compare_versions(const void *left, const void *right)
{
    return text_compare(path_of(left), path_of(right));
}

update_result update_versions_read(update_plan *plan, update_versions *read, text *why)
{
    *read = (update_versions){ 0 };
    update_result result = read_base(plan, read, why);
    if (result != UPDATE_PLANNED)
        return result;
    read_theirs(plan, read);
    result = read_ours(plan, read, why);
    update_file **ours = ARENA_NEW(plan->memory, update_file *, read->base.count + 1);
    update_file **theirs = ARENA_NEW(plan->memory, update_file *, read->base.count + 1);
    if (result == UPDATE_PLANNED)
        result = find_moved(plan, read, &read->ours, update_read_ours, ours, why);
    if (result == UPDATE_PLANNED)
        result = find_moved(plan, read, &read->theirs, NULL, theirs, why);
    if (result != UPDATE_PLANNED)
        return result;
    for (size_t i = 0; i < read->base.count; i++)
        *ARENA_PUSH(plan->memory, read->all) = (file_versions){ &read->base.items[i], ours[i], theirs[i] };
    result = add_new(plan, read, why);
    qsort(read->all.items, read->all.count, sizeof *read->all.items, compare_versions);
    return result;
}
