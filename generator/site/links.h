// Links and images of a page: from what the author wrote to what is published.
//
// A link to another page's .md file becomes a link to that page as it is
// published; a link to a picture or another file of the content publishes that
// file too. Anything that leads nowhere, leaves the site or has a scheme that
// is not allowed is reported at its line and shown as plain text. Headings on
// other pages are known only when those pages are made, so uses of them are
// returned for the pipeline to check.
#ifndef SITE_LINKS_H
#define SITE_LINKS_H

#include "document/headings.h"
#include "site/edition.h"

typedef struct {
    size_t page;                // number of the page linked to
    text anchor;
    int line, column;
} anchor_use;

typedef struct {
    text path;                  // from the site's folder
    int line, column;           // of the link or image that leads there
} file_use;

typedef struct {
    struct { anchor_use *items; size_t count, capacity; } anchors;
    struct { file_use *items; size_t count, capacity; } files;      // content files to publish
} link_findings;

// Settles the address and type of every link and image of [document], whose
// page is published at [url]. [headings] are the page's own.
void links_settle(arena *memory, const site *of, const edition *in, const page *of_page, text url,
                  node *document, const heading_list *headings, diagnostics *found, link_findings *findings);

// An image that stands in no text: the value of a field, written as seen from the page. False after a report.
bool links_settle_image(arena *memory, const site *of, const edition *in, const page *of_page, text url, node *image,
                        diagnostics *found, link_findings *findings);

// The published address of a content file: "content/fi/kuva.png" is "fi/kuva.png".
text content_file_url(const site *of, text path);

// Percent-encodes what may not stand in an address; "/" and "#" are kept.
text address_encode(arena *memory, text path);
// Undoes %XX; false when the result would not be usable text.
bool address_decode(arena *memory, text address, text *decoded);

#endif
