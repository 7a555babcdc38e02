// Characters that no font for print has, told where they stand.
#ifndef PRINTING_UNPRINTABLE_H
#define PRINTING_UNPRINTABLE_H

#include "site/theme.h"

typedef struct {
    arena *memory;
    const site *of;
    const theme *theme;
    size_t language;
    const page *page;           // what was being printed; NULL: a cover, a list of titles, ...
    place otherwise;            // told when they stand in no file that is looked through
} unprintable_source;

// Tells each of [characters] at the line where it first stands: in the page, else in a page whose title or summary holds it, in
// digitori.yaml or in the site's own words of the theme. Those of one line are told together.
void unprintable_report(const unprintable_source *from, text characters, diagnostics *found);
// Tells all of them at [where].
void unprintable_tell(place where, text characters, diagnostics *found);

#endif
