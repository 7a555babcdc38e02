#include "formats/xlsx_read.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/table.h"
#include "base/unicode.h"
#include "formats/data.h"

#include <math.h>

enum { SHEETS_MOST = 200, ROWS_MOST = 1048576, COLUMNS_MOST = 16384, COORDINATES = 8 };

typedef struct {
    text name, relation, path;
    table cells;                // of names: coordinates -> the cell's value
} sheet_file;

typedef struct {
    arena *memory;
    office *from;
    xlsx_names *found;
    struct { sheet_file *items; size_t count, capacity; } sheets;
    struct { text *items; size_t count, capacity; } shared;
    size_t cell_count;
    office_result result;
} xlsx_reader;

// ---- Names and where they lead

static bool take_number(text *rest, uint32_t most, uint32_t *number)
{
    size_t digits = 0;
    *number = 0;
    while (digits < rest->length && rest->bytes[digits] >= '0' && rest->bytes[digits] <= '9' && *number <= most)
        *number = *number * 10 + (uint32_t)(rest->bytes[digits++] - '0');
    *rest = text_from(*rest, digits);
    return digits > 0 && *number >= 1 && *number <= most;
}

// "$B$12" or "B12", from 0.
static bool take_cell(text *rest, uint32_t *row, uint32_t *column)
{
    *column = 0;
    if (text_starts_with(*rest, TEXT("$")))
        *rest = text_from(*rest, 1);
    size_t letters = 0;
    while (letters < rest->length && rest->bytes[letters] >= 'A' && rest->bytes[letters] <= 'Z' && *column <= COLUMNS_MOST)
        *column = *column * 26 + (uint32_t)(rest->bytes[letters++] - 'A' + 1);
    *rest = text_from(*rest, letters);
    if (letters == 0 || *column > COLUMNS_MOST)
        return false;
    if (text_starts_with(*rest, TEXT("$")))
        *rest = text_from(*rest, 1);
    if (!take_number(rest, ROWS_MOST, row))
        return false;
    (*column)--;
    (*row)--;
    return true;
}

// The name of a sheet, in quotes in which "'" stands twice, or plain.
static bool take_sheet(arena *memory, text *rest, text *name)
{
    if (text_starts_with(*rest, TEXT("$")))
        *rest = text_from(*rest, 1);
    if (!text_starts_with(*rest, TEXT("'")))
        return text_split(*rest, '!', name, rest);
    buffer out = { 0 };
    size_t i = 1;
    for (; i < rest->length; i++) {
        if (rest->bytes[i] == '\'' && !(i + 1 < rest->length && rest->bytes[++i] == '\''))
            break;
        buffer_add_byte(&out, rest->bytes[i]);
    }
    *name = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    *rest = text_from(*rest, i);
    if (text_starts_with(*rest, TEXT("'")))
        *rest = text_from(*rest, 1);
    if (!text_starts_with(*rest, TEXT("!")) && !text_starts_with(*rest, TEXT(".")))
        return false;
    *rest = text_from(*rest, 1);
    return true;
}

static sheet_file *find_sheet(xlsx_reader *in, text name)
{
    for (size_t i = 0; i < in->sheets.count; i++)
        if (text_equals(in->sheets.items[i].name, name))
            return &in->sheets.items[i];
    return NULL;
}

static text coordinates(arena *memory, uint32_t row, uint32_t column)
{
    char *bytes = ARENA_NEW(memory, char, COORDINATES);
    memcpy(bytes, &row, sizeof row);
    memcpy(bytes + sizeof row, &column, sizeof column);
    return (text){ bytes, COORDINATES };
}

// Two names may share a cell: the last one that is read keeps it, and no form of ours does so.
static void add_name(xlsx_reader *in, text name, text leads_to)
{
    text rest = text_trim(leads_to), sheet_name;
    uint32_t first_row, first_column, last_row, last_column;
    if (!text_starts_with(name, TEXT("f_")) || in->found->count == XLSX_NAMES_MOST)
        return;
    if (rest.length >= 2 && rest.bytes[0] == '"' && text_ends_with(rest, TEXT("\""))) {
        *ARENA_PUSH(in->memory, *in->found) = (xlsx_named){ .name = text_from(name, 2),
                                                            .constant = text_slice(rest, 1, rest.length - 1) };
        return;
    }
    sheet_file *on = take_sheet(in->memory, &rest, &sheet_name) ? find_sheet(in, sheet_name) : NULL;
    if (on == NULL || !take_cell(&rest, &first_row, &first_column))
        return;
    last_row = first_row;
    last_column = first_column;
    if (text_starts_with(rest, TEXT(":"))) {
        rest = text_from(rest, 1);
        if (!take_cell(&rest, &last_row, &last_column) || last_row < first_row || last_column < first_column)
            return;
    }
    if (rest.length > 0)
        return;
    xlsx_named made = { .name = text_from(name, 2), .rows = last_row - first_row + 1, .columns = last_column - first_column + 1 };
    size_t cells = (size_t)made.rows * made.columns;
    if (in->cell_count + cells > XLSX_CELLS_MOST) {
        in->result = OFFICE_TOO_LARGE;
        return;
    }
    in->cell_count += cells;
    made.cells = ARENA_NEW(in->memory, xlsx_cell_value, cells);
    for (size_t i = 0; i < cells; i++)
        table_set(&on->cells, coordinates(in->memory, first_row + (uint32_t)(i / made.columns),
                                          first_column + (uint32_t)(i % made.columns)), &made.cells[i]);
    *ARENA_PUSH(in->memory, *in->found) = made;
}

// ---- The workbook

static bool is_true(text value)
{
    return text_equals(value, TEXT("1")) || text_equals(value, TEXT("true"));
}

static void note_sheet(xlsx_reader *in, xml_reader *xml)
{
    if (in->sheets.count < SHEETS_MOST)
        *ARENA_PUSH(in->memory, in->sheets) = (sheet_file){ .name = xml_attribute(xml, "name"),
            .relation = xml_attribute(xml, "id"), .cells = { .memory = in->memory } };
}

static office_result read_workbook(xlsx_reader *in)
{
    text contents, name = { 0 };
    buffer leads_to = { 0 };
    bool in_name = false;
    office_result result = office_part(in->from, TEXT("xl/workbook.xml"), &contents);
    if (result != OFFICE_READ)
        return result == OFFICE_MISSING ? OFFICE_NOT_ONE : result;
    xml_reader *xml = xml_open(in->memory, contents);
    xml_event event;
    while ((event = xml_next(xml)) < XML_END) {
        if (event == XML_TEXT && in_name) {
            buffer_add(&leads_to, xml_text(xml));
        } else if (event == XML_OPEN && text_equals(xml_name(xml), TEXT("sheet"))) {
            note_sheet(in, xml);
        } else if (event == XML_OPEN && text_equals(xml_name(xml), TEXT("workbookPr"))) {
            in->found->is_1904 = is_true(xml_attribute(xml, "date1904"));
        } else if (event != XML_TEXT && text_equals(xml_name(xml), TEXT("definedName"))) {
            in_name = event == XML_OPEN;
            if (in_name)
                name = xml_attribute(xml, "name");
            else
                add_name(in, name, text_copy(in->memory, buffer_text(&leads_to)));
            buffer_clear(&leads_to);
        }
    }
    buffer_free(&leads_to);
    xml_close(xml);
    return event == XML_END ? in->result : OFFICE_DAMAGED;
}

// Where the sheets' files are; the address of a part is seen from xl/, or from the package's root when it begins with "/".
static void read_relations(xlsx_reader *in)
{
    text contents;
    if (office_part(in->from, TEXT("xl/_rels/workbook.xml.rels"), &contents) != OFFICE_READ)
        return;
    xml_reader *xml = xml_open(in->memory, contents);
    for (xml_event event; (event = xml_next(xml)) < XML_END;) {
        if (event != XML_OPEN || !text_equals(xml_name(xml), TEXT("Relationship")))
            continue;
        text id = xml_attribute(xml, "Id"), target = xml_attribute(xml, "Target"), path;
        bool is_whole = text_starts_with(target, TEXT("/"));
        if (is_whole)
            path = text_from(target, 1);
        else if (!path_resolve(in->memory, TEXT("xl/workbook.xml"), target, &path))
            continue;
        for (size_t i = 0; i < in->sheets.count; i++)
            if (text_equals(in->sheets.items[i].relation, id))
                in->sheets.items[i].path = path;
    }
    xml_close(xml);
}

// ---- Texts

// "_x000D_" is how a spreadsheet spells what XML cannot hold.
static text without_escapes(arena *memory, text spelled)
{
    if (text_find(spelled, TEXT("_x"), 0) == TEXT_NOT_FOUND)
        return spelled;
    buffer out = { 0 };
    for (size_t i = 0; i < spelled.length; i++) {
        uint32_t code = 0;
        bool is_escape = i + 7 <= spelled.length && spelled.bytes[i] == '_' && spelled.bytes[i + 1] == 'x' && spelled.bytes[i + 6] == '_';
        for (size_t j = i + 2; is_escape && j < i + 6; j++) {
            const char *digits = "0123456789abcdef0123456789ABCDEF", *at_digit = strchr(digits, spelled.bytes[j]);
            is_escape = at_digit != NULL && *at_digit != '\0';
            code = is_escape ? code * 16 + (uint32_t)(at_digit - digits) % 16 : 0;
        }
        char bytes[4];
        if (is_escape)
            buffer_add(&out, (text){ bytes, unicode_encode(code, bytes) });
        else
            buffer_add_byte(&out, spelled.bytes[i]);
        i += is_escape ? 6 : 0;
    }
    text plain = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return plain;
}

static office_result read_shared(xlsx_reader *in)
{
    text contents;
    office_result result = office_part(in->from, TEXT("xl/sharedStrings.xml"), &contents);
    if (result != OFFICE_READ)
        return result == OFFICE_MISSING ? OFFICE_READ : result;
    xml_reader *xml = xml_open(in->memory, contents);
    buffer whole = { 0 };
    bool in_text = false, in_reading_aid = false;
    xml_event event;
    while ((event = xml_next(xml)) < XML_END) {
        if (event == XML_TEXT) {
            if (in_text && !in_reading_aid)
                buffer_add(&whole, xml_text(xml));
            continue;
        }
        text name = xml_name(xml);
        if (text_equals(name, TEXT("t")))
            in_text = event == XML_OPEN;
        else if (text_equals(name, TEXT("rPh")))
            in_reading_aid = event == XML_OPEN;
        else if (event == XML_CLOSE && text_equals(name, TEXT("si"))) {
            *ARENA_PUSH(in->memory, in->shared) = without_escapes(in->memory, text_copy(in->memory, buffer_text(&whole)));
            buffer_clear(&whole);
        }
    }
    buffer_free(&whole);
    xml_close(xml);
    return event == XML_END ? OFFICE_READ : OFFICE_DAMAGED;
}

// ---- Cells

static bool is_number(arena *memory, text spelled, double *number)
{
    const data *read = data_read_json(memory, spelled);
    *number = read != NULL && read->type == DATA_NUMBER ? read->number : NAN;
    return isfinite(*number);
}

static void set_value(xlsx_reader *in, xlsx_cell_value *into, text type, text spelled, bool is_formula)
{
    double number;
    bool has_text = text_equals(type, TEXT("str")) || text_equals(type, TEXT("inlineStr"));
    if (text_equals(type, TEXT("s"))) {
        if (is_number(in->memory, spelled, &number) && number >= 0 && number < (double)in->shared.count)
            *into = (xlsx_cell_value){ .type = XLSX_CELL_TEXT, .text = in->shared.items[(size_t)number] };
    } else if (text_equals(type, TEXT("b"))) {
        *into = (xlsx_cell_value){ .type = XLSX_CELL_TRUTH, .truth = is_true(spelled) };
    } else if (text_equals(type, TEXT("d"))) {
        *into = (xlsx_cell_value){ .type = XLSX_CELL_DAY, .text = spelled };
    } else if (has_text) {
        *into = (xlsx_cell_value){ .type = XLSX_CELL_TEXT, .text = without_escapes(in->memory, spelled) };
    } else if (text_equals(type, TEXT("e")) || (is_formula && spelled.length == 0)) {
        *into = (xlsx_cell_value){ .type = XLSX_CELL_WRONG };
    } else if (is_number(in->memory, spelled, &number)) {
        *into = (xlsx_cell_value){ .type = XLSX_CELL_NUMBER, .number = number };
    }
    if (into->type == XLSX_CELL_TEXT && into->text.length == 0)
        into->type = XLSX_CELL_EMPTY;
}

static office_result read_sheet(xlsx_reader *in, sheet_file *sheet)
{
    text contents, type = { 0 };
    office_result result = office_part(in->from, sheet->path, &contents);
    if (result != OFFICE_READ)
        return result == OFFICE_MISSING ? OFFICE_DAMAGED : result;
    xml_reader *xml = xml_open(in->memory, contents);
    buffer spelled = { 0 };
    xlsx_cell_value *cell = NULL;
    bool in_value = false, is_formula = false;
    xml_event event;
    while ((event = xml_next(xml)) < XML_END) {
        if (event == XML_TEXT) {
            if (in_value && cell != NULL)
                buffer_add(&spelled, xml_text(xml));
            continue;
        }
        text name = xml_name(xml);
        if (text_equals(name, TEXT("v")) || text_equals(name, TEXT("t"))) {
            in_value = event == XML_OPEN;
        } else if (text_equals(name, TEXT("f"))) {
            is_formula = true;
        } else if (text_equals(name, TEXT("c")) && event == XML_OPEN) {
            uint32_t row, column;
            text at_cell = xml_attribute(xml, "r");
            type = xml_attribute(xml, "t");
            is_formula = false;
            cell = take_cell(&at_cell, &row, &column) ? table_find(&sheet->cells, coordinates(in->memory, row, column)) : NULL;
        } else if (text_equals(name, TEXT("c")) && cell != NULL) {
            set_value(in, cell, type, text_copy(in->memory, buffer_text(&spelled)), is_formula);
            buffer_clear(&spelled);
            cell = NULL;
        }
    }
    buffer_free(&spelled);
    xml_close(xml);
    return event == XML_END ? OFFICE_READ : OFFICE_DAMAGED;
}

office_result xlsx_read(arena *memory, office *from, xlsx_names *found)
{
    xlsx_reader in = { .memory = memory, .from = from, .found = found, .result = OFFICE_READ };
    office_result result = read_workbook(&in);
    if (result == OFFICE_READ) {
        read_relations(&in);
        result = read_shared(&in);
    }
    for (size_t i = 0; result == OFFICE_READ && i < in.sheets.count; i++)
        if (in.sheets.items[i].cells.count > 0)
            result = read_sheet(&in, &in.sheets.items[i]);
    return result;
}

// ---- Days

// Days from 1970-01-01, turned into a date of the Gregorian calendar (years are counted from March).
static void civil_day(int64_t days, int *year, int *month, int *day)
{
    days += 719468;
    int64_t era = days / 146097, of_era = days % 146097;
    int64_t of_year_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * of_year_era + of_year_era / 4 - of_year_era / 100);
    int64_t part = (5 * of_year + 2) / 153;
    *day = (int)(of_year - (153 * part + 2) / 5 + 1);
    *month = (int)(part < 10 ? part + 3 : part - 9);
    *year = (int)(of_year_era + era * 400 + (*month <= 2));
}

bool xlsx_day(double number, bool is_1904, int *year, int *month, int *day)
{
    // 1900 is a leap year to spreadsheets: before March of it their days are not ours.
    enum { FROM_1900 = 25569, FROM_1904 = 24107, FIRST_TRUE = 61, LAST = 2958465 };
    double days = floor(number);
    if (!(days >= (is_1904 ? 0 : FIRST_TRUE)) || days > LAST)
        return false;
    civil_day((int64_t)days - (is_1904 ? FROM_1904 : FROM_1900), year, month, day);
    return *year <= 9999;
}
