#include "kept_records.h"

#include "digest.h"
#include "program.h"

// What the sum in the file is of; nothing where the file is too short.
static text summed(text whole, text first_line, uint64_t *sum)
{
    text rest = text_from(whole, first_line.length < whole.length ? first_line.length : whole.length);
    *sum = record_take_number(&rest);
    return rest;
}

static bool take_records(arena *memory, text whole, text first_line, const uint64_t *known_sum, text *records)
{
    uint64_t expected;
    if (!text_starts_with(whole, first_line))
        return false;
    *records = summed(whole, first_line, &expected);
    if (records->bytes == NULL || (known_sum != NULL ? *known_sum : digest_checksum(0, *records)) != expected)
        return false;
    return text_equals(record_take_text(records), program_stamp(memory));
}

bool kept_records_read(arena *memory, text path, text first_line, size_t limit, text *records)
{
    text whole;
    return kept_file_read(memory, path, limit, &whole) && take_records(memory, whole, first_line, NULL, records);
}

// In the thread.
static void read_and_sum(void *context)
{
    kept_reading *of = context;
    uint64_t expected;
    of->is_whole = held_file_take(&of->file, of->bytes);
    if (of->is_whole)
        of->sum = digest_checksum(0, summed((text){ of->bytes, of->file.size }, of->first_line, &expected));
}

void kept_records_begin_reading(kept_reading *begun, arena *memory, text path, text first_line, size_t limit)
{
    *begun = (kept_reading){ .memory = memory, .path = path, .first_line = first_line, .limit = limit };
    if (!held_file_open_any(&begun->file, path, limit))
        return;
    begun->bytes = ARENA_NEW(memory, char, begun->file.size + 1);
    thread_begin(&begun->reading, read_and_sum, begun);
}

bool kept_records_end_reading(kept_reading *begun, text *records)
{
    thread_wait(&begun->reading);
    size_t size = begun->file.size;
    held_file_close(&begun->file);
    if (!begun->is_whole)       // again, to tell of a machine that fails
        return kept_records_read(begun->memory, begun->path, begun->first_line, begun->limit, records);
    return take_records(begun->memory, (text){ begun->bytes, size }, begun->first_line, &begun->sum, records);
}

void kept_records_begin(buffer *records)
{
    arena scratch = { 0 };
    record_add_text(records, program_stamp(&scratch));
    arena_free(&scratch);
}

void kept_records_write(text path, text first_line, size_t limit, const buffer *records)
{
    arena scratch = { 0 };
    buffer head = { 0 };
    kept_file file;
    buffer_add(&head, first_line);
    record_add_number(&head, digest_checksum(0, buffer_text(records)));
    kept_file_begin(&file, &scratch, path, limit);
    kept_file_add(&file, buffer_text(&head));
    kept_file_add(&file, buffer_text(records));
    kept_file_end(&file, true);
    buffer_free(&head);
    arena_free(&scratch);
}
