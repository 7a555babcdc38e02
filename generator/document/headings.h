// Heading ids: stable, readable names for the parts of a page.
#ifndef DOCUMENT_HEADINGS_H
#define DOCUMENT_HEADINGS_H

#include "document/document.h"

typedef struct {
    node *heading;
    int level;
    text id;            // unique on the page
    text title;         // plain text
} heading_entry;

typedef struct {
    heading_entry *items;
    size_t count, capacity;
} heading_list;

// Gives every heading its id (lower case, words joined by "-", letters such as ä
// ö å kept, GitHub's rule; a repeated one gets "-1", "-2") and lists them in order. Level-1 headings
// in the body and skipped levels are reported when [found] is not NULL.
void headings_name(arena *memory, node *document, text path, heading_list *headings,
                   diagnostics *found);

#endif
