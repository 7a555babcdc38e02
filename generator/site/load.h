// Between the parts of site loading; everyone else includes site.h.
#ifndef SITE_LOAD_H
#define SITE_LOAD_H

#include "site/site.h"

// A text file of the site, checked to be UTF-8 without characters that break
// documents. False after a report.
bool site_read_text(const site *from, arena *memory, text path, diagnostics *found, text *contents);

// A page to be added. Its fields are left to the caller.
typedef struct {
    text path;
    text within;            // path within the language's folder, as its output mirrors it
    size_t language;
    const value *front;     // front matter, a map
    const kind *kind;       // NULL: as the front matter says
    text id;                // empty: as the front matter says, else the path
} page_source;

// Adds a page to the model. NULL for a draft that is not wanted.
page *site_add_page(site *into, const page_source *source, diagnostics *found);

// Every form among [files] (the files below the forms' folder).
void site_read_forms(site *into, const file_list *files, diagnostics *found);

// Joins what was read: references and backlinks, tags, order, dates; checks
// what concerns several pages at once.
void site_connect(site *into, diagnostics *found);

#endif
