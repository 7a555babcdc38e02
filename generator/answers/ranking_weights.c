// What happens to a ranking when one weight changes. See ranking.h.
#include "answers/ranking_parts.h"

#include <math.h>

static const double EQUAL = 1e-12;      // shares that differ by less are the same
static const double CHANGE = 0.2;
static const double SMALL = 1e-9;       // weights and changes of weights that are none

static bool has_weights(const ranking *in)
{
    for (size_t c = 0; c < in->criterion_count; c++)
        if (in->criteria[c].weight > 0)
            return true;
    return false;
}

// Subjects stand by rank: the order changes when one now has less than one that stood behind it.
static ranking_change test(ranking *in, size_t criterion, double factor)
{
    double kept = in->criteria[criterion].weight;
    ranking_change change = { ORDER_SAME, 0 };
    in->criteria[criterion].weight = kept * factor;
    if (!has_weights(in))
        change.effect = ORDER_NONE;
    double best = ranking_share(in, &in->subjects[0]), before = best;
    for (size_t s = 1; s < in->subject_count && change.effect != ORDER_NONE; s++) {
        double share = ranking_share(in, &in->subjects[s]);
        bool were_equal = in->subjects[s].rank == in->subjects[s - 1].rank;
        if (share > before + EQUAL || (were_equal && fabs(share - before) > EQUAL)
            || (!were_equal && fabs(share - before) <= EQUAL))
            change.effect = change.effect == ORDER_SAME ? ORDER_CHANGES : change.effect;
        if (share > best + EQUAL) {
            change = (ranking_change){ ORDER_FIRST_CHANGES, s };
            best = share;
        }
        before = share;
    }
    in->criteria[criterion].weight = kept;
    return change;
}

// Without one criterion, a subject's weighted points and the most it could have.
typedef struct {
    double points, most;        // of the other criteria
    double own, own_most;       // for a weight of 1
} without_one;

static without_one leave_out(const ranking *in, const ranking_subject *of, size_t criterion)
{
    without_one made = { 0 };
    for (size_t c = 0; c < in->criterion_count; c++) {
        if (of->points[c].count == 0)
            continue;
        double mean = of->points[c].sum / (double)of->points[c].count, most = in->criteria[c].most;
        made.points += c == criterion ? 0 : in->criteria[c].weight * mean;
        made.most += c == criterion ? 0 : in->criteria[c].weight * most;
        made.own = c == criterion ? mean : made.own;
        made.own_most = c == criterion ? most : made.own_most;
    }
    return made;
}

// The weights of one criterion at which both have the same share: (p + w·o) / (m + w·q) equal, a quadratic.
static size_t equal_weights(without_one one, without_one other, double weights[2])
{
    double a = one.own * other.own_most - other.own * one.own_most;
    double b = one.points * other.own_most + one.own * other.most - other.points * one.own_most - other.own * one.most;
    double c = one.points * other.most - other.points * one.most;
    if (fabs(a) < EQUAL) {
        weights[0] = fabs(b) < EQUAL ? -1 : -c / b;
        return fabs(b) < EQUAL ? 0 : 1;
    }
    double root = b * b - 4 * a * c;
    if (root < 0)
        return 0;
    weights[0] = (-b - sqrt(root)) / (2 * a);
    weights[1] = (-b + sqrt(root)) / (2 * a);
    return 2;
}

static void find_swap(ranking *in)
{
    double nearest = INFINITY;
    for (size_t c = 0; c < in->criterion_count; c++) {
        double weights[2], weight = in->criteria[c].weight;
        size_t count = equal_weights(leave_out(in, &in->subjects[0], c), leave_out(in, &in->subjects[1], c), weights);
        for (size_t i = 0; i < count && weight > 0; i++) {
            double change = fabs(weights[i] - weight) / weight;
            // At a weight of nothing they would only be equal.
            if (weights[i] < SMALL || change < SMALL || change >= nearest)
                continue;
            nearest = change;
            in->has_swap = true;
            in->swap_criterion = c;
            in->swap_weight = weights[i];
        }
    }
}

void ranking_test_weights(const reporting *with, ranking *into)
{
    static const double factors[RANKING_CHANGES] = { 1 - CHANGE, 1 + CHANGE, 0 };
    if (into->subject_count < 2)
        return;
    into->changes = arena_allocate(with->memory, into->criterion_count, sizeof *into->changes);
    for (size_t c = 0; c < into->criterion_count; c++)
        for (size_t i = 0; i < RANKING_CHANGES; i++)
            into->changes[c][i] = test(into, c, factors[i]);
    if (into->subjects[0].rank != into->subjects[1].rank)
        find_swap(into);
}
