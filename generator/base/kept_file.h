// Files that only save time, such as those of a cache. One is written beside the old one, which it replaces at the end.
//
// Nothing is said when one cannot be read or written: whoever wants it goes on without. What stands in its way, such as a
// link that somebody planted, is not written through.
#ifndef BASE_KEPT_FILE_H
#define BASE_KEPT_FILE_H

#include "arena.h"
#include "files.h"
#include "text.h"

#include <stdio.h>

// False when there is none of at most [limit] bytes that may be read.
bool kept_file_read(arena *memory, text path, size_t limit, text *contents);

// One to be read later or never, whatever stands in its place by then. What is added to it meanwhile is not read.
typedef struct {
    int number;             // and one; 0: none
    size_t size;
} held_file;
bool held_file_open(held_file *opened, text path, const file_identity *expected);   // false when it is another one
bool held_file_open_any(held_file *opened, text path, size_t limit);                // false when there is none of at most [limit] bytes
bool held_file_read(arena *memory, const held_file *from, text *contents);
bool held_file_take(const held_file *from, char *bytes);                            // as many as its size; false when fewer are there
void held_file_close(held_file *opened);

typedef struct {
    FILE *file;             // NULL: cannot be written
    const char *path, *fresh;
    size_t room;            // bytes
} kept_file;

// One that grows beyond [limit] bytes is given up: whoever reads with that limit would have nothing of it.
void kept_file_begin(kept_file *writer, arena *memory, text path, size_t limit);
void kept_file_add(kept_file *writer, text contents);
// Puts it in the place of the old one; that stays, and nothing else, when something failed or it is not wanted.
// True when it stands there, or stood there until another process put its own in its place.
bool kept_file_end(kept_file *writer, bool is_wanted);
bool kept_file_end_told(kept_file *writer, bool is_wanted, file_identity *written);     // which one it is
// Adds to the end of one, be it nothing: it is as new as one written now. Where that cannot be it is removed; false then.
bool kept_file_extend(text path, text contents);
// The same where it is still the file [*identity], else it stays as it is; tells which it is from then on.
bool kept_file_extend_told(text path, text contents, file_identity *identity);
void kept_file_remove(text path);
// Removes what processes that are no more have left half written in [folder].
void kept_files_clean(text folder);

#endif
