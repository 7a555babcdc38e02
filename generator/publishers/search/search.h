// The data of the search: assets/search-<language>.js, a classic script that
// calls DigitoriSearch.load (see themes/README.md). Titles, summaries, headings
// and tags of the pages an edition holds.
#ifndef PUBLISHERS_SEARCH_H
#define PUBLISHERS_SEARCH_H

#include "publishers/publisher.h"

extern const publisher search_publisher;

#endif
