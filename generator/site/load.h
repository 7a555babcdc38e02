// Between the parts of site loading; everyone else includes site.h.
#ifndef SITE_LOAD_H
#define SITE_LOAD_H

#include "site/site.h"

// Joins what was read: references and backlinks, tags, order, dates; checks
// what concerns several pages at once.
void site_connect(site *into, diagnostics *found);

#endif
