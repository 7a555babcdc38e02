// A form as a PDF: typeset A4 that is filled on screen or by hand. The same file serves both.
//
// Field names are those of form_request.h; radios stand for up to six options, a combo box for more.
#ifndef PRINTING_FORM_PDF_H
#define PRINTING_FORM_PDF_H

#include "formats/pdf/pdf.h"
#include "printing/form_request.h"

// What may be said besides; everything may be NULL or empty.
typedef struct {
    text fonts;                         // a folder of fonts tried before Debian's
    diagnostics *found;                 // is told of characters that no font has
    // Puts soft hyphens into running text; NULL: words are not divided.
    text (*hyphenate)(const void *context, arena *memory, text words);
    const void *hyphenate_context;
} form_pdf_options;

// Adds the file to [out]. False after a reported machine failure (a font is not installed).
bool form_pdf_write(const form_request *request, buffer *out) __attribute__((warn_unused_result));
bool form_pdf_write_with(const form_request *request, const form_pdf_options *options, buffer *out)
    __attribute__((warn_unused_result));

// Adds the form to a document that holds more, on the page that has begun: its title is a heading of [level] with the
// anchor, its fields are named "<form>:<field>". What is made lives in [memory], which must outlive the document.
void form_pdf_add(const form_request *request, arena *memory, pdf *document, const pdf_look *look, pdf_element *section,
                  int level, text anchor);

#endif
