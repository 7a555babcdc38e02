// Drawings of others that are passed on as they are: whoever opens one in a browser shall see a drawing and nothing else.
#ifndef FORMATS_SVG_CHECK_H
#define FORMATS_SVG_CHECK_H

#include "base/arena.h"
#include "base/text.h"

// What [bytes] hold that keeps them from being an SVG with nothing but shapes, texts and colours: the first script, event, animation, link,
// page, damaged picture or thing from another file, in words that follow "holds" and fit a line. Empty: there is nothing of the kind.
text svg_fault(arena *memory, text bytes);

// [bytes], in which there is nothing of the kind, without what tells of who drew it and where: comments, metadata, what drawing programs note for
// themselves (the folders it was saved to among it), and what stands beside the pictures that it holds. False: they cannot be cleaned.
bool svg_cleaned(arena *memory, text bytes, text *cleaned);

#endif
