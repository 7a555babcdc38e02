// Raw HTML, which pages cannot hold. Private to document/.
#ifndef DOCUMENT_RAW_HTML_H
#define DOCUMENT_RAW_HTML_H

#include "base/diagnostics.h"

enum { RAW_HTML_TAG_SIZE = 48 };

typedef enum {
    RAW_HTML_NOTHING,           // comments only: left out silently
    RAW_HTML_TAG,
    RAW_HTML_CLOSING_TAG,
    RAW_HTML_TEXT,              // text on the lines of a comment
    RAW_HTML_OPEN_COMMENT       // never closed: hides all that follows
} raw_html_type;

// What stands first in [html], comments aside. *[tag] is its name, such as
// "<div>", "</b>" or "<!doctype>", cut when it is longer than a name can be.
raw_html_type raw_html_look(text html, char tag[RAW_HTML_TAG_SIZE]);

void raw_html_report(raw_html_type type, const char *tag, bool is_block, place where,
                     diagnostics *found);

#endif
