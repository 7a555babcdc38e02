// Building the document tree of a report. Everything is text: what people wrote is never Markdown or HTML.
#ifndef ANSWERS_TREE_H
#define ANSWERS_TREE_H

#include "document/document.h"
#include "source/value.h"

// Characters that break documents are left out, others than UTF-8 become U+FFFD.
text tree_clean(arena *memory, text t);

// Words under [parent]: line ends are breaks, in a table's cell spaces; addresses are code, which nobody can click on.
void tree_add_words(arena *memory, node *parent, text said);
node *tree_add_heading(arena *memory, node *parent, int level, text said);      // ids "k-1", "k-2", ... in order
node *tree_add_paragraph(arena *memory, node *parent, text said);
node *tree_add_callout(arena *memory, node *parent, callout sort, text said);
node *tree_add_list(arena *memory, node *parent);
void tree_add_item(arena *memory, node *list, text said);
void tree_add_labelled_item(arena *memory, node *list, text label, text said);     // "label: said", the label strong

// A table with its heads; the columns from [first_number] on hold numbers.
node *tree_add_table(arena *memory, node *parent, const text *heads, size_t count, size_t first_number);
void tree_add_row(arena *memory, node *of_table, const text *cells);

// A `chart` block with one series. A number that is not finite is missing.
typedef struct {
    text title, unit;           // unit may be empty
    text label_head, number_head;
    const text *labels;
    const double *numbers;
    size_t count;
    bool is_line;               // over time; else bars
} tree_chart;
enum { TREE_CHART_LEAST = 2, TREE_CHART_MOST = 30 };
// Left out with fewer or more rows than a chart shows well.
void tree_add_chart(arena *memory, node *parent, const tree_chart *from);

#endif
