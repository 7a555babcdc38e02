// Between the files that make reports. Private to this folder.
#ifndef ANSWERS_REPORT_PARTS_H
#define ANSWERS_REPORT_PARTS_H

#include "answers/report.h"
#include "answers/tree.h"

enum { REPORT_TEXTS = 500, REPORT_ROWS = 500, REPORT_WIDE = 6, REPORT_DECIMALS = 2 };

typedef struct {
    arena *memory;
    const reporting *with;
    const summary *all;
    node *tree;
} reporter;

void report_add_field(const reporter *to, const summary_field *of);
void report_add_table(const reporter *to, const summary_field *of);
void report_add_figures(const reporter *to, const figures *numbers, bool has_extremes);
text report_median(const reporter *to, const figures *of);
void report_add_groups(const reporter *to);
void report_add_ranking(const reporter *to, const ranking *ranked);
void report_add_metrics(const reporter *to);
void report_add_series(const reporter *to);
void report_add_tasks(const reporter *to);

// "Fewer than 5 people answered, ..." from a sentence with {number}.
text report_least(const reporter *to, text sentence);
// "n more" when not all of [count] are shown.
void report_add_rest(const reporter *to, size_t count, size_t shown);
// A count, or the words that stand in for one that is hidden.
text report_cell_count(const reporter *to, const summary_cell *of);

#endif
