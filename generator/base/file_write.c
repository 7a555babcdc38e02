// Writing files: see files.h.
#include "files.h"

#include "diagnostics.h"
#include "permissions.h"
#include "transfer.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// [like] may be empty, [written] NULL.
static bool write_new(text path, text contents, int flags, text like, bool *existed, file_identity *written)
{
    arena scratch = { 0 };
    const char *name = text_to_string(&scratch, path);
    mode_t permissions = permissions_at_first(like);
    int file = open(name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags, permissions);
    if (file < 0 && errno == ENOENT && path_folder(path).length > 0) {
        if (!folder_make(path_folder(path))) {
            arena_free(&scratch);
            return false;
        }
        file = open(name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags, permissions);
    }
    *existed = file < 0 && errno == EEXIST;
    if (file >= 0)
        permissions_take(file, like);
    bool fine = file >= 0 && write_fully(file, contents.bytes, contents.length);
    if (fine && written != NULL)
        fine = file_identity_of_open(file, written);
    if (file >= 0 && close(file) != 0)
        fine = false;
    arena_free(&scratch);
    return fine || *existed || machine_failure("cannot write", path);
}

static bool write_over(text path, text contents, text like, file_identity *written)
{
    bool existed;
    if (!write_new(path, contents, O_EXCL, like, &existed, written))
        return false;
    if (!existed)
        return true;
    // A link is not replaced: opening it says why not.
    bool is_removed = S_ISREG(file_identity_of(path).mode) && file_remove(path);
    return write_new(path, contents, is_removed ? O_EXCL : O_TRUNC, like, &existed, written);
}

bool file_write_told(text path, text contents, file_identity *written)
{
    return write_over(path, contents, (text){ 0 }, written);
}

bool file_write_like(text path, text contents, text like)
{
    return write_over(path, contents, like, NULL);
}

bool file_write(text path, text contents)
{
    return file_write_told(path, contents, NULL);
}

bool file_create(text path, text contents, bool *existed)
{
    return write_new(path, contents, O_EXCL, (text){ 0 }, existed, NULL);
}
