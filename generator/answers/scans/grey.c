#include "answers/scans/grey.h"

#include <math.h>

grey grey_new(arena *memory, int width, int height)
{
    return (grey){ width, height, ARENA_NEW(memory, uint8_t, (size_t)width * (size_t)height) };
}

static int clamp(int number, int most)
{
    return number < 0 ? 0 : number > most ? most : number;
}

// floor(number), of which there is one for each pixel of a page, without a call.
static inline int whole_below(double number)
{
    int whole = (int)number;
    return whole > number ? whole - 1 : whole;
}

double grey_between(const grey *of, double x, double y)
{
    double right = of->width + 1.0, bottom = of->height + 1.0;
    // Not a number, or far away: some edge.
    x = x - 0.5 > -1 ? x - 0.5 : -1;
    y = y - 0.5 > -1 ? y - 0.5 : -1;
    x = x < right ? x : right;
    y = y < bottom ? y : bottom;
    int left = whole_below(x), top = whole_below(y);
    double across = x - left, down = y - top;
    int x1 = clamp(left, of->width - 1), x2 = clamp(left + 1, of->width - 1);
    int y1 = clamp(top, of->height - 1), y2 = clamp(top + 1, of->height - 1);
    double above = grey_at(of, x1, y1) * (1 - across) + grey_at(of, x2, y1) * across;
    double below = grey_at(of, x1, y2) * (1 - across) + grey_at(of, x2, y2) * across;
    return above * (1 - down) + below * down;
}

grey grey_halved(arena *memory, const grey *of)
{
    grey made = grey_new(memory, of->width / 2, of->height / 2);
    for (int y = 0; y < made.height; y++) {
        const uint8_t *from = of->pixels + (size_t)y * 2 * (size_t)of->width, *below = from + of->width;
        uint8_t *to = made.pixels + (size_t)y * (size_t)made.width;
        for (int x = 0; x < made.width; x++)
            to[x] = (uint8_t)((from[2 * x] + from[2 * x + 1] + below[2 * x] + below[2 * x + 1] + 2) / 4);
    }
    return made;
}

grey grey_part(arena *memory, const grey *of, int x, int y, int width, int height)
{
    grey made = grey_new(memory, width, height);
    for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++) {
            int from_x = x + column, from_y = y + row;
            bool is_inside = from_x >= 0 && from_y >= 0 && from_x < of->width && from_y < of->height;
            made.pixels[(size_t)row * (size_t)width + (size_t)column] = is_inside ? grey_at(of, from_x, from_y) : 255;
        }
    return made;
}

// ---- Paper and ink

typedef struct {
    uint8_t *before, *after, *line;     // room for a padded line
} filter_room;

static inline uint8_t further(uint8_t a, uint8_t b, bool is_largest)
{
    return (a > b) == is_largest ? a : b;
}

// The largest (smallest) of every [window] neighbours, three steps a pixel whatever the window (van Herk).
static void filter_line(uint8_t *pixels, size_t step, int count, int window, bool is_largest, const filter_room *room)
{
    int reach = window / 2, padded = count + 2 * reach;
    uint8_t *line = room->line, *before = room->before, *after = room->after, outside = is_largest ? 0 : 255;
    memset(line, outside, (size_t)reach);
    memset(line + reach + count, outside, (size_t)reach);
    for (int i = 0; i < count; i++)
        line[reach + i] = pixels[(size_t)i * step];
    for (int start = 0; start < padded; start += window) {
        int end = start + window < padded ? start + window : padded;
        uint8_t furthest = outside;
        for (int i = start; i < end; i++)
            before[i] = furthest = further(line[i], furthest, is_largest);
        furthest = outside;
        for (int i = end - 1; i >= start; i--)
            after[i] = furthest = further(line[i], furthest, is_largest);
    }
    for (int i = 0; i < count; i++)
        pixels[(size_t)i * step] = further(after[i], before[i + window - 1], is_largest);
}

static void filter(arena *memory, grey *in, int window, bool is_largest)
{
    size_t longest = (size_t)(in->width > in->height ? in->width : in->height) + 2 * (size_t)window;
    filter_room room = { ARENA_NEW(memory, uint8_t, longest), ARENA_NEW(memory, uint8_t, longest),
                         ARENA_NEW(memory, uint8_t, longest) };
    for (int y = 0; y < in->height; y++)
        filter_line(in->pixels + (size_t)y * (size_t)in->width, 1, in->width, window, is_largest, &room);
    for (int x = 0; x < in->width; x++)
        filter_line(in->pixels + x, (size_t)in->width, in->height, window, is_largest, &room);
}

// The mean of nine pixels: single ones are noise.
static grey smoothed(arena *memory, const grey *of)
{
    grey made = grey_new(memory, of->width, of->height);
    size_t width = (size_t)of->width;
    int *columns = ARENA_NEW(memory, int, width);
    for (int y = 0; y < of->height; y++) {
        const uint8_t *row = of->pixels + (size_t)y * width;
        const uint8_t *above = y > 0 ? row - width : row, *below = y < of->height - 1 ? row + width : row;
        for (size_t x = 0; x < width; x++)
            columns[x] = above[x] + row[x] + below[x];
        for (size_t x = 0; x < width; x++)
            made.pixels[(size_t)y * width + x] =
                (uint8_t)((columns[x > 0 ? x - 1 : 0] + columns[x] + columns[x < width - 1 ? x + 1 : x]) / 9);
    }
    return made;
}

grey grey_ink(arena *memory, const grey *of, int widest)
{
    grey smooth = smoothed(memory, of), paper = grey_new(memory, of->width, of->height);
    size_t count = (size_t)of->width * (size_t)of->height;
    memcpy(paper.pixels, smooth.pixels, count);
    filter(memory, &paper, widest | 1, true);
    filter(memory, &paper, widest | 1, false);
    for (size_t i = 0; i < count; i++) {
        int light = paper.pixels[i] > 0 ? paper.pixels[i] : 1, dark = light - smooth.pixels[i];
        smooth.pixels[i] = (uint8_t)(dark <= 0 ? 0 : dark * 255 / light);
    }
    return smooth;
}

grey grey_dark(arena *memory, const grey *of, int reach, double share)
{
    size_t across = (size_t)of->width + 1;
    uint32_t *sums = ARENA_NEW(memory, uint32_t, across * ((size_t)of->height + 1));
    for (int y = 0; y < of->height; y++) {
        uint32_t row = 0;
        for (int x = 0; x < of->width; x++) {
            row += grey_at(of, x, y);
            sums[(size_t)(y + 1) * across + (size_t)x + 1] = sums[(size_t)y * across + (size_t)x + 1] + row;
        }
    }
    grey made = grey_new(memory, of->width, of->height);
    for (int y = 0; y < of->height; y++) {
        size_t top = (size_t)clamp(y - reach, of->height), bottom = (size_t)clamp(y + reach + 1, of->height);
        for (int x = 0; x < of->width; x++) {
            size_t left = (size_t)clamp(x - reach, of->width), right = (size_t)clamp(x + reach + 1, of->width);
            uint32_t sum = sums[bottom * across + right] - sums[top * across + right] - sums[bottom * across + left]
                         + sums[top * across + left];
            double mean = (double)sum / (double)((right - left) * (bottom - top));
            made.pixels[(size_t)y * (size_t)of->width + (size_t)x] = grey_at(of, x, y) < mean * share;
        }
    }
    return made;
}
