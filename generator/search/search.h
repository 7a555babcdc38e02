// Searching a published site as its pages do: the same words, the same order, the same scores.
//
// The twin of themes/digitori/assets/search*.js; every number is whole, so that the two cannot
// differ. tests/search/ compares them.
#ifndef SEARCH_SEARCH_H
#define SEARCH_SEARCH_H

#include "search/index.h"

typedef struct {
    text url;               // from the site's root
    text title, excerpt;
    text kind, heading;     // heading: of the part that the address leads to; may be empty
    uint64_t points;        // thousandths of the score
} search_hit;

typedef struct {
    search_hit *items;
    size_t count;
    size_t total;           // pages that were found, shown or not
    text suggestion;        // the query with words that may have been meant; empty when all are known
} search_hits;

enum { SEARCH_LIMIT_USUAL = 10 };

search_hits search_run(arena *memory, search_index *in, text query, size_t limit);

#endif
