// Draws pictures. JPEGs are passed on as they are; a picture that is used often is in the file once.
#include "formats/pdf/pdf_pango.h"

#include <sys/mman.h>

// Cairo wants the pixels of every picture, but does not look at those of a JPEG: all JPEGs share
// one stretch of memory that nobody ever touches.
static unsigned char *emptiness(pdf_canvas *canvas, size_t size)
{
    if (canvas->emptiness_size < size) {
        void *made = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (made == MAP_FAILED)
            memory_exhausted();
        // An older stretch stays in use by the pictures that have it.
        canvas->emptiness = made;
        canvas->emptiness_size = size;
    }
    return canvas->emptiness;
}

typedef struct {
    text rest;
} png_reader;

static cairo_status_t read_bytes(void *from, unsigned char *into, unsigned length)
{
    png_reader *reader = from;
    if (reader->rest.length < length)
        return CAIRO_STATUS_READ_ERROR;
    for (unsigned i = 0; i < length; i++)
        into[i] = (unsigned char)reader->rest.bytes[i];
    reader->rest = text_from(reader->rest, length);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *open_picture(pdf_canvas *canvas, const picture *shown)
{
    if (shown->type == PICTURE_PNG) {
        png_reader reader = { shown->bytes };
        return cairo_image_surface_create_from_png_stream(read_bytes, &reader);
    }
    bool is_turned = shown->orientation > 4;
    int width = (int)(is_turned ? shown->height : shown->width), height = (int)(is_turned ? shown->width : shown->height);
    int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, width);
    cairo_surface_t *made = cairo_image_surface_create_for_data(
        emptiness(canvas, (size_t)stride * (size_t)height), CAIRO_FORMAT_RGB24, width, height, stride);
    cairo_surface_set_mime_data(made, CAIRO_MIME_TYPE_JPEG, (const unsigned char *)shown->bytes.bytes,
                                shown->bytes.length, NULL, NULL);
    return made;
}

static cairo_surface_t *surface_of(pdf *document, const picture *shown)
{
    pdf_canvas *canvas = document->canvas;
    text key = text_format(document->memory, "picture %p", (const void *)shown->bytes.bytes);
    bool is_new;
    uintptr_t *kept = table_put(&canvas->seen, key, &is_new);
    if (!is_new)
        return (cairo_surface_t *)*kept;
    cairo_surface_t *made = open_picture(canvas, shown);
    *kept = (uintptr_t)made;
    *ARENA_PUSH(document->memory, canvas->pictures) = made;
    text name = text_format(document->memory, "picture-%zu", canvas->pictures.count);
    cairo_surface_set_mime_data(made, CAIRO_MIME_TYPE_UNIQUE_ID, (const unsigned char *)name.bytes, name.length, NULL,
                                NULL);
    return made;
}

void pdf_pictures_free(pdf *document)
{
    pdf_canvas *canvas = document->canvas;
    for (size_t i = 0; i < canvas->pictures.count; i++)
        cairo_surface_destroy(canvas->pictures.items[i]);
    canvas->pictures.count = 0;
}

// EXIF counts the ways in which a picture can be turned and mirrored from 1 to 8.
static cairo_matrix_t upright(int orientation)
{
    static const double parts[8][6] = {
        { 1, 0, 0, 1, 0, 0 },  { -1, 0, 0, 1, 1, 0 }, { -1, 0, 0, -1, 1, 1 }, { 1, 0, 0, -1, 0, 1 },
        { 0, 1, 1, 0, 0, 0 },  { 0, 1, -1, 0, 1, 0 }, { 0, -1, -1, 0, 1, 1 }, { 0, -1, 1, 0, 0, 1 },
    };
    const double *p = parts[orientation >= 1 && orientation <= 8 ? orientation - 1 : 0];
    cairo_matrix_t made;
    cairo_matrix_init(&made, p[0], p[1], p[2], p[3], p[4], p[5]);
    return made;
}

static void draw_pixels(pdf *document, const picture *shown, double width, double height)
{
    cairo_t *drawing = document->canvas->drawing;
    cairo_surface_t *surface = surface_of(document, shown);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        return;
    cairo_scale(drawing, width, height);
    cairo_matrix_t turned = upright(shown->orientation);
    cairo_transform(drawing, &turned);
    cairo_scale(drawing, 1.0 / cairo_image_surface_get_width(surface), 1.0 / cairo_image_surface_get_height(surface));
    cairo_set_source_surface(drawing, surface, 0, 0);
    cairo_paint(drawing);
}

void pdf_draw_picture(pdf *document, pdf_element *element, const picture *shown, const pdf_box *box, double x,
                      double y)
{
    cairo_t *drawing = document->canvas->drawing;
    pdf_draw_begin(document, element);
    cairo_save(drawing);
    cairo_translate(drawing, x, y);
    if (shown->type == PICTURE_SVG)
        pdf_draw_svg(document, shown, box->width, box->height);
    else
        draw_pixels(document, shown, box->width, box->height);
    cairo_restore(drawing);
    if (element != NULL)
        pdf_set_bounds(document, element, x, y, box->width, box->height);
}
