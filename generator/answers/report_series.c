// What was measured again and again: a line over time for each name.
#include "answers/report_parts.h"

#include "base/unicode.h"

#include <stdlib.h>

typedef struct {
    text name, key, subject, day;       // key: subject and name, whatever the size of their letters
    double number;
    size_t order;
} measurement;

typedef struct {
    measurement *items;
    size_t count, capacity;
} measurements;

// A form that measures one thing says which; so do others by the name of the process.
static text subject_of(const reporter *to, const filled_form *from)
{
    const form_field *subject = to->with->form->subject;
    return subject != NULL ? answer_text(from->answers, subject->id) : answer_text(from->header, TEXT("_process"));
}

static void read_series(const reporter *to, const form_field *of_table, measurements *into)
{
    const form_series *by = &of_table->series;
    const output_request *request = to->with->of;
    form_item item = { of_table, &to->with->said->fields[of_table->number] };
    for (size_t i = 0; i < request->count; i++) {
        const filled_form *from = request->items[i];
        answer_rows rows = answer_rows_of(from, of_table);
        for (size_t r = 0; r < rows.count; r++) {
            measurement one = { .name = answer_cell_words(to->with, item, by->name->number, from, rows.items[r]),
                                .day = answer_text(rows.items[r], by->date->id), .subject = subject_of(to, from), .order = into->count };
            if (one.name.length == 0 || one.day.length == 0 || !answer_cell_number(from, rows.items[r], by->value, &one.number))
                continue;
            one.key = unicode_lower(to->memory, text_format(to->memory, "%.*s\n%.*s", TEXT_PRINT(one.subject), TEXT_PRINT(one.name)));
            *ARENA_PUSH(to->memory, *into) = one;
        }
    }
}

static int by_day(const void *a, const void *b)
{
    const measurement *first = a, *second = b;
    int order = text_compare(first->key, second->key);
    order = order != 0 ? order : text_compare(first->day, second->day);
    return order != 0 ? order : (first->order > second->order) - (first->order < second->order);
}

static bool has_several_subjects(const measurements *of)
{
    for (size_t i = 1; i < of->count; i++)
        if (!text_equals(of->items[i].subject, of->items[0].subject))
            return true;
    return false;
}

// Of a day that was told twice, by the same card sent anew, the later telling. One day makes no line.
static void add_line(const reporter *to, const measurement *first, size_t count, bool has_subject, bool *is_begun)
{
    const report_words *said = to->with->words;
    text *days = ARENA_NEW(to->memory, text, count);
    double *numbers = ARENA_NEW(to->memory, double, count);
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        if (i + 1 < count && text_equals(first[i].day, first[i + 1].day))
            continue;
        days[shown] = date_words(to->with, first[i].day);
        numbers[shown++] = first[i].number;
    }
    if (shown < TREE_CHART_LEAST)
        return;
    if (!*is_begun)
        tree_add_heading(to->memory, to->tree, 2, said->series);
    *is_begun = true;
    // A chart shows so many; what is newest is what is asked for.
    size_t skipped = shown > TREE_CHART_MOST ? shown - TREE_CHART_MOST : 0;
    text title = !has_subject || first->subject.length == 0 ? first->name
               : text_format(to->memory, "%.*s: %.*s", TEXT_PRINT(first->subject), TEXT_PRINT(first->name));
    tree_chart drawn = { .title = title, .labels = days + skipped, .numbers = numbers + skipped, .count = shown - skipped,
                         .label_head = said->day, .number_head = said->value, .is_line = true };
    tree_add_chart(to->memory, to->tree, &drawn);
}

void report_add_series(const reporter *to)
{
    const form *of = to->with->form;
    bool is_begun = false;
    for (size_t i = 0; i < of->field_count && !to->with->hides_groups; i++) {
        measurements all = { 0 };
        if (of->fields[i].series.name == NULL || !reporting_shows(to->with, &of->fields[i]))
            continue;
        read_series(to, &of->fields[i], &all);
        bool has_subject = has_several_subjects(&all);
        if (all.count > 0)
            qsort(all.items, all.count, sizeof *all.items, by_day);
        for (size_t first = 0, next; first < all.count; first = next) {
            for (next = first + 1; next < all.count && text_equals(all.items[next].key, all.items[first].key);)
                next++;
            add_line(to, &all.items[first], next - first, has_subject, &is_begun);
        }
    }
}
