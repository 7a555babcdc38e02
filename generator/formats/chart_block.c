#include "formats/chart_block.h"

#include "base/unicode.h"
#include "language/numbers.h"
#include "source/yaml.h"

#include <math.h>

// One more than is shown, so that what is too much is seen.
enum { CELL_LENGTH = 400, ROWS_READ = CHART_ROW_LIMIT + 2, CELLS_READ = CHART_SERIES_LIMIT + 2 };

typedef struct {
    text text;
    place place;
} cell;

// A table of cells, row by row.
typedef struct {
    cell **rows;
    size_t row_count, column_count;
    size_t head_count;          // with those cells of the first line that are empty at its end
    bool is_parted_by_commas;   // a comma within a cell stands before decimals, or parts thousands
} grid;

typedef struct {
    arena *memory;
    text yaml;
    place fence;
    diagnostics *found;
    const value *root;
} block_reader;

static bool refuse(const block_reader *from, place where, const char *advice)
{
    report(from->found, BLOCK_INVALID, where, "%s", advice);
    return false;
}

static bool is_missing(text written)
{
    return written.length == 0 || text_equals(written, TEXT("-")) || text_equals(written, TEXT("–"));
}

// Two neighbours that may be one number with a decimal comma: the first of them, or [count].
static size_t parted_number(const cell *cells, size_t count)
{
    written_number whole, decimals;
    for (size_t i = 1; i + 1 < count; i++)
        if (number_read(cells[i].text, &whole) && whole.mark == '\0' && number_read(cells[i + 1].text, &decimals)
            && text_equals(cells[i + 1].text, text_slice(text_of(decimals.plain), 0, decimals.digits)))
            return i;
    return count;
}

static bool refuse_nameless(const block_reader *from, const cell *written)
{
    return refuse(from, written->place, "this column has no name: write one in the first line, or leave the column out");
}

static bool refuse_count(const block_reader *from, const grid *into, const cell *cells, size_t count, place start)
{
    if (count < into->column_count)
        return refuse(from, start, "every line needs as many cells as the first");
    if (count <= into->head_count)
        return refuse_nameless(from, &cells[into->column_count]);
    size_t parted = into->is_parted_by_commas ? parted_number(cells, count) : count;
    if (parted == count)
        return refuse(from, cells[into->column_count].place, "every line needs as many cells as the first");
    text whole = cells[parted].text, decimals = cells[parted + 1].text;
    report(from->found, BLOCK_INVALID, cells[parted].place,
           "every line needs as many cells as the first; if %.*s,%.*s is one number, write %.*s.%.*s or \"%.*s,%.*s\"",
           TEXT_PRINT(whole), TEXT_PRINT(decimals), TEXT_PRINT(whole), TEXT_PRINT(decimals), TEXT_PRINT(whole), TEXT_PRINT(decimals));
    return false;
}

// How many of [count] cells stand before those that are empty at the end: spreadsheets save some behind the last column.
static size_t filled_count(const cell *cells, size_t count)
{
    while (count > 0 && cells[count - 1].text.length == 0)
        count--;
    return count;
}

static bool add_row(const block_reader *from, grid *into, cell *cells, size_t count, place start)
{
    enum { COLUMN_LIMIT = CHART_SERIES_LIMIT + 1 };
    size_t filled = filled_count(cells, count);
    if (into->row_count == 0) {
        if (filled < 2 || filled > COLUMN_LIMIT)
            return refuse(from, filled < 2 ? start : cells[COLUMN_LIMIT].place,
                          "the first line names the labels and 1 to 6 series, parted by commas or semicolons");
        into->column_count = filled;
        into->head_count = count;
    }
    if (count < into->column_count || filled > into->column_count)
        return refuse_count(from, into, cells, filled, start);
    if (into->row_count > CHART_ROW_LIMIT)
        return refuse(from, start, "a chart shows at most 60 rows; write a table instead");
    into->rows[into->row_count++] = cells;
    return true;
}

// A column with neither name nor numbers is none.
static bool drop_nameless(const block_reader *from, grid *into)
{
    size_t kept = 1;
    for (size_t c = 1; c < into->column_count; c++) {
        bool has_name = into->rows[0][c].text.length > 0;
        for (size_t r = 1; r < into->row_count && !has_name; r++)
            if (into->rows[r][c].text.length > 0)
                return refuse_nameless(from, &into->rows[r][c]);
        for (size_t r = 0; r < into->row_count && has_name; r++)
            into->rows[r][kept] = into->rows[r][c];
        kept += has_name;
    }
    into->column_count = kept;
    return true;
}

// ---- CSV, as people write it and as spreadsheets save it: semicolons where a comma stands before decimals

typedef struct {
    text written;
    place start;            // behind what indents it
    bool is_elsewhere;      // a text in quotes: its lines do not stand in the file as they are read, [start] is where the text begins
} csv_line;

typedef struct {
    csv_line *items;
    size_t count;
} csv_lines;

// The place of what stands [offset] bytes from the beginning of the line, behind blanks.
static place place_in(const csv_line *line, size_t offset)
{
    place where = line->start;
    if (line->is_elsewhere)
        return where;
    while (offset < line->written.length && line->written.bytes[offset] == ' ')
        offset++;
    where.column += (int)unicode_count(text_slice(line->written, 0, offset));
    return where;
}

// Double quotes keep separators. At most [limit] cells are taken.
static size_t split_line(arena *memory, const csv_line *line, char separator, cell *cells, size_t limit)
{
    text written = line->written;
    while (written.length > 0 && written.bytes[written.length - 1] == separator)
        written.length--;
    size_t empty_behind = line->written.length - written.length;
    char *bytes = ARENA_NEW(memory, char, written.length + 1);
    size_t count = 0, i = 0;
    while (count < limit) {
        size_t length = 0;
        place where = place_in(line, i);
        bool is_quoted = i < written.length && written.bytes[i] == '"';
        for (i += is_quoted; i < written.length && (is_quoted || written.bytes[i] != separator); i++) {
            if (is_quoted && written.bytes[i] == '"') {
                is_quoted = i + 1 < written.length && written.bytes[i + 1] == '"';
                if (!is_quoted)
                    continue;
                i++;
            }
            bytes[length++] = written.bytes[i];
        }
        cells[count++] = (cell){ text_trim((text){ bytes, length }), where };
        bytes += length;
        if (i >= written.length)
            break;
        i++;
    }
    if (count == limit && i < written.length)       // more than are taken, and not all of them empty
        cells[count - 1].text = text_from(written, i);
    for (; empty_behind > 0 && count < limit; empty_behind--)
        cells[count++] = (cell){ .place = line->start };
    return count;
}

// Spreadsheets save rows without anything as separators alone.
static bool is_blank(text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.bytes[i] != ' ' && line.bytes[i] != '\t' && line.bytes[i] != ';' && line.bytes[i] != ',')
            return false;
    return true;
}

// [raw] is what stands on line [number] of the file, behind what indents the block.
static csv_line line_at(const block_reader *from, const value *csv, text line, text raw, int number)
{
    if (!text_ends_with(raw, line))
        return (csv_line){ line, value_place(csv, from->fence.path), true };
    size_t indent = unicode_count(text_slice(raw, 0, raw.length - line.length));
    return (csv_line){ line, at(from->fence.path, number, from->fence.column + (int)indent), false };
}

static bool take_lines(const block_reader *from, const value *csv, csv_lines *lines)
{
    text rest = csv->text, line, raw_rest = from->yaml, raw;
    int number = csv->line + 1;         // a block scalar begins on the line after "csv: |"
    for (int passed = from->fence.line + 1; passed < number; passed++)
        text_take_line(&raw_rest, &raw);
    *lines = (csv_lines){ ARENA_NEW(from->memory, csv_line, ROWS_READ), 0 };
    for (; lines->count < ROWS_READ && text_take_line(&rest, &line); number++) {
        raw = (text){ 0 };
        text_take_line(&raw_rest, &raw);
        if (is_blank(line))
            continue;
        csv_line taken = line_at(from, csv, line, raw, number);
        if (line.length > CELL_LENGTH * CHART_SERIES_LIMIT)
            return refuse(from, taken.start, "the line is too long for a chart");
        lines->items[lines->count++] = taken;
    }
    return true;
}

typedef enum { FITS_NOT, FITS_IN_COUNT, FITS_IN_SOME_NUMBERS, FITS_IN_NUMBERS } fitness;

// Whether [separator] makes rows of [columns] cells of the lines behind the first, and with numbers behind their labels.
static fitness fitness_of(const block_reader *from, const csv_lines *lines, char separator, size_t columns)
{
    bool has_numbers = false, has_others = false;
    written_number number;
    for (size_t i = 1; i < lines->count; i++) {
        cell cells[CELLS_READ];
        size_t count = split_line(from->memory, &lines->items[i], separator, cells, CELLS_READ);
        if (count < columns || filled_count(cells, count) > columns)
            return FITS_NOT;
        for (size_t c = 1; c < columns; c++) {
            bool is_number = number_read(cells[c].text, &number) && !number.has_loose_spaces;
            has_numbers |= is_number;
            has_others |= !is_number && !is_missing(cells[c].text);
        }
    }
    return !has_others ? FITS_IN_NUMBERS : has_numbers ? FITS_IN_SOME_NUMBERS : FITS_IN_COUNT;
}

// What parts the cells: of the signs in the first line the one that fits the others best. Where semicolons or tabs make numbers of all
// cells, commas stand before decimals and in names ("Osuus, %"), as spreadsheets save them. '\0' after saying that nobody can know.
static char separator_of(const block_reader *from, const csv_lines *lines)
{
    enum { SEPARATORS = 3 };
    static const char separators[SEPARATORS] = { ';', '\t', ',' };
    size_t columns[SEPARATORS], first = SEPARATORS;
    cell cells[CELLS_READ];
    for (size_t i = SEPARATORS; i-- > 0;) {
        columns[i] = filled_count(cells, split_line(from->memory, &lines->items[0], separators[i], cells, CELLS_READ));
        first = columns[i] > 1 ? i : first;
    }
    if (first == SEPARATORS || lines->count < 2)
        return separators[first < SEPARATORS ? first : SEPARATORS - 1];
    size_t best = first;
    fitness reached = FITS_NOT;
    for (size_t i = 0; i < SEPARATORS; i++) {
        // A comma that is not in the first line, or where another sign parts all lines alike, stands before decimals.
        if (separators[i] == ',' && reached != FITS_NOT && (columns[i] == 1 || reached == FITS_IN_COUNT))
            continue;
        fitness fits = fitness_of(from, lines, separators[i], columns[i] > 1 ? columns[i] : columns[first]);
        if (fits <= reached || (columns[i] == 1 && fits != FITS_IN_NUMBERS))
            continue;
        if (reached == FITS_IN_SOME_NUMBERS) {
            refuse(from, lines->items[0].start,
                   "commas, semicolons or tabs may part the cells: put names that hold one of them in double quotes");
            return '\0';
        }
        best = i;
        reached = fits;
    }
    return separators[best];
}

static bool read_csv(const block_reader *from, const value *csv, grid *into)
{
    csv_lines lines;
    if (!take_lines(from, csv, &lines))
        return false;
    char separator = lines.count > 0 ? separator_of(from, &lines) : ',';
    into->is_parted_by_commas = separator == ',';
    for (size_t i = 0; i < lines.count && separator != '\0'; i++) {
        cell *cells = ARENA_NEW(from->memory, cell, CELLS_READ);
        size_t count = split_line(from->memory, &lines.items[i], separator, cells, CELLS_READ);
        if (!add_row(from, into, cells, count, lines.items[i].start))
            return false;
    }
    return separator != '\0';
}

static bool read_lists(const block_reader *from, const value *list, grid *into)
{
    into->is_parted_by_commas = true;
    for (size_t i = 0; i < list->count; i++) {
        const value *row = list->items[i];
        if (row->type != VALUE_LIST)
            return refuse(from, value_place(row, from->fence.path), "write each row as '- [label, number]'");
        cell *cells = ARENA_NEW(from->memory, cell, row->count + 1);
        for (size_t c = 0; c < row->count; c++)
            cells[c] = (cell){ value_text(row->items[c]), value_place(row->items[c], from->fence.path) };
        if (!add_row(from, into, cells, row->count, value_place(row, from->fence.path)))
            return false;
    }
    return true;
}

static bool read_grid(const block_reader *from, grid *into)
{
    const value *csv = value_get(from->root, TEXT("csv")), *list = value_get(from->root, TEXT("data"));
    *into = (grid){ .rows = ARENA_NEW(from->memory, cell *, ROWS_READ) };
    if ((csv == NULL) == (list == NULL))
        return refuse(from, from->fence, "give the numbers once: 'csv: |' with lines, or 'data:' with lists");
    bool is_fine = csv != NULL && csv->type == VALUE_SCALAR ? read_csv(from, csv, into)
                 : list != NULL && list->type == VALUE_LIST ? read_lists(from, list, into)
                 : refuse(from, from->fence, "write 'csv: |' with lines below it, or 'data:' with lists");
    if (is_fine && into->row_count < 2)
        return refuse(from, from->fence, "there are no numbers to draw");
    return is_fine && drop_nameless(from, into);
}

// ---- Numbers

// Whether some number of the table has [mark] before its decimals.
static bool has_mark(const grid *cells, char mark)
{
    written_number read;
    for (size_t r = 1; r < cells->row_count; r++)
        for (size_t c = 1; c < cells->column_count; c++)
            if (number_read(cells->rows[r][c].text, &read) && read.mark == mark)
                return true;
    return false;
}

// Nobody knows what "1,234" is, unless semicolons part the cells and all decimals of the table stand behind the same sign. Between
// commas a point is always before decimals. The advice, or NULL when there is no doubt.
static const char *advice_in_doubt(const block_reader *from, const grid *cells, const written_number *read)
{
    if (!number_may_be_thousands(read) || (cells->is_parted_by_commas && read->mark == '.'))
        return NULL;
    text advice = number_advice(from->memory, read), thousands = text_slice(advice, 0, text_find_byte(advice, ' ', 0));
    if (!cells->is_parted_by_commas && has_mark(cells, ',') && has_mark(cells, '.'))
        advice = text_format(from->memory, "%.*s, or all decimals of the table with commas", TEXT_PRINT(thousands));
    else if (!cells->is_parted_by_commas)
        return NULL;
    return text_to_string(from->memory, advice);
}

static bool read_number(const block_reader *from, const grid *cells, const cell *written, double *number)
{
    written_number read;
    if (!number_read(written->text, &read) || read.has_loose_spaces || !(fabs(read.value) < 1e15)) {
        report(from->found, FIELD_NUMBER, written->place,
               "'%.*s': write numbers as 1234.5 or 1234,5, without a unit, and '-' where there is none", TEXT_PRINT(written->text));
        return false;
    }
    const char *advice = advice_in_doubt(from, cells, &read);
    if (advice != NULL) {
        report(from->found, FIELD_NUMBER, written->place, "'%.*s' may be read in two ways: write %s", TEXT_PRINT(written->text), advice);
        return false;
    }
    *number = read.value;
    return true;
}

static bool read_numbers(const block_reader *from, const grid *cells, chart *read)
{
    size_t columns = cells->column_count - 1, rows = cells->row_count - 1;
    double *numbers = ARENA_NEW(from->memory, double, columns * rows);
    bool *missing = ARENA_NEW(from->memory, bool, columns * rows);
    text *labels = ARENA_NEW(from->memory, text, rows), *series = ARENA_NEW(from->memory, text, columns);
    bool is_round = read->type == CHART_PIE || read->type == CHART_DONUT, refuses_negative = is_round || read->type == CHART_STACKED_BAR;
    double total = 0;
    for (size_t r = 0; r < rows; r++) {
        labels[r] = cells->rows[r + 1][0].text;
        for (size_t c = 0; c < columns; c++) {
            const cell *written = &cells->rows[r + 1][c + 1];
            double *number = &numbers[r * columns + c];
            missing[r * columns + c] = is_missing(written->text);
            if (!is_missing(written->text) && !read_number(from, cells, written, number))
                return false;
            if (*number < 0 && refuses_negative)
                return refuse(from, written->place, "this type of chart cannot show numbers below zero");
            total += *number;
        }
    }
    if (is_round && (columns != 1 || total <= 0))
        return refuse(from, columns != 1 ? cells->rows[0][2].place : from->fence, "a pie or donut shows one series whose sum is above zero");
    read->labels = labels;
    read->row_count = rows;
    for (size_t c = 0; c < columns; c++)
        series[c] = cells->rows[0][c + 1].text;
    read->series = series;
    read->series_count = columns;
    read->numbers = numbers;
    read->missing = missing;
    return true;
}

static bool read_type(const block_reader *from, chart *read)
{
    static const text types[] = { TEXT_CONSTANT("bar"), TEXT_CONSTANT("stacked-bar"), TEXT_CONSTANT("pie"),
                                  TEXT_CONSTANT("donut"), TEXT_CONSTANT("line") };
    const value *type = value_get(from->root, TEXT("type"));
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (text_equals(value_text(type), types[i])) {
            read->type = (chart_type)i;
            return true;
        }
    }
    return refuse(from, type != NULL ? value_place(type, from->fence.path) : from->fence, "'type' is bar, stacked-bar, pie, donut or line");
}

bool chart_block_read(arena *memory, text yaml, place fence, diagnostics *found, chart *read, text *label_column)
{
    static const text known[] = { TEXT_CONSTANT("type"), TEXT_CONSTANT("title"), TEXT_CONSTANT("unit"),
                                  TEXT_CONSTANT("source"), TEXT_CONSTANT("csv"), TEXT_CONSTANT("data") };
    size_t before = found->count;
    fence.column = fence.column > 1 ? fence.column : 1;
    const value *root = yaml_read(memory, yaml, fence.path, fence.line + 1, fence.column - 1, found);
    block_reader from = { memory, yaml, fence, found, root };
    *read = (chart){ 0 };
    if (from.root == NULL || from.root->type != VALUE_MAP)
        return found->count > before ? false : refuse(&from, fence, "write the chart as lines such as 'type: bar'");
    value_check_keys(from.root, fence.path, known, sizeof known / sizeof *known, found);
    read->title = value_text(value_get(from.root, TEXT("title")));
    read->unit = value_text(value_get(from.root, TEXT("unit")));
    read->source = value_text(value_get(from.root, TEXT("source")));
    if (read->title.length == 0)
        return refuse(&from, fence, "give the chart a 'title' that says what it shows");
    grid cells;
    if (!read_type(&from, read) || !read_grid(&from, &cells) || !read_numbers(&from, &cells, read))
        return false;
    *label_column = cells.rows[0][0].text;
    return found->count == before;
}
