// A matrix on a page of its own, turned when it is wide and the book is not to be folded, as large as the page.
#include "publishers/workbook/writer.h"

enum { MANY_COLUMNS = 4, PADDING = 6, MARK = 15, LEAST_ROW = 22, MOST_ROW = 44 };
static const double first_share = 0.24;

typedef struct {
    book_writer *with;
    pdf_element *table;
    pdf_slice *head;
    double first, column, row;      // widths of the columns, height of a row
} matrix;

// Links on the web are of no use in a table on paper.
static pdf_runs words_of(book_writer *to, const node *cell)
{
    pdf_runs runs = { 0 };
    const node *link = cell->first;
    bool is_in_book = link != NULL && link->type == NODE_LINK && text_starts_with(link->link.address, TEXT("#"));
    text said = document_plain_text(to->memory, cell), address = is_in_book ? link->link.address : (text){ 0 };
    *ARENA_PUSH(to->memory, runs) = (pdf_run){ .words = said, .address = address };
    if (is_in_book) {
        text before = text_format(to->memory, ", %.*s\xC2\xA0", TEXT_PRINT(to->words.see_page));
        *ARENA_PUSH(to->memory, runs) = (pdf_run){ .words = before };
        *ARENA_PUSH(to->memory, runs) = (pdf_run){ .page_of = text_from(address, 1) };
    }
    return runs;
}

static double x_of(const matrix *in, size_t column)
{
    return column == 0 ? 0 : in->first + (double)(column - 1) * in->column;
}

static void add_head(matrix *in, const node *row)
{
    enum { MOST_CELLS = 64 };
    book_writer *to = in->with;
    pdf *document = to->document;
    const pdf_lines *lines[MOST_CELLS];
    size_t count = 0;
    double height = 0, width = pdf_text_width(document);
    pdf_style style = book_sans(to, to->style->sizes.label, 600, to->look->label.colour);
    for (const node *cell = row->first; cell != NULL && count < MOST_CELLS; cell = cell->next, count++) {
        pdf_runs runs = words_of(to, cell);
        lines[count] = pdf_break(document, runs.items, runs.count, &style,
                                 (count == 0 ? in->first : in->column) - 2 * PADDING);
        height = pdf_lines_height(lines[count]) > height ? pdf_lines_height(lines[count]) : height;
    }
    in->head = pdf_slice_new(document, 0, height + 2 * PADDING);
    in->head->keep = true;
    pdf_put_box(document, in->head, &(pdf_box){ .width = width, .height = in->head->height, .is_filled = true,
                                                .fill = to->look->tint });
    pdf_element *element = pdf_element_new(document, in->table, "TR");
    for (size_t i = 0; i < count; i++) {
        pdf_element *cell = pdf_element_new(document, element, "TH");
        cell->scope = PDF_COLUMN_SCOPE;
        double shift = i == 0 ? 0 : (in->column - 2 * PADDING - pdf_lines_width(lines[i])) / 2;
        pdf_put_lines(document, in->head, cell, lines[i], x_of(in, i) + PADDING + shift,
                      in->head->height - PADDING - pdf_lines_height(lines[i]));
    }
    pdf_put_rule(document, in->head, 0, in->head->height, width, 0.9, to->look->accent);
}

static void put_mark(matrix *in, pdf_slice *on, pdf_element *element, const node *cell, double x)
{
    book_writer *to = in->with;
    text said = document_plain_text(to->memory, cell);
    if (said.length == 0)
        return;
    pdf_style style = book_sans(to, to->style->sizes.label, 700, 0xffffff);
    pdf_lines *lines = pdf_break_text(to->document, said, &style, in->column);
    double middle = x + in->column / 2, y = on->height / 2;
    pdf_put_box(to->document, on, &(pdf_box){ .x = middle - MARK / 2.0, .y = y - MARK / 2.0, .width = MARK, .height = MARK,
                                              .radius = MARK / 2.0, .is_filled = true, .fill = to->look->accent });
    pdf_put_lines(to->document, on, element, lines, middle - pdf_lines_width(lines) / 2, y - style.leading / 2);
}

static void add_row(matrix *in, const node *row, bool is_striped)
{
    book_writer *to = in->with;
    pdf *document = to->document;
    double width = pdf_text_width(document);
    pdf_style style = book_sans(to, to->style->sizes.facts, 600, to->look->body.colour);
    pdf_runs runs = words_of(to, row->first);
    pdf_lines *name = pdf_break(document, runs.items, runs.count, &style, in->first - 2 * PADDING);
    double least = pdf_lines_height(name) + PADDING;
    pdf_slice *slice = pdf_slice_new(document, 0, in->row > least ? in->row : least);
    slice->repeated = in->head;
    if (is_striped)
        pdf_put_box(document, slice, &(pdf_box){ .width = width, .height = slice->height, .is_filled = true,
                                                 .fill = to->look->tint });
    pdf_element *element = pdf_element_new(document, in->table, "TR");
    pdf_element *head = pdf_element_new(document, element, "TH");
    head->scope = PDF_ROW_SCOPE;
    pdf_put_lines(document, slice, head, name, PADDING, (slice->height - pdf_lines_height(name)) / 2);
    size_t column = 1;
    for (const node *cell = row->first->next; cell != NULL; cell = cell->next, column++) {
        pdf_element *made = pdf_element_new(document, element, "TD");
        pdf_put_element(document, slice, made);
        put_mark(in, slice, made, cell, x_of(in, column));
    }
    pdf_put_rule(document, slice, 0, slice->height, width, 0.5, to->look->hairline);
}

static void add_grid(book_writer *to, const node *grid, double used)
{
    size_t rows = 0, number = 0;
    for (const node *row = grid->first->next; row != NULL; row = row->next)
        rows++;
    double width = pdf_text_width(to->document);
    matrix in = { .with = to, .table = pdf_element_new(to->document, to->section, "Table"), .first = width * first_share,
                  .column = width * (1 - first_share) / (double)(grid->table.column_count - 1) };
    add_head(&in, grid->first);
    double row = (pdf_text_height(to->document) - used - in.head->height - 1) / (double)(rows > 0 ? rows : 1);
    in.row = row < LEAST_ROW ? LEAST_ROW : row > MOST_ROW ? MOST_ROW : row;
    for (const node *made = grid->first->next; made != NULL; made = made->next)
        add_row(&in, made, number++ % 2 == 1);
}

void book_add_matrix(book_writer *to, const book_part *part)
{
    node *made = chapter_matrix(to->memory, to->build->site, to->build->theme, to->bound, part);
    const node *grid = made->last;
    if (grid == NULL || grid->type != NODE_TABLE || grid->table.column_count < 2)
        return;
    // All pages of a booklet are of one size.
    bool is_turned = grid->table.column_count > MANY_COLUMNS && !to->book->has_booklet;
    pdf_page_style pages = is_turned ? pdf_page_style_turned(to->pages) : to->pages;
    pdf_begin_pages(to->document, &pages, PDF_NEXT_PAGE);
    book_set_heads(to, part->title);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    to->anchor = part->anchor;
    double used = 0;
    if (part->title.length > 0) {
        book_add_title(to, part->title, part->anchor, 1);
        used = to->look->headings[to->title_level - 1].leading + 14;
    }
    add_grid(to, grid, used);
}
