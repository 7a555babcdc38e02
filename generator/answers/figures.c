#include "answers/figures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double *sorted(arena *memory, const double *numbers, size_t count)
{
    double *made = ARENA_NEW(memory, double, count);
    memcpy(made, numbers, count * sizeof *made);
    qsort(made, count, sizeof *made, by_size);
    return made;
}

figures figures_of(arena *memory, const double *numbers, size_t count)
{
    figures made = { .count = count };
    if (count == 0)
        return made;
    const double *in_order = sorted(memory, numbers, count);
    // In the order of size, so that the order of the files does not show in the last digit.
    for (size_t i = 0; i < count; i++)
        made.sum += in_order[i];
    made.mean = made.sum / (double)count;
    double squares = 0;
    for (size_t i = 0; i < count; i++)
        squares += (in_order[i] - made.mean) * (in_order[i] - made.mean);
    made.deviation = count > 1 ? sqrt(squares / (double)(count - 1)) : 0;
    made.median = (in_order[(count - 1) / 2] + in_order[count / 2]) / 2;
    made.smallest = in_order[0];
    made.largest = in_order[count - 1];
    return made;
}

static number_classes one_for_each(arena *memory, const double *in_order, size_t count, size_t most)
{
    number_classes made = { ARENA_NEW(memory, number_class, most), 0 };
    for (size_t i = 0; i < count; i++) {
        if (made.count == 0 || made.items[made.count - 1].from != in_order[i]) {
            if (made.count == most)
                return (number_classes){ 0 };
            made.items[made.count++] = (number_class){ in_order[i], in_order[i], 0 };
        }
        made.items[made.count - 1].count++;
    }
    return made;
}

// 1, 2 or 5 with noughts.
static double round_step(double least)
{
    double tens = pow(10, floor(log10(least)));
    return least <= tens ? tens : least <= 2 * tens ? 2 * tens : least <= 5 * tens ? 5 * tens : 10 * tens;
}

number_classes number_classes_of(arena *memory, const double *numbers, size_t count, size_t most)
{
    if (count == 0)
        return (number_classes){ 0 };
    const double *in_order = sorted(memory, numbers, count);
    number_classes made = one_for_each(memory, in_order, count, most);
    if (made.count > 0)
        return made;
    double smallest = in_order[0], largest = in_order[count - 1];
    double step = round_step((largest - smallest) / (double)(most - 1)), from = floor(smallest / step) * step;
    made = (number_classes){ ARENA_NEW(memory, number_class, most + 1), 0 };
    while (made.count <= most && (made.count == 0 || made.items[made.count - 1].to <= largest)) {
        double k = (double)made.count++;
        made.items[made.count - 1] = (number_class){ from + k * step, from + (k + 1) * step, 0 };
    }
    size_t c = 0;
    for (size_t i = 0; i < count; i++) {
        while (c + 1 < made.count && in_order[i] >= made.items[c].to)
            c++;
        made.items[c].count++;
    }
    return made;
}
