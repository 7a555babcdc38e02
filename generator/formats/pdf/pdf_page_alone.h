// Pages of a PDF of others, each in a file of its own, so that what draws it meets nothing of the rest: no tables of objects that a few
// bytes make huge, no page tree, actions or attachments.
#ifndef FORMATS_PDF_PDF_PAGE_ALONE_H
#define FORMATS_PDF_PDF_PAGE_ALONE_H

#include "base/buffer.h"
#include "formats/pdf/pdf_read.h"

typedef struct pdf_pages pdf_pages;

// Finds the pages, [most] and one more at most. A page tree that is deeper than PDF_READ_DEPTH or has far more nodes than pages is
// PDF_READ_DAMAGED. [bytes] are read until the file is closed; [opened] is NULL when the result is not PDF_READ.
pdf_read_result pdf_pages_open(text bytes, size_t most, pdf_pages **opened);
void pdf_pages_close(pdf_pages *of);        // or NULL
size_t pdf_pages_count(const pdf_pages *of);

// Adds the page [number], from 0, to [out]: a PDF of one page with all that shows on it, notes and filled fields too, as they were
// packed. Their addresses and scripts stay behind.
pdf_read_result pdf_page_alone(pdf_pages *of, size_t number, buffer *out);

#endif
