// The ranking of what was evaluated, in a report, with what weights do to it.
#include "answers/report_parts.h"

#include <math.h>

static const double AGREED = 0.10, DISAGREED = 0.25;

static text agreement_of(const reporter *to, const ranking_subject *of)
{
    const report_words *said = to->with->words;
    double spread = of->highest - of->lowest;
    return of->evaluations < 2 ? said->agree_one : spread < AGREED ? said->agree_well
         : spread > DISAGREED ? said->agree_poorly : said->agree_some;
}

static text percent_number(const reporter *to, double share)
{
    return number_words(to->with, share * 100, 1);
}

static text first_names(const reporter *to, const ranking *of, size_t *count)
{
    text list = { 0 };
    for (*count = 0; *count < of->subject_count && of->subjects[*count].rank == 1; ++*count)
        list = list.length == 0 ? of->subjects[0].name
             : text_format(to->memory, "%.*s, %.*s", TEXT_PRINT(list), TEXT_PRINT(of->subjects[*count].name));
    return list;
}

static bool is_steady(const ranking *of)
{
    for (size_t c = 0; c < of->criterion_count; c++)
        if (of->changes[c][RANKING_LESS].effect > ORDER_SAME || of->changes[c][RANKING_MORE].effect > ORDER_SAME)
            if (of->changes[c][RANKING_LESS].effect != ORDER_NONE)
                return false;
    return true;
}

// The outcome in plain sentences.
static void add_conclusion(const reporter *to, const ranking *of)
{
    const report_words *said = to->with->words;
    size_t firsts;
    text names = first_names(to, of, &firsts);
    tree_add_paragraph(to->memory, to->tree, REPORT_FILL(to->memory, firsts > 1 ? said->are_first : said->is_first,
                       { "first", names }, { "points", percent_number(to, of->subjects[0].share) }));
    if (of->subject_count < 2)
        return;
    tree_add_paragraph(to->memory, to->tree, is_steady(of) ? said->steady : said->unsteady);
    text first = of->subjects[0].name, second = of->subjects[1].name;
    bool is_less = of->has_swap && of->swap_weight < of->criteria[of->swap_criterion].weight;
    if (of->has_swap)
        tree_add_paragraph(to->memory, to->tree, REPORT_FILL(to->memory, is_less ? said->swap_less : said->swap_more, { "first", first }, { "second", second },
            { "criterion", of->criteria[of->swap_criterion].name },
            { "new", number_words(to->with, of->swap_weight, REPORT_DECIMALS) },
            { "old", number_words(to->with, of->criteria[of->swap_criterion].weight, REPORT_DECIMALS) }));
    else if (firsts == 1)
        tree_add_paragraph(to->memory, to->tree,
                           REPORT_FILL(to->memory, said->no_swap, { "first", first }, { "second", second }));
}

static void add_subjects(const reporter *to, const ranking *of)
{
    const report_words *said = to->with->words;
    const text heads[] = { said->subject, said->rank, said->total, said->share_of_most, said->evaluations, said->agreement };
    node *made = tree_add_table(to->memory, to->tree, heads, 6, 1);
    text *labels = ARENA_NEW(to->memory, text, of->subject_count);
    double *shares = ARENA_NEW(to->memory, double, of->subject_count), *totals = ARENA_NEW(to->memory, double, of->subject_count);
    text incomplete = { 0 };
    for (size_t s = 0; s < of->subject_count; s++) {
        totals[s] = of->subjects[s].total;
        shares[s] = of->subjects[s].share;
    }
    const text *total_words = column_words(to->with, totals, of->subject_count, REPORT_DECIMALS);
    const text *share_words = percent_column_words(to->with, shares, of->subject_count);
    for (size_t s = 0; s < of->subject_count; s++) {
        const ranking_subject *one = &of->subjects[s];
        tree_add_row(to->memory, made, (const text[]){ one->name, count_words(to->with, one->rank), total_words[s],
                     share_words[s], count_words(to->with, one->evaluations), agreement_of(to, one) });
        labels[s] = one->name;
        shares[s] = round(one->share * 1000) / 10;
        if (one->is_incomplete)
            incomplete = incomplete.length == 0 ? one->name
                       : text_format(to->memory, "%.*s, %.*s", TEXT_PRINT(incomplete), TEXT_PRINT(one->name));
    }
    if (incomplete.length > 0)
        tree_add_callout(to->memory, to->tree, CALLOUT_WARNING,
                         REPORT_FILL(to->memory, said->incomplete, { "subjects", incomplete }));
    tree_chart drawn = { .title = said->share_of_most, .unit = TEXT("%"), .labels = labels, .numbers = shares,
                         .count = of->subject_count, .label_head = said->subject, .number_head = said->share_of_most };
    tree_add_chart(to->memory, to->tree, &drawn);
}

// "Koulun piha = KOULUN PIHA; Kioski = kioski"
static void add_spellings(const reporter *to, const ranking *of)
{
    buffer list = { 0 };
    for (size_t s = 0; s < of->subject_count; s++) {
        text rest = of->subjects[s].spellings, one;
        for (bool is_first = true; text_take_line(&rest, &one); is_first = false)
            buffer_format(&list, "%s%.*s", !is_first ? " = " : list.length > 0 ? "; " : "", TEXT_PRINT(one));
    }
    text names = text_copy(to->memory, buffer_text(&list));
    buffer_free(&list);
    if (names.length > 0)
        tree_add_callout(to->memory, to->tree, CALLOUT_NOTE, REPORT_FILL(to->memory, to->with->words->spellings, { "names", names }));
}

// The words of the column of a subject: the mean of its points by criterion.
static const text *subject_column(const reporter *to, const ranking *of, const ranking_subject *one)
{
    double *means = ARENA_NEW(to->memory, double, of->criterion_count);
    for (size_t c = 0; c < of->criterion_count; c++)
        means[c] = one->points[c].count == 0 ? NAN : one->points[c].sum / (double)one->points[c].count;
    return column_words(to->with, means, of->criterion_count, REPORT_DECIMALS);
}

// Criteria as rows, for there are more of them; subjects as columns while they have room.
static void add_criteria(const reporter *to, const ranking *of)
{
    const report_words *said = to->with->words;
    size_t shown = of->subject_count < REPORT_WIDE ? of->subject_count : REPORT_WIDE;
    text *heads = ARENA_NEW(to->memory, text, shown + 2);
    heads[0] = said->criterion;
    heads[1] = said->weight;
    for (size_t s = 0; s < shown; s++)
        heads[s + 2] = of->subjects[s].name;
    tree_add_heading(to->memory, to->tree, 3, said->criteria);
    node *made = tree_add_table(to->memory, to->tree, heads, shown + 2, 1);
    const text **columns = ARENA_NEW(to->memory, const text *, shown + 1);
    double *weights = ARENA_NEW(to->memory, double, of->criterion_count);
    for (size_t s = 0; s < shown; s++)
        columns[s] = subject_column(to, of, &of->subjects[s]);
    for (size_t c = 0; c < of->criterion_count; c++)
        weights[c] = of->criteria[c].weight;
    const text *weight_words = column_words(to->with, weights, of->criterion_count, REPORT_DECIMALS);
    for (size_t c = 0; c < of->criterion_count; c++) {
        text *cells = ARENA_NEW(to->memory, text, shown + 2);
        cells[0] = of->criteria[c].name;
        cells[1] = weight_words[c];
        for (size_t s = 0; s < shown; s++)
            cells[s + 2] = columns[s][c];
        tree_add_row(to->memory, made, cells);
    }
    report_add_rest(to, of->subject_count, shown);
}

static text effect_words(const reporter *to, const ranking *of, ranking_change change)
{
    const report_words *said = to->with->words;
    switch (change.effect) {
    case ORDER_SAME:
        return said->same_order;
    case ORDER_CHANGES:
        return said->order_changes;
    case ORDER_FIRST_CHANGES:
        return REPORT_FILL(to->memory, said->first_is, { "subject", of->subjects[change.first].name });
    default:
        return said->nothing_left;
    }
}

static void add_sensitivity(const reporter *to, const ranking *of)
{
    const report_words *said = to->with->words;
    const text heads[] = { said->criterion, said->weight_less, said->weight_more, said->weight_none };
    if (of->changes == NULL)
        return;
    tree_add_heading(to->memory, to->tree, 3, said->sensitivity);
    node *made = tree_add_table(to->memory, to->tree, heads, 4, 4);
    for (size_t c = 0; c < of->criterion_count; c++)
        tree_add_row(to->memory, made, (const text[]){ of->criteria[c].name,
            effect_words(to, of, of->changes[c][RANKING_LESS]), effect_words(to, of, of->changes[c][RANKING_MORE]),
            effect_words(to, of, of->changes[c][RANKING_WITHOUT]) });
}

void report_add_ranking(const reporter *to, const ranking *ranked)
{
    const report_words *said = to->with->words;
    tree_add_heading(to->memory, to->tree, 2, said->ranking);
    if (ranked->is_hidden) {
        tree_add_paragraph(to->memory, to->tree, report_least(to, said->ranking_hidden));
        return;
    }
    add_conclusion(to, ranked);
    add_subjects(to, ranked);
    add_spellings(to, ranked);
    tree_add_paragraph(to->memory, to->tree, said->ranking_how);
    tree_add_paragraph(to->memory, to->tree, said->agreement_how);
    add_criteria(to, ranked);
    add_sensitivity(to, ranked);
}
