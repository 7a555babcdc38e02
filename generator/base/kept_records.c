#include "kept_records.h"

#include "digest.h"
#include "kept_file.h"
#include "program.h"

bool kept_records_read(arena *memory, text path, text first_line, size_t limit, text *records)
{
    text whole;
    if (!kept_file_read(memory, path, limit, &whole) || !text_starts_with(whole, first_line))
        return false;
    *records = text_from(whole, first_line.length);
    uint64_t sum = record_take_number(records);
    if (records->bytes == NULL || digest_checksum(0, *records) != sum)
        return false;
    return text_equals(record_take_text(records), program_stamp(memory));
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
