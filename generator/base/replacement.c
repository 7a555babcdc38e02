#include "replacement.h"

#include "diagnostics.h"
#include "files.h"
#include "permissions.h"
#include "transfer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

// Whether the open file is the one of that name, and of no other name: whoever had it before us may have put it in its
// place, and what somebody planted is not written to.
static bool is_ours(int file, const char *name)
{
    struct stat open, named;
    return fstat(file, &open) == 0 && S_ISREG(open.st_mode) && open.st_nlink == 1
        && lstat(name, &named) == 0 && named.st_ino == open.st_ino && named.st_dev == open.st_dev;
}

// -1 with errno set. A file system may know no locks.
static int open_and_lock(const char *name, mode_t permissions)
{
    int file = open(name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, permissions);
    while (file >= 0 && flock(file, LOCK_EX) != 0 && errno == EINTR) { }
    return file;
}

enum { TRIES = 1000 };      // each other process that replaces the file takes one

bool replacement_begin(replacement *begun, arena *memory, text path)
{
    *begun = (replacement){ text_to_string(memory, path), text_format(memory, "%.*s.new", TEXT_PRINT(path)).bytes, -1 };
    if (path_folder(path).length > 0 && !folder_make(path_folder(path)))
        return false;
    for (int i = 0; i < TRIES; i++) {
        begun->file = open_and_lock(begun->fresh, permissions_at_first(path));
        if (begun->file < 0 || is_ours(begun->file, begun->fresh))
            break;
        struct stat open;
        if (fstat(begun->file, &open) == 0 && open.st_nlink > 1)
            unlink(begun->fresh);       // its other name stays
        close(begun->file);
        begun->file = -1;
        errno = EBUSY;
    }
    return begun->file >= 0 || machine_failure("cannot write", path);
}

// A process that was forked meanwhile may have the file too.
static void let_go(const replacement *begun)
{
    flock(begun->file, LOCK_UN);
    close(begun->file);
}

void replacement_give_up(replacement *begun)
{
    unlink(begun->fresh);
    let_go(begun);
}

// Some file systems tell only then that there was no room. The lock stays.
static bool is_written(int file)
{
    int other = dup(file);
    return other >= 0 && close(other) == 0;
}

bool replacement_end(replacement *begun, text contents)
{
    // A process that was stopped may have left some of its own there.
    bool fine = ftruncate(begun->file, 0) == 0;
    permissions_take(begun->file, text_of(begun->path));
    fine = fine && write_fully(begun->file, contents.bytes, contents.length)
        && is_written(begun->file) && rename(begun->fresh, begun->path) == 0;
    if (!fine) {
        machine_failure("cannot write", text_of(begun->path));
        replacement_give_up(begun);
        return false;
    }
    let_go(begun);
    return true;
}

bool file_replace(text path, text contents)
{
    arena scratch = { 0 };
    replacement begun;
    bool fine = replacement_begin(&begun, &scratch, path) && replacement_end(&begun, contents);
    arena_free(&scratch);
    return fine;
}
