// Where the fields of the site's forms stand on paper: from the same code that makes their PDFs. Private to
// answers/scans/.
#ifndef ANSWERS_SCANS_FORM_LAYOUTS_H
#define ANSWERS_SCANS_FORM_LAYOUTS_H

#include "formats/pdf/pdf.h"
#include "site/edition.h"
#include "site/theme.h"

typedef struct {
    arena *memory;
    const site *of;
    const theme *look;
    edition_list editions;
    pdf_places **made;              // by form and language; NULL: not asked for yet
} form_layouts;

form_layouts form_layouts_of(arena *memory, const site *of, const theme *look);
// False after a reported failure of the machine; NULL where the form has no page in the language.
bool form_layout(form_layouts *in, size_t form_number, size_t language, const pdf_places **found);

#endif
