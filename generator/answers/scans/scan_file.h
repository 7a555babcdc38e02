// Files that pages come in, as pictures in grey. Private to answers/scans/.
//
// What comes in may be anything: these run in a worker with limits. For pictures the limits of formats/raster.h hold.
#ifndef ANSWERS_SCANS_SCAN_FILE_H
#define ANSWERS_SCANS_SCAN_FILE_H

#include "answers/scans/grey.h"
#include "formats/pdf/pdf_page_alone.h"

typedef enum { SCAN_UNKNOWN, SCAN_PDF, SCAN_PICTURE } scan_format;
typedef enum { SCAN_READ, SCAN_BROKEN, SCAN_LOCKED, SCAN_TOO_LARGE } scan_result;

enum { SCAN_MOST_PAGES = 500, SCAN_LONG_SIDE = 4200, SCAN_MOST_BYTES = 300 << 20 };

typedef struct {
    text bytes;
    scan_format format;
    size_t page_count;          // a picture is one
    pdf_pages *pages;           // of a PDF
} scan_file;

scan_format scan_format_of(text bytes);
// [bytes] are read until the file is closed, as it has to be whatever this returns. Once for all pages: to open it may take long.
scan_result scan_file_open(scan_file *of, text bytes);
void scan_file_close(scan_file *of);
scan_result scan_file_page(arena *memory, scan_file *of, size_t page, grey *read);

// scan_pdf.c: the page of a PDF that has no other, by poppler.
scan_result scan_draw_pdf(arena *memory, text bytes, grey *read);

#endif
