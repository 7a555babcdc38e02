// What the readers of formats share. Private to formats/.
#ifndef FORMATS_RASTER_PARTS_H
#define FORMATS_RASTER_PARTS_H

#include "formats/raster.h"

enum { RASTER_MOST_SCANS = 32, RASTER_MOST_PROFILE = 2 << 20 };
#define RASTER_MOST_PIXELS ((size_t)50000000)

bool raster_size_is_fine(size_t width, size_t height);
raster raster_new(arena *memory, size_t width, size_t height);

// Each reads one format; [turned] is how EXIF says that it is turned (1: upright).
raster_fault raster_read_jpeg(arena *memory, text bytes, size_t enough, raster *read, raster_origin *origin, int *turned);
raster_fault raster_read_png(arena *memory, text bytes, raster *read, raster_origin *origin, int *turned);
raster_fault raster_read_webp(arena *memory, text bytes, raster *read, raster_origin *origin, int *turned);

// Converts to sRGB what the profile [icc] describes; one that is sRGB already or cannot be used changes nothing.
// Returns whether the profile means other colours than sRGB.
bool raster_convert_rgb(text icc, raster *of);
// CMYK, four bytes a pixel, in the place of the pixels; [is_inverted]: 255 is no ink. Without a profile ink is mixed plainly.
void raster_convert_cmyk(text icc, bool is_inverted, raster *of);

#endif
