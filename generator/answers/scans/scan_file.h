// Files that pages come in, as pictures in grey. Private to answers/scans/.
//
// What comes in may be anything: these run in a worker with limits. For pictures the limits of formats/raster.h hold.
#ifndef ANSWERS_SCANS_SCAN_FILE_H
#define ANSWERS_SCANS_SCAN_FILE_H

#include "answers/scans/grey.h"

typedef enum { SCAN_UNKNOWN, SCAN_PDF, SCAN_PICTURE } scan_format;
typedef enum { SCAN_READ, SCAN_BROKEN, SCAN_LOCKED, SCAN_TOO_LARGE } scan_result;

enum { SCAN_MOST_PAGES = 500, SCAN_LONG_SIDE = 4200, SCAN_MOST_BYTES = 300 << 20 };

scan_format scan_format_of(text bytes);
// How many pages there are; a picture is one.
scan_result scan_count_pages(text bytes, size_t *count);
scan_result scan_read_page(arena *memory, text bytes, size_t page, grey *read);

// scan_pdf.c: by poppler.
scan_result scan_count_pdf(text bytes, size_t *count);
scan_result scan_read_pdf(arena *memory, text bytes, size_t page, grey *read);

#endif
