// A form as a PDF: typeset A4 that is filled on screen or by hand. The same file serves both.
//
// Field names are those of form_request.h; radios stand for up to six options, a combo box for more.
#ifndef PUBLISHERS_FORMS_FORM_PDF_H
#define PUBLISHERS_FORMS_FORM_PDF_H

#include "publishers/forms/form_request.h"

typedef struct {
    const form_request *of;
    arena *memory;
    text fonts;                         // a folder of fonts tried before Debian's; may be empty
    diagnostics *found;                 // characters that no font has
    // Puts soft hyphens into running text; NULL: words are not divided.
    text (*hyphenate)(const void *context, arena *memory, text words);
    const void *hyphenate_context;
} form_pdf_request;

// False after a reported machine failure (a font is not installed).
bool form_pdf_write(const form_pdf_request *request, buffer *out) __attribute__((warn_unused_result));

#endif
