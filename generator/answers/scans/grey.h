// Pictures in shades of grey, one byte a pixel, 255 white. Private to answers/scans/.
#ifndef ANSWERS_SCANS_GREY_H
#define ANSWERS_SCANS_GREY_H

#include "base/arena.h"
#include "base/text.h"

#include <stdint.h>

typedef struct {
    int width, height;
    uint8_t *pixels;                // row by row, no gaps
} grey;

typedef struct {
    double x, y;
} spot;

grey grey_new(arena *memory, int width, int height);
static inline uint8_t grey_at(const grey *of, int x, int y)
{
    return of->pixels[(size_t)y * (size_t)of->width + (size_t)x];
}
// Between pixels; beyond the edges the nearest one. The middle of the first pixel is (0.5, 0.5).
double grey_between(const grey *of, double x, double y);
grey grey_halved(arena *memory, const grey *of);
// A part; beyond the edges white.
grey grey_part(arena *memory, const grey *of, int x, int y, int width, int height);

// What is darker than the paper around it, 0 to 255 of the paper's own brightness. Paper is what remains when all
// that is narrower than [widest] pixels is painted over, so that shadows and their edges are paper.
grey grey_ink(arena *memory, const grey *of, int widest);
// 1 where a pixel is clearly darker than its surroundings of [reach] pixels to every side, else 0.
grey grey_dark(arena *memory, const grey *of, int reach, double share);

// grey_png.c
text grey_write_png(arena *memory, const grey *of);

#endif
