// Summaries of tables: every column like a field, its rows taken together. See summary.h.
#include "answers/summary_cells.h"

// What the rows of all forms say in one column, and how many people stand behind it.
typedef struct {
    const summing *of;
    const form_field *table, *column;
    size_t rows, people;
} column_reading;

typedef void row_visit(const column_reading *reading, const filled_form *from, const data *row, void *into);

static size_t row_limit(const summing *of, const form_field *of_table)
{
    size_t rows = 0;
    for (size_t i = 0; i < of->count; i++)
        rows += answer_rows_of(of->items[i], of_table).count;
    return rows;
}

static bool is_answered(const column_reading *reading, const filled_form *from, const data *row)
{
    double number;
    const data *given = data_get(row, reading->column->id);
    if (reading->column->type == FORM_NUMBER || reading->column->type == FORM_SCORE)
        return answer_cell_number(from, row, reading->column, &number);
    return given != NULL && (given->type == DATA_TEXT ? text_trim(given->text).length > 0
                             : given->type == DATA_BOOL && given->truth);
}

static void visit_rows(column_reading *reading, row_visit *visit, void *into)
{
    for (size_t i = 0; i < reading->of->count; i++) {
        const filled_form *from = reading->of->items[i];
        answer_rows rows = answer_rows_of(from, reading->table);
        size_t before = reading->rows;
        for (size_t r = 0; r < rows.count; r++) {
            if (!is_answered(reading, from, rows.items[r]))
                continue;
            visit(reading, from, rows.items[r], into);
            reading->rows++;
        }
        reading->people += reading->rows > before;
    }
}

static void take_number(const column_reading *reading, const filled_form *from, const data *row, void *into)
{
    answer_cell_number(from, row, reading->column, &((double *)into)[reading->rows]);
}

static void take_text(const column_reading *reading, const filled_form *from, const data *row, void *into)
{
    (void)from;
    ((text *)into)[reading->rows] = answer_text(row, reading->column->id);
}

typedef struct {
    size_t *counts, *people;
    const filled_form **last;       // whose choice of the option was counted last
} option_counts;

static void take_option(const column_reading *reading, const filled_form *from, const data *row, void *into)
{
    option_counts *to = into;
    for (size_t i = 0; i < reading->column->option_count; i++) {
        if (!answer_is_chosen(data_get(row, reading->column->id), reading->column->options[i]))
            continue;
        to->counts[i]++;
        to->people[i] += to->last[i] != from;
        to->last[i] = from;
    }
}

static void add_options(column_reading *reading, summary_field *into)
{
    arena *memory = reading->of->memory;
    size_t count = reading->column->option_count + 1;
    option_counts to = { ARENA_NEW(memory, size_t, count), ARENA_NEW(memory, size_t, count),
                         ARENA_NEW(memory, const filled_form *, count) };
    bool is_telling = false;
    visit_rows(reading, take_option, &to);
    for (size_t i = 0; i + 1 < count; i++)
        is_telling |= is_small(reading->of, to.people[i]);
    // Rows are not people: what is hidden is told by neither.
    if (is_telling) {
        into->cells.is_hidden = true;
        return;
    }
    summing open = *reading->of;
    open.least = 1;
    summary_add_options(&open, to.counts, 0, reading->rows, into);
}

static void take_nothing(const column_reading *reading, const filled_form *from, const data *row, void *into)
{
    (void)reading, (void)from, (void)row, (void)into;
}

static void add_check(column_reading *reading, summary_field *into, size_t rows)
{
    visit_rows(reading, take_nothing, NULL);
    if (reading->of->least > 1)
        into->cells.is_hidden = true;
    else
        summary_add_check(reading->of, reading->rows, rows, into);
}

static void add_column(const summing *of, const form_field *of_table, summary_field *into, size_t rows)
{
    column_reading reading = { .of = of, .table = of_table, .column = into->item.field };
    double *numbers = ARENA_NEW(of->memory, double, rows + 1);
    text *texts = ARENA_NEW(of->memory, text, rows + 1);
    switch (into->item.field->type) {
    case FORM_CHOICE:
        add_options(&reading, into);
        break;
    case FORM_CHECK:
        add_check(&reading, into, rows);
        break;
    case FORM_NUMBER:
    case FORM_SCORE:
        visit_rows(&reading, take_number, numbers);
        // Classes count rows: with small groups only the figures are told.
        summary_add_numbers(of, numbers, is_small(of, reading.people) ? 0 : reading.rows, into);
        if (of->least > 1)
            into->cells = (summary_cells){ .is_hidden = true };
        summary_hide_median(of, &into->numbers);
        break;
    default:
        visit_rows(&reading, take_text, texts);
        if (into->item.field->type == FORM_DATE && of->least <= 1)
            summary_add_dates(of, texts, reading.rows, into);
        else if (into->item.field->type != FORM_DATE && !is_small(of, reading.people))
            summary_add_texts(of, texts, reading.rows, into);
    }
    into->is_hidden = is_small(of, reading.people);
    into->answered = into->is_hidden ? 0 : reading.rows;
    if (into->is_hidden)
        into->has_figures = false;
}

void summary_add_table(const summing *of, summary_field *into)
{
    const form_field *table_asked = into->item.field;
    size_t rows = row_limit(of, table_asked);
    into->rows = rows;
    into->columns = ARENA_NEW(of->memory, summary_field, table_asked->column_count + 1);
    for (size_t c = 0; c < table_asked->column_count; c++) {
        if (!reporting_shows(of->with, &table_asked->columns[c]))
            continue;
        summary_field *column = &into->columns[into->column_count++];
        *column = (summary_field){ .item = form_column_of(into->item, c) };
        add_column(of, table_asked, column, rows);
    }
}
