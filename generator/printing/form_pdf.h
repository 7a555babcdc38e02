// A form as a PDF: typeset A4 that is filled on screen or by hand. The same file serves both.
//
// Field names are those of form_request.h; radios stand for up to six options, a combo box for more. Every page has
// the marks by which it is found on a scan (pdf_page_place); its code begins "DGT1:<form>:<version>:<language>".
// Forms that are parts of a book have no marks: there the pages are the book's.
#ifndef PRINTING_FORM_PDF_H
#define PRINTING_FORM_PDF_H

#include "formats/pdf/pdf.h"
#include "printing/form_request.h"
#include "printing/unprintable.h"

// What may be said besides; everything may be NULL or empty.
typedef struct {
    text fonts;                         // a folder of fonts tried before Debian's
    diagnostics *found;                 // is told of characters that no font has
    const unprintable_source *source;   // where these are looked for; NULL: they are told of the form's words as a whole
    // Puts soft hyphens into running text; NULL: words are not divided.
    text (*hyphenate)(const void *context, arena *memory, text words);
    const void *hyphenate_context;
    arena *places_memory;
    pdf_places *places;                 // is told where the fields stand
} form_pdf_options;

#define FORM_PDF_CODE "DGT1"

// Adds the file to [out]. False after a reported machine failure (a font is not installed).
bool form_pdf_write(const form_request *request, buffer *out) __attribute__((warn_unused_result));
bool form_pdf_write_with(const form_request *request, const form_pdf_options *options, buffer *out)
    __attribute__((warn_unused_result));

// Adds the form to a document that holds more, on the page that has begun: its title is a heading of [level] with the
// anchor, its fields are named "<form>:<field>". What is made lives in [memory], which must outlive the document.
void form_pdf_add(const form_request *request, arena *memory, pdf *document, const pdf_look *look, pdf_element *section,
                  int level, text anchor);

#endif
