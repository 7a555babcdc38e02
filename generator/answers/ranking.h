// Scores of evaluations as a ranking of what was evaluated, and how well it stands when weights change.
//
// A form with scores is an evaluation of one subject: the form's `subject`, else the name of the process. Its criteria
// are its scores, or the rows of a table of scores, by their first text. A table whose points are added up by a column
// (`sum: {by: bidder}`) evaluates several subjects at once: those that stand in that column.
//
// Names are the same whatever the size of their letters; other spellings are told. A subject's points for a criterion are the mean over those who
// assessed it; a weight that people gave is the mean of what they gave.
#ifndef ANSWERS_RANKING_H
#define ANSWERS_RANKING_H

#include "answers/values.h"

typedef struct {
    text name;
    double weight, most;            // most points of the scale
} ranking_criterion;

typedef struct {
    double sum;                     // of the points given
    size_t count;                   // how often some were given: a person's table may give them more than once
    size_t people, last_form;       // who gave some, and the number of the last one's form
} ranking_points;

typedef struct {
    text name;                      // as it was spelled first
    text spellings;                 // it and the others, one a line; empty when there are no others
    size_t evaluations;             // filled forms
    ranking_points *points;         // by criterion
    bool is_incomplete;             // a criterion that others have has no points
    double total, share;            // weighted; of the most points for the criteria it has
    size_t rank;                    // from 1; equal shares have equal ranks
    double lowest, highest;         // share of a single evaluation
} ranking_subject;

typedef enum { ORDER_SAME, ORDER_CHANGES, ORDER_FIRST_CHANGES, ORDER_NONE } ranking_effect;
enum { RANKING_LESS, RANKING_MORE, RANKING_WITHOUT, RANKING_CHANGES };

typedef struct {
    ranking_effect effect;
    size_t first;                   // subject that is then first
} ranking_change;

typedef struct {
    bool is_hidden;                 // a subject has fewer evaluations than the smallest group: nothing else is there
    ranking_criterion *criteria;
    size_t criterion_count;
    ranking_subject *subjects;      // by rank, then name
    size_t subject_count;
    ranking_change (*changes)[RANKING_CHANGES];     // by criterion
    // The least change of one weight, in proportion, that brings the second level with the first: beyond it, it leads.
    bool has_swap;
    size_t swap_criterion;
    double swap_weight;
} ranking;

// NULL: the form has no such scores, or nobody gave any, or there is one score of one subject.
const ranking *ranking_of(const reporting *with);

#endif
