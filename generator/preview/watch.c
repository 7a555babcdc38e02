#include "preview/watch.h"

#include "base/diagnostics.h"
#include "base/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_LIMIT = 64, FOLDER_LIMIT = 100000, EVENT_ROOM = 64 * 1024 };

static const uint32_t CHANGES = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO
                              | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

enum { PART_COUNT = 4 };

struct watch {
    arena memory;
    text parts[PART_COUNT];     // folders that are watched with all below, relative to the site's
    struct { text *items; size_t count, capacity; } folders;    // by the kernel's number, from the site's folder
    int file;
    int site;                   // watched for digitori.yaml and for folders that come back
    size_t folder_count;
    bool is_stale;              // folders came or went
};

bool watch_is_change(text name)
{
    return name.length > 0 && name.bytes[0] != '.' && name.bytes[0] != '#' && !text_ends_with(name, TEXT("~"))
        && !text_equals(name, TEXT("4913"));       // Vim writes this to see whether it may
}

static bool add_folder(watch *watched, const char *path, int *number)
{
    *number = inotify_add_watch(watched->file, path, CHANGES);
    if (*number >= 0)
        watched->folder_count++;
    return *number >= 0 || errno == ENOENT || errno == ENOTDIR || errno == EACCES;
}

static void note_folder(watch *watched, int number, text shown)
{
    while (number >= 0 && watched->folders.count <= (size_t)number)
        *ARENA_PUSH(&watched->memory, watched->folders) = (text){ 0 };
    if (number >= 0)
        watched->folders.items[number] = text_copy(&watched->memory, shown);
}

// [shown] is the folder as seen from the site's.
static bool add_tree(watch *watched, arena *scratch, text folder, text shown, int depth)
{
    const char *path = text_to_string(scratch, folder);
    int number;
    if (depth > DEPTH_LIMIT || watched->folder_count >= FOLDER_LIMIT)
        return true;
    if (!add_folder(watched, path, &number))
        return machine_failure("cannot watch", folder);
    note_folder(watched, number, shown);
    DIR *listed = opendir(path);
    bool fine = true;
    for (const struct dirent *item; fine && listed != NULL && (item = readdir(listed)) != NULL;) {
        if (!watch_is_change(text_of(item->d_name)) || (item->d_type != DT_DIR && item->d_type != DT_UNKNOWN))
            continue;
        text name = text_of(item->d_name), below = path_join(scratch, folder, name);
        struct stat status;
        if (item->d_type == DT_DIR || (lstat(text_to_string(scratch, below), &status) == 0 && S_ISDIR(status.st_mode)))
            fine = add_tree(watched, scratch, below, path_join(scratch, shown, name), depth + 1);
    }
    if (listed != NULL)
        closedir(listed);
    return fine;
}

static bool add_all(watch *watched, const site_config *config)
{
    arena scratch = { 0 };
    text site = config->folder.length > 0 ? config->folder : TEXT(".");
    const text parts[PART_COUNT] = { config->content.length > 0 ? config->content : TEXT("content"),
                                     config->forms.length > 0 ? config->forms : TEXT("templates-forms"),
                                     config->themes.length > 0 ? config->themes : TEXT("themes"), TEXT("overrides") };
    arena_reset(&watched->memory);
    watched->folders.items = NULL;
    watched->folders.count = watched->folders.capacity = 0;
    watched->folder_count = 0;
    watched->is_stale = false;
    bool fine = add_folder(watched, text_to_string(&scratch, site), &watched->site)
             || machine_failure("cannot watch", site);
    for (size_t i = 0; i < PART_COUNT; i++)
        watched->parts[i] = text_copy(&watched->memory, parts[i]);
    for (size_t i = 0; fine && i < PART_COUNT; i++) {
        text folder = path_join(&scratch, site, parts[i]);
        if (path_is_folder(folder))
            fine = add_tree(watched, &scratch, folder, parts[i], 0);
    }
    arena_free(&scratch);
    return fine;
}

watch *watch_start(const site_config *config)
{
    int file = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (file < 0) {
        machine_failure("cannot watch", config->folder);
        return NULL;
    }
    watch *watched = memory_allocate(1, sizeof *watched);
    *watched = (watch){ .file = file, .site = -1 };
    if (!add_all(watched, config)) {
        watch_stop(watched);
        return NULL;
    }
    return watched;
}

void watch_stop(watch *watched)
{
    close(watched->file);
    arena_free(&watched->memory);
    free(watched);
}

int watch_file(const watch *watched)
{
    return watched->file;
}

static bool take_event(watch *watched, const struct inotify_event *event)
{
    text name = event->len > 0 ? text_of(event->name) : (text){ 0 };
    bool is_of_folder = (event->mask & (IN_ISDIR | IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_Q_OVERFLOW)) != 0;
    if (event->mask & IN_Q_OVERFLOW) {
        watched->is_stale = true;
        return true;
    }
    if (event->wd == watched->site) {
        // Of the folder itself only its settings and the folders that are watched: what is published stands here too.
        bool is_part = false;
        for (size_t i = 0; i < PART_COUNT; i++)
            is_part = is_part || text_equals(name, text_slice(watched->parts[i], 0, text_find_byte(watched->parts[i], '/', 0)));
        if (!is_part && !text_equals(name, TEXT("digitori.yaml")))
            return false;
    } else if (name.length > 0 && !watch_is_change(name)) {
        return false;
    }
    watched->is_stale = watched->is_stale || is_of_folder;
    // A new empty file says so again when it is written; of a folder IN_CREATE is all there is.
    bool is_empty_file = (event->mask & IN_CREATE) != 0 && !(event->mask & IN_ISDIR);
    return !is_empty_file && !(event->mask & IN_IGNORED);
}

static void note_written(const watch *watched, const struct inotify_event *event, written_files *written)
{
    bool is_written = (event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0 && !(event->mask & IN_ISDIR) && event->len > 0;
    text folder = is_written && (size_t)event->wd < watched->folders.count ? watched->folders.items[event->wd] : (text){ 0 };
    if (folder.length == 0)
        return;
    text path = path_join(written->memory, folder, text_of(event->name));
    bool is_known = false;
    for (size_t i = 0; i < written->count && !is_known; i++)
        is_known = text_equals(written->items[i], path);
    if (!is_known)
        *ARENA_PUSH(written->memory, *written) = path;
}

bool watch_take(watch *watched, written_files *written)
{
    _Alignas(struct inotify_event) char room[EVENT_ROOM];
    bool has_changed = false;
    for (ssize_t got; (got = read(watched->file, room, sizeof room)) > 0;)
        for (char *here = room; here < room + got;) {
            const struct inotify_event *event = (const struct inotify_event *)(void *)here;
            if (take_event(watched, event)) {
                has_changed = true;
                note_written(watched, event, written);
            }
            here += sizeof *event + event->len;
        }
    return has_changed;
}

void watch_renew(watch *watched, const site_config *config)
{
    if (!watched->is_stale)
        return;
    int fresh = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (fresh < 0)
        return;
    // The number stays the same: the caller's loop waits on it.
    if (dup3(fresh, watched->file, O_CLOEXEC) >= 0)
        add_all(watched, config);
    close(fresh);
}
