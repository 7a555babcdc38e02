#include "forks/update.h"

#include "base/digest.h"
#include "base/files.h"
#include "forks/fork.h"
#include "forks/merge.h"
#include "forks/update_files.h"
#include "forks/update_links.h"

#include <sys/stat.h>

int version_compare(text a, text b)
{
    text left, right;
    for (;;) {
        bool has_left = text_take_part(&a, '.', &left), has_right = text_take_part(&b, '.', &right);
        if (!has_left || !has_right)
            return has_left - has_right;
        unsigned long numbers[2] = { 0 };
        text parts[2] = { left, right };
        for (size_t side = 0; side < 2; side++)
            for (size_t i = 0; i < parts[side].length && i < 9 && parts[side].bytes[i] >= '0' && parts[side].bytes[i] <= '9'; i++)
                numbers[side] = numbers[side] * 10 + (unsigned long)(parts[side].bytes[i] - '0');
        int order = numbers[0] != numbers[1] ? (numbers[0] < numbers[1] ? -1 : 1) : text_compare(left, right);
        if (order != 0)
            return order;
    }
}

text update_beside(arena *memory, text path)
{
    text stem = path_without_extension(path);
    return text_format(memory, "%.*s.upstream%.*s", TEXT_PRINT(stem), TEXT_PRINT(text_from(path, stem.length)));
}

// ---- Steps

static update_change *note(update_plan *plan, change_kind kind, text path, text other)
{
    update_change *made = ARENA_PUSH(plan->memory, plan->changes);
    *made = (update_change){ .kind = kind, .path = path, .other = other };
    return made;
}

static void write_theirs(update_plan *plan, text path, text was, const update_file *theirs)
{
    *ARENA_PUSH(plan->memory, plan->steps) = (update_step){ .path = path, .was = was, .from_kit = theirs->from_kit,
                                                            .written_for = theirs->path };
}

static void write_text(update_plan *plan, text path, text was, text contents, text written_for)
{
    *ARENA_PUSH(plan->memory, plan->steps) = (update_step){ .path = path, .was = was, .contents = contents,
                                                            .written_for = written_for };
}

static void remove_file(update_plan *plan, const update_file *ours)
{
    *ARENA_PUSH(plan->memory, plan->steps) = (update_step){ .path = ours->path, .was = ours->digest, .is_removal = true };
}

static bool is_same(const update_file *a, const update_file *b)
{
    return a != NULL && b != NULL && text_equals(a->digest, b->digest);
}

static bool exists(const update_plan *plan, text path)
{
    return path_exists(path_join(plan->memory, plan->site, path));
}

// Where our file goes: after theirs when they moved it and we did not, unless something of ours is there.
static text place_of(const update_plan *plan, const file_versions *v)
{
    bool we_moved = v->base == NULL || !text_equals(v->ours->path, v->base->path);
    return we_moved || exists(plan, v->theirs->path) ? v->ours->path : v->theirs->path;
}

// Of what stood at [to] before: nothing when our file comes from elsewhere.
static text was_at(const file_versions *v, text to)
{
    return text_equals(to, v->ours->path) ? v->ours->digest : (text){ 0 };
}

// ---- Both changed it

static text free_beside(const update_plan *plan, text path)
{
    text beside = update_beside(plan->memory, path);
    for (int number = 2; exists(plan, beside); number++)
        beside = update_beside(plan->memory, text_format(plan->memory, "%.*s-%d%.*s", TEXT_PRINT(path_without_extension(path)), number,
                                                         TEXT_PRINT(text_from(path, path_without_extension(path).length))));
    return beside;
}

static update_result refuse_marks(const update_plan *plan, text path, text contents, text *why)
{
    size_t offset = 0;
    int line = merge_find_mark(contents, &offset);
    if (line == 0)
        return UPDATE_PLANNED;
    *why = text_format(plan->memory, "a conflict of the last update is not settled yet: %.*s, line %d", TEXT_PRINT(path), line);
    return UPDATE_REFUSED;
}

// Ours and theirs as one text in [*merged]; its place has been settled.
static void add_merged(update_plan *plan, const file_versions *v, text to, const merge_result *merged, text ours)
{
    size_t offset = 0;
    if (merged->is_no_text) {
        text beside = free_beside(plan, to);
        write_theirs(plan, beside, (text){ 0 }, v->theirs);
        note(plan, CHANGE_BESIDE, to, beside);
        if (!text_equals(to, v->ours->path))
            write_text(plan, to, (text){ 0 }, ours, v->ours->path);
        return;
    }
    bool is_moved = !text_equals(to, v->ours->path);
    if (!is_moved && text_equals(merged->contents, ours))
        return;
    write_text(plan, to, was_at(v, to), merged->contents, to);
    if (merged->conflict_count > 0)
        note(plan, CHANGE_CONFLICT, to, is_moved ? v->ours->path : (text){ 0 })->line = merge_find_mark(merged->contents, &offset);
    else
        note(plan, is_moved ? CHANGE_MOVED : CHANGE_MERGED, to, is_moved ? v->ours->path : (text){ 0 });
}

static text in_place(const update_plan *plan, text contents, const update_file *of, text to)
{
    return of != NULL && text_ends_with(to, TEXT(".md")) ? links_for_place(plan->memory, contents, of->path, to, &plan->moved)
                                                         : contents;
}

static update_result merge_both(update_plan *plan, const file_versions *v, text to, text *why)
{
    text base = { 0 }, ours, theirs;
    update_result result = update_read_ours(plan, plan->memory, v->ours->path, &ours, why);
    if (result == UPDATE_PLANNED)
        result = refuse_marks(plan, v->ours->path, ours, why);
    if (result == UPDATE_PLANNED && v->base != NULL)
        result = update_read_base(plan, plan->memory, v->base->path, &base, why);
    if (result == UPDATE_PLANNED)
        result = update_read_theirs(plan, plan->memory, v->theirs->from_kit, &theirs, why);
    if (result != UPDATE_PLANNED)
        return result;
    // In one place, the same link is the same text.
    merge_result merged = merge_file(plan->memory, to, in_place(plan, base, v->base, to), in_place(plan, ours, v->ours, to),
                                     in_place(plan, theirs, v->theirs, to), plan->from->manifest.version);
    add_merged(plan, v, to, &merged, ours);
    return UPDATE_PLANNED;
}

static update_result plan_both(update_plan *plan, const file_versions *v, text *why)
{
    text to = place_of(plan, v);
    bool is_moved = !text_equals(to, v->ours->path);
    update_result result = UPDATE_PLANNED;
    size_t before = plan->steps.count;
    if (is_same(v->ours, v->theirs) || is_same(v->base, v->theirs)) {
        text contents;
        if (!is_moved)
            return UPDATE_PLANNED;
        result = update_read_ours(plan, plan->memory, v->ours->path, &contents, why);
        if (result == UPDATE_PLANNED)
            write_text(plan, to, (text){ 0 }, contents, v->ours->path);
        note(plan, CHANGE_MOVED, to, v->ours->path);
    } else if (is_same(v->base, v->ours)) {
        write_theirs(plan, to, was_at(v, to), v->theirs);
        note(plan, is_moved ? CHANGE_MOVED : CHANGE_TAKEN, to, is_moved ? v->ours->path : (text){ 0 });
    } else {
        result = merge_both(plan, v, to, why);
    }
    for (size_t i = before; is_moved && i < plan->steps.count; i++)
        plan->steps.items[i].moved_from = v->ours->path;
    if (is_moved)
        remove_file(plan, v->ours);
    return result;
}

// ---- Every file

static update_result plan_file(update_plan *plan, const file_versions *v, text *why)
{
    if (v->ours != NULL && v->theirs != NULL)
        return plan_both(plan, v, why);
    if (v->ours != NULL && is_same(v->base, v->ours)) {
        remove_file(plan, v->ours);
        note(plan, CHANGE_REMOVED, v->ours->path, (text){ 0 });
    } else if (v->ours != NULL) {
        note(plan, CHANGE_KEPT, v->ours->path, (text){ 0 });
    } else if (v->theirs != NULL) {
        text code = fork_settings_language_of(&plan->theirs, v->theirs->path);
        if (code.length > 0 && !fork_settings_has_language(&plan->own, code)) {
            plan->left_out += !is_same(v->base, v->theirs);
        } else if (v->base == NULL) {
            write_theirs(plan, v->theirs->path, (text){ 0 }, v->theirs);
            note(plan, CHANGE_NEW, v->theirs->path, (text){ 0 });
        } else if (!is_same(v->base, v->theirs)) {
            note(plan, CHANGE_STAYS_REMOVED, v->theirs->path, (text){ 0 });
        }
    }
    return UPDATE_PLANNED;
}

static update_result plan_settings(update_plan *plan, const file_versions *v, text *why)
{
    text ours;
    if (v->ours == NULL || v->theirs == NULL || is_same(v->base, v->theirs))
        return UPDATE_PLANNED;
    update_result result = update_read_ours(plan, plan->memory, v->ours->path, &ours, why);
    if (result != UPDATE_PLANNED)
        return result;
    merge_result merged = merge_settings(plan->memory, &plan->base, ours, &plan->own, &plan->theirs);
    for (size_t i = 0; i < merged.kept.count; i++)
        note(plan, CHANGE_SETTING_KEPT, v->ours->path, merged.kept.items[i]);
    if (text_equals(merged.contents, ours))
        return UPDATE_PLANNED;
    write_text(plan, v->ours->path, v->ours->digest, merged.contents, v->ours->path);
    note(plan, CHANGE_MERGED, v->ours->path, (text){ 0 });
    return UPDATE_PLANNED;
}

// ---- Links

static void note_place(update_plan *plan, const update_file *file, text to)
{
    if (file != NULL && !text_equals(file->path, to))
        moved_places_add(&plan->moved, plan->memory, file->path, to);
}

static void find_places(update_plan *plan, const update_versions *with)
{
    for (size_t i = 0; i < with->all.count; i++) {
        const file_versions *v = &with->all.items[i];
        if (v->ours == NULL)
            continue;
        text to = v->theirs != NULL ? place_of(plan, v) : v->ours->path;
        note_place(plan, v->base, to);
        note_place(plan, v->ours, to);
        note_place(plan, v->theirs, to);
    }
}

// What is to be written leads where pages stand here.
static update_result follow_in_steps(update_plan *plan, table *is_written, text *why)
{
    update_result result = UPDATE_PLANNED;
    for (size_t i = 0; result == UPDATE_PLANNED && i < plan->steps.count; i++) {
        update_step *step = &plan->steps.items[i];
        text contents = step->contents;
        *table_put(is_written, step->path, NULL) = 1;
        if (step->is_removal || !text_ends_with(step->path, TEXT(".md")))
            continue;
        if (step->from_kit != NULL)
            result = update_read_theirs(plan, plan->memory, step->from_kit, &contents, why);
        text fresh = links_for_place(plan->memory, contents, step->written_for, step->path, &plan->moved);
        if (fresh.bytes == contents.bytes)
            continue;
        step->contents = fresh;
        step->from_kit = NULL;
    }
    return result;
}

// Our other pages lead to pages that moved, too.
static update_result follow_links(update_plan *plan, const update_versions *with, text *why)
{
    table is_written = { .memory = plan->memory };
    if (plan->moved.count == 0)
        return UPDATE_PLANNED;
    update_result result = follow_in_steps(plan, &is_written, why);
    for (size_t i = 0; result == UPDATE_PLANNED && i < with->ours.count; i++) {
        const update_file *file = &with->ours.items[i];
        text contents;
        arena scratch = { 0 };
        if (!text_ends_with(file->path, TEXT(".md")) || table_get(&is_written, file->path) != NULL)
            continue;
        result = update_read_ours(plan, &scratch, file->path, &contents, why);
        text fresh = result == UPDATE_PLANNED ? links_for_place(&scratch, contents, file->path, file->path, &plan->moved) : contents;
        if (result == UPDATE_PLANNED && fresh.bytes != contents.bytes) {
            write_text(plan, file->path, file->digest, text_copy(plan->memory, fresh), file->path);
            note(plan, CHANGE_LINKED, file->path, (text){ 0 });
        }
        arena_free(&scratch);
    }
    return result;
}

// ---- The whole

// Nothing is written through a link or in the place of a folder.
static update_result check_steps(const update_plan *plan, text *why)
{
    for (size_t i = 0; i < plan->steps.count; i++) {
        text path = plan->steps.items[i].path;
        for (size_t end = 0; end != TEXT_NOT_FOUND;) {
            struct stat status;
            end = text_find_byte(path, '/', end + 1);
            text part = text_slice(path, 0, end == TEXT_NOT_FOUND ? path.length : end);
            bool is_last = end == TEXT_NOT_FOUND;
            if (lstat(text_to_string(plan->memory, path_join(plan->memory, plan->site, part)), &status) != 0)
                break;
            if (is_last ? S_ISREG(status.st_mode) : S_ISDIR(status.st_mode))
                continue;
            *why = text_format(plan->memory, "'%.*s' is in the way of '%.*s': it must be a plain %s", TEXT_PRINT(part),
                               TEXT_PRINT(path), is_last ? "file" : "folder");
            return UPDATE_REFUSED;
        }
    }
    return UPDATE_PLANNED;
}

static update_result read_settings(update_plan *plan, text *why)
{
    text yaml;
    diagnostics found = { .memory = plan->memory };
    update_result result = update_read_ours(plan, plan->memory, TEXT(SETTINGS_FILE), &yaml, why);
    if (result != UPDATE_PLANNED)
        return result;
    *why = TEXT("the site's " SETTINGS_FILE " has mistakes: 'digitori check' tells which");
    if (!fork_settings_read(plan->memory, yaml, &found, &plan->own))
        return UPDATE_REFUSED;
    result = update_read_base(plan, plan->memory, TEXT(SETTINGS_FILE), &yaml, why);
    if (result != UPDATE_PLANNED)
        return result;
    *why = TEXT(UPSTREAM_SOURCE "/" SETTINGS_FILE " has been changed; take the folder " UPSTREAM_FOLDER " from a copy of the site");
    if (!fork_settings_read(plan->memory, yaml, &found, &plan->base))
        return UPDATE_REFUSED;
    kit_result kit_read_result = fork_settings_of(plan->from, &plan->theirs, why);
    if (kit_read_result != KIT_OPENED)
        return kit_read_result == KIT_REFUSED ? UPDATE_REFUSED : UPDATE_MACHINE_FAILED;
    bool is_alike = text_equals(plan->own.content, plan->theirs.content) && text_equals(plan->own.forms, plan->theirs.forms);
    *why = is_alike ? (text){ 0 } : TEXT("its pages or forms stand in other folders than here ('content' and 'forms' in " SETTINGS_FILE ")");
    return is_alike ? UPDATE_PLANNED : UPDATE_REFUSED;
}

static bool has_same_source(const update_versions *with)
{
    for (size_t i = 0; i < with->all.count; i++) {
        const file_versions *v = &with->all.items[i];
        bool is_plain = v->base != NULL && v->theirs != NULL && text_equals(v->base->path, v->theirs->path);
        if (!is_same(v->base, v->theirs) && (v->base != NULL || v->theirs != NULL))
            return false;
        if (v->base != NULL && !is_plain)
            return false;
    }
    return true;
}

update_result update_plan_make(arena *memory, text site, const upstream *before, const kit *from, update_plan *plan, text *why)
{
    update_versions versions;
    *plan = (update_plan){ .memory = memory, .site = site, .from = from, .before = *before };
    update_result result = read_settings(plan, why);
    if (result == UPDATE_PLANNED)
        result = update_versions_read(plan, &versions, why);
    if (result == UPDATE_PLANNED)
        find_places(plan, &versions);
    for (size_t i = 0; result == UPDATE_PLANNED && i < versions.all.count; i++) {
        const file_versions *v = &versions.all.items[i];
        const update_file *named = v->base != NULL ? v->base : v->theirs;
        result = text_equals(named->path, TEXT(SETTINGS_FILE)) ? plan_settings(plan, v, why) : plan_file(plan, v, why);
    }
    if (result == UPDATE_PLANNED)
        result = follow_links(plan, &versions, why);
    if (result != UPDATE_PLANNED)
        return result;
    plan->is_same = plan->steps.count == 0 && has_same_source(&versions)
                 && text_equals(from->manifest.version, before->manifest.version);
    return check_steps(plan, why);
}
