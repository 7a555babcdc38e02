#include "answers/scans/code_marks.h"

#include <math.h>
#include <stdlib.h>

// Crossings on lines side by side, that begin and end at about the same place.
typedef struct {
    mark_crossing first, last;
    size_t count;
} bundle;

typedef struct {
    bundle *items;
    size_t count, capacity;
    size_t steps;                   // to find them; zbar takes about as many
} bundles;

enum { MOST_STEPS = 50000000, STEPS_A_MICROSECOND = 300 };

// zbar's measure of what is near.
static int reach_of(const mark_crossing *one)
{
    return (one->to - one->from) / 4 + 2;
}

static bool goes_on(const bundle *from, const mark_crossing *one)
{
    int reach = reach_of(&from->last);
    return abs(from->last.from - one->from) <= reach && abs(from->last.to - one->to) <= reach;
}

static bundles find_bundles(arena *memory, const mark_crossings *of)
{
    enum { LEAST = 3 };
    bundles all = { 0 }, found = { 0 };
    size_t *open = ARENA_NEW(memory, size_t, of->count + 1), open_count = 0;
    for (size_t i = 0; i < of->count && found.steps <= MOST_STEPS; i++) {
        const mark_crossing *one = &of->items[i];
        size_t kept = 0;
        found.steps += open_count + 1;
        bundle *own = NULL;
        for (size_t j = 0; j < open_count; j++) {
            bundle *of_before = &all.items[open[j]];
            if (one->line - of_before->last.line > reach_of(&of_before->last))
                continue;
            open[kept++] = open[j];
            if (own == NULL && one->line != of_before->last.line && goes_on(of_before, one))
                own = of_before;
        }
        open_count = kept;
        if (own == NULL) {
            open[open_count++] = all.count;
            own = ARENA_PUSH(memory, all);
            own->first = *one;
        }
        own->last = *one;
        own->count++;
    }
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].count >= LEAST)
            *ARENA_PUSH(memory, found) = all.items[i];
    return found;
}

static bool spans(const bundle *along, const bundle *across)
{
    int middle = (across->first.line + across->last.line) / 2;
    return (along->first.from + along->last.from) / 2 <= middle && middle <= (along->first.to + along->last.to) / 2;
}

double code_marks_cost(arena *memory, const mark_crossings *rows, const mark_crossings *columns)
{
    const double each = 20;                     // of a try, and one more for each crossing of a mark
    if (rows->count > CODE_MARKS_MOST_CROSSINGS || columns->count > CODE_MARKS_MOST_CROSSINGS)
        return INFINITY;
    bundles across = find_bundles(memory, rows), down = find_bundles(memory, columns);
    size_t steps = across.steps + down.steps + across.count * down.count;
    if (steps > MOST_STEPS)
        return INFINITY;
    double marks = 0, crossings = 0;
    for (size_t i = 0; i < across.count; i++)
        for (size_t j = 0; j < down.count; j++)
            if (spans(&across.items[i], &down.items[j]) && spans(&down.items[j], &across.items[i])) {
                marks++;
                crossings += (double)(across.items[i].count + down.items[j].count);
                break;
            }
    double tries = marks * (marks - 1) * (marks - 2) / 6;
    return marks < 3 ? 0 : tries * (each + crossings / marks) + (double)steps / STEPS_A_MICROSECOND
                         + (double)(rows->edges + columns->edges) * CODE_MARKS_EDGE_COST;
}
