// Files that only save time, such as those of a cache. One is written beside the old one, which it replaces at the end.
//
// Nothing is said when one cannot be read or written: whoever wants it goes on without. What stands in its way, such as a
// link that somebody planted, is not written through.
#ifndef BASE_KEPT_FILE_H
#define BASE_KEPT_FILE_H

#include "arena.h"
#include "text.h"

#include <stdio.h>

// False when there is none of at most [limit] bytes that may be read.
bool kept_file_read(arena *memory, text path, size_t limit, text *contents);

typedef struct {
    FILE *file;             // NULL: cannot be written
    const char *path, *fresh;
} kept_file;

void kept_file_begin(kept_file *writer, arena *memory, text path);
void kept_file_add(kept_file *writer, text contents);
// Puts it in the place of the old one; that stays, and nothing else, when something failed or it is not wanted.
// True when it stands there.
bool kept_file_end(kept_file *writer, bool is_wanted);
void kept_file_remove(text path);
// Removes what processes that are no more have left half written in [folder].
void kept_files_clean(text folder);

#endif
