// The answers to one question, in a report.
#include "answers/report_parts.h"

#include <math.h>

static void add_cells_chart(const reporter *to, const summary_field *of, size_t all)
{
    const summary_cells *cells = &of->cells;
    text *labels = ARENA_NEW(to->memory, text, cells->count + 1);
    double *numbers = ARENA_NEW(to->memory, double, cells->count + 1);
    for (size_t i = 0; i < cells->count; i++) {
        labels[i] = cells->items[i].label;
        numbers[i] = cells->items[i].is_hidden ? NAN : (double)cells->items[i].count;
    }
    tree_chart drawn = { .title = of->item.words->label, .labels = labels, .numbers = numbers, .count = cells->count,
                         .label_head = of->item.field->type == FORM_DATE ? to->with->words->month : to->with->words->option,
                         .number_head = to->with->words->count };
    if (of->item.field->type == FORM_SCORE || of->item.field->type == FORM_NUMBER)
        drawn.label_head = to->with->words->value;
    // Nothing but unseen bars tells nothing.
    if (all > 0 && cells->hidden < cells->count)
        tree_add_chart(to->memory, to->tree, &drawn);
}

static void add_shares(const reporter *to, const summary_field *of, size_t all)
{
    const report_words *said = to->with->words;
    const text heads[] = { said->option, said->count, said->share };
    node *made = tree_add_table(to->memory, to->tree, heads, 3, 1);
    double *shares = ARENA_NEW(to->memory, double, of->cells.count + 1);
    for (size_t i = 0; i < of->cells.count; i++)
        shares[i] = all > 0 ? (double)of->cells.items[i].count / (double)all : 0;
    const text *shown = percent_column_words(to->with, shares, of->cells.count);
    for (size_t i = 0; i < of->cells.count; i++) {
        const summary_cell *cell = &of->cells.items[i];
        tree_add_row(to->memory, made, (const text[]){ cell->label, report_cell_count(to, cell),
                                                       cell->is_hidden ? said->hidden : shown[i] });
    }
    if (of->cells.hidden > 0)
        tree_add_paragraph(to->memory, to->tree, said->some_hidden);
}

static void add_texts(const reporter *to, const summary_field *of)
{
    summary_texts texts = summary_texts_of(to->memory, of);
    size_t shown = texts.count < REPORT_TEXTS ? texts.count : REPORT_TEXTS;
    if (texts.count == 0)
        return;
    node *list = tree_add_list(to->memory, to->tree);
    for (size_t i = 0; i < shown; i++) {
        const summary_text *one = &texts.items[i];
        bool is_counted = one->times > 1 && !to->with->hides_groups;
        tree_add_item(to->memory, list, !is_counted ? one->words
                      : text_format(to->memory, "%.*s (%.*s)", TEXT_PRINT(one->words), TEXT_PRINT(count_words(to->with, one->times))));
    }
    report_add_rest(to, texts.count, shown);
}

text report_median(const reporter *to, const figures *of)
{
    return isnan(of->median) ? to->with->words->hidden : number_words(to->with, of->median, REPORT_DECIMALS);
}

void report_add_figures(const reporter *to, const figures *numbers, bool has_extremes)
{
    const report_words *said = to->with->words;
    const text heads[] = { said->number_of_answers, said->mean, said->median, said->deviation, said->smallest, said->largest };
    text cells[] = {
        count_words(to->with, numbers->count), number_words(to->with, numbers->mean, REPORT_DECIMALS),
        report_median(to, numbers),
        numbers->count > 1 ? number_words(to->with, numbers->deviation, REPORT_DECIMALS) : TEXT("\xE2\x80\x93"),
        number_words(to->with, numbers->smallest, REPORT_DECIMALS), number_words(to->with, numbers->largest, REPORT_DECIMALS),
    };
    node *made = tree_add_table(to->memory, to->tree, heads, has_extremes ? 6 : 4, 0);
    tree_add_row(to->memory, made, cells);
}

static void add_dates(const reporter *to, const summary_field *of)
{
    const report_words *said = to->with->words;
    if (of->first.length > 0) {
        node *list = tree_add_list(to->memory, to->tree);
        tree_add_labelled_item(to->memory, list, said->first, date_words(to->with, of->first));
        tree_add_labelled_item(to->memory, list, said->last, date_words(to->with, of->last));
    }
    if (of->cells.is_hidden)
        tree_add_paragraph(to->memory, to->tree, report_least(to, said->too_few_in_groups));
    else
        add_cells_chart(to, of, of->answered);
}

static void add_numbers(const reporter *to, const summary_field *of)
{
    report_add_figures(to, &of->numbers, of->has_extremes);
    if (of->cells.is_hidden)
        tree_add_paragraph(to->memory, to->tree, report_least(to, to->with->words->too_few_in_groups));
    else
        add_cells_chart(to, of, of->answered);
}

static void add_choices(const reporter *to, const summary_field *of, size_t all)
{
    add_shares(to, of, all);
    add_cells_chart(to, of, all);
    if (of->text_count == 0)
        return;
    node *label = tree_add_paragraph(to->memory, to->tree, (text){ 0 });
    node *strong = node_new(to->memory, NODE_STRONG, 1, 1);
    node_append(label, strong);
    tree_add_words(to->memory, strong, to->with->words->own_texts);
    add_texts(to, of);
}

static void add_answered(const reporter *to, const summary_field *of)
{
    const report_words *said = to->with->words;
    bool is_signature = of->item.field->type == FORM_SIGNATURE;
    tree_add_paragraph(to->memory, to->tree, REPORT_FILL(to->memory, is_signature ? said->signatures : said->answered,
                       { "number", count_words(to->with, of->answered) }, { "all", count_words(to->with, to->all->count) }));
}

void report_add_field(const reporter *to, const summary_field *of)
{
    const report_words *said = to->with->words;
    form_field_type type = of->item.field->type;
    tree_add_heading(to->memory, to->tree, 3, of->item.words->label);
    if (of->is_hidden) {
        tree_add_paragraph(to->memory, to->tree, report_least(to, said->too_few));
        return;
    }
    if (type == FORM_CHECK) {
        add_shares(to, of, to->all->count);
        return;
    }
    if (of->answered == 0) {
        tree_add_paragraph(to->memory, to->tree, said->nobody);
        return;
    }
    if (type == FORM_TABLE) {
        report_add_table(to, of);
        return;
    }
    add_answered(to, of);
    if (type == FORM_CHOICE || type == FORM_MULTI)
        add_choices(to, of, of->answered);
    else if (type == FORM_NUMBER || type == FORM_SCORE)
        add_numbers(to, of);
    else if (type == FORM_DATE)
        add_dates(to, of);
    else
        add_texts(to, of);
}

// ---- By group

static void add_group_choice(const reporter *to, const summary_cross *of)
{
    const form_field *group = to->all->group, *asked = of->asked->item.field;
    text *heads = ARENA_NEW(to->memory, text, asked->option_count + 1);
    heads[0] = to->all->group_words->label;
    for (size_t o = 0; o < asked->option_count; o++)
        heads[o + 1] = of->asked->item.words->options[o];
    node *made = tree_add_table(to->memory, to->tree, heads, asked->option_count + 1, 1);
    for (size_t g = 0; g < group->option_count; g++) {
        text *cells = ARENA_NEW(to->memory, text, asked->option_count + 1);
        size_t all = 0;
        cells[0] = to->all->group_words->options[g];
        for (size_t o = 0; o < asked->option_count; o++)
            cells[o + 1] = count_words(to->with, of->counts[g * asked->option_count + o]);
        for (size_t o = 0; o < asked->option_count; o++)
            all += of->counts[g * asked->option_count + o];
        if (all > 0)
            tree_add_row(to->memory, made, cells);
    }
}

static void add_group_score(const reporter *to, const summary_cross *of)
{
    const report_words *said = to->with->words;
    const form_field *group = to->all->group;
    const text heads[] = { to->all->group_words->label, said->count, said->mean, said->deviation };
    node *made = tree_add_table(to->memory, to->tree, heads, 4, 1);
    double *means = ARENA_NEW(to->memory, double, group->option_count), *deviations = ARENA_NEW(to->memory, double, group->option_count);
    text *labels = ARENA_NEW(to->memory, text, group->option_count), *counts = ARENA_NEW(to->memory, text, group->option_count);
    size_t count = 0;
    for (size_t g = 0; g < group->option_count; g++) {
        const figures *one = &of->means[g];
        if (one->count == 0)
            continue;
        means[count] = one->mean;
        deviations[count] = one->count > 1 ? one->deviation : NAN;
        counts[count] = count_words(to->with, one->count);
        labels[count++] = to->all->group_words->options[g];
    }
    const text *mean_words = column_words(to->with, means, count, REPORT_DECIMALS);
    const text *deviation_words = column_words(to->with, deviations, count, REPORT_DECIMALS);
    for (size_t i = 0; i < count; i++)
        tree_add_row(to->memory, made, (const text[]){ labels[i], counts[i], mean_words[i], deviation_words[i] });
    tree_chart drawn = { .title = text_format(to->memory, "%.*s: %.*s", TEXT_PRINT(of->asked->item.words->label),
                                              TEXT_PRINT(said->mean)),
                         .labels = labels, .numbers = means, .count = count,
                         .label_head = to->all->group_words->label, .number_head = said->mean };
    tree_add_chart(to->memory, to->tree, &drawn);
}

void report_add_groups(const reporter *to)
{
    const summary *all = to->all;
    if (all->cross_count == 0)
        return;
    tree_add_heading(to->memory, to->tree, 2,
                     REPORT_FILL(to->memory, to->with->words->by_group, { "group", all->group_words->label }));
    for (size_t i = 0; i < all->cross_count; i++) {
        const summary_cross *one = &all->crosses[i];
        tree_add_heading(to->memory, to->tree, 3, one->asked->item.words->label);
        if (one->is_hidden)
            tree_add_paragraph(to->memory, to->tree, report_least(to, to->with->words->too_few_in_groups));
        else if (one->counts != NULL)
            add_group_choice(to, one);
        else
            add_group_score(to, one);
    }
}
