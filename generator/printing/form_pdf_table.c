// A table to be filled: each cell is a widget, the head stands again on every page.
#include "printing/form_pdf_parts.h"

#include <math.h>

enum { CELL_PADDING = 4, MARK = 11, NUMBER_WIDTH = 18, ROWS_KEPT = 5, BOARD_COLUMNS = 5, AROUND_CIRCLES = 3 };

typedef struct {
    form_writer *to;
    form_item item;
    size_t count;
    double *x, *widths;
    form_cell *cells;                   // circles, by column
    bool has_circles;
    double row_height;
    pdf_element *element;
    pdf_style head, number;
    pdf_slice *repeated;
} grid;

// The least an answer needs, and its share of what is left over: who writes freely gets most.
static const struct { double least, share; } rooms[] = {
    [FORM_TEXT] = { 50, 3 },   [FORM_LONG] = { 80, 4 },  [FORM_DATE] = { 62, 0.5 }, [FORM_NUMBER] = { 38, 0.5 },
    [FORM_CHOICE] = { 0, 0.5 }, [FORM_CHECK] = { 0, 0.2 }, [FORM_SCORE] = { 38, 0.2 },
};

static double longest_word(grid *of, text label)
{
    double longest = 0;
    for (text word; text_take_part(&label, ' ', &word);)
        longest = fmax(longest, pdf_lines_width(pdf_break_text(of->to->document, word, &of->head, 1000)));
    return longest + 2 * CELL_PADDING + 1;
}

// What is chosen in a cell should be seen whole, within reason.
static double longest_option(grid *of, size_t column)
{
    const double most = 116;
    double longest = 0;
    const form_field *asked = &of->item.field->columns[column];
    for (size_t i = 0; i < asked->option_count; i++)
        longest = fmax(longest, pdf_lines_width(pdf_break_text(of->to->document, of->item.words->columns[column].options[i],
                                                               &of->to->value, 1000)));
    return longest > 0 ? fmin(longest + 14, most) : 0;
}

static double least_width(grid *of, size_t column)
{
    double held = longest_word(of, of->item.words->columns[column].label);
    if (of->cells[column].count > 0)
        return fmax(held, of->cells[column].width);
    return fmax(fmax(held, longest_option(of, column)), rooms[of->item.field->columns[column].type].least);
}

// Circles stand where they leave room for hands to write; where they do not, the widest are the first to go.
static void choose_cells(grid *of)
{
    const double for_hands = 1.35;
    double whole = pdf_text_width(of->to->document) - NUMBER_WIDTH;
    for (size_t i = 0; i < of->count; i++)
        of->cells[i] = form_pdf_cell(of->to, form_column_of(of->item, i), of->row_height);
    for (size_t round = 0; round < of->count; round++) {
        double needed = 0;
        size_t widest = of->count;
        for (size_t i = 0; i < of->count; i++) {
            form_field_type type = of->item.field->columns[i].type;
            needed += least_width(of, i) * (type == FORM_TEXT || type == FORM_LONG ? for_hands : 1);
            if (of->cells[i].count > 0 && (widest == of->count || of->cells[i].width > of->cells[widest].width))
                widest = i;
        }
        if (needed <= whole || widest == of->count)
            break;
        of->cells[widest].count = 0;
    }
    for (size_t i = 0; i < of->count; i++)
        if (of->cells[i].count > 0) {
            of->has_circles = true;
            of->row_height = fmax(of->row_height, of->cells[i].height + AROUND_CIRCLES);
        }
}

// Each column holds the longest word of its label and its options; the rest is shared.
static void share_width(grid *of)
{
    double whole = pdf_text_width(of->to->document) - NUMBER_WIDTH, needed = 0, shares = 0;
    for (size_t i = 0; i < of->count; i++) {
        of->widths[i] = least_width(of, i);
        needed += of->widths[i];
        shares += rooms[of->item.field->columns[i].type].share;
    }
    double free = whole - needed, x = NUMBER_WIDTH;
    for (size_t i = 0; i < of->count; i++) {
        if (free >= 0)
            of->widths[i] += free * rooms[of->item.field->columns[i].type].share / shares;
        else
            of->widths[i] *= whole / needed;
        of->x[i] = x;
        x += of->widths[i];
    }
}

static double row_height(const form_writer *to, const form_field *of_table)
{
    double height = PDF_MM(10);
    if (to->of->form->is_board)
        return form_pdf_room(to, of_table->column_count > BOARD_COLUMNS ? PDF_MM(20) : PDF_MM(14));
    for (size_t i = 0; i < of_table->column_count; i++)
        if (of_table->columns[i].type == FORM_LONG)
            height = PDF_MM(17);
        else if (of_table->columns[i].type == FORM_TEXT)
            height = fmax(height, PDF_MM(11));
    return form_pdf_room(to, height);
}

// ---- The head

static pdf_lines *break_head(grid *of, size_t column)
{
    form_item item = form_column_of(of->item, column);
    pdf_run runs[2] = { { .words = item.words->label },
                        { .words = TEXT("\xC2\xA0*"), .colour = of->to->look->warning } };
    return pdf_break(of->to->document, runs, item.field->required ? 2 : 1, &of->head,
                     of->widths[column] - 2 * CELL_PADDING);
}

static void add_head(grid *of)
{
    pdf *document = of->to->document;
    pdf_lines **labels = ARENA_NEW(of->to->memory, pdf_lines *, of->count);
    double height = 0;
    for (size_t i = 0; i < of->count; i++) {
        labels[i] = break_head(of, i);
        height = fmax(height, pdf_lines_height(labels[i]));
    }
    pdf_slice *slice = pdf_slice_new(document, 3, height + 6);
    pdf_element *row = pdf_element_new(document, of->element, "TR");
    pdf_element *corner = pdf_element_new(document, row, "TH");
    corner->scope = PDF_COLUMN_SCOPE;
    pdf_put_element(document, slice, corner);
    for (size_t i = 0; i < of->count; i++) {
        pdf_element *cell = pdf_element_new(document, row, "TH");
        cell->scope = PDF_COLUMN_SCOPE;
        pdf_put_lines(document, slice, pdf_element_new(document, cell, "P"), labels[i], of->x[i] + CELL_PADDING,
                      height - pdf_lines_height(labels[i]) + 2);
    }
    pdf_put_rule(document, slice, NUMBER_WIDTH, height + 5.2, pdf_text_width(document) - NUMBER_WIDTH, 1,
                 of->to->look->accent);
    slice->keep = true;
    of->repeated = slice;
}

// ---- Rows

static pdf_field cell_field(grid *of, form_item column, size_t row)
{
    form_writer *to = of->to;
    pdf_field widget = { .type = PDF_FIELD_TEXT, .name = form_cell_name(to->memory, of->item.field, row, column.field),
                        .max_length = form_pdf_length(column.field), .size = 9.5 };
    widget.tooltip = text_format(to->memory, "%.*s, %.*s %zu: %.*s", TEXT_PRINT(of->item.words->label),
                                TEXT_PRINT(to->with->row), row, TEXT_PRINT(form_pdf_tooltip(to, column)));
    widget.is_multiline = column.field->type == FORM_TEXT || column.field->type == FORM_LONG;
    // Whatever is written in a small cell is seen: its size follows its length.
    widget.size = widget.is_multiline ? 0 : 9.5;
    if (column.field->type == FORM_CHECK) {
        widget.type = PDF_FIELD_CHECK;
    } else if (column.field->type == FORM_CHOICE) {
        widget.type = PDF_FIELD_COMBO;
        widget.options = form_pdf_choices(to, column);
        widget.option_count = column.field->option_count;
    }
    return widget;
}

static void put_cell(grid *of, pdf_slice *slice, pdf_element *cell, size_t column, size_t row)
{
    form_item item = form_column_of(of->item, column);
    pdf_field widget = cell_field(of, item, row);
    const form_cell *circles = &of->cells[column];
    double x = of->x[column], width = of->widths[column], height = of->row_height;
    pdf_put_box(of->to->document, slice,
                &(pdf_box){ .x = x, .width = width, .height = height, .is_filled = true, .fill = of->to->look->tint,
                            .is_stroked = true, .stroke = of->to->look->hairline, .thickness = 0.6,
                            .is_elastic = true });
    widget.is_elastic = widget.type != PDF_FIELD_CHECK && circles->count == 0;
    if (circles->count > 0)
        form_pdf_put_cell(of->to, slice, cell, circles, &widget, (form_column){ x, width }, height);
    else if (widget.type == PDF_FIELD_CHECK)
        pdf_put_field(of->to->document, slice, cell, &widget, x + (width - MARK) / 2, (height - MARK) / 2, MARK, MARK);
    else
        pdf_put_field(of->to->document, slice, cell, &widget, x + 2, 2, width - 4, height - 4);
}

static void add_row(grid *of, size_t row, size_t last)
{
    pdf *document = of->to->document;
    pdf_slice *slice = pdf_slice_new(document, 0, of->row_height);
    slice->repeated = of->repeated;
    slice->centres = true;
    slice->grow = of->row_height * 0.25;
    // Around circles little room is to spare: ink there is looked at.
    slice->shrink = of->has_circles ? AROUND_CIRCLES / 2.0 : of->row_height * 0.08;
    // A short table stays whole; of a long one no row is left alone.
    slice->keep = row < last && (last <= ROWS_KEPT || row + 1 == last || row == 1);
    pdf_element *element = pdf_element_new(document, of->element, "TR");
    pdf_element *head = pdf_element_new(document, element, "TH");
    head->scope = PDF_ROW_SCOPE;
    pdf_lines *number = pdf_break_text(document, text_format(of->to->memory, "%zu", row), &of->number, NUMBER_WIDTH);
    pdf_put_lines(document, slice, pdf_element_new(document, head, "P"), number, 0,
                  (of->row_height - of->number.leading) / 2);
    for (size_t i = 0; i < of->count; i++)
        put_cell(of, slice, pdf_element_new(document, element, "TD"), i, row);
}

// What the columns ask for, before the table: their heads have no room for it.
static void add_notes(grid *of)
{
    form_writer *to = of->to;
    for (size_t i = 0; i < of->count; i++) {
        form_item item = form_column_of(of->item, i);
        buffer out = { 0 };
        buffer_add(&out, item.words->help);
        text limits = form_column_limits(to->memory, to->of, of->item, i);
        if (limits.length > 0)
            buffer_format(&out, "%s%.*s", out.length > 0 ? " " : "", TEXT_PRINT(limits));
        // Circles have their labels.
        for (size_t j = 0; j < item.field->option_count && of->cells[i].count == 0; j++)
            buffer_format(&out, "%s%.*s", j > 0 ? " · " : out.length > 0 ? " " : "",
                          TEXT_PRINT(item.words->options[j]));
        if (out.length > 0) {
            pdf_run runs[2] = { { .words = text_format(to->memory, "%.*s: ", TEXT_PRINT(item.words->label)),
                                  .is_strong = true },
                                { .words = text_copy(to->memory, buffer_text(&out)) } };
            pdf_add_lines(to->document, pdf_element_new(to->document, to->section, "P"),
                          pdf_break(to->document, runs, 2, &to->look->small, pdf_text_width(to->document)),
                          (pdf_place){ .width = pdf_text_width(to->document), .keep = true });
        }
        buffer_free(&out);
    }
}

void form_pdf_table(form_writer *to, form_item item)
{
    size_t count = item.field->column_count, rows = item.field->rows > 0 ? item.field->rows : 1;
    grid of = { .to = to, .item = item, .count = count, .x = ARENA_NEW(to->memory, double, count),
                .widths = ARENA_NEW(to->memory, double, count),
                .cells = ARENA_NEW(to->memory, form_cell, count), .row_height = row_height(to, item.field),
                .head = to->look->label, .number = to->caption };
    of.head.size = 8.5;
    of.head.leading = 11.5;
    form_pdf_add_head(to, item);
    choose_cells(&of);
    add_notes(&of);
    share_width(&of);
    of.element = pdf_element_new(to->document, to->section, "Table");
    add_head(&of);
    for (size_t row = 1; row <= rows; row++)
        add_row(&of, row, rows);
}
