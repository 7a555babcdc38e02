#include "permissions.h"

#include "arena.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { ALL_MAY = S_IRWXU | S_IRWXG | S_IRWXO, LIST_MOST = 4096 };
#define ACCESS_LIST "system.posix_acl_access"       // who else may, by name: acl(5)
#define LIST_FOR_NEW "system.posix_acl_default"     // of a folder: the list of what is made in it

static bool look_at(text path, struct stat *status)
{
    arena scratch = { 0 };
    bool is_there = path.length > 0 && lstat(text_to_string(&scratch, path), status) == 0;
    arena_free(&scratch);
    return is_there;
}

// Its length; 0 when there is none, below 0 when that cannot be told.
static ssize_t list_of(text path, const char *kind, char list[static LIST_MOST])
{
    arena scratch = { 0 };
    ssize_t length = lgetxattr(text_to_string(&scratch, path), kind, list, LIST_MOST);
    bool has_none = length < 0 && (errno == ENODATA || errno == ENOTSUP);
    arena_free(&scratch);
    return has_none ? 0 : length;
}

// With such a list the permissions of the group tell the most that anybody in it may: without it they would be the group's own.
static bool take_list(int file, text like, const char *kind)
{
    char list[LIST_MOST];
    ssize_t length = list_of(like, kind, list);
    if (length != 0)
        return length > 0 && fsetxattr(file, kind, list, (size_t)length, 0) == 0;
    fremovexattr(file, kind);               // what it got from its own folder
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
    if (!has_group || !take_list(file, like, ACCESS_LIST)) {
        mode_t all = may & (may & S_IRWXG) >> 3;        // those of the group are among the others now
        may = (may & S_IRWXU) | all << 3 | all;
    }
    bool has_permissions = fchmod(file, is_folder ? may | S_IRWXU : may) == 0 && (!is_folder || take_list(file, like, LIST_FOR_NEW));
    (void)has_permissions;      // some file systems know none
}

static int open_named(text path)
{
    arena scratch = { 0 };
    int file = open(text_to_string(&scratch, path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    arena_free(&scratch);
    return file;
}

void permissions_take_named(text path, text like)
{
    int file = open_named(path);
    if (file < 0)
        return;
    permissions_take(file, like);
    close(file);
}

void permissions_take_for_new(text folder, text like)
{
    struct stat wanted;
    int file = look_at(like, &wanted) && S_ISDIR(wanted.st_mode) ? open_named(folder) : -1;
    if (file < 0)
        return;
    bool has_list = take_list(file, like, LIST_FOR_NEW);
    (void)has_list;
    close(file);
}

bool permissions_for_new_are_same(text folder, text like)
{
    char first[LIST_MOST], second[LIST_MOST];
    ssize_t length = list_of(folder, LIST_FOR_NEW, first);
    return length >= 0 && list_of(like, LIST_FOR_NEW, second) == length && memcmp(first, second, (size_t)length) == 0;
}

mode_t permissions_at_first(text like)
{
    struct stat known;
    return look_at(like, &known) && S_ISREG(known.st_mode) ? S_IRUSR | S_IWUSR : ALL_MAY & ~(mode_t)(S_IXUSR | S_IXGRP | S_IXOTH);
}
