#include "answers/report_parts.h"

text report_least(const reporter *to, text sentence)
{
    return REPORT_FILL(to->memory, sentence, { "number", count_words(to->with, to->with->of->choice.smallest_group) });
}

void report_add_rest(const reporter *to, size_t count, size_t shown)
{
    if (count > shown)
        tree_add_paragraph(to->memory, to->tree, REPORT_FILL(to->memory, to->with->words->more_texts,
                           { "number", count_words(to->with, count - shown) }));
}

text report_cell_count(const reporter *to, const summary_cell *of)
{
    return of->is_hidden ? to->with->words->hidden : count_words(to->with, of->count);
}

// ---- What the report is about

static void add_facts(const reporter *to)
{
    const reporting *with = to->with;
    const report_words *said = with->words;
    node *list = tree_add_list(to->memory, to->tree);
    tree_add_labelled_item(to->memory, list, said->forms, count_words(with, to->all->count));
    text first = date_words(with, to->all->first_day), last = date_words(with, to->all->last_day);
    if (text_equals(first, last) && first.length > 0)
        tree_add_labelled_item(to->memory, list, said->period, first);
    else if (first.length > 0)
        tree_add_labelled_item(to->memory, list, said->period,
                               text_format(to->memory, "%.*s \xE2\x80\x93 %.*s", TEXT_PRINT(first), TEXT_PRINT(last)));
    tree_add_labelled_item(to->memory, list, said->version, with->form->version);
}

static text versions_of(const reporter *to)
{
    const output_request *of = to->with->of;
    text list = to->with->form->version;
    table seen = { .memory = to->memory };
    table_put(&seen, list, NULL);
    for (size_t i = 0; i < of->count; i++) {
        bool is_new = false;
        if (of->items[i]->version.length > 0)
            table_put(&seen, of->items[i]->version, &is_new);
        if (is_new)
            list = text_format(to->memory, "%.*s, %.*s", TEXT_PRINT(list), TEXT_PRINT(of->items[i]->version));
    }
    return list;
}

static void add_unread(const reporter *to)
{
    const output_request *of = to->with->of;
    size_t doubts = 0, written = 0;
    for (size_t i = 0; i < of->count; i++) {
        doubts += of->items[i]->doubt_count;
        written += of->items[i]->written_count;
    }
    if (doubts > 0)
        tree_add_callout(to->memory, to->tree, CALLOUT_WARNING, REPORT_FILL(to->memory, to->with->words->doubts,
                         { "number", count_words(to->with, doubts) }));
    if (written > 0)
        tree_add_callout(to->memory, to->tree, CALLOUT_WARNING, REPORT_FILL(to->memory, to->with->words->handwriting,
                         { "number", count_words(to->with, written) }));
}

static void add_notes(const reporter *to)
{
    const reporting *with = to->with;
    const report_words *said = with->words;
    bool has_personal = with->form->has_personal || with->form->is_signed || with->header.count > 0;
    if (with->of->choice.has_personal && has_personal)
        tree_add_callout(to->memory, to->tree, CALLOUT_IMPORTANT, said->personal_shown);
    else if (has_personal)
        tree_add_callout(to->memory, to->tree, CALLOUT_NOTE, said->personal_left_out);
    if (with->hides_groups)
        tree_add_callout(to->memory, to->tree, CALLOUT_NOTE, report_least(to, said->groups_hidden));
    text versions = versions_of(to);
    if (!text_equals(versions, with->form->version))
        tree_add_callout(to->memory, to->tree, CALLOUT_NOTE,
                         REPORT_FILL(to->memory, said->versions_differ, { "versions", versions }));
    add_unread(to);
}

// ---- The whole

static void add_sections(const reporter *to)
{
    const form *of = to->with->form;
    size_t section = (size_t)-1;
    bool is_in_header = false;
    for (size_t i = 0; i < to->all->field_count; i++) {
        const summary_field *one = &to->all->fields[i];
        if (one->is_in_header && !is_in_header)
            tree_add_heading(to->memory, to->tree, 2, to->with->asked.strings->basics);
        is_in_header = one->is_in_header;
        if (!is_in_header && one->item.field->section != section) {
            section = one->item.field->section;
            text title = to->with->said->section_titles != NULL ? to->with->said->section_titles[section] : (text){ 0 };
            tree_add_heading(to->memory, to->tree, 2, title.length > 0 ? title : of->sections[section].id);
        }
        report_add_field(to, one);
    }
}

static void add_total(const reporter *to)
{
    const report_words *said = to->with->words;
    if (!to->all->has_total)
        return;
    tree_add_heading(to->memory, to->tree, 2, said->total);
    report_add_figures(to, &to->all->points, !to->with->hides_groups);
    text share = percent_words(to->with, to->all->shares.mean);
    tree_add_paragraph(to->memory, to->tree, text_format(to->memory, "%.*s (%.*s): %.*s", TEXT_PRINT(said->share_of_most),
                                                         TEXT_PRINT(said->mean), TEXT_PRINT(share)));
}

static void add_methods(const reporter *to)
{
    const report_words *said = to->with->words;
    tree_add_heading(to->memory, to->tree, 2, said->methods);
    tree_add_paragraph(to->memory, to->tree, said->methods_shares);
    tree_add_paragraph(to->memory, to->tree, said->methods_spread);
}

static void add_all(const reporter *to, const ranking *ranked)
{
    const report_words *said = to->with->words;
    if (to->all->count == 0 || to->all->is_hidden) {
        tree_add_paragraph(to->memory, to->tree,
                           to->all->count == 0 ? said->none : report_least(to, said->too_few_forms));
        return;
    }
    add_facts(to);
    add_notes(to);
    if (ranked != NULL)
        report_add_ranking(to, ranked);
    report_add_metrics(to);
    report_add_series(to);
    report_add_tasks(to);
    add_sections(to);
    add_total(to);
    report_add_groups(to);
    add_methods(to);
}

answers_report report_make(arena *memory, const output_request *request)
{
    answers_report made = { .with = reporting_of(memory, request) };
    reporting *kept = ARENA_NEW(memory, reporting, 1);
    *kept = made.with;
    made.title = REPORT_FILL(memory, kept->words->title, { "form", kept->said->title });
    made.lead = kept->said->summary;
    made.all = summary_of(kept);
    made.ranked = made.all->is_hidden ? NULL : ranking_of(kept);
    made.tree = node_new(memory, NODE_DOCUMENT, 1, 1);
    reporter to = { memory, kept, made.all, made.tree };
    add_all(&to, made.ranked);
    return made;
}
