// The codes on a page (formats/pdf/pdf.h, pdf_page_place), found by zbar. Private to answers/scans/.
#ifndef ANSWERS_SCANS_PAGE_CODE_H
#define ANSWERS_SCANS_PAGE_CODE_H

#include "answers/scans/grey.h"

typedef struct {
    text said;                      // "DGT1:VALOKUVAUSLUPA:1.D87708:FI:2:7C1E"
    spot corners[4];                // of the print: top left, top right, bottom right, bottom left
} page_code;

// Looks harder when nothing was found at first. Codes of other kinds are left out. At most [most]; returns how many. [is_cluttered]:
// none was found, and so much looks like the corners of codes that not all of it was tried.
size_t page_codes_find(arena *memory, const grey *in, page_code *found, size_t most, bool *is_cluttered);

#endif
