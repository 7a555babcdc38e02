#include "answers/summary_cells.h"

#include <stdlib.h>

// ---- One field

// Where its answers stand: the header's under names of their own.
static const data *given_to(const summary_field *of, const filled_form *from)
{
    return of->is_in_header ? answer_in_header(from, of->item.field->id) : answer_of(from, of->item.field->id);
}

// What is no text, number or list as its type says is taken for no answer.
static bool is_answered(const summing *of, const summary_field *into, const filled_form *from)
{
    const form_field *asked = into->item.field;
    const data *given = given_to(into, from);
    double number;
    if (asked->type == FORM_NUMBER || asked->type == FORM_SCORE)
        return answer_number(from, asked, &number);
    if (answer_other(of->memory, from, asked).length > 0)
        return true;
    if (given == NULL)
        return false;
    return given->type == DATA_TEXT ? text_trim(given->text).length > 0
         : given->type == DATA_LIST ? given->list.count > 0 : given->type == DATA_BOOL && given->truth;
}

static void add_choices(const summing *of, summary_field *into)
{
    const form_field *asked = into->item.field;
    size_t *counts = ARENA_NEW(of->memory, size_t, asked->option_count + 1), own = 0, text_count = 0;
    text *texts = ARENA_NEW(of->memory, text, of->count + 1);
    for (size_t i = 0; i < of->count; i++) {
        const data *given = given_to(into, of->items[i]);
        text other = answer_other(of->memory, of->items[i], asked);
        bool is_chosen = false;
        for (size_t o = 0; o < asked->option_count; o++) {
            bool is_this = answer_is_chosen(given, asked->options[o]);
            counts[o] += is_this;
            is_chosen |= is_this;
        }
        own += other.length > 0 && (asked->type == FORM_MULTI || !is_chosen);
        if (other.length > 0)
            texts[text_count++] = other;
    }
    summary_add_options(of, counts, own, into->answered, into);
    // The list tells how many there are, so it goes with their count.
    if (into->cells.hidden == 0 && !is_small(of, text_count))
        summary_add_texts(of, texts, text_count, into);
}

static void add_numbers(const summing *of, summary_field *into)
{
    double *numbers = ARENA_NEW(of->memory, double, of->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < of->count; i++)
        count += answer_number(of->items[i], into->item.field, &numbers[count]);
    summary_add_numbers(of, numbers, count, into);
}

static void add_words(const summing *of, summary_field *into)
{
    text *texts = ARENA_NEW(of->memory, text, of->count + 1);
    size_t count = 0;
    bool is_date = into->item.field->type == FORM_DATE;
    for (size_t i = 0; i < of->count; i++) {
        const data *given = given_to(into, of->items[i]);
        if (!is_answered(of, into, of->items[i]) || given == NULL || given->type != DATA_TEXT)
            continue;
        texts[count++] = is_date ? text_trim(given->text)
                       : into->is_in_header ? answer_header_words(of->with, into->item, of->items[i])
                                            : answer_words(of->with, into->item, of->items[i]);
    }
    if (is_date)
        summary_add_dates(of, texts, count, into);
    else
        summary_add_texts(of, texts, count, into);
}

static const summary_field *find_field(const summary *in, const form_field *asked)
{
    for (size_t i = 0; i < in->field_count; i++)
        if (in->fields[i].item.field == asked)
            return &in->fields[i];
    return NULL;
}

// A field that is asked of a group would tell how large that is.
static bool asks_hidden_group(const summing *of, const summary *in, const form_condition *when)
{
    if (when->field == NULL || of->least <= 1)
        return false;
    const summary_field *asked = find_field(in, when->field);
    if (asked == NULL || asked->is_hidden)
        return true;
    for (size_t i = 0; i < asked->cells.count; i++)
        if (text_equals(asked->cells.items[i].id, when->value))
            return asked->cells.items[i].is_hidden;
    return asked->cells.is_hidden;
}

static void add_answers(const summing *of, summary_field *into)
{
    switch (into->item.field->type) {
    case FORM_CHOICE:
    case FORM_MULTI:
        add_choices(of, into);
        break;
    case FORM_CHECK:
        summary_add_check(of, into->answered, of->count, into);
        if (into->cells.hidden > 0)
            into->answered = 0;
        break;
    case FORM_NUMBER:
    case FORM_SCORE:
        add_numbers(of, into);
        break;
    case FORM_TABLE:
        summary_add_table(of, into);
        break;
    default:
        add_words(of, into);
    }
}

static void add_field(const summing *of, summary *to, form_item item, bool is_in_header)
{
    summary_field *into = &to->fields[to->field_count];
    *into = (summary_field){ .item = item, .is_in_header = is_in_header };
    for (size_t i = 0; i < of->count; i++)
        into->answered += is_answered(of, into, of->items[i]);
    into->is_hidden = is_small(of, into->answered) && item.field->type != FORM_CHECK;
    if (!is_in_header)
        into->is_hidden |= asks_hidden_group(of, to, &item.field->when)
                        || asks_hidden_group(of, to, &of->with->form->sections[item.field->section].when);
    to->field_count++;
    if (into->is_hidden)
        into->answered = 0;
    else
        add_answers(of, into);
}

// ---- Groups

static size_t group_of(const form_field *group, const filled_form *from)
{
    const data *given = answer_of(from, group->id);
    for (size_t i = 0; i < group->option_count; i++)
        if (answer_is_chosen(given, group->options[i]))
            return i;
    return group->option_count;
}

static void cross_choice(const summing *of, const form_field *group, summary_cross *into)
{
    const form_field *asked = into->asked->item.field;
    // Those without a group come last: nobody reads of them, but they are what the groups leave of all.
    size_t cells = (group->option_count + 1) * asked->option_count;
    into->counts = ARENA_NEW(of->memory, size_t, cells + 1);
    for (size_t i = 0; i < of->count; i++) {
        size_t g = group_of(group, of->items[i]);
        const data *given = answer_of(of->items[i], asked->id);
        for (size_t o = 0; o < asked->option_count; o++)
            into->counts[g * asked->option_count + o] += answer_is_chosen(given, asked->options[o]);
    }
    for (size_t i = 0; i < cells; i++)
        into->is_hidden |= is_small(of, into->counts[i]);
    for (size_t i = 0; i < group->option_count * asked->option_count; i++)
        into->answered += into->counts[i];
    into->is_hidden |= into->asked->cells.hidden > 0;
    if (into->is_hidden)
        into->counts = NULL;
}

static void cross_score(const summing *of, const form_field *group, summary_cross *into)
{
    double *numbers = ARENA_NEW(of->memory, double, of->count + 1);
    into->means = ARENA_NEW(of->memory, figures, group->option_count + 1);
    for (size_t g = 0; g <= group->option_count; g++) {
        size_t count = 0;
        for (size_t i = 0; i < of->count; i++)
            if (group_of(group, of->items[i]) == g)
                count += answer_number(of->items[i], into->asked->item.field, &numbers[count]);
        into->means[g] = figures_of(of->memory, numbers, count);
        into->is_hidden |= is_small(of, count);
        into->answered += g < group->option_count ? count : 0;
    }
    if (into->is_hidden)
        into->means = NULL;
}

static void add_crosses(const summing *of, summary *to)
{
    const form_field *group = of->with->form->group;
    const summary_field *own = group != NULL ? find_field(to, group) : NULL;
    if (own == NULL || own->is_hidden || own->answered == 0)
        return;
    to->group = group;
    to->group_words = own->item.words;
    to->crosses = ARENA_NEW(of->memory, summary_cross, to->field_count + 1);
    for (size_t i = 0; i < to->field_count; i++) {
        const summary_field *asked = &to->fields[i];
        form_field_type type = asked->item.field->type;
        if (asked == own || asked->is_hidden || asked->is_in_header || (type != FORM_CHOICE && type != FORM_SCORE))
            continue;
        summary_cross *into = &to->crosses[to->cross_count++];
        *into = (summary_cross){ .asked = asked, .is_hidden = own->cells.hidden > 0 };
        if (type == FORM_CHOICE)
            cross_choice(of, group, into);
        else
            cross_score(of, group, into);
        // There is nothing to compare.
        to->cross_count -= into->answered == 0;
    }
}

// ---- The whole

// People who answered a field, or rows of a table's column: nobody, or all.
static bool is_all_or_none(const summing *of, const summary_field *counted, const form_field *of_table)
{
    size_t people = of_table == NULL ? counted->answered : 0;
    for (size_t i = 0; of_table != NULL && i < of->count; i++) {
        answer_rows rows = answer_rows_of(of->items[i], of_table);
        bool has_any = false;
        double points;
        for (size_t r = 0; r < rows.count && !has_any; r++)
            has_any = answer_cell_number(of->items[i], rows.items[r], counted->item.field, &points);
        people += has_any;
    }
    return !counted->is_hidden && (people == 0 || people == of->count);
}

// With the sums of the other scores, a total gives away one that is hidden; and with who answered what, single ones.
static bool gives_away(const summing *of, const summary *to)
{
    for (size_t i = 0; i < to->field_count && of->least > 1; i++) {
        const summary_field *one = &to->fields[i];
        bool counts = form_counts(one->item.field);
        for (size_t c = 0; c < one->item.field->column_count; c++)
            counts |= form_counts(&one->item.field->columns[c]) && reporting_shows(of->with, &one->item.field->columns[c]);
        if ((one->is_hidden && counts) || (form_counts(one->item.field) && !is_all_or_none(of, one, NULL)))
            return true;
        for (size_t c = 0; c < one->column_count; c++)
            if (form_counts(one->columns[c].item.field) && !is_all_or_none(of, &one->columns[c], one->item.field))
                return true;
    }
    return false;
}

static void add_total(const summing *of, summary *to)
{
    double *points = ARENA_NEW(of->memory, double, of->count + 1);
    double *shares = ARENA_NEW(of->memory, double, of->count + 1);
    size_t count = 0, share_count = 0;
    answer_total total;
    for (size_t i = 0; i < of->count && form_has_total(of->with->form); i++) {
        if (!answer_total_of(of->with, of->items[i], &total))
            continue;
        points[count++] = total.points;
        if (total.most > 0)
            shares[share_count++] = total.points / total.most;
    }
    to->has_total = count > 0 && !is_small(of, count) && !gives_away(of, to);
    if (!to->has_total)
        return;
    to->points = figures_of(of->memory, points, count);
    to->shares = figures_of(of->memory, shares, share_count);
    if (of->least > 1)
        to->points.smallest = to->points.largest = to->shares.smallest = to->shares.largest = 0;
    summary_hide_median(of, &to->points);
    summary_hide_median(of, &to->shares);
}

static void add_days(const summing *of, summary *to)
{
    for (size_t i = 0; i < of->count && of->least <= 1; i++) {
        text day = of->items[i]->filled;
        if (day.length == 0)
            continue;
        if (to->first_day.length == 0 || text_compare(day, to->first_day) < 0)
            to->first_day = day;
        if (text_compare(day, to->last_day) > 0)
            to->last_day = day;
    }
}

const summary *summary_of(const reporting *with)
{
    const form *asked = with->form;
    summing of = { with, with->memory, with->hides_groups ? with->of->choice.smallest_group : 1, with->of->items,
                   with->of->count };
    summary *made = ARENA_NEW(with->memory, summary, 1);
    made->count = of.count;
    made->is_hidden = is_small(&of, of.count);
    if (made->is_hidden)
        return made;
    made->fields = ARENA_NEW(with->memory, summary_field, asked->field_count + with->header.count + 1);
    for (size_t i = 0; i < with->header.count; i++)
        if (reporting_shows_header(with, with->header.items[i].field)
            && with->header.items[i].field->type != FORM_DATE)
            add_field(&of, made, with->header.items[i], true);
    for (size_t i = 0; i < asked->field_count; i++)
        if (reporting_shows(with, &asked->fields[i]))
            add_field(&of, made, (form_item){ &asked->fields[i], &with->said->fields[i] }, false);
    add_crosses(&of, made);
    add_total(&of, made);
    add_days(&of, made);
    return made;
}
