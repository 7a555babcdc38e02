// Records in a kept file (kept_file.h) that only the very same program may read: a line that names their form, a checksum of
// all that follows, the stamp of the program, the records.
#ifndef BASE_KEPT_RECORDS_H
#define BASE_KEPT_RECORDS_H

#include "arena.h"
#include "buffer.h"
#include "kept_file.h"
#include "thread.h"

// The records as they were written. False when there are none of at most [limit] bytes, or others, or damaged ones.
bool kept_records_read(arena *memory, text path, text first_line, size_t limit, text *records);

// The same in two steps: the file is read in a thread while something else is done. [begun] stays where it is between them.
typedef struct {
    arena *memory;
    text path, first_line;
    size_t limit;
    held_file file;
    char *bytes;
    uint64_t sum;
    bool is_whole;
    thread reading;
} kept_reading;
void kept_records_begin_reading(kept_reading *begun, arena *memory, text path, text first_line, size_t limit);
bool kept_records_end_reading(kept_reading *begun, text *records);

// What is added to the buffer from here on are the records.
void kept_records_begin(buffer *records);
void kept_records_write(text path, text first_line, size_t limit, const buffer *records);

#endif
