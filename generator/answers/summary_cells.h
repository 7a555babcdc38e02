// Between the files that make summaries.
#ifndef ANSWERS_SUMMARY_CELLS_H
#define ANSWERS_SUMMARY_CELLS_H

#include "answers/summary.h"

typedef struct {
    const reporting *with;
    arena *memory;
    size_t least;                       // the smallest group; 1 when nothing is hidden
    const filled_form *const *items;
    size_t count;
} summing;

static inline bool is_small(const summing *of, size_t count)
{
    return count > 0 && count < of->least;
}

// Cells of options from their counts, and of numbers and dates; with what must be hidden hidden. [all]: how many answered.
void summary_add_options(const summing *of, const size_t *counts, size_t own_texts, size_t all, summary_field *into);
void summary_add_check(const summing *of, size_t ticked, size_t all, summary_field *into);
void summary_add_numbers(const summing *of, const double *numbers, size_t count, summary_field *into);
// The middle of an odd number of answers is one person's; of few answers it is not told.
void summary_hide_median(const summing *of, figures *numbers);
void summary_add_dates(const summing *of, text *days, size_t count, summary_field *into);
void summary_add_texts(const summing *of, text *texts, size_t count, summary_field *into);

// A table's columns, row by row.
void summary_add_table(const summing *of, summary_field *into);

#endif
