// PNG by cairo, which reads and writes it for the documents too.
#include "answers/scans/grey.h"

#include "answers/scans/scan_file.h"
#include "base/buffer.h"

#include <cairo.h>

static cairo_status_t add_bytes(void *context, const unsigned char *bytes, unsigned length)
{
    buffer_add(context, (text){ (const char *)bytes, length });
    return CAIRO_STATUS_SUCCESS;
}

text grey_write_png(arena *memory, const grey *of)
{
    buffer out = { 0 };
    // Of all of cairo's pictures only "alpha" is written as one byte a pixel.
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, of->width, of->height);
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        int stride = cairo_image_surface_get_stride(surface);
        for (int y = 0; y < of->height; y++)
            memcpy(cairo_image_surface_get_data(surface) + (size_t)y * (size_t)stride,
                   of->pixels + (size_t)y * (size_t)of->width, (size_t)of->width);
        cairo_surface_mark_dirty(surface);
        if (cairo_surface_write_to_png_stream(surface, add_bytes, &out) != CAIRO_STATUS_SUCCESS)
            buffer_clear(&out);
    }
    cairo_surface_destroy(surface);
    text made = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static cairo_status_t take_bytes(void *context, unsigned char *bytes, unsigned length)
{
    text *rest = context;
    if (rest->length < length)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(bytes, rest->bytes, length);
    *rest = text_from(*rest, length);
    return CAIRO_STATUS_SUCCESS;
}

static uint8_t brightness(uint32_t pixel, bool has_alpha)
{
    // Colours come multiplied by how little is seen through them; behind them is paper.
    uint32_t behind = has_alpha ? 255 - (pixel >> 24) : 0;
    uint32_t sum = (pixel >> 16 & 255) * 77 + (pixel >> 8 & 255) * 150 + (pixel & 255) * 29;
    sum = (sum >> 8) + behind;
    return (uint8_t)(sum > 255 ? 255 : sum);
}

bool scan_read_png(arena *memory, text bytes, grey *read)
{
    cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(take_bytes, &bytes);
    bool is_read = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_format_t format = is_read ? cairo_image_surface_get_format(surface) : CAIRO_FORMAT_INVALID;
    is_read = format == CAIRO_FORMAT_RGB24 || format == CAIRO_FORMAT_ARGB32;
    if (is_read) {
        *read = grey_new(memory, cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface));
        for (int y = 0; y < read->height; y++) {
            const unsigned char *row = cairo_image_surface_get_data(surface)
                                     + (size_t)y * (size_t)cairo_image_surface_get_stride(surface);
            for (int x = 0; x < read->width; x++) {
                uint32_t pixel;
                memcpy(&pixel, row + (size_t)x * 4, sizeof pixel);
                read->pixels[(size_t)y * (size_t)read->width + (size_t)x] =
                    brightness(pixel, format == CAIRO_FORMAT_ARGB32);
            }
        }
    }
    cairo_surface_destroy(surface);
    return is_read;
}
