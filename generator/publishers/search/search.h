// The search: an index for each edition and language below assets/search/ (search/README.md
// describes it), from the words that pages told.
#ifndef PUBLISHERS_SEARCH_H
#define PUBLISHERS_SEARCH_H

#include "publishers/publisher.h"

extern const publisher search_publisher;

#endif
