// A picture as it is published: the same in a few widths, each as JPEG or PNG, which everything reads, and as WebP, which
// is smaller. Photos become JPEG; drawings, screenshots and what is transparent become PNG and lossless WebP.
//
// Everything is written anew from pixels, so that nothing but these is in it. The bytes depend on the file alone. Also
// [source]: the picture at its own size for those who build the site from a kit: the JPEG's own compressed data
// without anything else where that can be shown as it is, else written anew.
#ifndef FORMATS_PICTURE_SET_H
#define FORMATS_PICTURE_SET_H

#include "formats/raster.h"

enum { PICTURE_WIDTHS = 3, PICTURE_STAMP = 12 };

typedef struct {
    size_t width, height;
    text plain, webp;           // webp is empty throughout the set where it saves nothing
} picture_variant;

typedef struct {
    bool is_png;                // the plain ones are PNG, else JPEG
    picture_variant variants[PICTURE_WIDTHS];   // the narrowest first; at least one
    size_t count;
    text stamp;                 // PICTURE_STAMP hexadecimal digits of what is published
    text source;                // empty unless it was wanted
} picture_set;

typedef enum { SET_SIZES, SET_PUBLISHED, SET_WITH_SOURCE } picture_set_extent;

// SET_SIZES only reads the picture through and tells the sizes, without bytes and stamp.
raster_fault picture_set_make(arena *memory, text bytes, picture_set_extent wanted, picture_set *made);

// What to tell the author of a fault: "the file is cut off: ...".
const char *picture_fault_words(raster_fault fault);
// The name of the format, for what is none of ours: "HEIC"; NULL when it is unknown.
const char *picture_format_name(text bytes);

// As one text and back, of a set that was published; false when [stored] is none. The texts are views of [stored].
void picture_set_store(const picture_set *of, buffer *out);
bool picture_set_restore(text stored, picture_set *read);

#endif
