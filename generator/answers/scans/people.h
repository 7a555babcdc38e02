// Pages of a scan put together to filled forms, one for each person. Private to answers/scans/.
#ifndef ANSWERS_SCANS_PEOPLE_H
#define ANSWERS_SCANS_PEOPLE_H

#include "answers/filled.h"
#include "answers/scans/page_read.h"

// Pages of one form and language belong together until one of them comes again.
void people_of_pages(arena *memory, const site *of, text path, const scanned_page *pages, size_t count,
                     filled_forms *into);

#endif
