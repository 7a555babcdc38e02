// Photos and drawings as pixels: read from JPEG, PNG and WebP, scaled, written again.
//
// What is read is upright (as EXIF says), in sRGB (profiles of other colours are converted, so is CMYK), eight bits a
// channel. Nothing but the pixels of a file survives. To be called in a process with limits of its own: the libraries that
// read the files are given what strangers made.
//
// Limits: 40 MiB a file, 50 million pixels, 30,000 pixels a side, a JPEG of 32 scans.
#ifndef FORMATS_RASTER_H
#define FORMATS_RASTER_H

#include "base/arena.h"
#include "base/buffer.h"

enum { RASTER_MOST_SIDE = 30000 };

typedef enum { RASTER_JPEG, RASTER_PNG, RASTER_WEBP, RASTER_FORMATS } raster_format;

typedef enum {
    RASTER_FINE, RASTER_OTHER_FORMAT, RASTER_BROKEN, RASTER_CUT_OFF, RASTER_TOO_LARGE, RASTER_MOVES
} raster_fault;

typedef struct {
    unsigned char *pixels;      // red, green, blue, alpha (not premultiplied), row by row
    size_t width, height;
} raster;

typedef struct {
    raster_format format;
    size_t width, height;       // of the file, turned upright
    bool has_alpha;             // some pixel is not opaque
    bool is_plain;              // a JPEG that holds no profile and is whole: nothing but its bytes is needed to show it
    bool is_lossless;
} raster_origin;

// True when the bytes begin as one of the formats do.
bool raster_is_known(text bytes, raster_format *format);

// Reads a picture. Of a JPEG that is wider than [enough] pixels, fewer may be read, but at least so many; 0: all.
raster_fault raster_read(arena *memory, text bytes, size_t enough, raster *read, raster_origin *origin);

// The same in another size, not larger.
raster raster_scaled(arena *memory, const raster *from, size_t width, size_t height);

// Whether some pixel is not opaque.
bool raster_has_alpha(const raster *of);

// Whether it looks like a drawing or a screenshot: large even areas, which lossy formats would blur.
bool raster_is_drawn(const raster *of);

void raster_write_jpeg(const raster *of, int quality, buffer *out);
// With a palette when that has no more than 256 colours.
void raster_write_png(const raster *of, buffer *out);
// False when it cannot be written as WebP (more than 16,383 pixels a side).
bool raster_write_webp(const raster *of, bool is_lossless, int quality, buffer *out);

#endif
