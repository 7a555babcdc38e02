#include "forks/kit_changes.h"

#include "base/digest.h"
#include "base/files.h"
#include "source/front_matter.h"
#include "source/yaml.h"

#include <stdlib.h>

static const text source_folder = TEXT_CONSTANT(KIT_SOURCE);

typedef struct {
    arena *memory;
    const kit *newer;
    text source;
    kit_changes *found;
    text *why;
} comparer;

const char *kit_change_name(kit_change_type type)
{
    static const char *const names[] = { "changed", "added", "removed" };
    return names[type];
}

// ---- Pages that went elsewhere

// What joins a page to its earlier self: its id and language; empty when it has no id of its own.
static text id_of(const comparer *with, text path, text contents)
{
    diagnostics ignored = { .memory = with->memory };
    page_parts parts;
    if (!front_matter_split(contents, path, &ignored, &parts) || !parts.has_fences)
        return (text){ 0 };
    text id = text_trim(value_text(value_get(yaml_read(with->memory, parts.yaml, path, 2, 0, &ignored), TEXT("id"))));
    size_t first = text_find_byte(path, '/', 0), second = first == TEXT_NOT_FOUND ? first : text_find_byte(path, '/', first + 1);
    if (id.length == 0 || second == TEXT_NOT_FOUND)
        return (text){ 0 };
    return text_format(with->memory, "%.*s %.*s", TEXT_PRINT(text_slice(path, 0, second)), TEXT_PRINT(id));
}

static kit_result read_old(const comparer *with, text path, text *contents)
{
    file_result result = file_read_beneath(with->memory, with->source, path, KIT_FILE_MOST, contents);
    if (result == FILE_FAILED)
        return KIT_MACHINE_FAILED;
    if (result != FILE_READ)
        *contents = (text){ 0 };
    return KIT_OPENED;
}

static kit_result read_new(const comparer *with, text path, text *contents)
{
    const kit_listed_file *listed = kit_manifest_find(&with->newer->manifest, text_join(with->memory, source_folder, path));
    return kit_read(with->newer, with->memory, listed, contents, with->why);
}

// An added page with the id of a removed one is that page.
static kit_result join_renamed(const comparer *with)
{
    table removed = { .memory = with->memory };
    kit_changes *all = with->found;
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < all->count; i++) {
            kit_change *one = &all->items[i];
            text contents;
            if (!one->is_page || one->type != (round == 0 ? KIT_FILE_REMOVED : KIT_FILE_ADDED))
                continue;
            kit_result result = round == 0 ? read_old(with, one->path, &contents) : read_new(with, one->path, &contents);
            if (result != KIT_OPENED)
                return result;
            text id = id_of(with, one->path, contents);
            if (id.length > 0 && round == 0)
                table_set(&removed, id, one);
            kit_change *was = id.length > 0 && round == 1 ? table_find(&removed, id) : NULL;
            if (was == NULL || was->old_path.length == 0)
                continue;
            one->type = KIT_FILE_CHANGED;
            one->old_path = was->path;
            was->old_path = (text){ 0 };                // taken along
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].type != KIT_FILE_REMOVED || all->items[i].old_path.length > 0)
            all->items[kept++] = all->items[i];
    all->count = kept;
    return KIT_OPENED;
}

// ---- Together

static void add(const comparer *with, kit_change_type type, text path)
{
    bool is_page = text_ends_with(path, TEXT(".md"));
    *ARENA_PUSH(with->memory, *with->found) = (kit_change){ .type = type, .path = path, .old_path = path, .is_page = is_page };
}

static kit_result compare_listed(const comparer *with, const kit_listed_file *listed, text path, table *known)
{
    arena scratch = { 0 };
    text old;
    table_set(known, path, with);
    file_result result = file_read_beneath(&scratch, with->source, path, KIT_FILE_MOST, &old);
    if (result == FILE_MISSING)
        add(with, KIT_FILE_ADDED, path);
    else if (result == FILE_READ && !text_equals(digest_sha256(&scratch, old), listed->digest))
        add(with, KIT_FILE_CHANGED, path);
    arena_free(&scratch);
    return result == FILE_FAILED ? KIT_MACHINE_FAILED : KIT_OPENED;
}

static kit_result compare_page(const comparer *with, kit_change *one, differences_room *room)
{
    text before, after;
    kit_result result = read_old(with, one->old_path, &before);
    if (result == KIT_OPENED)
        result = read_new(with, one->path, &after);
    if (result == KIT_OPENED)
        one->differences = differences_of_pages(with->memory, before, after, NULL, room);
    return result;
}

static int compare_paths(const void *left, const void *right)
{
    return text_compare(((const kit_change *)left)->path, ((const kit_change *)right)->path);
}

kit_result kit_changes_find(arena *memory, const kit *newer, text source, kit_changes *found, text *why)
{
    static const text settings = TEXT_CONSTANT("digitori.yaml");
    comparer with = { memory, newer, source, found, why };
    table known = { .memory = memory };
    file_list files;
    kit_result result = KIT_OPENED;
    *found = (kit_changes){ 0 };
    for (size_t i = 0; i < newer->manifest.file_count && result == KIT_OPENED; i++) {
        const kit_listed_file *listed = &newer->manifest.files[i];
        text path = text_from(listed->path, source_folder.length);
        if (text_starts_with(listed->path, source_folder) && !text_equals(path, settings))
            result = compare_listed(&with, listed, path, &known);
    }
    if (result != KIT_OPENED || !folder_walk(memory, source, &files))
        return result != KIT_OPENED ? result : KIT_MACHINE_FAILED;
    for (size_t i = 0; i < files.count; i++)
        if (table_get(&known, files.items[i].path) == NULL && !text_equals(files.items[i].path, settings))
            add(&with, KIT_FILE_REMOVED, files.items[i].path);
    if (found->count > 1)
        qsort(found->items, found->count, sizeof *found->items, compare_paths);
    result = join_renamed(&with);
    differences_room room = differences_room_of_site();
    for (size_t i = 0; i < found->count && result == KIT_OPENED; i++)
        if (found->items[i].is_page && found->items[i].type == KIT_FILE_CHANGED)
            result = compare_page(&with, &found->items[i], &room);
    return result;
}
