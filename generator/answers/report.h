// The report of a form's answers as a document tree, from which HTML, Markdown and PDF are written alike.
#ifndef ANSWERS_REPORT_H
#define ANSWERS_REPORT_H

#include "answers/ranking.h"
#include "answers/summary.h"
#include "document/document.h"

typedef struct {
    reporting with;
    text title;
    text lead;                          // the form's summary
    const summary *all;
    const ranking *ranked;              // NULL: nothing was evaluated
    node *tree;                         // headings of levels 2 and 3
} answers_report;

answers_report report_make(arena *memory, const output_request *request);

#endif
