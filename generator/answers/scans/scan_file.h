// Files that pages come in, as pictures in grey. Private to answers/scans/.
//
// What comes in may be anything: these run in a worker with limits. A picture has at most SCAN_MOST_PIXELS; larger
// ones are made smaller while they are read where the format can, else refused.
#ifndef ANSWERS_SCANS_SCAN_FILE_H
#define ANSWERS_SCANS_SCAN_FILE_H

#include "answers/scans/grey.h"

typedef enum { SCAN_UNKNOWN, SCAN_PDF, SCAN_JPEG, SCAN_PNG, SCAN_WEBP } scan_format;
typedef enum { SCAN_READ, SCAN_BROKEN, SCAN_LOCKED, SCAN_TOO_LARGE } scan_result;

enum { SCAN_MOST_PAGES = 500, SCAN_MOST_PIXELS = 80000000, SCAN_LONG_SIDE = 4200, SCAN_MOST_BYTES = 300 << 20 };

scan_format scan_format_of(text bytes);
// How many pages there are; a picture is one.
scan_result scan_count_pages(text bytes, size_t *count);
scan_result scan_read_page(arena *memory, text bytes, size_t page, grey *read);

// scan_pdf.c: by poppler.
scan_result scan_count_pdf(text bytes, size_t *count);
scan_result scan_read_pdf(arena *memory, text bytes, size_t page, grey *read);
// One file for each format; false when it is broken.
bool scan_read_jpeg(arena *memory, text bytes, grey *read);
bool scan_read_png(arena *memory, text bytes, grey *read);
bool scan_read_webp(arena *memory, text bytes, grey *read);

#endif
