// Between the files that make rankings.
#ifndef ANSWERS_RANKING_PARTS_H
#define ANSWERS_RANKING_PARTS_H

#include "answers/ranking.h"

// The points that one person gave one subject for one criterion.
typedef struct {
    size_t form, subject, criterion;
    double points, weight;
    bool has_weight;                // given with the points; else the criterion has its own
} assessment;

typedef struct {
    const reporting *with;
    struct { assessment *items; size_t count, capacity; } given;
    struct { ranking_criterion *items; size_t count, capacity; } criteria;
    struct { ranking_subject *items; size_t count, capacity; } subjects;
    table criteria_by_name, subjects_by_name;   // number + 1
} assessments;

void assessments_read(assessments *into);

// Totals with the weights of the criteria as they are now.
double ranking_share(const ranking *in, const ranking_subject *of);
void ranking_test_weights(const reporting *with, ranking *into);

#endif
