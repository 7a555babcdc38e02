// What people answered, field by field, as counts and figures.
//
// Nothing in a summary tells of fewer people than the choice allows: what is hidden is not in it, so that no writer can
// show it by mistake. Hidden are
//   - everything, when fewer people filled in the form;
//   - a field that fewer people answered, or that is asked only of a group that is hidden;
//   - of a choice, options that fewer people chose, with as many others as it takes that the hidden ones cannot be
//     worked out from the sum; of a multi and a check, also those that all but a few chose;
//   - a distribution, a cross table and the groups' means as a whole, when any of their counts is that small (mean and
//     deviation could give single cells away);
//   - smallest, largest, first and last, which are one person's answers, and the median of few when it is; and rows of tables;
//   - the total, unless each of its scores is shown and was answered by all or nobody.
// Those who are in no group of a comparison count as one more group, for it is what the others leave of all.
// Texts are then sorted, so that nobody puts one person's answers together by their order.
#ifndef ANSWERS_SUMMARY_H
#define ANSWERS_SUMMARY_H

#include "answers/figures.h"
#include "answers/values.h"

typedef struct {
    text id, label;
    double number;              // of a score or a class: where it begins
    size_t count;               // 0 when hidden
    bool is_hidden;
} summary_cell;

typedef struct {
    summary_cell *items;
    size_t count, capacity;
    bool is_hidden;             // as a whole: there are no items
    size_t hidden;              // cells that are
} summary_cells;

typedef struct summary_field summary_field;
struct summary_field {
    form_item item;
    bool is_in_header;
    bool is_hidden;             // nothing else is filled in then
    size_t answered;            // people; of a column, rows
    summary_cells cells;        // choice, multi, check: by option; score, number: distribution; date: by month ("2026-11")
    bool has_figures, has_extremes;
    figures numbers;            // number, score
    text first, last;           // dates; empty when hidden
    const text *texts;          // text, long, file: as written; choice, multi: own texts
    size_t text_count;
    summary_field *columns;     // table: those that are shown
    size_t column_count, rows;
};

// A choice, or the mean of a score, in each group.
typedef struct {
    const summary_field *asked;
    size_t answered;            // of people in a group; a comparison of none is left out
    bool is_hidden;
    size_t *counts;             // group by group, an entry for each option of a choice
    figures *means;             // score: for each group
} summary_cross;

typedef struct {
    size_t count;               // of filled forms
    bool is_hidden;             // fewer than the smallest group: nothing else is filled in
    text first_day, last_day;
    summary_field *fields;      // header fields but the date, then the form's; those that are shown
    size_t field_count;
    bool has_total;
    figures points, shares;     // of the form's total; shares are of the most points
    const form_field *group;    // NULL: nothing is compared
    const form_field_words *group_words;
    summary_cross *crosses;
    size_t cross_count;
} summary;

const summary *summary_of(const reporting *with);

// The texts of a field, each once, in their order.
typedef struct {
    text words;
    size_t times;               // how many people wrote it
} summary_text;
typedef struct {
    summary_text *items;
    size_t count, capacity;
} summary_texts;
summary_texts summary_texts_of(arena *memory, const summary_field *of);

// The rule of hidden options alone: [counts] add up to what readers know; [least] is the smallest group. True when
// something is hidden, which [hidden] then says cell by cell.
bool summary_hide_parts(const size_t *counts, size_t count, size_t least, bool *hidden);

#endif
