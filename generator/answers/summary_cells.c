// Counts, figures and texts of one field, and what of them must not be told. See summary.h.
#include "answers/summary_cells.h"

#include "base/unicode.h"

#include <math.h>
#include <stdlib.h>

enum { CLASSES = 10, MONTH_LENGTH = 7 };

// The hidden ones cannot be told apart when there are two or more, and each of them could be as large as the smallest
// group that is shown, had the others only one.
static bool is_enough(size_t hidden, size_t sum, size_t least)
{
    return hidden == 0 || (hidden > 1 && sum - (hidden - 1) >= least);
}

bool summary_hide_parts(const size_t *counts, size_t count, size_t least, bool *hidden)
{
    size_t number = 0, sum = 0;
    for (size_t i = 0; i < count; i++) {
        hidden[i] = counts[i] > 0 && counts[i] < least;
        number += hidden[i];
        sum += hidden[i] ? counts[i] : 0;
    }
    while (!is_enough(number, sum, least)) {
        size_t next = count;
        for (size_t i = 0; i < count; i++)
            if (!hidden[i] && counts[i] > 0 && (next == count || counts[i] < counts[next]))
                next = i;
        if (next == count) {
            // Those that nobody chose say too much now.
            for (size_t i = 0; i < count; i++)
                hidden[i] = true;
            return true;
        }
        hidden[next] = true;
        number++;
        sum += counts[next];
    }
    return number > 0;
}

static void add_cell(const summing *of, summary_field *into, summary_cell cell)
{
    *ARENA_PUSH(of->memory, into->cells) = cell;
}

static void hide_cells(summary_field *into, const bool *hidden)
{
    for (size_t i = 0; i < into->cells.count; i++) {
        into->cells.items[i].is_hidden = hidden[i];
        into->cells.hidden += hidden[i];
        if (hidden[i])
            into->cells.items[i].count = 0;
    }
}

// Options that exclude one another add up to all; of others each has those who did not choose it beside it.
static void hide_options(const summing *of, summary_field *into, const size_t *counts, size_t all)
{
    bool *hidden = ARENA_NEW(of->memory, bool, into->cells.count + 1);
    if (into->item.field->type == FORM_CHOICE)
        summary_hide_parts(counts, into->cells.count, of->least, hidden);
    else
        for (size_t i = 0; i < into->cells.count; i++)
            hidden[i] = is_small(of, counts[i]) || is_small(of, all - counts[i]);
    hide_cells(into, hidden);
}

void summary_add_options(const summing *of, const size_t *counts, size_t own_texts, size_t all, summary_field *into)
{
    const form_field *asked = into->item.field;
    for (size_t i = 0; i < asked->option_count; i++)
        add_cell(of, into, (summary_cell){ asked->options[i], into->item.words->options[i], 0, counts[i], false });
    if (asked->has_other)
        add_cell(of, into, (summary_cell){ TEXT("_other"), of->with->words->other, 0, own_texts, false });
    size_t *known = ARENA_NEW(of->memory, size_t, into->cells.count + 1);
    for (size_t i = 0; i < into->cells.count; i++)
        known[i] = into->cells.items[i].count;
    hide_options(of, into, known, all);
}

void summary_add_check(const summing *of, size_t ticked, size_t all, summary_field *into)
{
    const report_words *said = of->with->words;
    add_cell(of, into, (summary_cell){ TEXT("true"), said->ticked, 0, ticked, false });
    add_cell(of, into, (summary_cell){ TEXT("false"), said->not_ticked, 0, all - ticked, false });
    bool is_telling = is_small(of, ticked) || is_small(of, all - ticked);
    hide_cells(into, (const bool[]){ is_telling, is_telling });
}

// A distribution is told whole or not at all: with mean and deviation its hidden cells could be worked out.
static void hide_whole(const summing *of, summary_field *into)
{
    bool is_telling = false;
    for (size_t i = 0; i < into->cells.count; i++)
        is_telling |= is_small(of, into->cells.items[i].count);
    if (is_telling)
        into->cells = (summary_cells){ .is_hidden = true };
}

static void add_scale(const summing *of, const double *numbers, size_t count, summary_field *into)
{
    const form_field *asked = into->item.field;
    for (double step = asked->minimum; step <= asked->maximum; step++) {
        size_t same = 0;
        for (size_t i = 0; i < count; i++)
            same += numbers[i] == step;
        text label = number_words(of->with, step, 0);
        add_cell(of, into, (summary_cell){ label, label, step, same, false });
    }
}

static bool is_on_scale(const form_field *asked, const double *numbers, size_t count)
{
    bool is_on = asked->type == FORM_SCORE;
    for (size_t i = 0; i < count && is_on; i++)
        is_on = numbers[i] >= asked->minimum && numbers[i] <= asked->maximum && numbers[i] == (double)(long)numbers[i];
    return is_on;
}

static void add_classes(const summing *of, const double *numbers, size_t count, summary_field *into)
{
    number_classes classes = number_classes_of(of->memory, numbers, count, CLASSES);
    for (size_t i = 0; i < classes.count; i++) {
        number_class one = classes.items[i];
        text label = number_words(of->with, one.from, 6);
        if (one.from != one.to)
            label = text_format(of->memory, "%.*s\xE2\x80\x93%.*s", TEXT_PRINT(label),
                                TEXT_PRINT(number_words(of->with, one.to, 6)));
        add_cell(of, into, (summary_cell){ label, label, one.from, one.count, false });
    }
}

void summary_hide_median(const summing *of, figures *numbers)
{
    if (numbers->count % 2 == 1 && of->least > 1 && numbers->count < 2 * of->least)
        numbers->median = NAN;
}

void summary_add_numbers(const summing *of, const double *numbers, size_t count, summary_field *into)
{
    into->has_figures = count > 0;
    into->has_extremes = of->least <= 1;
    into->numbers = figures_of(of->memory, numbers, count);
    if (!into->has_extremes)
        into->numbers.smallest = into->numbers.largest = 0;
    if (is_on_scale(into->item.field, numbers, count))
        add_scale(of, numbers, count, into);
    else
        add_classes(of, numbers, count, into);
    hide_whole(of, into);
    // A distribution tells the median.
    if (into->cells.is_hidden)
        summary_hide_median(of, &into->numbers);
}

static int by_bytes(const void *a, const void *b)
{
    return text_compare(*(const text *)a, *(const text *)b);
}

// "11/2026"
static text month_words(arena *memory, text month)
{
    text year, number;
    if (month.length != MONTH_LENGTH || !text_split(month, '-', &year, &number))
        return month;
    return text_format(memory, "%.*s/%.*s", TEXT_PRINT(number), TEXT_PRINT(year));
}

void summary_add_dates(const summing *of, text *days, size_t count, summary_field *into)
{
    qsort(days, count, sizeof *days, by_bytes);
    for (size_t i = 0; i < count; i++) {
        text month = text_slice(days[i], 0, MONTH_LENGTH);
        if (into->cells.count == 0 || !text_equals(into->cells.items[into->cells.count - 1].id, month))
            add_cell(of, into, (summary_cell){ month, month_words(of->memory, month), 0, 0, false });
        into->cells.items[into->cells.count - 1].count++;
    }
    hide_whole(of, into);
    if (count > 0 && of->least <= 1) {
        into->first = days[0];
        into->last = days[count - 1];
    }
}

static int by_alphabet(const void *a, const void *b)
{
    const text *one = a, *other = b;
    int order = unicode_collate(*one, *other);
    return order != 0 ? order : text_compare(*one, *other);
}

summary_texts summary_texts_of(arena *memory, const summary_field *of)
{
    summary_texts made = { 0 };
    table positions = { .memory = memory };         // from 1
    for (size_t i = 0; i < of->text_count; i++) {
        uintptr_t *position = table_put(&positions, of->texts[i], NULL);
        if (*position == 0) {
            *ARENA_PUSH(memory, made) = (summary_text){ of->texts[i], 0 };
            *position = made.count;
        }
        made.items[*position - 1].times++;
    }
    return made;
}

void summary_add_texts(const summing *of, text *texts, size_t count, summary_field *into)
{
    if (of->least > 1)
        qsort(texts, count, sizeof *texts, by_alphabet);
    into->texts = texts;
    into->text_count = count;
}
