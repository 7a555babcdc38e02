#include "formats/raster_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_BYTES ((size_t)40 << 20)

bool raster_size_is_fine(size_t width, size_t height)
{
    return width >= 1 && height >= 1 && width <= RASTER_MOST_SIDE && height <= RASTER_MOST_SIDE
        && width * height <= RASTER_MOST_PIXELS;
}

raster raster_new(arena *memory, size_t width, size_t height)
{
    return (raster){ ARENA_NEW(memory, unsigned char, width * height * 4), width, height };
}

bool raster_is_known(text bytes, raster_format *format)
{
    bool is_jpeg = text_starts_with(bytes, TEXT("\xFF\xD8\xFF")), is_png = text_starts_with(bytes, TEXT("\x89PNG\r\n\x1a\n"));
    bool is_webp = text_starts_with(bytes, TEXT("RIFF")) && text_equals(text_slice(bytes, 8, 12), TEXT("WEBP"));
    *format = is_jpeg ? RASTER_JPEG : is_png ? RASTER_PNG : RASTER_WEBP;
    return is_jpeg || is_png || is_webp;
}

// ---- Turning

// Where pixel (x, y) of the upright picture stands in the file, for each of EXIF's orientations.
static size_t turned_offset(const raster *from, int turned, size_t x, size_t y)
{
    size_t right = from->width - 1, bottom = from->height - 1;
    switch (turned) {
    case 2: return y * from->width + (right - x);
    case 3: return (bottom - y) * from->width + (right - x);
    case 4: return (bottom - y) * from->width + x;
    case 5: return x * from->width + y;
    case 6: return (bottom - x) * from->width + y;
    case 7: return (bottom - x) * from->width + (right - y);
    case 8: return x * from->width + (right - y);
    default: return y * from->width + x;
    }
}

static raster turn(arena *memory, const raster *from, int turned)
{
    bool is_on_side = turned > 4;
    raster made = raster_new(memory, is_on_side ? from->height : from->width, is_on_side ? from->width : from->height);
    unsigned char *to = made.pixels;
    for (size_t y = 0; y < made.height; y++)
        for (size_t x = 0; x < made.width; x++, to += 4)
            memcpy(to, from->pixels + 4 * turned_offset(from, turned, x, y), 4);
    return made;
}

bool raster_has_alpha(const raster *of)
{
    for (size_t i = 0; i < of->width * of->height; i++)
        if (of->pixels[4 * i + 3] != 255)
            return true;
    return false;
}

raster_fault raster_read(arena *memory, text bytes, size_t enough, raster *read, raster_origin *origin)
{
    int turned = 1;
    raster_format format;
    raster_fault fault;
    *origin = (raster_origin){ 0 };
    if (!raster_is_known(bytes, &format))
        return RASTER_OTHER_FORMAT;
    if (bytes.length > MOST_BYTES)
        return RASTER_TOO_LARGE;
    if (format == RASTER_JPEG)
        fault = raster_read_jpeg(memory, bytes, enough, read, origin, &turned);
    else if (format == RASTER_PNG)
        fault = raster_read_png(memory, bytes, read, origin, &turned);
    else
        fault = raster_read_webp(memory, bytes, read, origin, &turned);
    origin->format = format;
    if (fault != RASTER_FINE)
        return fault;
    if (turned > 1)
        *read = turn(memory, read, turned);
    if (turned > 4) {
        size_t width = origin->width;
        origin->width = origin->height;
        origin->height = width;
    }
    origin->has_alpha = format != RASTER_JPEG && raster_has_alpha(read);
    return RASTER_FINE;
}

// ---- Scaling

enum { WEIGHT_ONE = 1 << 14 };

// Which pixels of a line make one of the narrower line, and by how much each counts.
typedef struct {
    size_t first, count;
    int *weights;               // they sum up to WEIGHT_ONE
} share;

// Catmull and Rom's curve: sharp, and rings little.
static double curve(double x)
{
    x = fabs(x);
    if (x < 1)
        return (1.5 * x - 2.5) * x * x + 1;
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

static share share_of(arena *memory, size_t i, size_t from, size_t to)
{
    double step = (double)from / (double)to, centre = ((double)i + 0.5) * step, reach = 2 * step, sum = 0;
    long first = lround(floor(centre - reach)), last = lround(ceil(centre + reach));
    first = first < 0 ? 0 : first;
    last = last > (long)from ? (long)from : last;
    share made = { (size_t)first, (size_t)(last - first), NULL };
    made.weights = ARENA_NEW(memory, int, made.count);
    for (size_t k = 0; k < made.count; k++)
        sum += curve(((double)(made.first + k) + 0.5 - centre) / step);
    int left = WEIGHT_ONE;
    for (size_t k = 0; k < made.count; k++) {
        made.weights[k] = (int)lround(curve(((double)(made.first + k) + 0.5 - centre) / step) / sum * WEIGHT_ONE);
        left -= made.weights[k];
    }
    made.weights[made.count / 2] += left;       // what rounding lost
    return made;
}

static unsigned char clamped(long long sum, long long scale)
{
    long long shade = (sum + scale / 2) / scale;
    return (unsigned char)(shade < 0 ? 0 : shade > 255 ? 255 : shade);
}

// One pixel out of [count] that stand [stride] bytes apart. Colours count by how opaque they are.
static void mix(const unsigned char *from, size_t stride, const share *by, unsigned char *to)
{
    long long sums[3] = { 0 }, alpha = 0;
    for (size_t k = 0; k < by->count; k++) {
        const unsigned char *pixel = from + (by->first + k) * stride;
        long long weight = (long long)by->weights[k] * pixel[3];
        alpha += weight;
        for (size_t c = 0; c < 3; c++)
            sums[c] += weight * pixel[c];
    }
    to[3] = clamped(alpha, WEIGHT_ONE);
    for (size_t c = 0; c < 3; c++)
        to[c] = alpha > 0 ? clamped(sums[c], alpha) : 0;
}

raster raster_scaled(arena *memory, const raster *from, size_t width, size_t height)
{
    arena scratch = { 0 };
    raster made = raster_new(memory, width, height), narrow = raster_new(&scratch, width, from->height);
    share *across = ARENA_NEW(&scratch, share, width);
    for (size_t x = 0; x < width; x++)
        across[x] = share_of(&scratch, x, from->width, width);
    for (size_t y = 0; y < from->height; y++)
        for (size_t x = 0; x < width; x++)
            mix(from->pixels + 4 * y * from->width, 4, &across[x], narrow.pixels + 4 * (y * width + x));
    for (size_t y = 0; y < height; y++) {
        share by = share_of(&scratch, y, from->height, height);
        for (size_t x = 0; x < width; x++)
            mix(narrow.pixels + 4 * x, 4 * width, &by, made.pixels + 4 * (y * width + x));
    }
    arena_free(&scratch);
    return made;
}

bool raster_is_drawn(const raster *of)
{
    size_t same = 0, pairs = 0;
    for (size_t y = 0; y < of->height; y++) {
        const unsigned char *row = of->pixels + 4 * y * of->width;
        for (size_t x = 1; x < of->width; x++, pairs++)
            same += memcmp(row + 4 * x, row + 4 * (x - 1), 4) == 0;
    }
    return pairs > 0 && same * 5 >= pairs * 2;
}
