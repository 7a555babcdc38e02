// Tables of a Word form: rows that repeat, and scores side by side.
#include "publishers/forms/form_docx_parts.h"

#include "language/formatting.h"

enum {
    ROW_HEIGHT = 480, LONG_ROW_HEIGHT = 960,
    SCORE_COLUMNS = 4, WEIGHT_DECIMALS = 3
};

// ---- Widths

// How much of the room a column would like, beside others.
static int column_share(const form_field *column)
{
    static const int shares[] = {
        [FORM_TEXT] = 26, [FORM_LONG] = 38, [FORM_DATE] = 16, [FORM_NUMBER] = 13, [FORM_CHOICE] = 22, [FORM_MULTI] = 26,
        [FORM_CHECK] = 9, [FORM_SIGNATURE] = 26, [FORM_TABLE] = 26, [FORM_SCORE] = 12, [FORM_FILE] = 22,
    };
    return shares[column->type];
}

static int *column_widths(form_docx *in, form_item item)
{
    size_t count = item.field->column_count;
    int *least = ARENA_NEW(in->memory, int, count), *shares = ARENA_NEW(in->memory, int, count);
    int *widths = ARENA_NEW(in->memory, int, count);
    for (size_t i = 0; i < count; i++) {
        text required = form_required_text(in->request, &item.field->columns[i]);
        least[i] = docx_least_width(text_format(in->memory, "%.*s (%.*s)", TEXT_PRINT(item.words->columns[i].label),
                                                TEXT_PRINT(required)));
        shares[i] = column_share(&item.field->columns[i]);
    }
    docx_share_width(in->to, least, shares, count, widths);
    return widths;
}

// ---- Tables

static void add_head_cell(form_docx *in, text label, text required)
{
    docx_open_cell(in->to);
    docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_CELL_HEAD });
    docx_text(in->to, label, 0);
    if (required.length > 0)
        docx_text(in->to, text_format(in->memory, " (%.*s)", TEXT_PRINT(required)), DOCX_SOFT);
    docx_close_paragraph(in->to);
    docx_close_cell(in->to);
}

// What columns need said, in the head of the table: that of a column has no room for it.
static void add_column_help(form_docx *in, form_item item)
{
    for (size_t i = 0; i < item.field->column_count; i++) {
        form_item column = form_column_of(item, i);
        text help = column.words->help;
        text limits = column.field->type == FORM_DATE ? (text){ 0 }
                                                             : form_column_limits(in->memory, in->request, item, i);
        if (column.field->type == FORM_CHOICE) {
            buffer out = { 0 };
            for (size_t j = 0; j < column.field->option_count; j++)
                buffer_format(&out, "%s%.*s", j > 0 ? " · " : "", TEXT_PRINT(column.words->options[j]));
            limits = text_copy(in->memory, buffer_text(&out));
            buffer_free(&out);
        }
        if (help.length == 0 && limits.length == 0)
            continue;
        form_docx_add_line(in, text_format(in->memory, "%.*s: %.*s%s%.*s", TEXT_PRINT(column.words->label), TEXT_PRINT(help),
                                           help.length > 0 && limits.length > 0 ? " · " : "", TEXT_PRINT(limits)));
    }
}

static void add_cell(form_docx *in, form_item item, size_t row, size_t i)
{
    form_item column = form_column_of(item, i);
    text label = text_format(in->memory, "%.*s, %.*s %zu", TEXT_PRINT(column.words->label), TEXT_PRINT(in->strings->row), row);
    docx_open_cell(in->to);
    docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_CELL });
    form_docx_add_control(in, column, form_cell_name(in->memory, item.field, row, column.field), label, true);
    docx_close_paragraph(in->to);
    docx_close_cell(in->to);
}

static void add_rows(form_docx *in, form_item item)
{
    int height = ROW_HEIGHT;
    for (size_t i = 0; i < item.field->column_count; i++)
        if (item.field->columns[i].type == FORM_LONG)
            height = LONG_ROW_HEIGHT;
    size_t rows = item.field->rows > 0 ? item.field->rows : 1;
    for (size_t row = 1; row <= rows; row++) {
        docx_open_repeat_item(in->to);
        docx_open_row(in->to, false, height);
        for (size_t i = 0; i < item.field->column_count; i++)
            add_cell(in, item, row, i);
        docx_close_row(in->to);
        docx_close_repeat_item(in->to);
    }
}

void form_docx_add_table(form_docx *in, form_item item)
{
    if (item.field->column_count == 0)
        return;
    form_docx_open_head(in, item);
    add_column_help(in, item);
    form_docx_add_line(in, in->strings->add_rows_docx);
    docx_close_paragraph(in->to);
    size_t mark = docx_open_mark(in->to, form_mark_name(in->memory, item.field->id, DOCX_BOOKMARK_LIMIT));
    docx_open_table(in->to, column_widths(in, item), item.field->column_count, item.words->label);
    docx_open_row(in->to, true, 0);
    for (size_t i = 0; i < item.field->column_count; i++)
        add_head_cell(in, item.words->columns[i].label, form_required_text(in->request, &item.field->columns[i]));
    docx_close_row(in->to);
    docx_open_repeat(in->to, &(docx_control){ .name = form_name_within(in->memory, item.field->id, DOCX_TAG_LIMIT),
                                              .label = item.words->label });
    add_rows(in, item);
    docx_close_repeat(in->to);
    docx_close_table(in->to);
    docx_close_mark(in->to, mark);
}

// ---- Scores

static void add_text_cell(form_docx *in, docx_style style, text shown)
{
    docx_open_cell(in->to);
    docx_write_paragraph(in->to, style, shown);
    docx_close_cell(in->to);
}

static void add_criterion_cell(form_docx *in, form_item item)
{
    const text notes[] = { item.words->help, form_condition_text(in->memory, in->request, &item.field->when) };
    text required = form_required_text(in->request, item.field);
    docx_open_cell(in->to);
    docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_CELL });
    docx_text(in->to, item.words->label, DOCX_STRONG);
    if (required.length > 0)
        docx_text(in->to, text_format(in->memory, " (%.*s)", TEXT_PRINT(required)), DOCX_SOFT);
    docx_close_paragraph(in->to);
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        if (notes[i].length == 0)
            continue;
        docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_CELL });
        docx_text(in->to, notes[i], DOCX_SOFT);
        docx_close_paragraph(in->to);
    }
    docx_close_cell(in->to);
}

void form_docx_add_scores(form_docx *in, const form_item *items, size_t count)
{
    static const int widths[SCORE_COLUMNS] = { 5438, 1300, 1300, 1600 };
    const text heads[SCORE_COLUMNS] = { in->strings->criterion, in->strings->scale, in->strings->weight, in->strings->points };
    docx_open_table(in->to, widths, SCORE_COLUMNS, in->strings->points);
    docx_open_row(in->to, true, 0);
    for (size_t i = 0; i < SCORE_COLUMNS; i++)
        add_head_cell(in, heads[i], (text){ 0 });
    docx_close_row(in->to);
    for (size_t i = 0; i < count; i++) {
        docx_open_row(in->to, false, ROW_HEIGHT);
        add_criterion_cell(in, items[i]);
        add_text_cell(in, DOCX_CELL_NUMBER, form_limits_text(in->memory, in->request, items[i]));
        add_text_cell(in, DOCX_CELL_NUMBER, format_number(in->memory, in->request->language_code, items[i].field->weight,
                                                          WEIGHT_DECIMALS));
        docx_open_cell(in->to);
        docx_open_paragraph(in->to, &(docx_paragraph){ .style = DOCX_CELL });
        form_docx_add_control(in, items[i], items[i].field->id, items[i].words->label, false);
        docx_close_paragraph(in->to);
        docx_close_cell(in->to);
        docx_close_row(in->to);
    }
    docx_close_table(in->to);
}
