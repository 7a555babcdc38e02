// Files and folders.
//
// Paths given here are the generator's own; paths that came from an author go
// through file_read_beneath, which never leaves the folder and follows no
// links. Functions that return bool report a machine failure themselves before
// they return false.
#ifndef BASE_FILES_H
#define BASE_FILES_H

#include "arena.h"
#include "text.h"

#include <stdint.h>

typedef enum { FILE_READ, FILE_MISSING, FILE_TOO_LARGE, FILE_NOT_PLAIN, FILE_FAILED } file_result;

// Reads a whole plain file of at most [limit] bytes into the arena; a NUL byte
// (not counted) follows the contents. Only FILE_FAILED is a machine failure and has been reported.
file_result file_read(arena *memory, text path, size_t limit, text *contents);

// The same for [path] inside [folder]: refuses to leave the folder or to
// follow a link anywhere (FILE_NOT_PLAIN).
file_result file_read_beneath(arena *memory, text folder, text path, size_t limit, text *contents);

// Opens a plain file inside [folder] in the same way; the caller closes it.
file_result file_open_beneath(text folder, text path, int *file, uint64_t *size);

typedef struct {
    text path;              // from the folder that was walked, "/" between parts
    uint64_t size;
    int64_t modified, changed;      // nanoseconds; nobody can set the latter
    uint64_t inode, mode;
    bool is_link;           // or a pipe, socket or device: listed, never followed or opened
    bool is_too_deep;       // a folder, with is_link: what is in it is not listed
} file_entry;

typedef struct {
    file_entry *items;
    size_t count, capacity;
} file_list;

// Everything but folders below [folder], sorted by path (bytes). Names that
// begin with "." are left out. At most 64 levels and 2,000,000 files. A folder that is
// missing gives an empty list, and so does a file in its place.
bool folder_walk(arena *memory, text folder, file_list *found) __attribute__((warn_unused_result));
// The same, but what is in folders below for which [is_entered] is false is not listed.
bool folder_walk_where(arena *memory, text folder, bool (*is_entered)(text path), file_list *found) __attribute__((warn_unused_result));
// All files whatever their names, and all folders, each before what is in it; neither is sorted. A failure may be left unsaid.
bool folder_walk_all(arena *memory, text folder, bool is_silent, file_list *files, file_list *folders) __attribute__((warn_unused_result));

bool path_exists(text path);
uint64_t file_size(text path);          // 0 when there is none
// What tells a file from any that is put in its place or written to later, but not from itself after a rename.
// All zero when there is none.
typedef struct {
    uint64_t inode, size, mode;
    int64_t modified;
} file_identity;
file_identity file_identity_of(text path);
bool file_identity_of_open(int file, file_identity *identity);
// Gives the file [from] the name [to] as well; false, and nothing done, when that cannot be or it is not [expected].
bool file_link(text from, text to, const file_identity *expected);
bool file_remove(text path);            // no folder; a missing one is fine
// The same for [path] inside [folder], never through a link; what cannot be reached in it is left alone. False with errno
// set when it is no file or cannot be removed.
bool file_remove_beneath(text folder, text path);
// What differs once the file is another one or has been written to; empty when there is none.
text file_stamp(arena *memory, text path);
bool path_is_folder(text path);
// Whether [path] inside [folder], or a folder on the way to it, is a link: [*link] is the first, as seen from [folder], which may be one itself.
bool path_leads_by_link(arena *memory, text folder, text path, text *link);
bool folder_is_empty(text path);                                    // or missing
bool folder_make(text path) __attribute__((warn_unused_result));    // with its parents
bool folder_remove(text path) __attribute__((warn_unused_result));  // and all below; missing is fine
bool folder_try_remove(text path);      // the same, with nothing said: false with errno set

// Writes a new file, making its folders; an existing one loses its name, and is not written to under others it has.
bool file_write(text path, text contents) __attribute__((warn_unused_result));
bool file_write_told(text path, text contents, file_identity *written) __attribute__((warn_unused_result));    // which one it is now
bool file_write_like(text path, text contents, text like) __attribute__((warn_unused_result));  // with the permissions of [like], if that is there
// Writes a new file only if nothing is there; *[existed] tells.
bool file_create(text path, text contents, bool *existed) __attribute__((warn_unused_result));

text path_join(arena *memory, text folder, text name);
text path_folder(text path);            // "a/b/c.md" gives "a/b"; "c.md" gives ""
text path_name(text path);              // "c.md"
text path_without_extension(text path); // "a/b/c"

// Resolves "." and ".." in [link] as seen from the folder of [from]; both are
// relative paths. Returns false when it would leave the root.
bool path_resolve(arena *memory, text from, text link, text *resolved);

// The relative link from the file [from] to the file [to], both relative to
// one root: ("fi/a/b.html", "fi/c.html") gives "../c.html".
text path_relative(arena *memory, text from, text to);

#endif
