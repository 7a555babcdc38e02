// The characters of a page that may be shown. Private to document/.
#ifndef DOCUMENT_LITERALS_H
#define DOCUMENT_LITERALS_H

#include "base/diagnostics.h"

// A copy of [literal] without what breaks documents: entities such as &#11; and
// &#xFFFE; give control characters and even bytes that are not UTF-8. Each of
// these is reported at [where] and becomes U+FFFD.
text literal_copy(arena *memory, text literal, place where, diagnostics *found);

#endif
