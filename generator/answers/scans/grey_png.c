// PNG by cairo.
#include "answers/scans/grey.h"

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
