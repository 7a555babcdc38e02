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

// A file that is passed on, without what a camera or a program wrote beside the picture. Of JPEG, PNG, GIF and WebP stays what is shown, moving too
// (but PNGs become still), and the profile of the colours, whose name may be that of a screen. What is no picture stays as it is. Unless
// PICTURE_FINE, [cleaned] is empty and nothing may be passed on: PICTURE_UNKNOWN_FORMAT is a picture of a format in which cameras and picture
// programs write too, and which is not cleaned here (HEIC, AVIF, TIFF ...).
picture_result picture_cleaned(arena *memory, text bytes, text *cleaned);
// The same of a file that may be a text (SVG, style sheet, template): pictures that it holds as base64 are cleaned.
picture_result picture_file_cleaned(arena *memory, text bytes, text *cleaned);
// What to tell the author when it is not PICTURE_FINE: "the file is damaged; ...".
const char *picture_uncleaned_words(picture_result why);

// The cleaned bytes; those of a JPEG that is turned say so in one line of EXIF, and nothing else.
text picture_turned_bytes(arena *memory, const picture *of);

#endif
