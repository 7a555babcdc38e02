#include "staging.h"

#include "diagnostics.h"
#include "files.h"
#include "permissions.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RANDOM_LETTERS = 6, TRIES = 10 };
static const text OLD = TEXT_CONSTANT("old");      // what steps aside, in its staging

static const char *name_of(arena *scratch, text path)
{
    return path.length > 0 ? text_to_string(scratch, path) : ".";
}

// ---- Held folders

// -1 with EWOULDBLOCK when somebody else holds it.
static int hold(const char *folder)
{
    int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0 || flock(lock, LOCK_EX | LOCK_NB) == 0)
        return lock;
    int reason = errno;
    close(lock);
    errno = reason;
    return -1;
}

// Whoever cleans up may have taken the folder for one that was left behind, between its making and its lock.
static bool is_still_there(const char *folder, int lock)
{
    struct stat held, named;
    return lock < 0 || (fstat(lock, &held) == 0 && stat(folder, &named) == 0 && held.st_ino == named.st_ino);
}

bool held_folder_make(arena *memory, text parent, text start, held_folder *made)
{
    for (int i = 0; i < TRIES; i++) {
        char *name = text_to_string(memory, path_join(memory, parent, text_join(memory, start, TEXT("XXXXXX"))));
        if (mkdtemp(name) == NULL)
            return false;
        int lock = hold(name);
        if (lock < 0 && (errno == EWOULDBLOCK || errno == ENOENT))
            continue;
        if (is_still_there(name, lock)) {
            *made = (held_folder){ text_of(name), lock };
            return true;
        }
        close(lock);
    }
    errno = EBUSY;
    return false;
}

bool held_folder_end(held_folder *held)
{
    bool fine = folder_remove(held->path);
    if (held->lock >= 0)
        close(held->lock);
    held->lock = -1;
    return fine;
}

// Where two folders cannot be exchanged there is a moment without a published one: the old one is put back.
static void put_back(arena *scratch, text left_over, text published)
{
    text old = path_join(scratch, left_over, OLD);
    if (published.length > 0 && !path_exists(published) && path_is_folder(old)
        && rename(text_to_string(scratch, old), text_to_string(scratch, published)) != 0)
        machine_failure("cannot put back", published);
}

void held_folders_clean(text parent, text start, text published)
{
    arena scratch = { 0 };
    DIR *listed = opendir(name_of(&scratch, parent));
    for (const struct dirent *item; listed != NULL && (item = readdir(listed)) != NULL;) {
        text name = text_of(item->d_name);
        if (!text_starts_with(name, start) || name.length != start.length + RANDOM_LETTERS)
            continue;
        text path = path_join(&scratch, parent, text_copy(&scratch, name));
        int lock = hold(text_to_string(&scratch, path));
        if (lock < 0)
            continue;           // somebody else's, and alive
        put_back(&scratch, path, published);
        folder_try_remove(path);    // else it is in nobody's way
        close(lock);
    }
    if (listed != NULL)
        closedir(listed);
    arena_free(&scratch);
}

void folder_take_away(text path, text start)
{
    arena scratch = { 0 };
    held_folder held;
    const char *name = text_to_string(&scratch, path);
    if (path_exists(path) && held_folder_make(&scratch, path_folder(path), start, &held)) {
        rename(name, text_to_string(&scratch, path_join(&scratch, held.path, OLD)));     // else somebody else has it
        folder_try_remove(held.path);
        if (held.lock >= 0)
            close(held.lock);
    }
    arena_free(&scratch);
}

// ---- Staging

static text resolved(arena *memory, text path)
{
    while (path.length > 1 && text_ends_with(path, TEXT("/")))
        path.length--;
    bool is_link = S_ISLNK(file_identity_of(path).mode);
    char *real = is_link ? realpath(name_of(memory, path), NULL) : NULL;
    text found = real != NULL ? text_copy(memory, text_of(real)) : path;
    free(real);
    return found;
}

bool staging_make(arena *memory, text published, staging *made)
{
    *made = (staging){ .published = resolved(memory, published), .held.lock = -1 };
    text parent = path_folder(made->published);
    if (parent.length == 0 && text_starts_with(made->published, TEXT("/")))
        parent = TEXT("/");
    text start = text_format(memory, ".%.*s.digitori-", TEXT_PRINT(path_name(made->published)));
    if (parent.length > 0 && !folder_make(parent))
        return false;
    held_folders_clean(parent, start, made->published);
    if (!held_folder_make(memory, parent, start, &made->held))
        return machine_failure("cannot write beside", published);
    permissions_take_for_new(made->held.path, made->published);
    return true;
}

static bool sync_by(int (*sync)(int file), text folder)
{
    arena scratch = { 0 };
    int file = open(name_of(&scratch, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    arena_free(&scratch);
    bool fine = file >= 0 && (sync(file) == 0 || errno == EINVAL);      // EINVAL: the file system has nothing to sync
    int reason = errno;
    if (file >= 0)
        close(file);
    errno = reason;
    return fine || machine_failure("cannot write", folder);
}

bool folder_sync(text folder)
{
    return sync_by(syncfs, folder);
}

// For file systems that cannot exchange two folders: the old one steps aside,
// and comes back if the new one cannot take its place.
static bool exchange_in_steps(arena *scratch, const staging *from, const char *fresh, const char *published)
{
    const char *aside = text_to_string(scratch, path_join(scratch, from->held.path, OLD));
    if (rename(published, aside) != 0)
        return machine_failure("cannot publish to", from->published);
    if (rename(fresh, published) == 0)
        return true;
    int reason = errno;
    bool is_back = rename(aside, published) == 0;
    errno = reason;
    machine_failure("cannot publish to", from->published);
    return is_back ? false : machine_failure("what was published is now in", text_of(aside));
}

static bool exchange(arena *scratch, const staging *from, text with)
{
    const char *fresh = text_to_string(scratch, with), *published = text_to_string(scratch, from->published);
    if (path_exists(from->published) && !path_is_folder(from->published)) {
        errno = ENOTDIR;
        return machine_failure("cannot publish to", from->published);
    }
    permissions_take_named(with, from->published);
    // Another build may publish the first output of all between the two.
    for (int tries = 0; tries < 2; tries++) {
        if (renameat2(AT_FDCWD, fresh, AT_FDCWD, published, RENAME_EXCHANGE) == 0)
            return true;
        if (errno != ENOENT)
            break;
        if (rename(fresh, published) == 0)
            return true;
    }
    bool is_unknown = errno == EINVAL || errno == ENOSYS || errno == ENOTSUP;
    return is_unknown ? exchange_in_steps(scratch, from, fresh, published)
                      : machine_failure("cannot publish to", from->published);
}

// Somebody tidied up by hand: not all may be there that was made.
static bool is_whole(arena *scratch, const staging *from)
{
    if (is_still_there(text_to_string(scratch, from->held.path), from->held.lock))
        return true;
    errno = ENOENT;
    return machine_failure("cannot publish from", from->held.path);
}

bool staging_publish(const staging *from, text fresh, bool is_synced)
{
    arena scratch = { 0 };
    bool fine = is_whole(&scratch, from) && (!is_synced || folder_sync(fresh)) && exchange(&scratch, from, fresh)
        && (!is_synced || sync_by(fsync, path_folder(from->published)));
    arena_free(&scratch);
    return fine;
}

// A folder takes the place of an empty one, but of no other: rename sees to it.
static bool take_place(arena *scratch, const staging *from, text with)
{
    permissions_take_named(with, from->published);
    return rename(text_to_string(scratch, with), text_to_string(scratch, from->published)) == 0
        || machine_failure("cannot publish to", from->published);
}

bool staging_publish_new(const staging *from, text fresh)
{
    arena scratch = { 0 };
    bool fine = is_whole(&scratch, from) && folder_sync(fresh) && take_place(&scratch, from, fresh)
        && sync_by(fsync, path_folder(from->published));
    arena_free(&scratch);
    return fine;
}

bool staging_end(staging *ended)
{
    return ended->held.path.length == 0 || held_folder_end(&ended->held);
}

bool folder_is_mounted(text folder)
{
    arena scratch = { 0 };
    struct stat own, above;
    bool is = stat(name_of(&scratch, folder), &own) == 0
        && stat(text_to_string(&scratch, path_join(&scratch, folder, TEXT(".."))), &above) == 0 && own.st_dev != above.st_dev;
    arena_free(&scratch);
    return is;
}

int folder_lock(text folder)
{
    arena scratch = { 0 };
    int lock = hold(name_of(&scratch, folder));
    int reason = errno;
    arena_free(&scratch);
    errno = reason;
    return lock;
}
