// Texts as a spreadsheet takes them. Private to formats/xlsx*.c.
#ifndef FORMATS_XLSX_TEXT_H
#define FORMATS_XLSX_TEXT_H

#include "base/arena.h"
#include "base/text.h"

#include <stdint.h>

enum {
    XLSX_CELL_LIMIT = 32767, XLSX_MESSAGE_LIMIT = 255, XLSX_MESSAGE_TITLE_LIMIT = 32, XLSX_SHEET_LIMIT = 31
};

// At most [limit] UTF-16 units, without control characters but the line end; what is cut ends in "…".
char *xlsx_clean(arena *memory, text t, size_t limit);
// The same for a part of a header or footer, where "&" is a command.
text xlsx_clean_header(arena *memory, text t, size_t limit);
// What stands in a cell: "_x0041_" would otherwise be read as "A".
char *xlsx_clean_cell(arena *memory, text t);
// A sheet's name without what such names cannot have; never empty.
text xlsx_clean_name(arena *memory, text t, size_t limit);
// Whether the options can stand in the rule itself.
bool xlsx_fits_literally(const text *options, size_t count);

#endif
