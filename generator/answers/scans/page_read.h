// One page of a scan, from its picture to what is marked and written on it. Private to answers/scans/.
#ifndef ANSWERS_SCANS_PAGE_READ_H
#define ANSWERS_SCANS_PAGE_READ_H

#include "answers/scans/form_layouts.h"
#include "answers/scans/page_code.h"
#include "answers/scans/scan_file.h"
#include "base/buffer.h"

typedef enum {
    PAGE_READ,
    PAGE_EMPTY,                     // the back of a sheet
    PAGE_WITHOUT_CODE,
    PAGE_CLUTTERED,                 // so much looks like the corners of a code that none was found in the time there is
    PAGE_WITH_SEVERAL,              // more than one page in one picture
    PAGE_OF_OTHER_SITE,             // a form that the site does not have, or not in the language
    PAGE_OF_OTHER_VERSION,
    PAGE_WITHOUT_CORNERS,
    PAGE_BROKEN,
    PAGE_TOO_LARGE_TO_READ,
    PAGE_STATES
} page_state;

typedef struct {
    text field, state;              // state: of a radio
    bool is_radio, is_doubtful;
    double likelihood;
    text picture;                   // PNG, of what is doubtful
} page_mark;

typedef struct {
    text field;
    text picture;
    bool is_signature;              // written where only a hand writes
} page_writing;

typedef struct {
    page_state state;
    text code;                      // "DGT1:..."; empty when there is none
    size_t form, language;          // the site's
    size_t page, pages;             // page: from 0
    struct { page_mark *items; size_t count, capacity; } marks;        // made and doubtful
    struct { page_writing *items; size_t count, capacity; } written;
} scanned_page;

// False after a reported failure of the machine.
bool scanned_page_read(arena *memory, form_layouts *layouts, const grey *picture, scanned_page *read);
// One whose code is [code]: what is marked and written in the fields of [printed].
page_state scanned_page_read_as(arena *memory, const pdf_page_place *printed, const grey *seen, const page_code *code,
                                scanned_page *read);

// Between processes.
void scanned_page_add_to_record(const scanned_page *of, buffer *record);
scanned_page scanned_page_take_from_record(arena *memory, text record);

#endif
