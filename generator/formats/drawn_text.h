// Text in drawings: widths, lines, coordinates. What charts and diagrams share.
//
// Nobody knows the reader's font, so widths are estimated from those of usual sans serif fonts, a little on the
// wide side.
#ifndef FORMATS_DRAWN_TEXT_H
#define FORMATS_DRAWN_TEXT_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

enum { DRAWN_LINES_LIMIT = 24 };

typedef struct {
    text lines[DRAWN_LINES_LIMIT];
    size_t count;
    double width;               // of the widest
} drawn_lines;

// [size] is the height of the letters; bold ones are about a tenth wider, so callers add that to it.
double drawn_text_width(text t, double size);
// Of a word; where it has soft hyphens, of what stands between them.
double drawn_widest_part(text t, double size);

// Parts [t] into at most [limit] even lines of [width]; what does not fit ends in "…". A word that is too long is
// parted at its soft hyphens (U+00AD), or else by guess; no soft hyphen is left in the lines.
drawn_lines drawn_wrap(arena *memory, text t, double width, double size, size_t limit);

// A coordinate, rounded to a tenth.
void drawn_add_length(buffer *out, double length);
// ` name="12.3"`
void drawn_add_attribute(buffer *out, const char *name, double length);

#endif
