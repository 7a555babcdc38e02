// The words of what is made of filled forms, by their keys under `report:` in the theme's strings.
#ifndef ANSWERS_REPORT_WORDS_H
#define ANSWERS_REPORT_WORDS_H

#include "base/arena.h"
#include "base/text.h"
#include "site/theme.h"

#define REPORT_STRINGS(STRING) \
    STRING(title) STRING(forms) STRING(period) STRING(form) STRING(version) STRING(none) STRING(too_few_forms) \
    STRING(nobody) STRING(too_few) STRING(too_few_in_groups) STRING(hidden) STRING(some_hidden) \
    STRING(personal_left_out) STRING(personal_shown) STRING(groups_hidden) STRING(versions_differ) \
    STRING(doubts) STRING(handwriting) STRING(answered) STRING(option) STRING(count) STRING(share) STRING(other) \
    STRING(own_texts) STRING(ticked) STRING(not_ticked) STRING(figure) STRING(value) STRING(number_of_answers) \
    STRING(mean) STRING(median) STRING(deviation) STRING(smallest) STRING(largest) STRING(sum) \
    STRING(first) STRING(last) STRING(month) STRING(signatures) STRING(rows) \
    STRING(column) STRING(source) STRING(total) STRING(share_of_most) STRING(by_group) \
    STRING(ranking) STRING(ranking_hidden) STRING(ranking_how) STRING(rank) STRING(subject) \
    STRING(no_subject) STRING(evaluations) STRING(agreement) STRING(agree_one) STRING(agree_well) \
    STRING(agree_some) STRING(agree_poorly) STRING(agreement_how) STRING(incomplete) STRING(spellings) STRING(criteria) \
    STRING(criterion) STRING(weight) STRING(weight_less) STRING(weight_more) STRING(weight_none) \
    STRING(sensitivity) STRING(same_order) STRING(first_is) STRING(order_changes) STRING(nothing_left) \
    STRING(is_first) STRING(are_first) STRING(swap_less) STRING(swap_more) STRING(no_swap) STRING(steady) STRING(unsteady) \
    STRING(metrics) STRING(series) STRING(metric) STRING(baseline) STRING(target) STRING(actual) STRING(progress) \
    STRING(reached) STRING(tasks) STRING(task) STRING(who) STRING(when) STRING(done) \
    STRING(rows_hidden) STRING(methods) STRING(methods_shares) STRING(methods_spread) \
    STRING(sheet_answers) STRING(sheet_summary) STRING(sheet_fields) STRING(number) \
    STRING(file) STRING(language) STRING(day) STRING(question) STRING(id) STRING(type) STRING(required) \
    STRING(personal) STRING(options) STRING(limits) STRING(type_text) STRING(type_long) STRING(type_date) \
    STRING(type_number) STRING(type_choice) STRING(type_multi) STRING(type_check) STRING(type_signature) \
    STRING(type_table) STRING(type_score) STRING(type_file) STRING(drawn) STRING(more_texts) STRING(page_origin)

typedef struct {
#define REPORT_STRING(name) text name;
    REPORT_STRINGS(REPORT_STRING)
#undef REPORT_STRING
} report_words;

const report_words *report_words_read(arena *memory, const theme *from, size_t language);

// A sentence with its {names} filled in; those that nobody fills stay.
typedef struct {
    const char *name;
    text said;
} report_part;
text report_fill(arena *memory, text sentence, const report_part *parts, size_t count);
#define REPORT_FILL(memory, sentence, ...)                                                       \
    report_fill(memory, sentence, (const report_part[]){ __VA_ARGS__ },                          \
                sizeof((const report_part[]){ __VA_ARGS__ }) / sizeof(report_part))

#endif
