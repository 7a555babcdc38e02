#include "files.h"

#include "diagnostics.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MAXIMUM_DEPTH = 64, MAXIMUM_FILES = 2000000 };

static const char *string_of(arena *scratch, text path)
{
    return path.length > 0 ? text_to_string(scratch, path) : ".";
}

static file_result read_open_file(arena *memory, int file, text path, size_t limit, text *contents)
{
    struct stat status;
    if (fstat(file, &status) != 0) {
        machine_failure("cannot read", path);
        return FILE_FAILED;
    }
    if (!S_ISREG(status.st_mode))
        return FILE_NOT_PLAIN;
    if (status.st_size < 0 || (uint64_t)status.st_size > limit)
        return FILE_TOO_LARGE;

    size_t size = (size_t)status.st_size, length = 0;
    char *bytes = ARENA_NEW(memory, char, size + 1);
    while (length < size) {
        ssize_t got = read(file, bytes + length, size - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            machine_failure("cannot read", path);
            return FILE_FAILED;
        }
        if (got == 0)
            break;
        length += (size_t)got;
    }
    *contents = (text){ bytes, length };
    return FILE_READ;
}

static file_result result_of_errno(text path)
{
    switch (errno) {
    case ENOENT: case ENOTDIR: case ENAMETOOLONG:
        return FILE_MISSING;
    case ELOOP: case EXDEV: case ENXIO:      // the last is a socket
        return FILE_NOT_PLAIN;
    default:
        machine_failure("cannot read", path);
        return FILE_FAILED;
    }
}

file_result file_read(arena *memory, text path, size_t limit, text *contents)
{
    int file = open(string_of(memory, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return result_of_errno(path);
    file_result result = read_open_file(memory, file, path, limit, contents);
    close(file);
    return result;
}

// What openat2 does below, for where it is not allowed or known (sandboxes,
// valgrind): one folder after another, none of them a link.
static int open_in_steps(arena *scratch, int root, text path)
{
    text rest, part = TEXT(".");
    if (text_starts_with(path, TEXT("/")) || !path_resolve(scratch, (text){ 0 }, path, &rest)) {
        errno = EXDEV;
        return -1;
    }
    int here = root;
    while (text_take_part(&rest, '/', &part) && rest.length > 0) {
        int next = openat(here, string_of(scratch, part), O_PATH | O_NOFOLLOW | O_CLOEXEC);
        if (here != root)
            close(here);
        if (next < 0)
            return -1;
        struct stat status;
        if (fstat(next, &status) != 0 || S_ISLNK(status.st_mode)) {
            close(next);
            errno = ELOOP;
            return -1;
        }
        here = next;
    }
    int file = openat(here, string_of(scratch, part), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    int reason = errno;
    if (here != root)
        close(here);
    errno = reason;
    return file;
}

static int open_beneath(arena *scratch, int root, text path)
{
    const char *name = string_of(scratch, path);
    struct open_how how = {
        .flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };
    int file;
    do
        file = (int)syscall(SYS_openat2, root, name, &how, sizeof how);
    while (file < 0 && errno == EAGAIN);        // something was renamed on the way to a ".."
    return file < 0 && (errno == ENOSYS || errno == EPERM) ? open_in_steps(scratch, root, path) : file;
}

// The open file, or -1 with the result in [*result].
static int open_in(arena *scratch, text folder, text path, file_result *result)
{
    *result = FILE_MISSING;
    if (text_find_byte(path, '\0', 0) != TEXT_NOT_FOUND)
        return -1;
    int root = open(string_of(scratch, folder), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (root < 0) {
        *result = result_of_errno(folder);
        return -1;
    }
    int file = open_beneath(scratch, root, path);
    int reason = errno;
    close(root);
    errno = reason;
    if (file < 0)
        *result = result_of_errno(path);
    return file;
}

file_result file_read_beneath(arena *memory, text folder, text path, size_t limit, text *contents)
{
    file_result result;
    int file = open_in(memory, folder, path, &result);
    if (file < 0)
        return result;
    result = read_open_file(memory, file, path, limit, contents);
    close(file);
    return result;
}

file_result file_open_beneath(text folder, text path, int *file, uint64_t *size)
{
    arena scratch = { 0 };
    file_result result;
    struct stat status;
    *file = open_in(&scratch, folder, path, &result);
    arena_free(&scratch);
    if (*file < 0)
        return result;
    if (fstat(*file, &status) == 0 && S_ISREG(status.st_mode)) {
        *size = (uint64_t)status.st_size;
        return FILE_READ;
    }
    close(*file);
    *file = -1;
    return FILE_NOT_PLAIN;
}

typedef struct {
    arena *memory;
    file_list *files, *folders;     // folders: NULL unless they are wanted, with names that begin with "."
    bool (*is_entered)(text path);  // NULL: all folders are
    bool is_silent;
} walker;

static bool walk(const walker *with, int parent, const char *name, text shown, int depth);

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static bool fail_at(const walker *with, text shown)
{
    return !with->is_silent && machine_failure("cannot read", shown);
}

static bool add_entry(const walker *with, int folder, const char *name, text shown, int depth)
{
    struct stat status;
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT || fail_at(with, shown);
    bool is_folder = S_ISDIR(status.st_mode);
    bool is_too_deep = is_folder && depth >= MAXIMUM_DEPTH;
    file_list *list = !is_folder || is_too_deep ? with->files : with->folders;
    if (with->files->count < MAXIMUM_FILES && list != NULL) {
        file_entry *entry = ARENA_PUSH(with->memory, *list);
        *entry = (file_entry){ .path = shown, .size = (uint64_t)status.st_size, .modified = nanoseconds(status.st_mtim),
                               .changed = nanoseconds(status.st_ctim), .inode = (uint64_t)status.st_ino, .mode = (uint64_t)status.st_mode,
                               .is_link = is_too_deep || (!is_folder && !S_ISREG(status.st_mode)), .is_too_deep = is_too_deep };
    }
    bool is_entered = is_folder && !is_too_deep && (with->is_entered == NULL || with->is_entered(shown));
    return !is_entered || walk(with, folder, name, shown, depth + 1);
}

static bool is_passed_over(const walker *with, const char *name)
{
    return name[0] == '.' && (with->folders == NULL || name[1] == '\0' || strcmp(name, "..") == 0);
}

static bool walk(const walker *with, int parent, const char *name, text shown, int depth)
{
    text told = depth > 0 ? shown : text_of(name);
    int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | (depth > 0 ? O_NOFOLLOW : 0));
    if (descriptor < 0)
        return errno == ENOENT || (depth == 0 && (errno == ENOTDIR || errno == ENAMETOOLONG)) || fail_at(with, told);
    DIR *folder = fdopendir(descriptor);
    if (folder == NULL) {
        close(descriptor);
        return fail_at(with, told);
    }
    bool fine = true;
    errno = 0;
    for (struct dirent *entry; fine && (entry = readdir(folder)) != NULL; errno = 0) {
        if (is_passed_over(with, entry->d_name))
            continue;
        text own = text_of(entry->d_name);
        text child = shown.length > 0 ? path_join(with->memory, shown, own) : text_copy(with->memory, own);
        fine = add_entry(with, descriptor, entry->d_name, child, depth);
    }
    if (fine && errno != 0)
        fine = fail_at(with, told);
    closedir(folder);
    return fine;
}

static int compare_entries(const void *left, const void *right)
{
    return text_compare(((const file_entry *)left)->path, ((const file_entry *)right)->path);
}

bool folder_walk_where(arena *memory, text folder, bool (*is_entered)(text path), file_list *found)
{
    *found = (file_list){ 0 };
    walker with = { .memory = memory, .files = found, .is_entered = is_entered };
    if (!walk(&with, AT_FDCWD, string_of(memory, folder), (text){ 0 }, 0))
        return false;
    if (found->count > 1)
        qsort(found->items, found->count, sizeof *found->items, compare_entries);
    return true;
}

bool folder_walk(arena *memory, text folder, file_list *found)
{
    return folder_walk_where(memory, folder, NULL, found);
}

bool folder_walk_all(arena *memory, text folder, bool is_silent, file_list *files, file_list *folders)
{
    *files = *folders = (file_list){ 0 };
    walker with = { .memory = memory, .files = files, .folders = folders, .is_silent = is_silent };
    return walk(&with, AT_FDCWD, string_of(memory, folder), (text){ 0 }, 0);
}

// A disk that fails is told of; whoever asks takes the file for a missing one.
static bool look_at(text path, bool follows_links, struct stat *status)
{
    arena scratch = { 0 };
    int result = (follows_links ? stat : lstat)(string_of(&scratch, path), status);
    bool is_missing = errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG || errno == ELOOP;
    if (result != 0 && !is_missing)
        machine_failure("cannot look at", path);
    arena_free(&scratch);
    return result == 0;
}

static bool status_of(text path, struct stat *status)
{
    return look_at(path, true, status);
}

bool path_exists(text path)
{
    struct stat status;
    return status_of(path, &status);
}

uint64_t file_size(text path)
{
    struct stat status;
    return status_of(path, &status) ? (uint64_t)status.st_size : 0;
}

static file_identity identity_of(const struct stat *status)
{
    return (file_identity){ .inode = (uint64_t)status->st_ino, .size = (uint64_t)status->st_size,
                            .mode = (uint64_t)status->st_mode, .modified = nanoseconds(status->st_mtim) };
}

file_identity file_identity_of(text path)
{
    struct stat status;
    return look_at(path, false, &status) ? identity_of(&status) : (file_identity){ 0 };
}

bool file_identity_of_open(int file, file_identity *identity)
{
    struct stat status;
    bool fine = fstat(file, &status) == 0;
    *identity = fine ? identity_of(&status) : (file_identity){ 0 };
    return fine;
}

bool file_remove(text path)
{
    arena scratch = { 0 };
    bool fine = unlink(string_of(&scratch, path)) == 0 || errno == ENOENT || machine_failure("cannot remove", path);
    arena_free(&scratch);
    return fine;
}

bool file_remove_beneath(text folder, text path)
{
    arena scratch = { 0 };
    file_result result;
    text above = path_folder(path);
    int parent = open_in(&scratch, folder, above.length > 0 ? above : TEXT("."), &result);
    bool fine = parent < 0 ? result != FILE_FAILED : unlinkat(parent, string_of(&scratch, path_name(path)), 0) == 0 || errno == ENOENT;
    int reason = errno;
    if (parent >= 0)
        close(parent);
    arena_free(&scratch);
    errno = reason;
    return fine;
}

bool file_link(text from, text to, const file_identity *expected)
{
    arena scratch = { 0 };
    struct stat status;
    const char *old = string_of(&scratch, from), *fresh = string_of(&scratch, to);
    bool fine = link(old, fresh) == 0
        || (errno == ENOENT && folder_make(path_folder(to)) && link(old, fresh) == 0);
    if (fine) {     // looked at under its new name: the old one may be another file by now
        fine = lstat(fresh, &status) == 0 && S_ISREG(status.st_mode);
        file_identity found = fine ? identity_of(&status) : (file_identity){ 0 };
        fine = fine && memcmp(&found, expected, sizeof found) == 0;
        if (!fine)
            unlink(fresh);
    }
    arena_free(&scratch);
    return fine;
}

text file_stamp(arena *memory, text path)
{
    struct stat status;
    if (path.length == 0 || !status_of(path, &status))
        return (text){ 0 };
    return text_format(memory, "%.*s %llu %lld %lld %llu\n", TEXT_PRINT(path), (unsigned long long)status.st_size,
                       (long long)nanoseconds(status.st_mtim), (long long)nanoseconds(status.st_ctim),
                       (unsigned long long)status.st_ino);
}

bool path_is_folder(text path)
{
    struct stat status;
    return status_of(path, &status) && S_ISDIR(status.st_mode);
}

bool path_leads_by_link(arena *memory, text folder, text path, text *link)
{
    text part;
    *link = (text){ 0 };
    while (text_take_part(&path, '/', &part)) {
        *link = path_join(memory, *link, part);
        if (S_ISLNK(file_identity_of(path_join(memory, folder, *link)).mode))
            return true;
    }
    return false;
}

bool folder_is_empty(text path)
{
    arena scratch = { 0 };
    DIR *folder = opendir(string_of(&scratch, path));
    arena_free(&scratch);
    if (folder == NULL)
        return true;
    bool is_empty = true;
    for (struct dirent *entry; is_empty && (entry = readdir(folder)) != NULL;)
        is_empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    closedir(folder);
    return is_empty;
}

// Leaves errno as it was.
static bool is_folder(const char *name)
{
    struct stat status;
    int reason = errno;
    bool is = stat(name, &status) == 0 && S_ISDIR(status.st_mode);
    errno = reason;
    return is;
}

bool folder_make(text path)
{
    arena scratch = { 0 };
    char *name = text_to_string(&scratch, path);
    bool fine = true;
    for (char *slash = name + 1; fine && path.length > 0; slash++) {
        bool is_last = *slash == '\0';
        if (!is_last && *slash != '/')
            continue;
        *slash = '\0';
        if (mkdir(name, 0777) != 0 && !(errno == EEXIST && is_folder(name)))
            fine = machine_failure("cannot make the folder", path);
        if (is_last)
            break;
        *slash = '/';
    }
    arena_free(&scratch);
    return fine;
}

// False with errno set.
static bool remove_entry(int parent, const char *name, int depth)
{
    // ENOTDIR: it cannot be there, since a file stands where its folder would be.
    if (unlinkat(parent, name, 0) == 0 || errno == ENOENT || errno == ENOTDIR)
        return true;
    if (errno != EISDIR && errno != EPERM)
        return false;
    if (depth > 4 * MAXIMUM_DEPTH) {
        errno = ENAMETOOLONG;
        return false;
    }
    int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    DIR *folder = fdopendir(descriptor);
    if (folder == NULL) {
        close(descriptor);
        return false;
    }
    bool fine = true;
    for (struct dirent *entry; fine && (entry = readdir(folder)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            fine = remove_entry(descriptor, entry->d_name, depth + 1);
    int reason = errno;
    closedir(folder);
    errno = reason;
    return fine && unlinkat(parent, name, AT_REMOVEDIR) == 0;
}

bool folder_try_remove(text path)
{
    assert(path.length > 0);        // else it would empty the current folder
    arena scratch = { 0 };
    bool fine = remove_entry(AT_FDCWD, string_of(&scratch, path), 0);
    int reason = errno;
    arena_free(&scratch);
    errno = reason;
    return fine;
}

bool folder_remove(text path)
{
    return folder_try_remove(path) || machine_failure("cannot remove", path);
}
