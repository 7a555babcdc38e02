// A form as a PDF: typeset A4 that is filled on screen or by hand. The same file serves both.
//
// Field names are those of form_request.h; radios stand for up to six options, a combo box for more.
#ifndef PRINTING_FORM_PDF_H
#define PRINTING_FORM_PDF_H

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

#endif
