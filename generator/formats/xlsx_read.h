// Reading back the named cells of spreadsheets that we wrote (xlsx.h), also as other programs save them.
//
// Only cells under a defined name "f_..." are told, with the values they show: of a formula, the value it gave last.
#ifndef FORMATS_XLSX_READ_H
#define FORMATS_XLSX_READ_H

#include "formats/office.h"

#include <stddef.h>
#include <stdint.h>

typedef enum { XLSX_CELL_EMPTY, XLSX_CELL_TEXT, XLSX_CELL_NUMBER, XLSX_CELL_TRUTH, XLSX_CELL_DAY,
               XLSX_CELL_WRONG          // an error, or a formula whose value is not in the file
} xlsx_cell_type;

typedef struct {
    xlsx_cell_type type;
    text text;                  // text; a day that the file spells "2026-11-22..."
    double number;
    bool truth;
} xlsx_cell_value;

typedef struct {
    text name;                  // without its "f_"
    text constant;              // of a name that stands for a text, no cells
    uint32_t rows, columns;
    xlsx_cell_value *cells;     // row by row
} xlsx_named;

typedef struct {
    xlsx_named *items;
    size_t count, capacity;
    bool is_1904;               // how days are counted
} xlsx_names;

enum { XLSX_NAMES_MOST = 20 * 1000, XLSX_CELLS_MOST = 200 * 1000 };

// OFFICE_NOT_ONE when the package holds no workbook; OFFICE_TOO_LARGE when names cover more than these limits.
office_result xlsx_read(arena *memory, office *from, xlsx_names *found);

// The day that a number means, 0 for none (before 1900-03-01, after 9999).
bool xlsx_day(double number, bool is_1904, int *year, int *month, int *day);

#endif
