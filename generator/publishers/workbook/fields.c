// Room to write: fields, tables of empty rows.
#include "publishers/workbook/writer.h"

void book_put_field(book_writer *to, pdf_slice *on, pdf_element *within, text name, text tooltip, double x, double y,
                    double width, double height)
{
    const pdf_field asked = { .type = PDF_FIELD_TEXT, .name = name, .tooltip = tooltip, .size = 10,
                              .is_multiline = height > 30 };
    pdf_put_field(to->document, on, within, &asked, x, y, width, height);
}

enum { ROW_HEIGHT = 30, PADDING = 5, LINE = 0x8fa09a };

static void put_upright(book_writer *to, pdf_slice *on, double x)
{
    pdf_put_box(to->document, on, &(pdf_box){ .x = x - 0.3, .width = 0.6, .height = on->height, .is_filled = true,
                                              .fill = LINE });
}

static void add_heads(book_writer *to, pdf_element *table_element, const book_column_head *columns, size_t count,
                      pdf_place at)
{
    pdf *document = to->document;
    const pdf_look *look = to->look;
    pdf_element *row = pdf_element_new(document, table_element, "TR");
    pdf_slice *slice = pdf_slice_new(document, at.before, look->label.leading + 8);
    pdf_put_box(document, slice, &(pdf_box){ .x = at.x, .width = at.width, .height = slice->height, .is_filled = true,
                                             .fill = look->tint });
    double x = at.x;
    for (size_t i = 0; i < count; i++) {
        pdf_element *cell = pdf_element_new(document, row, "TH");
        cell->scope = PDF_COLUMN_SCOPE;
        double width = at.width * columns[i].share;
        pdf_put_lines(document, slice, cell,
                      pdf_break_text(document, columns[i].head, &look->label, width - 2 * PADDING), x + PADDING, 4);
        x += width;
    }
    pdf_put_rule(document, slice, at.x, slice->height, at.width, 0.9, look->accent);
    slice->keep = true;
}

void book_add_empty_table(book_writer *to, const book_column_head *columns, size_t count, size_t rows, text name,
                          pdf_place at)
{
    pdf_element *table_element = pdf_element_new(to->document, to->section, "Table");
    add_heads(to, table_element, columns, count, at);
    for (size_t r = 0; r < rows; r++) {
        pdf_element *row = pdf_element_new(to->document, table_element, "TR");
        pdf_slice *slice = pdf_slice_new(to->document, 0, ROW_HEIGHT);
        double x = at.x;
        for (size_t i = 0; i < count; i++) {
            double width = at.width * columns[i].share;
            pdf_element *cell = pdf_element_new(to->document, row, "TD");
            book_put_field(to, slice, cell, text_format(to->memory, "%.*s_%zu_%zu", TEXT_PRINT(name), r + 1, i + 1),
                           text_format(to->memory, "%.*s %zu", TEXT_PRINT(columns[i].head), r + 1), x, 0, width, ROW_HEIGHT);
            if (i > 0)
                put_upright(to, slice, x);
            x += width;
        }
        pdf_put_rule(to->document, slice, at.x, ROW_HEIGHT, at.width, 0.6, LINE);
        slice->keep = r + 1 < rows || at.keep;
    }
}
