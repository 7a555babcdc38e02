// Between the files that make the spreadsheet of answers. Private to this folder.
#ifndef ANSWERS_XLSX_PARTS_H
#define ANSWERS_XLSX_PARTS_H

#include "answers/ranking.h"
#include "answers/summary.h"
#include "formats/xlsx.h"

enum { SHEET_WIDTHS = 64 };

typedef struct {
    arena *memory;
    const reporting *with;
    const summary *all;
    xlsx *to;
    struct {
        size_t sheet;
        uint32_t row;
        double lines;
    } fitted;                   // the row that is being made as high as its words need
    double widths[SHEET_WIDTHS];        // of the columns of the sheet that is being made
} answers_sheets;

// Every filled form a row; and of each table every row a row. Not for small groups.
void sheets_add_answers(answers_sheets *in);
// Counts and figures, with charts.
void sheets_add_summary(answers_sheets *in);
void sheets_add_ranking(answers_sheets *in, const ranking *ranked);
// What every column means.
void sheets_add_fields(answers_sheets *in);

// The row becomes as high as its words need in columns of the widths set last, up to a limit.
void sheets_set_width(answers_sheets *in, size_t sheet, size_t column, double width);
void sheets_fit(answers_sheets *in, xlsx_cell at_cell, text said);
// Lying, as wide as a page, with the head on each.
void sheets_set_print(answers_sheets *in, size_t sheet, bool has_head);

// A column whose width fits its words: between 8 and 60 characters.
double sheets_width(text head, double wanted);

#endif
