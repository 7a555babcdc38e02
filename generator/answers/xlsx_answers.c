// The sheets of answers: a table of filled forms, and one for each table of the form.
#include "answers/xlsx_parts.h"

enum { COLUMN_LIMIT = 16000 };         // a sheet has 16,384
static const double HEAD_HEIGHT = 48;

// One column: of the form itself, of a field, or of an option that may be chosen among others.
typedef enum { COLUMN_NUMBER, COLUMN_FILE, COLUMN_LANGUAGE, COLUMN_DAY, COLUMN_HEADER, COLUMN_FIELD, COLUMN_OPTION, COLUMN_OTHER,
               COLUMN_POINTS, COLUMN_SHARE } column_type;

typedef struct {
    column_type type;
    form_item item;
    size_t option;
    text head;
    double width;
} answer_column;

typedef struct {
    answer_column *items;
    size_t count, capacity;
} answer_columns;

static void add_column(answers_sheets *in, answer_columns *to, answer_column one)
{
    if (to->count < COLUMN_LIMIT)
        *ARENA_PUSH(in->memory, *to) = one;
}

static double width_of(form_field_type type)
{
    return type == FORM_LONG ? 50 : type == FORM_TEXT || type == FORM_CHOICE ? 28 : 14;
}

static text with_label(answers_sheets *in, text label, text part)
{
    return text_format(in->memory, "%.*s: %.*s", TEXT_PRINT(label), TEXT_PRINT(part));
}

static void add_field_columns(answers_sheets *in, answer_columns *to, form_item item)
{
    const form_field *asked = item.field;
    text label = item.words->label;
    if (asked->type == FORM_TABLE)
        return;
    for (size_t o = 0; asked->type == FORM_MULTI && o < asked->option_count; o++)
        add_column(in, to, (answer_column){ COLUMN_OPTION, item, o, with_label(in, label, item.words->options[o]), 14 });
    if (asked->type != FORM_MULTI)
        add_column(in, to, (answer_column){ COLUMN_FIELD, item, 0, label, width_of(asked->type) });
    if (asked->has_other)
        add_column(in, to, (answer_column){ COLUMN_OTHER, item, 0, with_label(in, label, in->with->words->other), 28 });
}

static answer_columns columns_of(answers_sheets *in)
{
    const report_words *said = in->with->words;
    answer_columns made = { 0 };
    add_column(in, &made, (answer_column){ .type = COLUMN_NUMBER, .head = said->number });
    // People name files after themselves.
    if (in->with->of->choice.has_personal)
        add_column(in, &made, (answer_column){ .type = COLUMN_FILE, .head = said->file, .width = 28 });
    add_column(in, &made, (answer_column){ .type = COLUMN_LANGUAGE, .head = said->language });
    add_column(in, &made, (answer_column){ .type = COLUMN_DAY, .head = said->day, .width = 13 });
    for (size_t i = 0; i < in->all->field_count; i++) {
        form_item item = in->all->fields[i].item;
        if (in->all->fields[i].is_in_header)
            add_column(in, &made, (answer_column){ COLUMN_HEADER, item, 0, item.words->label, width_of(item.field->type) });
        else
            add_field_columns(in, &made, item);
    }
    if (in->all->has_total) {
        add_column(in, &made, (answer_column){ .type = COLUMN_POINTS, .head = said->total, .width = 14 });
        add_column(in, &made, (answer_column){ .type = COLUMN_SHARE, .head = said->share_of_most, .width = 14 });
    }
    return made;
}

static void set_number(answers_sheets *in, xlsx_cell at_cell, bool is_known, double number)
{
    if (is_known)
        xlsx_set_number(in->to, at_cell, number, XLSX_NUMBER);
    else
        xlsx_set_blank(in->to, at_cell, XLSX_CELL);
}

static void set_words(answers_sheets *in, xlsx_cell at_cell, text said)
{
    sheets_fit(in, at_cell, said);
    if (said.length > 0)
        xlsx_set_text(in->to, at_cell, said, XLSX_CELL);
    else
        xlsx_set_blank(in->to, at_cell, XLSX_CELL);
}

static void set_day(answers_sheets *in, xlsx_cell at_cell, text iso)
{
    date day;
    // Spreadsheets count days from 1900.
    if (date_parse(iso, &day) && day.year >= 1900)
        xlsx_set_date(in->to, at_cell, day, XLSX_DATE);
    else
        set_words(in, at_cell, iso);
}

static void set_field(answers_sheets *in, xlsx_cell at_cell, form_item item, const filled_form *from)
{
    double number = 0;
    bool is_known = answer_number(from, item.field, &number);
    if (item.field->type == FORM_NUMBER || item.field->type == FORM_SCORE)
        set_number(in, at_cell, is_known, number);
    else if (item.field->type == FORM_DATE)
        set_day(in, at_cell, answer_text(from->answers, item.field->id));
    else if (item.field->has_other)
        set_words(in, at_cell, answer_words(in->with, (form_item){ &(form_field){ .id = item.field->id, .type = item.field->type,
                  .options = item.field->options, .option_count = item.field->option_count }, item.words }, from));
    else
        set_words(in, at_cell, answer_words(in->with, item, from));
}

static void set_cell(answers_sheets *in, xlsx_cell at_cell, const answer_column *of, size_t form_number)
{
    const filled_form *from = in->with->of->items[form_number];
    const language_list *languages = &in->with->of->site->config.languages;
    answer_total total = { 0 };
    bool has_total = of->type >= COLUMN_POINTS && answer_total_of(in->with, from, &total);
    switch (of->type) {
    case COLUMN_NUMBER: set_number(in, at_cell, true, (double)form_number + 1); break;
    case COLUMN_FILE: set_words(in, at_cell, from->path); break;
    case COLUMN_LANGUAGE: set_words(in, at_cell, languages->codes[from->language]); break;
    case COLUMN_DAY: set_day(in, at_cell, from->filled); break;
    case COLUMN_HEADER: set_words(in, at_cell, answer_header_words(in->with, of->item, from)); break;
    case COLUMN_FIELD: set_field(in, at_cell, of->item, from); break;
    case COLUMN_OPTION:
        set_number(in, at_cell, answer_is_chosen(answer_of(from, of->item.field->id), of->item.field->options[of->option]), 1);
        break;
    case COLUMN_OTHER: set_words(in, at_cell, answer_other(in->memory, from, of->item.field)); break;
    case COLUMN_POINTS: set_number(in, at_cell, has_total, total.points); break;
    case COLUMN_SHARE:
        if (has_total && total.most > 0)
            xlsx_set_number(in->to, at_cell, total.points / total.most, XLSX_PERCENT);
        else
            xlsx_set_blank(in->to, at_cell, XLSX_CELL);
    }
}

static void add_forms_sheet(answers_sheets *in)
{
    answer_columns columns = columns_of(in);
    size_t sheet = xlsx_add_open_sheet(in->to, in->with->words->sheet_answers), count = in->with->of->count;
    text *heads = ARENA_NEW(in->memory, text, columns.count);
    for (size_t c = 0; c < columns.count; c++) {
        heads[c] = columns.items[c].head;
        sheets_set_width(in, sheet, c, sheets_width(heads[c], columns.items[c].width));
    }
    xlsx_set_height(in->to, sheet, 0, HEAD_HEIGHT);
    for (size_t i = 0; i < count; i++)
        for (size_t c = 0; c < columns.count; c++)
            set_cell(in, (xlsx_cell){ sheet, (uint32_t)i + 1, (uint16_t)c }, &columns.items[c], i);
    sheets_set_print(in, sheet, true);
    xlsx_add_table(in->to, (xlsx_range){ sheet, 0, 0, (uint32_t)count, (uint16_t)(columns.count - 1) }, TEXT("answers"), heads);
    xlsx_freeze_at(in->to, (xlsx_cell){ sheet, 1, 1 });
}

// ---- Tables

static void set_table_cell(answers_sheets *in, xlsx_cell at_cell, const summary_field *of_table, const form_field *column,
                           const filled_form *from, const data *row)
{
    double number = 0;
    bool is_known = answer_cell_number(from, row, column, &number);
    if (column->type == FORM_NUMBER || column->type == FORM_SCORE)
        set_number(in, at_cell, is_known, number);
    else if (column->type == FORM_DATE)
        set_day(in, at_cell, answer_text(row, column->id));
    else
        set_words(in, at_cell, answer_cell_words(in->with, of_table->item, column->number, from, row));
}

static void add_table_sheet(answers_sheets *in, const summary_field *of_table)
{
    size_t sheet = xlsx_add_open_sheet(in->to, of_table->item.words->label), width = of_table->column_count + 2;
    text *heads = ARENA_NEW(in->memory, text, width);
    uint32_t row = 1;
    heads[0] = in->with->words->source;
    heads[1] = in->with->asked.strings->row;
    for (size_t c = 0; c < of_table->column_count; c++)
        heads[c + 2] = of_table->columns[c].item.words->label;
    for (size_t c = 0; c < width; c++)
        sheets_set_width(in, sheet, c, sheets_width(heads[c], c < 2 ? 0 : width_of(of_table->columns[c - 2].item.field->type)));
    xlsx_set_height(in->to, sheet, 0, HEAD_HEIGHT);
    for (size_t i = 0; i < in->with->of->count; i++) {
        const filled_form *from = in->with->of->items[i];
        answer_rows rows = answer_rows_of(from, of_table->item.field);
        for (size_t r = 0; r < rows.count; r++, row++) {
            set_number(in, (xlsx_cell){ sheet, row, 0 }, true, (double)i + 1);
            set_number(in, (xlsx_cell){ sheet, row, 1 }, true, (double)r + 1);
            for (size_t c = 0; c < of_table->column_count; c++)
                set_table_cell(in, (xlsx_cell){ sheet, row, (uint16_t)(c + 2) }, of_table, of_table->columns[c].item.field, from,
                               rows.items[r]);
        }
    }
    sheets_set_print(in, sheet, true);
    text name = text_format(in->memory, "t_%.*s", TEXT_PRINT(of_table->item.field->id));
    xlsx_add_table(in->to, (xlsx_range){ sheet, 0, 0, row - 1, (uint16_t)(width - 1) }, name, heads);
    xlsx_freeze_at(in->to, (xlsx_cell){ sheet, 1, 2 });
}

void sheets_add_answers(answers_sheets *in)
{
    add_forms_sheet(in);
    for (size_t i = 0; i < in->all->field_count; i++)
        if (in->all->fields[i].item.field->type == FORM_TABLE && in->all->fields[i].column_count > 0)
            add_table_sheet(in, &in->all->fields[i]);
}
