// Drawn by poppler. What comes in was written by qpdf: of a file of others poppler makes a table of as many objects as that says it has,
// and goes astray where there is no memory for it.
#include "answers/scans/scan_file.h"

#include "base/library.h"

#include <math.h>
#include <poppler.h>

#define FUNCTIONS(each) each(poppler_document_get_page) each(poppler_document_new_from_bytes) each(poppler_page_get_size) \
    each(poppler_page_render)

static struct { FUNCTIONS(LIBRARY_POINTER) } library;

static bool open_library(void)
{
    static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
    return library_open("libpoppler-glib.so.8", names, sizeof names / sizeof *names, &library);
}

// Points a side; a sheet of A0 has 3370.
#define MOST_POINTS 4000.0
#define DOTS_PER_POINT (200.0 / 72)

static void take_pixels(arena *memory, cairo_surface_t *surface, grey *read)
{
    cairo_surface_flush(surface);
    *read = grey_new(memory, cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface));
    for (int y = 0; y < read->height; y++) {
        const unsigned char *row = cairo_image_surface_get_data(surface)
                                 + (size_t)y * (size_t)cairo_image_surface_get_stride(surface);
        for (int x = 0; x < read->width; x++) {
            uint32_t pixel;
            memcpy(&pixel, row + (size_t)x * 4, sizeof pixel);
            read->pixels[(size_t)y * (size_t)read->width + (size_t)x] =
                (uint8_t)(((pixel >> 16 & 255) * 77 + (pixel >> 8 & 255) * 150 + (pixel & 255) * 29) >> 8);
        }
    }
}

static bool draw_page(arena *memory, PopplerPage *page, grey *read)
{
    double width, height;
    library.poppler_page_get_size(page, &width, &height);
    if (!(width >= 1 && height >= 1 && width <= MOST_POINTS && height <= MOST_POINTS))
        return false;
    // Pictures without a resolution come as pages of any size.
    double scale = fmin(DOTS_PER_POINT, SCAN_LONG_SIDE / fmax(width, height));
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(width * scale),
                                                          (int)ceil(height * scale));
    bool is_drawn = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    if (is_drawn) {
        cairo_t *drawing = cairo_create(surface);
        cairo_set_source_rgb(drawing, 1, 1, 1);
        cairo_paint(drawing);
        cairo_scale(drawing, scale, scale);
        library.poppler_page_render(page, drawing);
        is_drawn = cairo_status(drawing) == CAIRO_STATUS_SUCCESS;
        cairo_destroy(drawing);
    }
    if (is_drawn)
        take_pixels(memory, surface, read);
    cairo_surface_destroy(surface);
    return is_drawn;
}

scan_result scan_draw_pdf(arena *memory, text bytes, grey *read)
{
    if (!open_library())
        return SCAN_BROKEN;
    GBytes *held = g_bytes_new_static(bytes.bytes, bytes.length);
    PopplerDocument *opened = library.poppler_document_new_from_bytes(held, NULL, NULL);
    g_bytes_unref(held);
    PopplerPage *page = opened != NULL ? library.poppler_document_get_page(opened, 0) : NULL;
    bool is_drawn = page != NULL && draw_page(memory, page, read);
    g_clear_object(&page);
    g_clear_object(&opened);
    return is_drawn ? SCAN_READ : SCAN_BROKEN;
}
