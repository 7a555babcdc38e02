// Forms in Word files and spreadsheets.
#include "answers/given.h"

#include "base/table.h"
#include "formats/docx_read.h"
#include "formats/xlsx_read.h"

static bool explain(office_result result, text *why)
{
    switch (result) {
    case OFFICE_READ: return true;
    case OFFICE_TOO_LARGE: *why = TEXT("it unpacks to far more than a filled form holds"); return false;
    case OFFICE_DAMAGED: *why = TEXT("it is damaged: ask for the file again"); return false;
    default: *why = TEXT("it is no Word file or spreadsheet as its name says"); return false;
    }
}

typedef struct {
    docx_answers answers;
    xlsx_names names;
} office_contents;

// Reads what a file of the format holds, and says which form it is. NULL when [*why] says why not.
static given_form *read_office(arena *memory, text bytes, filled_format format, office_contents *contents, given_forms *into,
                               text *why)
{
    office *from;
    given_form *made = NULL;
    if (!explain(office_open(memory, bytes, &from), why))
        return NULL;
    if (explain(format == FILLED_DOCX ? docx_read(memory, from, &contents->answers) : xlsx_read(memory, from, &contents->names), why)) {
        office_identity identity = office_identify(from);
        made = given_add_form(memory, into, format);
        made->form = identity.form;
        made->version = identity.version;
        made->language = identity.language;
    }
    office_close(from);
    return made;
}

// ---- Word

// A row that was added is a copy of another, with its tags: its number is the one in the table.
static text name_in_row(arena *memory, const docx_answer *answer)
{
    text rest = answer->name, table_id, number;
    if (answer->row == 0 || answer->repeat.length == 0 || !text_starts_with(rest, answer->repeat))
        return answer->name;
    rest = text_from(rest, answer->repeat.length);
    if (!text_starts_with(rest, TEXT("__")))
        return answer->name;
    rest = text_from(rest, 2);
    table_id = answer->repeat;
    size_t end = text_find(rest, TEXT("__"), 0);
    number = text_slice(rest, 0, end);
    return end == TEXT_NOT_FOUND || number.length == 0 ? answer->name
         : text_format(memory, "%.*s__%zu__%.*s", TEXT_PRINT(table_id), answer->row, TEXT_PRINT(text_from(rest, end + 2)));
}

static given_value word_value(arena *memory, const docx_answer *answer)
{
    // LibreOffice forgets which controls show their placeholders only.
    given_value made = { .name = name_in_row(memory, answer), .type = GIVEN_TEXT, .text = answer->shown, .day = answer->day,
                         .may_be_placeholder = true };
    if (answer->type == DOCX_READ_CHECK) {
        made.type = answer->is_ticked ? GIVEN_TRUTH : GIVEN_EMPTY;
        made.truth = answer->is_ticked;
    } else if (answer->is_bookmark) {
        made.text = answer->paragraph;
    } else if (answer->chosen.length > 0) {
        made.text = answer->chosen;
    }
    // LibreOffice 7.4 moves the line breaks of a control before it; the words are all there.
    while (text_starts_with(made.text, TEXT("\n")))
        made.text = text_from(made.text, 1);
    if (made.type == GIVEN_TEXT && (answer->is_empty || text_trim(made.text).length == 0))
        made.type = GIVEN_EMPTY;
    return made;
}

bool given_read_docx(arena *memory, text bytes, given_forms *into, text *why)
{
    office_contents contents = { 0 };
    given_form *made = read_office(memory, bytes, FILLED_DOCX, &contents, into, why);
    if (made == NULL)
        return false;
    // What a control says goes before what stands in a bookmark of its name.
    table told = { .memory = memory };
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < contents.answers.count; i++) {
            const docx_answer *answer = &contents.answers.items[i];
            if (answer->is_bookmark != (pass == 1) || (pass == 1 && table_get(&told, answer->name) != NULL))
                continue;
            *table_put(&told, answer->name, NULL) = 1;
            given_add(memory, made, word_value(memory, answer));
        }
    }
    return true;
}

// ---- Spreadsheets

static given_value cell_value(text name, const xlsx_cell_value *cell)
{
    given_value made = { .name = name };
    switch (cell->type) {
    case XLSX_CELL_EMPTY: break;
    case XLSX_CELL_TEXT: made.type = GIVEN_TEXT; made.text = cell->text; break;
    case XLSX_CELL_DAY: made.type = GIVEN_TEXT; made.text = text_slice(cell->text, 0, sizeof "2026-11-22" - 1); break;
    case XLSX_CELL_NUMBER: made.type = GIVEN_NUMBER; made.number = cell->number; break;
    case XLSX_CELL_TRUTH: made.type = GIVEN_TRUTH; made.truth = cell->truth; break;
    case XLSX_CELL_WRONG: made.type = GIVEN_WRONG; break;
    }
    if (made.type == GIVEN_TEXT && text_trim(made.text).length == 0)
        made.type = GIVEN_EMPTY;
    return made;
}

static bool has_rows_after(const xlsx_named *named, uint32_t row)
{
    for (; row < named->rows; row++)
        if (named->cells[(size_t)row * named->columns].type != XLSX_CELL_EMPTY)
            return true;
    return false;
}

// A range of several rows is a column of a table.
static void add_named(arena *memory, given_form *into, const xlsx_named *named)
{
    size_t end = text_find(named->name, TEXT("__"), 0);
    bool is_column = named->rows > 1 && end != TEXT_NOT_FOUND;
    for (uint32_t row = 0; row < (is_column ? named->rows : 1) && row < GIVEN_ROWS_MOST; row++) {
        text name = is_column ? text_format(memory, "%.*s__%u%.*s", (int)end, named->name.bytes, row + 1,
                                            TEXT_PRINT(text_from(named->name, end)))
                              : named->name;
        given_add(memory, into, cell_value(name, &named->cells[(size_t)row * named->columns]));
    }
    if (is_column && has_rows_after(named, GIVEN_ROWS_MOST))
        into->long_list = text_slice(named->name, 0, end);
}

bool given_read_xlsx(arena *memory, text bytes, given_forms *into, text *why)
{
    office_contents contents = { 0 };
    given_form *made = read_office(memory, bytes, FILLED_XLSX, &contents, into, why);
    if (made == NULL)
        return false;
    const xlsx_names *names = &contents.names;
    made->is_by_labels = true;
    made->is_1904 = names->is_1904;
    for (size_t i = 0; i < names->count; i++) {
        text rest = names->items[i].constant;
        if (text_equals(names->items[i].name, TEXT("_form")) && made->form.length == 0) {
            text_take_part(&rest, ' ', &made->form);
            text_take_part(&rest, ' ', &made->version);
            made->language = rest;
        } else if (names->items[i].cells != NULL) {
            add_named(memory, made, &names->items[i]);
        }
    }
    return true;
}
