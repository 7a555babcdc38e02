// Assessments from filled forms: who gave what how many points for what. See ranking.h.
#include "answers/ranking_parts.h"

#include "base/unicode.h"

static void add_spelling(assessments *into, ranking_subject *of, text name)
{
    text known = of->spellings.length > 0 ? of->spellings : of->name, rest = known, one;
    while (text_take_line(&rest, &one))
        if (text_equals(one, name))
            return;
    of->spellings = text_format(into->with->memory, "%.*s\n%.*s", TEXT_PRINT(known), TEXT_PRINT(name));
}

static size_t subject_number(assessments *into, text name)
{
    arena *memory = into->with->memory;
    name = name.length > 0 ? name : into->with->words->no_subject;
    uintptr_t *number = table_put(&into->subjects_by_name, unicode_lower(memory, name), NULL);
    if (*number == 0) {
        *ARENA_PUSH(memory, into->subjects) = (ranking_subject){ .name = name };
        *number = into->subjects.count;
    }
    add_spelling(into, &into->subjects.items[*number - 1], name);
    return *number - 1;
}

static size_t criterion_number(assessments *into, text key, text name, const form_field *score)
{
    arena *memory = into->with->memory;
    uintptr_t *number = table_put(&into->criteria_by_name, unicode_lower(memory, key), NULL);
    if (*number == 0) {
        *ARENA_PUSH(memory, into->criteria) = (ranking_criterion){ name, score->weight, score->maximum };
        *number = into->criteria.count;
    }
    return *number - 1;
}

static void add(assessments *into, assessment one)
{
    *ARENA_PUSH(into->with->memory, into->given) = one;
}

// The column whose points are added up by another: its score, its weight, and the column of subjects.
typedef struct {
    const form_field *subject, *name, *score, *weight;
} score_columns;

static const form_field *first_text(const reporting *with, const form_field *of_table, const form_field *but)
{
    for (size_t c = 0; c < of_table->column_count; c++)
        if (of_table->columns[c].type == FORM_TEXT && &of_table->columns[c] != but && reporting_shows(with, &of_table->columns[c]))
            return &of_table->columns[c];
    return NULL;
}

static bool columns_of_sum(const reporting *with, const form_field *of_table, score_columns *read)
{
    const form *of = with->form;
    for (size_t i = 0; i < of->field_count; i++) {
        for (size_t c = 0; c < of->fields[i].column_count; c++) {
            const form_sum *sum = &of->fields[i].columns[c].sum;
            if (sum->table != of_table)
                continue;
            const form_field *points = sum->column, *a = points->factors[0], *b = points->factors[1];
            bool is_weighted = a != NULL && b != NULL;
            *read = (score_columns){ .subject = sum->by, .name = first_text(with, of_table, sum->by) };
            read->score = !is_weighted ? points : a->type == FORM_SCORE ? a : b;
            read->weight = !is_weighted ? NULL : read->score == a ? b : a;
            return read->score->type == FORM_SCORE && read->name != NULL;
        }
    }
    return false;
}

// The first score that counts, whose rows are named by the first text.
static bool columns_of_scores(const reporting *with, const form_field *of_table, score_columns *read)
{
    *read = (score_columns){ .name = first_text(with, of_table, NULL) };
    for (size_t c = 0; c < of_table->column_count && read->score == NULL; c++)
        if (form_counts(&of_table->columns[c]))
            read->score = &of_table->columns[c];
    if (read->score != NULL)
        read->weight = read->score->weight_by;
    return read->score != NULL && read->name != NULL;
}

// Columns that reports leave out are no part of what they make of the others.
static bool are_shown(const reporting *with, const score_columns *columns)
{
    const form_field *const used[] = { columns->subject, columns->name, columns->score, columns->weight };
    for (size_t i = 0; i < sizeof used / sizeof *used; i++)
        if (used[i] != NULL && !reporting_shows(with, used[i]))
            return false;
    return true;
}

static text subject_of(const assessments *into, const filled_form *from)
{
    const form_field *subject = into->with->form->subject;
    return subject != NULL ? answer_text(from->answers, subject->id) : answer_text(from->header, TEXT("_process"));
}

static void read_rows(assessments *into, size_t number, const form_field *of_table, const score_columns *columns)
{
    const filled_form *from = into->with->of->items[number];
    answer_rows rows = answer_rows_of(from, of_table);
    for (size_t r = 0; r < rows.count; r++) {
        assessment one = { .form = number };
        text name = answer_text(rows.items[r], columns->name->id);
        if (name.length == 0 || !answer_cell_number(from, rows.items[r], columns->score, &one.points))
            continue;
        one.has_weight = columns->weight != NULL;
        if (one.has_weight && !answer_cell_number(from, rows.items[r], columns->weight, &one.weight))
            continue;
        one.subject = subject_number(into, columns->subject != NULL ? answer_text(rows.items[r], columns->subject->id)
                                                                    : subject_of(into, from));
        one.criterion = criterion_number(into, name, name, columns->score);
        add(into, one);
    }
}

static void read_form(assessments *into, size_t number)
{
    const form *of = into->with->form;
    const filled_form *from = into->with->of->items[number];
    for (size_t i = 0; i < of->field_count; i++) {
        const form_field *asked = &of->fields[i];
        score_columns columns;
        assessment one = { .form = number };
        if (!reporting_shows(into->with, asked))
            continue;
        bool has_columns = asked->type == FORM_TABLE
                        && (columns_of_sum(into->with, asked, &columns) || columns_of_scores(into->with, asked, &columns));
        if (has_columns && are_shown(into->with, &columns))
            read_rows(into, number, asked, &columns);
        if (!form_counts(asked) || !answer_number(from, asked, &one.points))
            continue;
        one.subject = subject_number(into, subject_of(into, from));
        one.criterion = criterion_number(into, asked->id, into->with->said->fields[i].label, asked);
        add(into, one);
    }
}

void assessments_read(assessments *into)
{
    into->criteria_by_name.memory = into->subjects_by_name.memory = into->with->memory;
    for (size_t i = 0; i < into->with->of->count; i++)
        read_form(into, i);
}
