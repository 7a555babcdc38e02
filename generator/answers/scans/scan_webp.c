// WebP by libwebp: its brightness, which is stored apart from its colours, is all that is taken.
#include "answers/scans/scan_file.h"

#include <webp/decode.h>

bool scan_read_webp(arena *memory, text bytes, grey *read)
{
    enum { DARKEST = 16, RANGE = 219 };     // of the stored brightness
    int width, height, stride, colour_stride;
    uint8_t *u, *v;
    uint8_t *pixels = WebPDecodeYUV((const uint8_t *)bytes.bytes, bytes.length, &width, &height, &u, &v, &stride,
                                    &colour_stride);
    if (pixels == NULL)
        return false;
    *read = grey_new(memory, width, height);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int light = (pixels[(size_t)y * (size_t)stride + (size_t)x] - DARKEST) * 255 / RANGE;
            read->pixels[(size_t)y * (size_t)width + (size_t)x] = (uint8_t)(light < 0 ? 0 : light > 255 ? 255 : light);
        }
    WebPFree(pixels);
    return true;
}
