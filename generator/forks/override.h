// One page with what a site says differently: the parts of `overrides/<page>` in the place of the page's own.
//
// An override is front matter with only the keys that differ, and sections: `## Heading` stands in the place of the
// section of that level and heading, up to the next heading of the same or a higher level; text before its first
// heading stands in the place of the page's text before its first. Whole lines are exchanged, so that every line
// of the result is a line of one of the two files.
#ifndef FORKS_OVERRIDE_H
#define FORKS_OVERRIDE_H

#include "base/diagnostics.h"

typedef struct {
    bool is_overridden;         // of the override; else of the page
    int line;
} line_origin;

typedef struct {
    text contents;
    line_origin *lines;         // by line, from 0
    size_t line_count;
} overridden_page;

// What meets nothing in the page is reported at its line in the override, whose path is [path]. A page that cannot be
// divided comes back as it is; its own mistakes are told when it is read.
overridden_page override_apply(arena *memory, text page, text override, text path, diagnostics *found);

#endif
