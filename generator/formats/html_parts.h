// What html_write.c and html_plain.c share; private to them.
#ifndef FORMATS_HTML_PARTS_H
#define FORMATS_HTML_PARTS_H

#include "formats/html.h"

// Writes an address into an attribute: what may not stand in an address is
// percent-encoded. With [keep_letters] letters beyond ASCII stay as they are, so that
// "#hyvä" leads to the id "hyvä" for every reader of the page.
void html_write_address(buffer *out, text address, bool keep_letters);

// Ends the line unless [out] stands at the beginning of one.
void html_end_line(buffer *out);

// The text below an image or a link, for an attribute.
void html_write_flat(buffer *out, const node *from, void (*write)(buffer *out, text t));

// A paragraph of a tight list, which has no <p>.
bool html_is_tight(const node *paragraph);

#endif
