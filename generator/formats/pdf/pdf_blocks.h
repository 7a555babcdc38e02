// What the blocks of a tree share. Private to formats/pdf/.
#ifndef FORMATS_PDF_PDF_BLOCKS_H
#define FORMATS_PDF_PDF_BLOCKS_H

#include "formats/pdf/pdf_parts.h"

typedef struct {
    pdf *document;
    const pdf_document_request *request;
    const pdf_look *look;
} pdf_writer;

// pdf_blocks.c: what stands in [parent], [gap] apart.
void pdf_add_blocks(pdf_writer *to, const node *parent, pdf_element *element, pdf_place at, double gap);

// pdf_lists.c
void pdf_add_list(pdf_writer *to, const node *list, pdf_element *parent, pdf_place at);
void pdf_add_footnotes(pdf_writer *to, const node *block, pdf_element *parent, pdf_place at);

#endif
