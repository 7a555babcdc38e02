#include "answers/ranking_parts.h"

#include "base/unicode.h"

#include <math.h>
#include <stdlib.h>

double ranking_share(const ranking *in, const ranking_subject *of)
{
    double total = 0, most = 0;
    for (size_t c = 0; c < in->criterion_count; c++) {
        if (of->points[c].count == 0)
            continue;
        total += in->criteria[c].weight * of->points[c].sum / (double)of->points[c].count;
        most += in->criteria[c].weight * in->criteria[c].most;
    }
    return most > 0 ? total / most : 0;
}

// The weights that people gave, as one for each criterion.
static void settle_weights(const assessments *from, ranking *into)
{
    for (size_t c = 0; c < into->criterion_count; c++) {
        double sum = 0;
        size_t count = 0;
        for (size_t i = 0; i < from->given.count; i++) {
            const assessment *one = &from->given.items[i];
            if (one->criterion != c || !one->has_weight)
                continue;
            sum += one->weight;
            count++;
        }
        if (count > 0)
            into->criteria[c].weight = sum / (double)count;
    }
}

static void add_points(const assessments *from, ranking *into)
{
    arena *memory = from->with->memory;
    for (size_t s = 0; s < into->subject_count; s++)
        into->subjects[s].points = ARENA_NEW(memory, ranking_points, into->criterion_count);
    for (size_t i = 0; i < from->given.count; i++) {
        const assessment *one = &from->given.items[i];
        ranking_points *points = &into->subjects[one->subject].points[one->criterion];
        points->sum += one->points;
        points->count++;
        // Assessments stand form by form.
        points->people += points->people == 0 || points->last_form != one->form;
        points->last_form = one->form;
    }
}

// The share that each single form gives its subject, one after the other: assessments stand form by form.
static void add_evaluations(const assessments *from, ranking *into)
{
    arena *memory = from->with->memory;
    double *total = ARENA_NEW(memory, double, into->subject_count), *most = ARENA_NEW(memory, double, into->subject_count);
    for (size_t i = 0; i < from->given.count; i++) {
        const assessment *one = &from->given.items[i];
        double weight = into->criteria[one->criterion].weight;
        total[one->subject] += weight * one->points;
        most[one->subject] += weight * into->criteria[one->criterion].most;
        if (i + 1 < from->given.count && from->given.items[i + 1].form == one->form)
            continue;
        for (size_t s = 0; s < into->subject_count; s++) {
            ranking_subject *of = &into->subjects[s];
            double share = most[s] > 0 ? total[s] / most[s] : 0;
            if (most[s] > 0) {
                of->lowest = of->evaluations == 0 || share < of->lowest ? share : of->lowest;
                of->highest = share > of->highest ? share : of->highest;
                of->evaluations++;
            }
            total[s] = most[s] = 0;
        }
    }
}

static void add_totals(ranking *into)
{
    for (size_t s = 0; s < into->subject_count; s++) {
        ranking_subject *of = &into->subjects[s];
        of->share = ranking_share(into, of);
        for (size_t c = 0; c < into->criterion_count; c++) {
            if (of->points[c].count == 0)
                of->is_incomplete = true;
            else
                of->total += into->criteria[c].weight * of->points[c].sum / (double)of->points[c].count;
        }
    }
}

static int by_share(const void *a, const void *b)
{
    const ranking_subject *one = a, *other = b;
    if (fabs(one->share - other->share) > 1e-12)
        return one->share > other->share ? -1 : 1;
    int order = unicode_collate(one->name, other->name);
    return order != 0 ? order : text_compare(one->name, other->name);
}

// People who evaluated a subject, and those who gave it points for one criterion: the table of criteria tells their mean.
static bool has_too_few(const reporting *with, const ranking *in)
{
    size_t least = with->of->choice.smallest_group;
    for (size_t s = 0; s < in->subject_count && with->hides_groups; s++) {
        if (in->subjects[s].evaluations < least)
            return true;
        for (size_t c = 0; c < in->criterion_count; c++)
            if (in->subjects[s].points[c].count > 0 && in->subjects[s].points[c].people < least)
                return true;
    }
    return false;
}

const ranking *ranking_of(const reporting *with)
{
    assessments read = { .with = with };
    assessments_read(&read);
    if (read.given.count == 0)
        return NULL;
    ranking *made = ARENA_NEW(with->memory, ranking, 1);
    *made = (ranking){ .criteria = read.criteria.items, .criterion_count = read.criteria.count,
                       .subjects = read.subjects.items, .subject_count = read.subjects.count };
    settle_weights(&read, made);
    add_points(&read, made);
    add_evaluations(&read, made);
    add_totals(made);
    // One score of one thing ranks nothing.
    if (made->subject_count < 2 && !form_has_total(with->form))
        return NULL;
    if (has_too_few(with, made)) {
        *made = (ranking){ .is_hidden = true };
        return made;
    }
    qsort(made->subjects, made->subject_count, sizeof *made->subjects, by_share);
    for (size_t s = 0; s < made->subject_count; s++) {
        bool is_equal = s > 0 && fabs(made->subjects[s].share - made->subjects[s - 1].share) <= 1e-12;
        made->subjects[s].rank = is_equal ? made->subjects[s - 1].rank : s + 1;
    }
    ranking_test_weights(with, made);
    return made;
}
