#include "answers/values.h"

#include "base/unicode.h"

#include <math.h>

// ---- Values

const data *answer_of(const filled_form *from, text id)
{
    return data_get(from->answers, id);
}

const data *answer_in_header(const filled_form *from, text id)
{
    return data_get(from->header, id);
}

text answer_text(const data *map, text id)
{
    const data *given = data_get(map, id);
    return given != NULL && given->type == DATA_TEXT ? text_trim(given->text) : (text){ 0 };
}

text answer_other(arena *memory, const filled_form *from, const form_field *asked)
{
    return asked->has_other ? answer_text(from->answers, form_other_name(memory, asked)) : (text){ 0 };
}

bool answer_is_chosen(const data *given, text option)
{
    if (given == NULL)
        return false;
    if (given->type == DATA_TEXT)
        return text_equals(given->text, option);
    for (size_t i = 0; given->type == DATA_LIST && i < given->list.count; i++)
        if (given->list.items[i]->type == DATA_TEXT && text_equals(given->list.items[i]->text, option))
            return true;
    return false;
}

static bool given_number(const data *map, text id, double *number)
{
    const data *given = data_get(map, id);
    if (given == NULL || given->type != DATA_NUMBER || !isfinite(given->number))
        return false;
    *number = given->number;
    return true;
}

// A factor stands before its product and may be one itself.
static bool number_in(const data *map, const form_field *asked, double *number)
{
    if (asked->factors[0] == NULL)
        return given_number(map, asked->id, number);
    double made = 1, factor;
    for (size_t i = 0; i < FORM_FACTORS; i++) {
        if (!number_in(map, asked->factors[i], &factor))
            return false;
        made *= factor;
    }
    *number = made;
    return true;
}

bool answer_number(const filled_form *from, const form_field *asked, double *number)
{
    return number_in(from->answers, asked, number);
}

answer_rows answer_rows_of(const filled_form *from, const form_field *of_table)
{
    const data *given = answer_of(from, of_table->id);
    if (given == NULL || given->type != DATA_LIST)
        return (answer_rows){ 0 };
    return (answer_rows){ (const data *const *)given->list.items, given->list.count };
}

static bool same_in_small_letters(text one, text other)
{
    arena memory = { 0 };
    bool is_same = text_equals(unicode_lower(&memory, one), unicode_lower(&memory, other));
    arena_free(&memory);
    return is_same;
}

// As the page adds it up: rows with the same text, whatever the size of its letters.
static bool sum_of(const filled_form *from, const data *row, const form_sum *sum, double *number)
{
    text key = answer_text(row, sum->key->id);
    if (key.length == 0)
        return false;
    answer_rows rows = answer_rows_of(from, sum->table);
    double one;
    *number = 0;
    for (size_t i = 0; i < rows.count; i++)
        if (same_in_small_letters(answer_text(rows.items[i], sum->by->id), key)
            && answer_cell_number(from, rows.items[i], sum->column, &one))
            *number += one;
    return true;
}

bool answer_cell_number(const filled_form *from, const data *row, const form_field *column, double *number)
{
    return column->sum.table != NULL ? sum_of(from, row, &column->sum, number) : number_in(row, column, number);
}

static bool add_row(const reporting *with, const data *row, const form_field *of_table, answer_total *total)
{
    bool has_any = false;
    for (size_t c = 0; c < of_table->column_count; c++) {
        const form_field *column = &of_table->columns[c];
        double points, weight = column->weight;
        if (!form_counts(column) || !reporting_shows(with, column) || !given_number(row, column->id, &points))
            continue;
        if (column->weight_by != NULL && !given_number(row, column->weight_by->id, &weight))
            continue;
        total->points += points * weight;
        total->most += column->maximum * weight;
        has_any = true;
    }
    return has_any;
}

bool answer_total_of(const reporting *with, const filled_form *from, answer_total *total)
{
    const form *of = with->form;
    bool has_any = false;
    *total = (answer_total){ 0 };
    for (size_t i = 0; i < of->field_count; i++) {
        const form_field *asked = &of->fields[i];
        answer_rows rows = answer_rows_of(from, asked);
        double points;
        if (!reporting_shows(with, asked))
            continue;
        for (size_t r = 0; asked->type == FORM_TABLE && r < rows.count; r++)
            has_any |= add_row(with, rows.items[r], asked, total);
        if (!form_counts(asked) || !answer_number(from, asked, &points))
            continue;
        total->points += points * asked->weight;
        total->most += asked->maximum * asked->weight;
        has_any = true;
    }
    return has_any;
}
