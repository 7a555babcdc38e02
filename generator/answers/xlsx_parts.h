// Between the files that make the spreadsheet of answers. Private to this folder.
#ifndef ANSWERS_XLSX_PARTS_H
#define ANSWERS_XLSX_PARTS_H

#include "answers/ranking.h"
#include "answers/summary.h"
#include "formats/xlsx.h"

typedef struct {
    arena *memory;
    const reporting *with;
    const summary *all;
    xlsx *to;
} answers_sheets;

// Every filled form a row; and of each table every row a row. Not for small groups.
void sheets_add_answers(answers_sheets *in);
// Counts and figures, with charts.
void sheets_add_summary(answers_sheets *in);
void sheets_add_ranking(answers_sheets *in, const ranking *ranked);
// What every column means.
void sheets_add_fields(answers_sheets *in);

// A column whose width fits its words: between 8 and 60 characters.
double sheets_width(text head, double wanted);

#endif
