// Numbers in few words: their mean, their spread, and how they fall into classes.
#ifndef ANSWERS_FIGURES_H
#define ANSWERS_FIGURES_H

#include "base/arena.h"

#include <stddef.h>

typedef struct {
    size_t count;
    double sum, mean, median, smallest, largest;    // median: NAN where a summary hides it
    double deviation;           // of a sample: divided by count - 1; 0 for fewer than two numbers
} figures;

figures figures_of(arena *memory, const double *numbers, size_t count);

// Classes of equal width that begin at a round number, at most [most] of them. Numbers that are few different ones have
// a class each (width 0).
typedef struct {
    double from, to;            // up to, but without [to], save the last; the same in a class of one number
    size_t count;
} number_class;
typedef struct {
    number_class *items;
    size_t count;
} number_classes;
number_classes number_classes_of(arena *memory, const double *numbers, size_t count, size_t most);

#endif
