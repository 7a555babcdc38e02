// Tables of answers, as output_csv writes them: a row for each filled form, columns by the names of fields.
#include "answers/given.h"

#include "answers/output_tables.h"
#include "base/buffer.h"

enum { COLUMNS_MOST = 20 * 1000 };

typedef struct {
    arena *memory;
    text rest;
    char separator;
    buffer cell;
} csv_reader;

// One cell and what ends it: false at the end of a row. A quote within quotes stands twice.
static bool take_cell(csv_reader *from, text *cell)
{
    buffer_clear(&from->cell);
    size_t i = 0;
    bool in_quotes = false;
    for (; i < from->rest.length; i++) {
        char byte = from->rest.bytes[i];
        if (byte == '"' && in_quotes && i + 1 < from->rest.length && from->rest.bytes[i + 1] == '"')
            buffer_add_byte(&from->cell, from->rest.bytes[++i]);
        else if (byte == '"' && (in_quotes || from->cell.length == 0))
            in_quotes = !in_quotes;
        else if (!in_quotes && (byte == from->separator || byte == '\n' || byte == '\r'))
            break;
        else
            buffer_add_byte(&from->cell, byte);
    }
    bool goes_on = i < from->rest.length && from->rest.bytes[i] == from->separator;
    if (text_starts_with(text_from(from->rest, i), TEXT("\r\n")))
        i++;
    from->rest = text_from(from->rest, i + 1);
    *cell = text_copy(from->memory, buffer_text(&from->cell));
    return goes_on;
}

static void read_row(csv_reader *from, const text *names, size_t count, given_forms *into)
{
    given_form *made = given_add_form(from->memory, into, FILLED_CSV);
    text *const own[OUTPUT_CSV_OWN] = { &made->form, &made->version, &made->language, &made->filled, NULL };
    bool goes_on = true;
    for (size_t i = 0; i < count && goes_on; i++) {
        text cell;
        goes_on = take_cell(from, &cell);
        // The sign that keeps a cell a text.
        if (text_starts_with(cell, TEXT("'")))
            cell = text_from(cell, 1);
        if (i < OUTPUT_CSV_OWN && own[i] != NULL)
            *own[i] = cell;
        else if (i >= OUTPUT_CSV_OWN)
            given_add(from->memory, made, (given_value){ .name = names[i], .text = cell, .type = cell.length > 0 ? GIVEN_TEXT : GIVEN_EMPTY });
    }
    for (text ignored; goes_on;)
        goes_on = take_cell(from, &ignored);
    if (made->form.length == 0)
        into->count--;      // an empty line
}

bool given_read_csv(arena *memory, text bytes, given_forms *into, text *why)
{
    csv_reader from = { .memory = memory, .rest = bytes };
    struct { text *items; size_t count, capacity; } names = { 0 };
    if (text_starts_with(bytes, TEXT(OUTPUT_CSV_MARK)))
        from.rest = text_from(bytes, sizeof OUTPUT_CSV_MARK - 1);
    // A spreadsheet may have saved it with the other separator.
    bool is_ours = text_starts_with(from.rest, output_csv_own[0]) || text_starts_with(from.rest, TEXT("\""));
    text head = text_slice(from.rest, 0, text_find_byte(from.rest, '\n', 0));
    from.separator = text_find_byte(head, ';', 0) != TEXT_NOT_FOUND ? ';' : text_find_byte(head, '\t', 0) != TEXT_NOT_FOUND ? '\t' : ',';
    bool goes_on = is_ours;
    while (goes_on && names.count < COLUMNS_MOST)
        goes_on = take_cell(&from, ARENA_PUSH(memory, names));
    is_ours = is_ours && !goes_on;
    for (size_t i = 0; i < OUTPUT_CSV_OWN; i++)
        is_ours = is_ours && i < names.count && text_equals(names.items[i], output_csv_own[i]);
    while (is_ours && from.rest.length > 0 && into->count < GIVEN_FORMS_MOST)
        read_row(&from, names.items, names.count, into);
    into->is_cut = is_ours && text_trim(from.rest).length > 0;
    buffer_free(&from.cell);
    if (!is_ours)
        *why = TEXT("it is no table of answers that 'digitori collect' made");
    return is_ours;
}
