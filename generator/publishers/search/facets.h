// By what the hits of a search can be narrowed. Private to this folder.
#ifndef PUBLISHERS_SEARCH_FACETS_H
#define PUBLISHERS_SEARCH_FACETS_H

#include "publishers/publisher.h"
#include "search/builder.h"

typedef struct {
    index_facet *items;
    size_t count, capacity;
} facet_table;

// The kind, the tags, and every field that some kind calls a facet, of the [count] documents.
facet_table search_facets(arena *memory, const build *of, const page **documents, size_t count, size_t language);

#endif
