// qpdf's C interface, and what the files that use it share. Private to formats/pdf/.
//
// Handles live until the document is closed; errors are kept by qpdf and asked for once, at the end.
#ifndef FORMATS_PDF_PDF_OBJECTS_H
#define FORMATS_PDF_PDF_OBJECTS_H

#include "formats/pdf/pdf_parts.h"
#include "formats/pdf/pdf_read.h"

#include <qpdf/qpdf-c.h>

typedef struct {
    pdf *document;
    qpdf_data file;
    qpdf_oh *pages;
    qpdf_oh catalogue;
    buffer scratch;
    table constants;                    // what was written to its handle
    struct {
        qpdf_oh *items;
        size_t count, capacity;
    } numbers;                          // from 0 on
} pdf_completion;

// What is never changed, read once for all who need it: a name ("/P"), or "<</O /Table /Scope /Row>>". A call of qpdf
// takes longer than what it does. Lives as long as its text.
qpdf_oh pdf_constant(pdf_completion *in, const char *written);
qpdf_oh pdf_number(pdf_completion *in, size_t number);
qpdf_oh pdf_dictionary(pdf_completion *in, const char *skeleton);          // a new object of its own
qpdf_oh pdf_dictionary_of_type(pdf_completion *in, const char *type);      // the same with a type alone: "/StructElem"
void pdf_set(pdf_completion *in, qpdf_oh dictionary, const char *key, qpdf_oh entry);
// The same with an entry for which there is no other use: its handle is given back.
void pdf_give(pdf_completion *in, qpdf_oh dictionary, const char *key, qpdf_oh entry);
void pdf_append(pdf_completion *in, qpdf_oh array, qpdf_oh item);
void pdf_set_text(pdf_completion *in, qpdf_oh dictionary, const char *key, text words);
qpdf_oh pdf_rectangle_object(pdf_completion *in, pdf_rectangle at);
// The place at [y] from the top of a page.
qpdf_oh pdf_destination(pdf_completion *in, size_t page, double y);
// A stream of its own with the keys of [skeleton].
qpdf_oh pdf_stream(pdf_completion *in, const char *skeleton, text contents);
// "12.25", whatever the locale.
void pdf_add_number(buffer *out, double number);

// pdf_read.c: PDFs of others. The file is closed whatever opening it came to.
pdf_read_result pdf_open(qpdf_data *file, text bytes);
void pdf_close(qpdf_data *file);
// An entry of what may be a dictionary; 0 for none.
qpdf_oh pdf_key(qpdf_data file, qpdf_oh object, const char *key);

// pdf_complete.c
void pdf_describe(pdf_completion *in, bool is_accessible);
bool pdf_write(pdf_completion *in, buffer *out);
// Ends the work. False after a reported machine failure: [is_done] is false ([reason] then says why, unless qpdf does), or
// qpdf passed over something, as it does when memory fails.
bool pdf_end(pdf_completion *in, bool is_done, const char *doing, text reason);
void pdf_mend_pictures(pdf_completion *in, qpdf_oh page);

// pdf_complete_tree.c: the structure tree, the bookmarks.
void pdf_complete_structure(pdf_completion *in);
void pdf_complete_outline(pdf_completion *in);
// pdf_complete_fields.c: annotations and the form. False after a reported failure.
bool pdf_complete_annotations(pdf_completion *in);

#endif
