// The page of a form as what the makers of documents are given.
#ifndef PRINTING_FORM_PAGE_H
#define PRINTING_FORM_PAGE_H

#include "printing/form_request.h"
#include "site/edition.h"
#include "site/theme.h"

// Fills in [request] for the page's language; what it points to lives in [memory]. Links in the form's Markdown are
// settled as on its page in [in]; mistakes in it have been told when that was made and are not repeated.
void form_page_request(arena *memory, const site *of, const theme *look, const edition *in, const page *shown,
                       form_request *request);

// The words that all forms share, of the theme.
const form_strings *form_strings_read(arena *memory, const theme *from, size_t language);

#endif
