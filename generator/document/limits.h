// What Markdown may hold, checked in one linear pass before cmark sees it.
//
// cmark-gfm as Debian ships it is quadratic on some input (wide tables, "<?" runs,
// "![[]()" runs, lazy quotes). The figures were tried on 5,396 real handbook
// files, of which none is refused.
//
// The check knows Markdown only roughly and errs towards refusing: a paragraph
// is a run of lines without an empty one, and code is not told from text. What
// it cannot see (lists nested by indentation, emphasis inside emphasis) is
// measured against LIMIT_NESTING again while the tree is made.
#ifndef DOCUMENT_LIMITS_H
#define DOCUMENT_LIMITS_H

#include "base/diagnostics.h"

enum {
    LIMIT_FILE_BYTES = 1024 * 1024,
    LIMIT_LINE_BYTES = 64 * 1024,
    LIMIT_NESTING = 32,             // quotes, items, footnotes, emphasis, links inside one another
    LIMIT_TABLE_COLUMNS = 64,
    LIMIT_TABLE_CELLS = 200000,     // columns times following lines, all tables together
    LIMIT_BRACKETS = 2000,          // "[" in a paragraph
    LIMIT_OPEN_ANGLES = 500,        // "<?" and "<!" in a paragraph
    LIMIT_FOOTNOTE_CALLS = 2000,
    LIMIT_ADDRESS_BYTES = 2048,
    LIMIT_DEFINITIONS = 5000,
    LIMIT_COPIED_BYTES = 16 * 1024 * 1024,      // the longest definition times every "["
    LIMIT_SEARCHED_BYTES = 1024 * 1024 * 1024   // what cmark's searches for "]", "?>", "*" and table heads look through
};

// False after reporting the first limit that [markdown] breaks, at its line.
bool limits_check(text markdown, text path, int first_line, diagnostics *found);

#endif
