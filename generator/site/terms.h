// Terms of the glossary, linked at their first use on a page.
//
// A term is the title of a page of kind `term`, or one of its synonyms or its
// abbreviation. Inflected forms count too ("toimijaverkossa" is a use of
// "toimijaverkko"): words are compared by their base forms. Never inside
// headings, links or code, never a term on its own page, and each term once.
//
// A list belongs to one process and one language.
#ifndef SITE_TERMS_H
#define SITE_TERMS_H

#include "document/document.h"
#include "site/edition.h"

typedef struct term_list term_list;

// NULL when the edition has no terms in [language]. [dictionary_missing] as in language/inflection.h.
term_list *terms_open(const site *of, const edition *in, size_t language, bool *dictionary_missing);
void terms_close(term_list *opened);

// Puts the links (LINK_TERM) into [document], whose page is published at [url].
void terms_link(term_list *terms, arena *memory, const page *of_page, text url, node *document);

#endif
