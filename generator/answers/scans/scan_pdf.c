// Pages of PDF files by poppler. Scripts and links in them are not looked at.
#include "answers/scans/scan_file.h"

#include "base/library.h"

#include <math.h>
#include <poppler.h>

#define FUNCTIONS(each) each(poppler_document_get_n_pages) each(poppler_document_get_page) \
    each(poppler_document_new_from_bytes) each(poppler_error_quark) each(poppler_page_get_size) each(poppler_page_render)

static struct { FUNCTIONS(LIBRARY_POINTER) } library;

static bool open_library(void)
{
    static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
    return library_open("libpoppler-glib.so.8", names, sizeof names / sizeof *names, &library);
}

// Points a side; a sheet of A0 has 3370.
#define MOST_POINTS 4000.0
#define DOTS_PER_POINT (200.0 / 72)

static PopplerDocument *open_document(text bytes, scan_result *result)
{
    *result = SCAN_BROKEN;
    if (!open_library())
        return NULL;
    GError *error = NULL;
    GBytes *held = g_bytes_new_static(bytes.bytes, bytes.length);
    PopplerDocument *opened = library.poppler_document_new_from_bytes(held, NULL, &error);
    g_bytes_unref(held);
    *result = opened != NULL ? SCAN_READ
            : g_error_matches(error, library.poppler_error_quark(), POPPLER_ERROR_ENCRYPTED) ? SCAN_LOCKED : SCAN_BROKEN;
    g_clear_error(&error);
    return opened;
}

scan_result scan_count_pdf(text bytes, size_t *count)
{
    scan_result result;
    PopplerDocument *opened = open_document(bytes, &result);
    if (opened == NULL)
        return result;
    int pages = library.poppler_document_get_n_pages(opened);
    *count = pages > 0 ? (size_t)pages : 0;
    g_object_unref(opened);
    return *count > 0 ? SCAN_READ : SCAN_BROKEN;
}

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

scan_result scan_read_pdf(arena *memory, text bytes, size_t number, grey *read)
{
    scan_result result;
    PopplerDocument *opened = open_document(bytes, &result);
    if (opened == NULL)
        return result;
    PopplerPage *page = library.poppler_document_get_page(opened, (int)number);
    result = SCAN_BROKEN;
    if (page != NULL) {
        if (draw_page(memory, page, read))
            result = SCAN_READ;
        g_object_unref(page);
    }
    g_object_unref(opened);
    return result;
}
