#include "formats/chart_block.h"

#include "source/yaml.h"

#include <math.h>
#include <stdlib.h>

enum { CELL_LENGTH = 400 };

// A table of texts, row by row, with the place of each row.
typedef struct {
    text **rows;
    int *lines;
    size_t row_count, column_count;
} grid;

typedef struct {
    arena *memory;
    text path;
    int line;
    diagnostics *found;
    const value *root;
} block_reader;

static bool refuse(const block_reader *from, int line, const char *advice)
{
    report(from->found, BLOCK_INVALID, at(from->path, line, 1), "%s", advice);
    return false;
}

// One line of CSV: commas part cells, double quotes keep commas.
static size_t split_line(arena *memory, text line, text *cells, size_t limit)
{
    size_t count = 0, i = 0;
    while (count < limit) {
        char *bytes = ARENA_NEW(memory, char, line.length + 1);
        size_t length = 0;
        bool is_quoted = i < line.length && line.bytes[i] == '"';
        for (i += is_quoted; i < line.length && (is_quoted || line.bytes[i] != ','); i++) {
            if (is_quoted && line.bytes[i] == '"') {
                is_quoted = i + 1 < line.length && line.bytes[i + 1] == '"';
                if (!is_quoted)
                    continue;
                i++;
            }
            bytes[length++] = line.bytes[i];
        }
        cells[count++] = text_trim((text){ bytes, length });
        if (i >= line.length)
            break;
        i++;
    }
    return count;
}

static bool add_row(const block_reader *from, grid *into, text *cells, size_t count, int line)
{
    if (into->row_count == 0) {
        if (count < 2 || count > CHART_SERIES_LIMIT + 1)
            return refuse(from, line, "the first line names the labels and 1 to 6 series, parted by commas");
        into->column_count = count;
    }
    if (count != into->column_count)
        return refuse(from, line, "every line needs as many cells as the first");
    if (into->row_count > CHART_ROW_LIMIT)
        return refuse(from, line, "a chart shows at most 60 rows; write a table instead");
    into->rows[into->row_count] = cells;
    into->lines[into->row_count++] = line;
    return true;
}

static bool read_csv(const block_reader *from, const value *csv, grid *into)
{
    text rest = csv->text, line;
    int number = csv->line + 1;         // a block scalar begins on the line after "csv: |"
    for (; text_take_line(&rest, &line); number++) {
        if (text_trim(line).length == 0)
            continue;
        if (line.length > CELL_LENGTH * CHART_SERIES_LIMIT)
            return refuse(from, number, "the line is too long for a chart");
        text *cells = ARENA_NEW(from->memory, text, CHART_SERIES_LIMIT + 2);
        size_t count = split_line(from->memory, line, cells, CHART_SERIES_LIMIT + 2);
        if (!add_row(from, into, cells, count, number))
            return false;
    }
    return true;
}

static bool read_lists(const block_reader *from, const value *list, grid *into)
{
    for (size_t i = 0; i < list->count; i++) {
        const value *row = list->items[i];
        if (row->type != VALUE_LIST)
            return refuse(from, row->line, "write each row as '- [label, number]'");
        text *cells = ARENA_NEW(from->memory, text, row->count + 1);
        for (size_t c = 0; c < row->count; c++)
            cells[c] = value_text(row->items[c]);
        if (!add_row(from, into, cells, row->count, row->line))
            return false;
    }
    return true;
}

static bool read_grid(const block_reader *from, grid *into)
{
    const value *csv = value_get(from->root, TEXT("csv")), *list = value_get(from->root, TEXT("data"));
    *into = (grid){ ARENA_NEW(from->memory, text *, CHART_ROW_LIMIT + 2), ARENA_NEW(from->memory, int, CHART_ROW_LIMIT + 2), 0, 0 };
    if ((csv == NULL) == (list == NULL))
        return refuse(from, from->line, "give the numbers once: 'csv: |' with lines, or 'data:' with lists");
    bool is_fine = csv != NULL && csv->type == VALUE_SCALAR ? read_csv(from, csv, into)
                 : list != NULL && list->type == VALUE_LIST ? read_lists(from, list, into)
                 : refuse(from, from->line, "write 'csv: |' with lines below it, or 'data:' with lists");
    if (is_fine && into->row_count < 2)
        return refuse(from, from->line, "there are no numbers to draw");
    return is_fine;
}

static bool read_number(text cell, double *number)
{
    char digits[64];
    if (cell.length == 0 || cell.length >= sizeof digits)
        return false;
    for (size_t i = 0; i < cell.length; i++) {
        digits[i] = cell.bytes[i];
        if (!((cell.bytes[i] >= '0' && cell.bytes[i] <= '9') || cell.bytes[i] == '.' || (i == 0 && cell.bytes[i] == '-')))
            return false;
    }
    digits[cell.length] = '\0';
    char *end;
    *number = strtod(digits, &end);     // the program never leaves the C locale
    return *end == '\0' && isfinite(*number) && fabs(*number) < 1e15;
}

static bool is_missing(text cell)
{
    return cell.length == 0 || text_equals(cell, TEXT("-")) || text_equals(cell, TEXT("–"));
}

static bool read_numbers(const block_reader *from, const grid *cells, chart *read)
{
    size_t columns = cells->column_count - 1, rows = cells->row_count - 1;
    double *numbers = ARENA_NEW(from->memory, double, columns * rows);
    bool *missing = ARENA_NEW(from->memory, bool, columns * rows);
    text *labels = ARENA_NEW(from->memory, text, rows);
    bool is_round = read->type == CHART_PIE || read->type == CHART_DONUT, refuses_negative = is_round || read->type == CHART_STACKED_BAR;
    double total = 0;
    for (size_t r = 0; r < rows; r++) {
        labels[r] = cells->rows[r + 1][0];
        for (size_t c = 0; c < columns; c++) {
            text cell = cells->rows[r + 1][c + 1];
            double *number = &numbers[r * columns + c];
            missing[r * columns + c] = is_missing(cell);
            if (!is_missing(cell) && !read_number(cell, number)) {
                report(from->found, FIELD_NUMBER, at(from->path, cells->lines[r + 1], 1),
                       "'%.*s': write numbers as 1234.5, and '-' where there is none", TEXT_PRINT(cell));
                return false;
            }
            if (*number < 0 && refuses_negative)
                return refuse(from, cells->lines[r + 1], "this type of chart cannot show numbers below zero");
            total += *number;
        }
    }
    if (is_round && (columns != 1 || total <= 0))
        return refuse(from, from->line, "a pie or donut shows one series whose sum is above zero");
    read->labels = labels;
    read->row_count = rows;
    read->series = cells->rows[0] + 1;
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
    return refuse(from, type != NULL ? type->line : from->line, "'type' is bar, stacked-bar, pie, donut or line");
}

bool chart_block_read(arena *memory, text yaml, text path, int line, diagnostics *found,
                      chart *read, text *label_column)
{
    static const text known[] = { TEXT_CONSTANT("type"), TEXT_CONSTANT("title"), TEXT_CONSTANT("unit"),
                                  TEXT_CONSTANT("source"), TEXT_CONSTANT("csv"), TEXT_CONSTANT("data") };
    size_t before = found->count;
    block_reader from = { memory, path, line, found, yaml_read(memory, yaml, path, line + 1, 0, found) };
    *read = (chart){ 0 };
    if (from.root == NULL || from.root->type != VALUE_MAP)
        return found->count > before ? false : refuse(&from, line, "write the chart as lines such as 'type: bar'");
    value_check_keys(from.root, path, known, sizeof known / sizeof *known, found);
    read->title = value_text(value_get(from.root, TEXT("title")));
    read->unit = value_text(value_get(from.root, TEXT("unit")));
    read->source = value_text(value_get(from.root, TEXT("source")));
    if (read->title.length == 0)
        return refuse(&from, line, "give the chart a 'title' that says what it shows");
    grid cells;
    if (!read_type(&from, read) || !read_grid(&from, &cells) || !read_numbers(&from, &cells, read))
        return false;
    *label_column = cells.rows[0][0];
    return found->count == before;
}
