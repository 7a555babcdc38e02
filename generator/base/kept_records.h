// Records in a kept file (kept_file.h) that only the very same program may read: a line that names their form, a checksum of
// all that follows, the stamp of the program, the records.
#ifndef BASE_KEPT_RECORDS_H
#define BASE_KEPT_RECORDS_H

#include "arena.h"
#include "buffer.h"

// The records as they were written. False when there are none of at most [limit] bytes, or others, or damaged ones.
bool kept_records_read(arena *memory, text path, text first_line, size_t limit, text *records);

// What is added to the buffer from here on are the records.
void kept_records_begin(buffer *records);
void kept_records_write(text path, text first_line, size_t limit, const buffer *records);

#endif
