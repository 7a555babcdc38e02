// Tables of a text. A row is a group of slices, one for each of its lines, so
// that a row longer than a page can be broken too; the head is one slice and
// stands again on every page. A table of more columns than can be read on paper
// becomes several, one below the other, each with the first column.
#include "formats/pdf/pdf_parts.h"

enum { MOST_COLUMNS = 12, PADDING = 5, ROWS_MEASURED = 200, LINES_KEPT = 14, BETWEEN = 14 };

typedef struct {
    pdf *document;
    const pdf_document_request *request;
    pdf_element *element;
    pdf_place place;
    size_t columns;
    size_t skipped;                     // columns behind the first
    double widths[MOST_COLUMNS];
    double x[MOST_COLUMNS];
    pdf_style body, head;
    pdf_slice *repeated;
    pdf_lines **natural;                // of the cells that were measured: without an end of the line
    size_t measured;                    // rows
} table_writer;

// The cell of the column behind [column], whose cell is [cell].
static const node *next_cell(const table_writer *to, const node *cell, size_t column)
{
    for (size_t steps = column == 0 ? 1 + to->skipped : 1; cell != NULL && steps > 0; steps--)
        cell = cell->next;
    return cell;
}

static pdf_lines *break_cell(table_writer *to, const node *cell, bool is_head, double width)
{
    pdf_runs runs = pdf_inlines(to->document, cell, to->request);
    return pdf_break(to->document, runs.items, runs.count, is_head ? &to->head : &to->body, width);
}

// Columns that need less than an equal share get what they need; the others share the rest.
static void share_widths(double left, size_t columns, const double *wanted, double *widths)
{
    bool is_set[MOST_COLUMNS] = { false };
    size_t open = columns;
    double sum = 0;
    for (bool is_changed = true; is_changed && open > 0;) {
        is_changed = false;
        double share = left / (double)open;
        for (size_t i = 0; i < columns; i++)
            if (!is_set[i] && wanted[i] <= share) {
                is_set[i] = is_changed = true;
                widths[i] = wanted[i];
                left -= wanted[i];
                open--;
            }
    }
    for (size_t i = 0; i < columns; i++)
        sum += open == 0 || !is_set[i] ? wanted[i] : 0;
    for (size_t i = 0; i < columns && sum > 0; i++) {
        if (open == 0)
            widths[i] += left * wanted[i] / sum;
        else if (!is_set[i])
            widths[i] = left * wanted[i] / sum;
    }
}

// No column is narrower than its longest word, if the others can give the room.
static void widen_for_words(double width, size_t columns, const double *longest, double *widths)
{
    double least[MOST_COLUMNS], sum = 0, missing = 0, spare = 0;
    for (size_t i = 0; i < columns; i++) {
        least[i] = longest[i];
        sum += longest[i];
    }
    if (sum > width)
        share_widths(width, columns, longest, least);
    for (size_t i = 0; i < columns; i++) {
        missing += widths[i] < least[i] ? least[i] - widths[i] : 0;
        spare += widths[i] > least[i] ? widths[i] - least[i] : 0;
    }
    for (size_t i = 0; i < columns && missing > 0.01; i++)
        widths[i] = widths[i] < least[i] ? least[i] : widths[i] - missing * (widths[i] - least[i]) / spare;
}

static void measure(table_writer *to, const node *of)
{
    double natural[MOST_COLUMNS], longest[MOST_COLUMNS];
    for (size_t i = 0; i < to->columns; i++)
        natural[i] = longest[i] = 20;
    size_t rows = 0;
    to->natural = ARENA_NEW(to->document->memory, pdf_lines *, ROWS_MEASURED * to->columns);
    for (const node *row = of->first; row != NULL && rows < ROWS_MEASURED; row = row->next, rows++) {
        size_t i = 0;
        for (const node *cell = row->first; cell != NULL && i < to->columns; cell = next_cell(to, cell, i++)) {
            pdf_lines *lines = break_cell(to, cell, row->row.is_header, 2000);
            to->natural[rows * to->columns + i] = lines;
            double width = pdf_lines_width(lines) + 2 * PADDING + 1;
            double word = pdf_longest_word(lines) + 2 * PADDING + 1;
            natural[i] = width > natural[i] ? width : natural[i];
            longest[i] = word > longest[i] ? word : longest[i];
        }
    }
    to->measured = rows;
    share_widths(to->place.width, to->columns, natural, to->widths);
    widen_for_words(to->place.width, to->columns, longest, to->widths);
    double x = to->place.x;
    for (size_t i = 0; i < to->columns; x += to->widths[i++])
        to->x[i] = x;
}

typedef struct {
    pdf_lines *lines[MOST_COLUMNS];
    pdf_element *cells[MOST_COLUMNS], *paragraphs[MOST_COLUMNS];
    double shift[MOST_COLUMNS];
    size_t most;                        // lines
} table_row;

// What fits on one line has been broken already.
static pdf_lines *lines_of(table_writer *to, const node *cell, bool is_head, size_t row, size_t column)
{
    double width = to->widths[column] - 2 * PADDING;
    pdf_lines *natural = row < to->measured ? to->natural[row * to->columns + column] : NULL;
    if (natural != NULL && pdf_lines_count(natural) == 1 && pdf_lines_width(natural) <= width)
        return natural;
    return break_cell(to, cell, is_head, width > 8 ? width : 8);
}

static void break_row(table_writer *to, const node *row, size_t number, table_row *into)
{
    pdf_element *element = pdf_element_new(to->document, to->element, "TR");
    const node *cell = row->first;
    into->most = 1;
    for (size_t i = 0; i < to->columns; i++) {
        bool is_head = row->row.is_header;
        into->cells[i] = pdf_element_new(to->document, element, is_head ? "TH" : "TD");
        into->cells[i]->scope = is_head ? PDF_COLUMN_SCOPE : PDF_NO_SCOPE;
        into->paragraphs[i] = pdf_element_new(to->document, into->cells[i], "P");
        into->lines[i] = NULL;
        into->shift[i] = 0;
        if (cell == NULL)
            continue;
        double width = to->widths[i] - 2 * PADDING;
        if (cell->first != NULL) {
            into->lines[i] = lines_of(to, cell, is_head, number, i);
            double free = width - pdf_lines_width(into->lines[i]);
            if (free > 0 && cell->cell.alignment == ALIGN_RIGHT)
                into->shift[i] = free;
            if (free > 0 && cell->cell.alignment == ALIGN_CENTRE)
                into->shift[i] = free / 2;
            if (pdf_lines_count(into->lines[i]) > into->most)
                into->most = pdf_lines_count(into->lines[i]);
        }
        cell = next_cell(to, cell, i);
    }
}

static void put_line(table_writer *to, pdf_slice *slice, const table_row *row, size_t line, double y)
{
    for (size_t i = 0; i < to->columns; i++) {
        if (line == 0)
            pdf_put_element(to->document, slice, row->cells[i]);
        if (row->lines[i] != NULL && line < pdf_lines_count(row->lines[i]))
            pdf_put_line(to->document, slice, row->paragraphs[i], row->lines[i], line,
                         to->x[i] + PADDING + row->shift[i], y);
    }
}

static void add_head(table_writer *to, const table_row *row, double before)
{
    const pdf_look *look = &to->document->settings.look;
    double height = (double)row->most * to->head.leading + 8;
    pdf_slice *slice = pdf_slice_new(to->document, before, height);
    pdf_put_box(to->document, slice, &(pdf_box){ .x = to->place.x, .width = to->place.width, .height = height,
                                                 .is_filled = true, .fill = look->tint });
    pdf_put_rule(to->document, slice, to->place.x, height, to->place.width, 0.9, look->accent);
    // Line by line would be wrong here: a cell is read whole.
    for (size_t i = 0; i < to->columns; i++) {
        pdf_put_element(to->document, slice, row->cells[i]);
        if (row->lines[i] != NULL)
            pdf_put_lines(to->document, slice, row->paragraphs[i], row->lines[i],
                          to->x[i] + PADDING + row->shift[i], 4);
    }
    slice->keep = true;
    if (height < pdf_text_height(to->document) / 3)
        to->repeated = slice;
}

static void add_row(table_writer *to, const table_row *row, double before, bool keep)
{
    const double top = 4, bottom = 4;
    for (size_t line = 0; line < row->most; line++) {
        bool is_first = line == 0, is_last = line + 1 == row->most;
        double height = to->body.leading + (is_first ? top : 0) + (is_last ? bottom : 0);
        pdf_slice *slice = pdf_slice_new(to->document, is_first ? before : 0, height);
        slice->repeated = to->repeated;
        slice->keep = is_last ? keep : row->most <= LINES_KEPT || is_first || line + 2 == row->most;
        put_line(to, slice, row, line, is_first ? top : 0);
        if (is_last)
            pdf_put_rule(to->document, slice, to->place.x, height, to->place.width, 0.5,
                         to->document->settings.look.hairline);
    }
}

// [columns]: with the first.
static void add_columns(table_writer to, const node *of, size_t skipped, size_t columns, pdf_element *parent)
{
    to.skipped = skipped;
    to.columns = columns;
    to.element = pdf_element_new(to.document, parent, "Table");
    measure(&to, of);
    size_t number = 0;
    for (const node *row = of->first; row != NULL; row = row->next) {
        table_row broken;
        break_row(&to, row, number++, &broken);
        double before = row == of->first ? to.place.before : 0;
        if (row->row.is_header)
            add_head(&to, &broken, before);
        else
            add_row(&to, &broken, before, row->next == NULL && to.place.keep);
    }
}

void pdf_add_table(pdf *document, const node *of, const pdf_document_request *request, pdf_element *parent,
                   pdf_place at)
{
    const pdf_look *look = &document->settings.look;
    table_writer to = { .document = document, .request = request, .place = at, .head = look->label };
    to.body = (pdf_style){ PDF_SANS, 9.5, 13.5, 400, false, 0, look->body.colour };
    size_t count = of->table.column_count;
    for (size_t done = 0, columns; done < count; done += columns) {
        size_t repeated = done > 0, left = count - done, most = MOST_COLUMNS - repeated;
        columns = left < most ? left : most;
        to.place.keep = at.keep && columns == left;
        add_columns(to, of, done - repeated, columns + repeated, parent);
        to.place.before = BETWEEN;
    }
}
