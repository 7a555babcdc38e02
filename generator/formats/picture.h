// Pictures as they stand in documents: what they are, how large, and bytes that are safe to pass on.
//
// JPEG and PNG are told by their first bytes, SVG by its root element; other formats are refused. JPEGs
// lose everything but the picture (EXIF, GPS, XMP, comments, thumbnails, what stands behind the end) without being
// encoded anew; the orientation that EXIF gave is kept as a number. PNGs lose all ancillary chunks but colour and
// transparency. Nothing is decoded here.
//
// Limits: 40 MiB a file, 50 million pixels, SVG 4 MiB.
#ifndef FORMATS_PICTURE_H
#define FORMATS_PICTURE_H

#include "base/arena.h"
#include "base/text.h"

typedef enum { PICTURE_JPEG, PICTURE_PNG, PICTURE_SVG } picture_type;

typedef struct {
    picture_type type;
    text bytes;                 // cleaned; of the caller's memory or the arena's
    double width, height;       // pixels as shown, turned upright; SVG: its own units
    int orientation;            // 1-8 as EXIF counts; 1 is upright
    text stylesheet;            // CSS for an SVG that has classes and no style of its own; else empty
} picture;

typedef enum { PICTURE_FINE, PICTURE_UNKNOWN_FORMAT, PICTURE_BROKEN, PICTURE_TOO_LARGE } picture_result;

picture_result picture_read(arena *memory, text bytes, picture *read);

// [bytes] without what a camera or a program wrote beside the picture, when they are a JPEG, PNG or WebP that can be read as
// one; else as they are.
text picture_cleaned(arena *memory, text bytes);

// The cleaned bytes; those of a JPEG that is turned say so in one line of EXIF, and nothing else.
text picture_turned_bytes(arena *memory, const picture *of);

#endif
