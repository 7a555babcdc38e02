// Reading back the form fields of a PDF, ours or as another program saved it.
#ifndef FORMATS_PDF_PDF_READ_H
#define FORMATS_PDF_PDF_READ_H

#include "base/arena.h"
#include "base/text.h"

typedef enum { PDF_READ_TEXT, PDF_READ_MARK, PDF_READ_CHOICE } pdf_read_type;

typedef struct {
    text name;                  // the whole one, "." between its parts
    pdf_read_type type;         // a mark: a box to tick or one of several to choose from
    text value;                 // a text; the state of a mark, empty when it is off; the id of a choice, or what was typed
} pdf_read_field;

typedef struct {
    pdf_read_field *items;
    size_t count, capacity;
    text identity;              // as pdf_settings.identity had it; empty when it is not there
    text language;              // of the document
} pdf_read_fields;

typedef enum {
    PDF_READ,
    PDF_READ_LOCKED,            // needs a password
    PDF_READ_DAMAGED            // or no PDF at all, or with far more to look at than any form has
} pdf_read_result;

enum { PDF_READ_FIELDS_MOST = 20 * 1000, PDF_READ_DEPTH = 32, PDF_READ_MEMORY = 192 << 20 };

// Every field that may hold a value, in the order of the file, each once, at most so many; none whose name has more than
// 1,000 bytes. No field at all is PDF_READ too. A file that takes more than PDF_READ_MEMORY, or a table of objects as no form has, ends
// the job of a worker (base/lower_memory.h).
pdf_read_result pdf_read(arena *memory, text bytes, pdf_read_fields *found);

#endif
