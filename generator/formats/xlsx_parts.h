// libxlsxwriter, and what the files that use it share. Private to formats/xlsx*.c.
#ifndef FORMATS_XLSX_PARTS_H
#define FORMATS_XLSX_PARTS_H

#include "formats/xlsx.h"
#include "base/table.h"

#include <xlsxwriter.h>

enum { XLSX_COLUMNS_NOTED = 64 };

static const double XLSX_MARGIN_SIDE = 0.6, XLSX_MARGIN_TOP = 0.8;     // inches

typedef struct {
    uint32_t first, last;
} xlsx_rows;

typedef struct {
    uint32_t row;
    double points;
} xlsx_row_height;

typedef struct {
    lxw_worksheet *made;
    text name;
    // What tells where its pages end.
    bool is_landscape, is_large;
    double characters[XLSX_COLUMNS_NOTED];      // widths of columns; 0: as they are
    double chart_edge;                          // pixels to the right edge of charts
    struct { xlsx_row_height *items; size_t count, capacity; } heights;
    struct { xlsx_rows *items; size_t count, capacity; } kept;
} sheet;

typedef struct {
    const text *options;
    size_t count;
} option_list;

struct xlsx {
    arena *memory;
    int file;                                   // in memory, where the workbook is written; -1 after a failure
    lxw_workbook *made;
    lxw_format *styles[XLSX_STYLES];
    lxw_format *strong, *soft, *warning;        // parts of a cell; a mark
    struct { sheet *items; size_t count, capacity; } sheets;
    table names;                                // of sheets, in small letters
    text lists_sheet;
    struct { option_list *items; size_t count, capacity; } lists;
    table lists_by_text;                        // number + 1
};

// What is given has been cleaned before: errors other than a lack of memory are our mistake.
void xlsx_must(lxw_error error);

// Sets where pages end, when rows are to be kept together.
void xlsx_end_pages(xlsx *in, size_t number);
double xlsx_pixels_before(const xlsx *in, size_t number, uint16_t column);

lxw_format *xlsx_style_of(xlsx *in, xlsx_style wanted);

static inline lxw_worksheet *xlsx_sheet_of(const xlsx *in, size_t number)
{
    return in->sheets.items[number].made;
}

#endif
