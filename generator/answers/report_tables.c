// Tables of a form in a report: their rows, their figures, what they measure, and who does what.
#include "answers/report_parts.h"

#include "base/unicode.h"

#include <math.h>
#include <stdlib.h>

// ---- Rows

static form_item item_of(const reporter *to, const form_field *asked)
{
    return (form_item){ asked, &to->with->said->fields[asked->number] };
}

static void add_wide_rows(const reporter *to, const summary_field *of, size_t *shown)
{
    const output_request *request = to->with->of;
    node *list = tree_add_list(to->memory, to->tree);
    for (size_t i = 0; i < request->count; i++) {
        answer_rows rows = answer_rows_of(request->items[i], of->item.field);
        for (size_t r = 0; r < rows.count && *shown < REPORT_ROWS; r++, ++*shown) {
            text line = { 0 };
            for (size_t c = 0; c < of->column_count; c++) {
                text said = answer_cell_words(to->with, of->item, of->columns[c].item.field->number, request->items[i],
                                              rows.items[r]);
                if (said.length > 0)
                    line = text_format(to->memory, "%.*s%s%.*s: %.*s", TEXT_PRINT(line), line.length > 0 ? "; " : "",
                                       TEXT_PRINT(of->columns[c].item.words->label), TEXT_PRINT(said));
            }
            tree_add_item(to->memory, list, line);
        }
    }
}

static bool is_number(const form_field *of)
{
    return of->type == FORM_NUMBER || of->type == FORM_SCORE;
}

static void add_narrow_rows(const reporter *to, const summary_field *of, size_t *shown)
{
    const output_request *request = to->with->of;
    text *heads = ARENA_NEW(to->memory, text, of->column_count + 1);
    for (size_t c = 0; c < of->column_count; c++)
        heads[c] = of->columns[c].item.words->label;
    size_t first_number = of->column_count;
    while (first_number > 0 && is_number(of->columns[first_number - 1].item.field))
        first_number--;
    heads[of->column_count] = to->with->words->source;
    node *made = tree_add_table(to->memory, to->tree, heads, of->column_count + 1, first_number);
    for (size_t i = 0; i < request->count; i++) {
        answer_rows rows = answer_rows_of(request->items[i], of->item.field);
        for (size_t r = 0; r < rows.count && *shown < REPORT_ROWS; r++, ++*shown) {
            text *cells = ARENA_NEW(to->memory, text, of->column_count + 1);
            for (size_t c = 0; c < of->column_count; c++)
                cells[c] = answer_cell_words(to->with, of->item, of->columns[c].item.field->number, request->items[i],
                                             rows.items[r]);
            cells[of->column_count] = count_words(to->with, i + 1);
            tree_add_row(to->memory, made, cells);
        }
    }
}

static void add_column_figures(const reporter *to, const summary_field *of)
{
    const report_words *said = to->with->words;
    const text heads[] = { said->column, said->number_of_answers, said->sum, said->mean, said->median, said->deviation,
                           said->smallest, said->largest };
    enum { SUM, MEAN, MEDIAN, DEVIATION, SMALLEST, LARGEST, FIGURES };
    size_t width = to->with->hides_groups ? 6 : 8, count = 0;
    const summary_field **shown = ARENA_NEW(to->memory, const summary_field *, of->column_count + 1);
    double *numbers[FIGURES];
    const text *in_words[FIGURES];
    for (size_t f = 0; f < FIGURES; f++)
        numbers[f] = ARENA_NEW(to->memory, double, of->column_count + 1);
    for (size_t c = 0; c < of->column_count; c++) {
        const figures *from = &of->columns[c].numbers;
        if (!of->columns[c].has_figures || of->columns[c].is_hidden)
            continue;
        const double each[FIGURES] = { from->sum, from->mean, from->median, from->count > 1 ? from->deviation : NAN,
                                       from->smallest, from->largest };
        for (size_t f = 0; f < FIGURES; f++)
            numbers[f][count] = each[f];
        shown[count++] = &of->columns[c];
    }
    for (size_t f = 0; f < FIGURES; f++)
        in_words[f] = column_words(to->with, numbers[f], count, REPORT_DECIMALS);
    node *made = count > 0 ? tree_add_table(to->memory, to->tree, heads, width, 1) : NULL;
    for (size_t i = 0; i < count; i++)
        tree_add_row(to->memory, made, (const text[]){ shown[i]->item.words->label, count_words(to->with, shown[i]->numbers.count),
            in_words[SUM][i], in_words[MEAN][i], isnan(shown[i]->numbers.median) ? said->hidden : in_words[MEDIAN][i],
            in_words[DEVIATION][i], in_words[SMALLEST][i], in_words[LARGEST][i] });
}

typedef struct {
    text column;
    const summary_cell *cell;
} counted_cell;

static void add_column_counts(const reporter *to, const summary_field *of)
{
    const report_words *said = to->with->words;
    const text heads[] = { said->column, said->option, said->count, said->share };
    struct { counted_cell *items; size_t count, capacity; } rows = { 0 };
    struct { double *items; size_t count, capacity; } shares = { 0 };
    for (size_t c = 0; c < of->column_count; c++) {
        const summary_field *column = &of->columns[c];
        bool is_counted = column->item.field->type == FORM_CHOICE || column->item.field->type == FORM_CHECK;
        size_t all = 0;
        for (size_t i = 0; i < column->cells.count; i++)
            all += column->cells.items[i].count;
        for (size_t i = 0; is_counted && all > 0 && i < column->cells.count; i++) {
            *ARENA_PUSH(to->memory, rows) = (counted_cell){ column->item.words->label, &column->cells.items[i] };
            *ARENA_PUSH(to->memory, shares) = (double)column->cells.items[i].count / (double)all;
        }
    }
    const text *shown = percent_column_words(to->with, shares.items, shares.count);
    node *made = rows.count > 0 ? tree_add_table(to->memory, to->tree, heads, 4, 2) : NULL;
    for (size_t i = 0; i < rows.count; i++)
        tree_add_row(to->memory, made, (const text[]){ rows.items[i].column, rows.items[i].cell->label,
                                                       count_words(to->with, rows.items[i].cell->count), shown[i] });
}

void report_add_table(const reporter *to, const summary_field *of)
{
    const report_words *said = to->with->words;
    tree_add_paragraph(to->memory, to->tree, REPORT_FILL(to->memory, said->rows, { "number", count_words(to->with, of->rows) },
                                                         { "forms", count_words(to->with, of->answered) }));
    add_column_figures(to, of);
    add_column_counts(to, of);
    size_t shown = 0;
    if (to->with->hides_groups)
        tree_add_paragraph(to->memory, to->tree, said->rows_hidden);
    else if (of->column_count >= REPORT_WIDE)
        add_wide_rows(to, of, &shown);
    else if (of->column_count > 0)
        add_narrow_rows(to, of, &shown);
    if (!to->with->hides_groups)
        report_add_rest(to, of->rows, shown);
}

// ---- Metrics

typedef struct {
    text name, subject;
    double baseline, target, actual;
    bool has_baseline, has_target, has_actual;
} metric_row;

typedef struct {
    metric_row *items;
    size_t count, capacity;
} metric_rows;

static void read_metrics(const reporter *to, const form_field *of_table, metric_rows *into)
{
    const form_metric *by = &of_table->metric;
    const output_request *request = to->with->of;
    for (size_t i = 0; i < request->count; i++) {
        const filled_form *from = request->items[i];
        answer_rows rows = answer_rows_of(from, of_table);
        for (size_t r = 0; r < rows.count; r++) {
            metric_row one = { .name = answer_cell_words(to->with, item_of(to, of_table), by->name->number, from, rows.items[r]) };
            one.has_baseline = by->baseline != NULL && answer_cell_number(from, rows.items[r], by->baseline, &one.baseline);
            one.has_target = answer_cell_number(from, rows.items[r], by->target, &one.target);
            one.has_actual = by->actual != NULL && answer_cell_number(from, rows.items[r], by->actual, &one.actual);
            if (one.name.length > 0 && (one.has_baseline || one.has_target || one.has_actual))
                *ARENA_PUSH(to->memory, *into) = one;
        }
    }
}

// A target below the baseline is reached by going down.
static bool is_reached(const metric_row *of)
{
    bool goes_down = of->has_baseline && of->target < of->baseline;
    return goes_down ? of->actual <= of->target : of->actual >= of->target;
}

static double progress_of(const metric_row *of)
{
    bool is_known = of->has_baseline && of->has_target && of->has_actual && of->target != of->baseline;
    return is_known ? (of->actual - of->baseline) / (of->target - of->baseline) : NAN;
}

static text known_number(const reporter *to, bool is_known, double number)
{
    return is_known ? number_words(to->with, number, REPORT_DECIMALS) : TEXT("\xE2\x80\x93");
}

static void add_metric_rows(const reporter *to, const metric_rows *of, text title)
{
    const report_words *said = to->with->words;
    const text heads[] = { said->metric, said->baseline, said->target, said->actual, said->progress };
    node *made = tree_add_table(to->memory, to->tree, heads, 5, 1);
    text *labels = ARENA_NEW(to->memory, text, of->count);
    double *numbers = ARENA_NEW(to->memory, double, of->count);
    double *progresses = ARENA_NEW(to->memory, double, of->count);
    size_t charted = 0, measured = 0, reached = 0;
    for (size_t i = 0; i < of->count; i++)
        progresses[i] = progress_of(&of->items[i]);
    const text *shown = percent_column_words(to->with, progresses, of->count);
    for (size_t i = 0; i < of->count; i++) {
        const metric_row *one = &of->items[i];
        double progress = progresses[i];
        tree_add_row(to->memory, made, (const text[]){ one->name, known_number(to, one->has_baseline, one->baseline),
            known_number(to, one->has_target, one->target), known_number(to, one->has_actual, one->actual), shown[i] });
        measured += one->has_target && one->has_actual;
        reached += one->has_target && one->has_actual && is_reached(one);
        if (isfinite(progress)) {
            labels[charted] = one->name;
            numbers[charted++] = round(progress * 1000) / 10;
        }
    }
    if (measured > 0)
        tree_add_paragraph(to->memory, to->tree, REPORT_FILL(to->memory, said->reached,
                           { "number", count_words(to->with, reached) }, { "all", count_words(to->with, measured) }));
    tree_chart drawn = { .title = text_format(to->memory, "%.*s: %.*s", TEXT_PRINT(title), TEXT_PRINT(said->progress)),
                         .unit = TEXT("%"), .labels = labels, .numbers = numbers, .count = charted,
                         .label_head = said->metric, .number_head = said->progress };
    tree_add_chart(to->memory, to->tree, &drawn);
}

// The heading of the part before its first table, and the table's own, which is returned.
static text begin_table(const reporter *to, bool *is_begun, text part, size_t number)
{
    if (!*is_begun)
        tree_add_heading(to->memory, to->tree, 2, part);
    *is_begun = true;
    text title = to->with->said->fields[number].label;
    tree_add_heading(to->memory, to->tree, 3, title);
    return title;
}

void report_add_metrics(const reporter *to)
{
    const form *of = to->with->form;
    bool is_begun = false;
    for (size_t i = 0; i < of->field_count && !to->with->hides_groups; i++) {
        metric_rows rows = { 0 };
        if (of->fields[i].metric.name == NULL || !reporting_shows(to->with, &of->fields[i]))
            continue;
        read_metrics(to, &of->fields[i], &rows);
        if (rows.count == 0)
            continue;
        text title = begin_table(to, &is_begun, to->with->words->metrics, i);
        add_metric_rows(to, &rows, title);
    }
}

// ---- Tasks

typedef struct {
    text what, who, when, done, order;
    size_t form, row;
} task_row;

typedef struct {
    task_row *items;
    size_t count, capacity;
} task_rows;

static text words_of_column(const reporter *to, const form_field *of_table, const form_field *column, const filled_form *from,
                            const data *row)
{
    bool is_shown = column != NULL && reporting_shows(to->with, column);
    return is_shown ? answer_cell_words(to->with, item_of(to, of_table), column->number, from, row) : (text){ 0 };
}

static void read_tasks(const reporter *to, const form_field *of_table, task_rows *into)
{
    const form_tasks *by = &of_table->tasks;
    const output_request *request = to->with->of;
    for (size_t i = 0; i < request->count; i++) {
        const filled_form *from = request->items[i];
        answer_rows rows = answer_rows_of(from, of_table);
        for (size_t r = 0; r < rows.count; r++) {
            task_row one = { .form = i, .row = r, .what = words_of_column(to, of_table, by->what, from, rows.items[r]),
                             .who = words_of_column(to, of_table, by->who, from, rows.items[r]),
                             .when = words_of_column(to, of_table, by->when, from, rows.items[r]),
                             .done = words_of_column(to, of_table, by->done, from, rows.items[r]) };
            one.order = by->when != NULL ? answer_text(rows.items[r], by->when->id) : (text){ 0 };
            if (one.what.length > 0)
                *ARENA_PUSH(to->memory, *into) = one;
        }
    }
}

// Who, then when; then as they came.
static int by_who(const void *a, const void *b)
{
    const task_row *one = a, *other = b;
    int order = unicode_collate(one->who, other->who);
    if (order == 0)
        order = text_compare(one->order, other->order);
    if (order == 0)
        order = (one->form > other->form) - (one->form < other->form);
    return order != 0 ? order : (one->row > other->row) - (one->row < other->row);
}

static void add_task_rows(const reporter *to, const form_tasks *by, task_rows *of)
{
    const report_words *said = to->with->words;
    const text heads[] = { said->who, said->task, said->when, by->done != NULL ? said->done : said->source, said->source };
    size_t width = by->done != NULL ? 5 : 4, shown = of->count < REPORT_ROWS ? of->count : REPORT_ROWS;
    qsort(of->items, of->count, sizeof *of->items, by_who);
    node *made = tree_add_table(to->memory, to->tree, heads, width, width - 1);
    for (size_t i = 0; i < shown; i++) {
        const task_row *one = &of->items[i];
        text number = count_words(to->with, one->form + 1);
        tree_add_row(to->memory, made, (const text[]){ one->who, one->what, one->when,
                                                       by->done != NULL ? one->done : number, number });
    }
    report_add_rest(to, of->count, shown);
}

void report_add_tasks(const reporter *to)
{
    const form *of = to->with->form;
    bool is_begun = false;
    for (size_t i = 0; i < of->field_count && !to->with->hides_groups; i++) {
        task_rows rows = { 0 };
        if (of->fields[i].tasks.what == NULL || !reporting_shows(to->with, &of->fields[i]))
            continue;
        read_tasks(to, &of->fields[i], &rows);
        if (rows.count == 0)
            continue;
        begin_table(to, &is_begun, to->with->words->tasks, i);
        add_task_rows(to, &of->fields[i].tasks, &rows);
    }
}
