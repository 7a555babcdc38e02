// libxlsxwriter, and what the files that use it share. Private to formats/xlsx*.c.
#ifndef FORMATS_XLSX_PARTS_H
#define FORMATS_XLSX_PARTS_H

#include "formats/xlsx.h"
#include "base/table.h"

#include <xlsxwriter.h>

typedef struct {
    lxw_worksheet *made;
    text name;
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

lxw_format *xlsx_style_of(xlsx *in, xlsx_style wanted);

static inline lxw_worksheet *xlsx_sheet_of(const xlsx *in, size_t number)
{
    return in->sheets.items[number].made;
}

#endif
