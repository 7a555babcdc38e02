// Making ready, exchanging, and going on after a run that was stopped.
//
//   .digitori/update/files/<path>   what is to stand at <path>; gone once it does
//   .digitori/update/upstream/      the new .digitori/upstream
//   .digitori/update/journal        JSON: what stood at each path. From when it is there, the
//                                   update is finished, by this run or the next; before, it is forgotten
#include "forks/update.h"

#include "base/digest.h"
#include "base/files.h"
#include "base/staging.h"
#include "formats/data.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORK_FOLDER ".digitori/update"
#define JOURNAL UPDATE_JOURNAL
#define READY_FILES WORK_FOLDER "/files"
#define READY_UPSTREAM WORK_FOLDER "/upstream"
#define OLD_UPSTREAM WORK_FOLDER "/old-upstream"

enum { JOURNAL_MOST = 256 * 1024 * 1024 };

static text below(arena *memory, text site, const char *folder, text path)
{
    return path_join(memory, path_join(memory, site, text_of(folder)), path);
}

static text in_site(arena *memory, text site, const char *path)
{
    return path_join(memory, site, text_of(path));
}

static bool move(arena *memory, text from, text to)
{
    return rename(text_to_string(memory, from), text_to_string(memory, to)) == 0 || machine_failure("cannot write", to);
}

// ---- Making ready

static bool ready_step(const update_plan *plan, arena *scratch, const update_step *step)
{
    text contents = step->contents, why;
    if (step->is_removal)
        return true;
    if (step->from_kit != NULL && kit_read(plan->from, scratch, step->from_kit, &contents, &why) != KIT_OPENED) {
        errno = EIO;        // it was fine a moment ago
        return machine_failure("cannot read", step->from_kit->path);
    }
    text before = path_join(scratch, plan->site, step->moved_from.length > 0 ? step->moved_from : step->path);
    return file_write_like(below(scratch, plan->site, READY_FILES, step->path), contents, before);
}

static bool ready_upstream(const update_plan *plan, arena *scratch, const kit_listed_file *file)
{
    text contents, why;
    if (!text_starts_with(file->path, TEXT(KIT_SOURCE)))
        return true;
    if (kit_read(plan->from, scratch, file, &contents, &why) != KIT_OPENED) {
        errno = EIO;
        return machine_failure("cannot read", file->path);
    }
    return file_write(below(scratch, plan->site, READY_UPSTREAM, file->path), contents);
}

static text journal_text(arena *memory, const update_plan *plan)
{
    data *journal = data_map(memory), *steps = data_list(memory);
    for (size_t i = 0; i < plan->steps.count; i++) {
        const update_step *step = &plan->steps.items[i];
        data *told = data_map(memory);
        data_set_text(memory, told, "path", step->path);
        data_set_text(memory, told, "was", step->was);
        data_set_bool(memory, told, "is_removal", step->is_removal);
        data_add(memory, steps, told);
    }
    data_set(memory, journal, "steps", steps);
    buffer out = { 0 };
    data_write_json(journal, true, &out);
    text written = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return written;
}

static bool make_ready(const update_plan *plan)
{
    arena scratch = { 0 };
    const kit_manifest *manifest = &plan->from->manifest;
    bool fine = true;
    for (size_t i = 0; fine && i < plan->steps.count; i++) {
        fine = ready_step(plan, &scratch, &plan->steps.items[i]);
        arena_reset(&scratch);
    }
    for (size_t i = 0; fine && i < manifest->file_count; i++) {
        fine = ready_upstream(plan, &scratch, &manifest->files[i]);
        arena_reset(&scratch);
    }
    text unnamed = in_site(&scratch, plan->site, JOURNAL ".new");
    fine = fine && file_write(below(&scratch, plan->site, READY_UPSTREAM, TEXT("kit.json")), manifest->json)
        && file_write(unnamed, journal_text(&scratch, plan)) && folder_sync(plan->site)
        && move(&scratch, unnamed, in_site(&scratch, plan->site, JOURNAL));
    arena_free(&scratch);
    return fine;
}

// ---- The journal

// A site may come from somebody else, with a journal in it.
static bool stays_within(arena *memory, text path)
{
    text resolved;
    return path.length > 0 && text_find_byte(path, '\0', 0) == TEXT_NOT_FOUND && path_resolve(memory, TEXT(""), path, &resolved)
        && text_equals(resolved, path);
}

static bool read_step(arena *memory, const data *told, update_journal_step *read)
{
    const data *path = data_get(told, TEXT("path")), *was = data_get(told, TEXT("was")), *removal = data_get(told, TEXT("is_removal"));
    if (path == NULL || path->type != DATA_TEXT || was == NULL || was->type != DATA_TEXT || removal == NULL || removal->type != DATA_BOOL)
        return false;
    *read = (update_journal_step){ path->text, was->text, removal->truth };
    return stays_within(memory, path->text);
}

bool update_journal_read(arena *memory, text json, update_journal *read)
{
    const data *steps = data_get(data_read_json(memory, json), TEXT("steps"));
    bool fine = steps != NULL && steps->type == DATA_LIST;
    *read = (update_journal){ .count = fine ? steps->list.count : 0 };
    read->items = ARENA_NEW(memory, update_journal_step, read->count);
    for (size_t i = 0; fine && i < read->count; i++)
        fine = read_step(memory, steps->list.items[i], &read->items[i]);
    return fine;
}

// ---- Exchanging

static bool digest_at(arena *memory, text site, text path, text *digest)
{
    text contents;
    *digest = (text){ 0 };
    switch (file_read_beneath(memory, site, path, KIT_FILE_MOST, &contents)) {
    case FILE_READ:
        *digest = digest_sha256(memory, contents);
        return true;
    case FILE_FAILED:
        return false;
    default:
        return true;
    }
}

// Folders that a removal left empty go too, up to the site's own.
static void remove_empty_folders(arena *memory, text site, text path)
{
    for (text folder = path_folder(path); folder.length > 0; folder = path_folder(folder))
        if (rmdir(text_to_string(memory, path_join(memory, site, folder))) != 0)
            return;
}

// A link may lead out of the site, and a site may come from somebody else with links and a journal in it. A plan refuses files that
// are reached through one (update_files.c).
static bool is_behind_no_link(arena *memory, text site, text path)
{
    for (text folder = path_folder(path); folder.length > 0; folder = path_folder(folder)) {
        text whole = path_join(memory, site, folder);
        errno = 0;
        if (S_ISLNK(file_identity_of(whole).mode))
            return machine_failure("update follows no links, so put a folder in its place and give the command again; cannot go through", whole);
    }
    return true;
}

static bool exchange(arena *memory, text site, const update_journal_step *step)
{
    text present, path = step->path, target = path_join(memory, site, path), ready = below(memory, site, READY_FILES, path);
    if (!step->is_removal && !path_exists(ready))
        return true;                    // exchanged before
    bool is_safe = step->is_removal || (is_behind_no_link(memory, site, path)
                                        && is_behind_no_link(memory, site, path_join(memory, TEXT(READY_FILES), path)));
    if (!is_safe || !digest_at(memory, site, path, &present))
        return false;
    bool is_as_before = text_equals(present, step->was);
    if (step->is_removal) {
        if (!is_as_before || present.length == 0)
            return true;                // edited since: stays
        if (unlink(text_to_string(memory, target)) != 0 && errno != ENOENT)
            return machine_failure("cannot remove", target);
        remove_empty_folders(memory, site, path);
        return true;
    }
    // Edited since: theirs beside it.
    for (bool is_edited = !is_as_before && path_exists(target); is_edited; is_edited = path_exists(target))
        target = update_beside(memory, target);
    return folder_make(path_folder(target)) && move(memory, ready, target);
}

static bool exchange_upstream(arena *memory, text site)
{
    text ready = in_site(memory, site, READY_UPSTREAM), old = in_site(memory, site, OLD_UPSTREAM);
    text present = in_site(memory, site, UPSTREAM_FOLDER);
    if (!path_exists(ready))
        return true;
    // A folder takes the place of another in two steps; that there is an old one tells that the first is done.
    if (path_exists(present) && !path_exists(old) && !move(memory, present, old))
        return false;
    return move(memory, ready, present);
}

bool update_is_unfinished(text site)
{
    arena scratch = { 0 };
    bool is = path_exists(in_site(&scratch, site, JOURNAL));
    arena_free(&scratch);
    return is;
}

bool update_finish(arena *memory, text site)
{
    text json, journal_path = in_site(memory, site, JOURNAL);
    if (!is_behind_no_link(memory, site, TEXT(JOURNAL)))
        return false;
    bool is_under_way = path_exists(journal_path);
    if (machine_has_failed())
        return false;                   // what could not be looked at is not missing
    if (!is_under_way)
        return folder_remove(in_site(memory, site, WORK_FOLDER));
    if (file_read(memory, journal_path, JOURNAL_MOST, &json) != FILE_READ)
        return machine_failure("cannot read", journal_path);
    update_journal journal;
    bool fine = update_journal_read(memory, json, &journal);
    if (!fine) {
        errno = EINVAL;
        return machine_failure("cannot read", journal_path);
    }
    for (size_t i = 0; fine && i < journal.count; i++) {
        arena scratch = { 0 };
        fine = exchange(&scratch, site, &journal.items[i]);
        arena_free(&scratch);
    }
    fine = fine && exchange_upstream(memory, site) && folder_sync(site) && !machine_has_failed();
    // Without its journal, what is left of the folder is only litter.
    if (fine && unlink(text_to_string(memory, journal_path)) != 0)
        fine = machine_failure("cannot remove", journal_path);
    return fine && folder_remove(in_site(memory, site, WORK_FOLDER));
}

bool update_apply(update_plan *plan)
{
    text work = in_site(plan->memory, plan->site, WORK_FOLDER);
    if (!folder_remove(work))
        return false;
    if (make_ready(plan))
        return update_finish(plan->memory, plan->site);
    bool is_removed = folder_remove(work);
    (void)is_removed;       // a failure has been told already, and the next update removes it
    return false;
}
