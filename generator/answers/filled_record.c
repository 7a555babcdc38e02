#include "answers/filled_record.h"

// Likelihoods travel as millionths.
enum { MILLION = 1000000 };

static void add_data(const data *from, buffer *record)
{
    buffer json = { 0 };
    data_write_json(from, false, &json);
    record_add_text(record, buffer_text(&json));
    buffer_free(&json);
}

void filled_add_to_record(const site *of, const filled_form *from, buffer *record)
{
    size_t number = 0;
    while (number < of->forms.count && of->forms.items[number] != from->form)
        number++;
    record_add_number(record, number);
    record_add_number(record, from->language);
    record_add_number(record, from->format);
    record_add_text(record, from->version);
    record_add_text(record, from->path);
    record_add_text(record, from->filled);
    add_data(from->answers, record);
    add_data(from->header, record);
    record_add_number(record, from->doubt_count);
    for (size_t i = 0; i < from->doubt_count; i++) {
        record_add_text(record, from->doubts[i].field);
        record_add_number(record, (uint64_t)(from->doubts[i].likelihood * MILLION));
        record_add_text(record, from->doubts[i].picture);
    }
    record_add_number(record, from->written_count);
    for (size_t i = 0; i < from->written_count; i++) {
        record_add_text(record, from->written[i].field);
        record_add_text(record, from->written[i].picture);
    }
    record_add_number(record, from->pages.all);
    record_add_number(record, from->pages.first);
    record_add_number(record, from->pages.last);
    record_add_text(record, from->pages.missing);
}

static text take_copy(arena *memory, text *record)
{
    return text_copy(memory, record_take_text(record));
}

bool filled_take_from_record(arena *memory, const site *of, text *record, filled_form *into)
{
    uint64_t number = record_take_number(record);
    if (record->bytes == NULL || number >= of->forms.count)
        return false;
    *into = (filled_form){ .form = of->forms.items[number], .language = (size_t)record_take_number(record) };
    into->format = (filled_format)record_take_number(record);
    into->version = take_copy(memory, record);
    into->path = take_copy(memory, record);
    into->filled = take_copy(memory, record);
    into->answers = data_read_json(memory, take_copy(memory, record));
    into->header = data_read_json(memory, take_copy(memory, record));
    size_t count = (size_t)record_take_number(record);
    doubtful_mark *doubts = ARENA_NEW(memory, doubtful_mark, record->bytes != NULL ? count + 1 : 1);
    for (size_t i = 0; record->bytes != NULL && i < count; i++) {
        doubts[i].field = take_copy(memory, record);
        doubts[i].likelihood = (double)record_take_number(record) / MILLION;
        doubts[i].picture = take_copy(memory, record);
    }
    into->doubts = doubts;
    into->doubt_count = count;
    count = (size_t)record_take_number(record);
    handwriting *written = ARENA_NEW(memory, handwriting, record->bytes != NULL ? count + 1 : 1);
    for (size_t i = 0; record->bytes != NULL && i < count; i++) {
        written[i].field = take_copy(memory, record);
        written[i].picture = take_copy(memory, record);
    }
    into->written = written;
    into->written_count = count;
    into->pages.all = (size_t)record_take_number(record);
    into->pages.first = (size_t)record_take_number(record);
    into->pages.last = (size_t)record_take_number(record);
    into->pages.missing = take_copy(memory, record);
    return record->bytes != NULL && into->answers != NULL && into->header != NULL;
}
