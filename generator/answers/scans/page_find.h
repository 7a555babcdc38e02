// How a form's page lies in a picture, and the page made straight. Private to answers/scans/.
#ifndef ANSWERS_SCANS_PAGE_FIND_H
#define ANSWERS_SCANS_PAGE_FIND_H

#include "answers/scans/page_code.h"
#include "answers/scans/plane.h"
#include "formats/pdf/pdf.h"

// Of straightened pages.
#define PAGE_DOTS (200.0 / 72)

// By the code and at least three of the four rings; false when they are not there.
bool page_find(arena *memory, const grey *in, const page_code *code, const pdf_page_place *printed, plane *made);
grey page_straighten(arena *memory, const grey *in, const plane *lies, const pdf_page_place *printed);

#endif
