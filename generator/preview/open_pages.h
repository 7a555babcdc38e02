// The pages that browsers have open: what each shows, and what it is told when a build has ended.
//
// A page says which file it was made from and what it has seen of it (its mark). A mark is of the bytes of the page,
// of what every page uses, and of the styles: so a page is loaded anew only when it would look different, and new styles
// come without loading it.
#ifndef PREVIEW_OPEN_PAGES_H
#define PREVIEW_OPEN_PAGES_H

#include "preview/http.h"

#include <stdint.h>

enum { OPEN_PAGE_LIMIT = HTTP_STREAM_LIMIT };

typedef struct {
    uint64_t page, styles;
} page_mark;

typedef struct {
    http_stream *stream;        // NULL: free
    char path[512];             // of the page's file in the site
    page_mark seen;
} open_page;

typedef struct {
    open_page items[OPEN_PAGE_LIMIT];
    page_mark assets;           // of the last good site: scripts, pictures, fonts as `page`, and its styles
} open_pages;

// Reads the assets of a site that has just been published.
void open_pages_read_assets(open_pages *all, text site);

// The mark of a page's bytes; a page that is not there has mark 0.
page_mark page_mark_of(const open_pages *all, text html);

// "0f…-1c…", as it stands in the page, and back; what cannot be read is a mark that no page has.
text page_mark_write(arena *memory, page_mark mark);
page_mark page_mark_read(text written);

// NULL when there is no room for one more.
open_page *open_pages_add(open_pages *all, http_stream *stream, text path, page_mark seen);
void open_pages_remove(open_pages *all, const http_stream *stream);

// Tells a page, or every page, what its file has become in [site]: to load itself or its styles anew, or that all is well.
void open_page_tell_of_site(const open_pages *all, open_page *one, text site);
void open_pages_tell_of_site(open_pages *all, text site);
void open_pages_send(open_pages *all, text events);

#endif
