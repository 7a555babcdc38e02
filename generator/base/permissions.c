#include "permissions.h"

#include "arena.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { ALL_MAY = S_IRWXU | S_IRWXG | S_IRWXO, LIST_MOST = 4096 };
#define ACCESS_LIST "system.posix_acl_access"       // who else may, by name: acl(5)

static bool look_at(text path, struct stat *status)
{
    arena scratch = { 0 };
    bool is_there = path.length > 0 && lstat(text_to_string(&scratch, path), status) == 0;
    arena_free(&scratch);
    return is_there;
}

// With such a list the permissions of the group tell the most that anybody in it may: without it they would be the group's own.
static bool take_list(int file, text like)
{
    arena scratch = { 0 };
    char list[LIST_MOST];
    ssize_t length = lgetxattr(text_to_string(&scratch, like), ACCESS_LIST, list, sizeof list);
    bool has_none = length < 0 && (errno == ENODATA || errno == ENOTSUP);
    arena_free(&scratch);
    if (!has_none)
        return length >= 0 && fsetxattr(file, ACCESS_LIST, list, (size_t)length, 0) == 0;
    fremovexattr(file, ACCESS_LIST);        // the folder's, that new files get
    return true;
}

void permissions_take(int file, text like)
{
    struct stat wanted, made;
    if (!look_at(like, &wanted) || fstat(file, &made) != 0 || (made.st_mode & S_IFMT) != (wanted.st_mode & S_IFMT))
        return;
    bool is_folder = S_ISDIR(made.st_mode);
    mode_t may = wanted.st_mode & (is_folder ? ALL_MAY | S_ISGID : ALL_MAY);
    // Only the administrator may give files away: for all others what they write becomes their own.
    bool has_owner = made.st_uid == wanted.st_uid || fchown(file, wanted.st_uid, (gid_t)-1) == 0;
    (void)has_owner;
    bool has_group = made.st_gid == wanted.st_gid || fchown(file, (uid_t)-1, wanted.st_gid) == 0;
    if (!has_group || !take_list(file, like)) {
        mode_t all = may & (may & S_IRWXG) >> 3;        // those of the group are among the others now
        may = (may & S_IRWXU) | all << 3 | all;
    }
    bool has_permissions = fchmod(file, is_folder ? may | S_IRWXU : may) == 0;
    (void)has_permissions;      // some file systems know none
}

void permissions_take_named(text path, text like)
{
    arena scratch = { 0 };
    int file = open(text_to_string(&scratch, path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    arena_free(&scratch);
    if (file < 0)
        return;
    permissions_take(file, like);
    close(file);
}

mode_t permissions_at_first(text like)
{
    struct stat known;
    return look_at(like, &known) && S_ISREG(known.st_mode) ? S_IRUSR | S_IWUSR : ALL_MAY & ~(mode_t)(S_IXUSR | S_IXGRP | S_IXOTH);
}
