// Tables in forms: typed columns, and rows that the scripts add, move and remove.
#include "publishers/website/form_writer.h"

enum { OPTIONS_IN_HEAD_MOST = 4 };

static text column_help(const form_writer *w, const form_field *column, const form_field_words *said)
{
    if (said != NULL && said->help.length > 0)
        return said->help;
    if (form_is_computed(column))
        return form_shared_word(w, "calculated");
    return column->type == FORM_DATE ? form_word(w, "hint_date_short") : (text){ 0 };
}

static void write_head(form_writer *w, const form_field *asked, const form_field_words *said)
{
    form_add(w, "<thead><tr><th scope=\"col\" class=\"row-number\"><span class=\"visually-hidden\">");
    form_add_text(w, form_word(w, "row"));
    form_add(w, "</span></th>");
    for (size_t c = 0; c < asked->column_count; c++) {
        const form_field *column = &asked->columns[c];
        const form_field_words *of_column = said != NULL && said->columns != NULL ? &said->columns[c] : NULL;
        text help = column_help(w, column, of_column);
        form_add(w, "<th scope=\"col\"");
        form_add_attribute(w, "data-column", column->id);
        form_add_constraints(w, column, of_column);
        form_add(w, "><span class=\"column-label\">");
        form_add_text(w, form_label(column, of_column));
        form_add(w, "</span>");
        form_write_need(w, column);
        if (help.length > 0) {
            form_add(w, " <span class=\"column-help\">");
            form_add_text(w, help);
            form_add(w, "</span>");
        }
        if (column->option_count <= OPTIONS_IN_HEAD_MOST)
            form_write_paper_options(w, column, of_column);
        form_add(w, "</th>");
    }
    form_add(w, "</tr></thead>\n");
}

// The head of a table is repeated on every sheet of paper: many options are told once, above it.
static void write_many_options(form_writer *w, const form_field *asked, const form_field_words *said)
{
    for (size_t c = 0; c < asked->column_count; c++) {
        const form_field *column = &asked->columns[c];
        const form_field_words *of_column = said != NULL && said->columns != NULL ? &said->columns[c] : NULL;
        if (column->option_count <= OPTIONS_IN_HEAD_MOST)
            continue;
        form_add(w, "<p class=\"print-options rows-options print-only\"><strong>");
        form_add_text(w, form_label(column, of_column));
        form_add(w, ":</strong> ");
        form_write_option_words(w, column, of_column);
        form_add(w, "</p>\n");
    }
}

// A cell has a label of its own: it is what tells rows apart for those who cannot see the table, and
// what is shown where the table is too wide to be one.
static void write_cell(form_writer *w, const form_field *asked, size_t row, const form_field *column,
                       const form_field_words *said)
{
    text name = text_format(w->of->memory, "%.*s__%zu__%.*s", TEXT_PRINT(asked->id), row, TEXT_PRINT(column->id));
    bool has_help = said != NULL && said->help.length > 0;
    form_add(w, "<td");
    form_add_attribute(w, "data-cell", column->id);
    form_add(w, "><label class=\"cell-label\"");
    form_add_id(w, "for", name, "");
    form_add(w, ">");
    form_add_text(w, form_label(column, said));
    form_write_need(w, column);
    form_add(w, "<span class=\"visually-hidden\">, ");
    form_add_text(w, form_word(w, "row"));
    buffer_format(w->out, " <span data-number>%zu</span></span></label>", row);
    if (has_help) {
        form_add(w, "<span class=\"cell-help\"");
        form_add_id(w, "id", name, "help");
        form_add(w, ">");
        form_add_text(w, said->help);
        form_add(w, "</span>");
    }
    form_write_control(w, column, said, name, true);
    form_add(w, "</td>");
}

// Few columns fit into the column of the page; more make a table where the screen is wide, and cards where it is
// not; the most are cards everywhere.
static const char *shape(const form_field *asked)
{
    size_t weight = 0;
    for (size_t c = 0; c < asked->column_count; c++)
        weight += asked->columns[c].type == FORM_LONG ? 2 : 1;
    return weight <= FORM_NARROW_COLUMNS_MOST ? "rows-table"
         : weight <= FORM_WIDE_COLUMNS_MOST   ? "rows-table rows-wide"
                                              : "rows-stacked";
}

void form_write_table(form_writer *w, const form_field *asked, const form_field_words *said)
{
    form_write_field_head(w, asked, said, "fieldset");
    form_write_condition(w, asked->when);
    form_write_help(w, asked, said);
    write_many_options(w, asked, said);
    buffer_format(w->out, "<div class=\"rows-scroll\"><table class=\"form-rows %s\">\n", shape(asked));
    write_head(w, asked, said);
    form_add(w, "<tbody>\n");
    size_t rows = asked->rows > 0 ? asked->rows : 1;
    for (size_t row = 1; row <= rows; row++) {
        form_add(w, "<tr><th scope=\"row\" class=\"row-number\"><span class=\"row-word\">");
        form_add_text(w, form_word(w, "row"));
        buffer_format(w->out, " </span><span data-number>%zu</span></th>", row);
        for (size_t c = 0; c < asked->column_count; c++)
            write_cell(w, asked, row, &asked->columns[c],
                       said != NULL && said->columns != NULL ? &said->columns[c] : NULL);
        form_add(w, "</tr>\n");
    }
    form_add(w, "</tbody>\n</table></div>\n</fieldset>\n");
}
