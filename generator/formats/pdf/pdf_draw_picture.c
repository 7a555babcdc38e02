// Draws pictures. JPEGs are passed on as they are; a picture that is used often is in the file once.
#include "formats/pdf/pdf_pango.h"

#include "base/digest.h"

#include <sys/mman.h>

// Cairo wants the pixels of every picture, but does not look at those of a JPEG: all JPEGs share
// one stretch of memory that nobody ever touches.
static unsigned char *emptiness(pdf *document, size_t size)
{
    pdf_canvas *canvas = document->canvas;
    size_t last = canvas->emptiness.count;
    if (last > 0 && canvas->emptiness.items[last - 1].size >= size)
        return canvas->emptiness.items[last - 1].bytes;
    void *made = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (made == MAP_FAILED)
        memory_exhausted();
    *ARENA_PUSH(document->memory, canvas->emptiness) = (pdf_emptiness){ made, size };
    return made;
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

static cairo_surface_t *open_jpeg(pdf *document, const picture *shown)
{
    bool is_turned = shown->orientation > 4;
    int width = (int)(is_turned ? shown->height : shown->width);
    int height = (int)(is_turned ? shown->width : shown->height);
    int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, width);
    cairo_surface_t *made = cairo_image_surface_create_for_data(
        emptiness(document, (size_t)stride * (size_t)height), CAIRO_FORMAT_RGB24, width, height, stride);
    cairo_surface_set_mime_data(made, CAIRO_MIME_TYPE_JPEG, (const unsigned char *)shown->bytes.bytes,
                                shown->bytes.length, NULL, NULL);
    return made;
}

static cairo_surface_t *open_png(const picture *shown)
{
    png_reader reader = { shown->bytes };
    return cairo_image_surface_create_from_png_stream(read_bytes, &reader);
}

// What has a name is in the file once, but then cairo keeps its pixels to the end of the document: too much for
// large pictures that are not passed on as they are.
enum { MOST_KEPT_PIXELS = 1 << 20 };

static cairo_surface_t *surface_of(pdf *document, const picture *shown)
{
    pdf_canvas *canvas = document->canvas;
    text key = digest_sha256(document->memory, shown->bytes);
    bool is_new;
    uintptr_t *kept = table_put(&canvas->seen, key, &is_new);
    if (!is_new)
        return cairo_surface_reference((cairo_surface_t *)*kept);
    cairo_surface_t *made = shown->type == PICTURE_JPEG ? open_jpeg(document, shown) : open_png(shown);
    *kept = (uintptr_t)made;
    *ARENA_PUSH(document->memory, canvas->pictures) = made;
    text name = text_format(document->memory, "picture-%zu", canvas->pictures.count);
    cairo_surface_set_mime_data(made, CAIRO_MIME_TYPE_UNIQUE_ID, (const unsigned char *)name.bytes, name.length, NULL,
                                NULL);
    return cairo_surface_reference(made);
}

void pdf_pictures_free(pdf *document)
{
    pdf_canvas *canvas = document->canvas;
    for (size_t i = 0; i < canvas->pictures.count; i++)
        cairo_surface_destroy(canvas->pictures.items[i]);
    for (size_t i = 0; i < canvas->emptiness.count; i++)
        munmap(canvas->emptiness.items[i].bytes, canvas->emptiness.items[i].size);
    canvas->pictures.count = canvas->emptiness.count = 0;
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

static void paint_surface(cairo_t *drawing, cairo_surface_t *surface, int orientation, double width, double height)
{
    cairo_matrix_t turned = upright(orientation);
    cairo_scale(drawing, width, height);
    cairo_transform(drawing, &turned);
    cairo_scale(drawing, 1.0 / cairo_image_surface_get_width(surface), 1.0 / cairo_image_surface_get_height(surface));
    cairo_set_source_surface(drawing, surface, 0, 0);
    cairo_paint(drawing);
}

static void draw_pixels(pdf *document, const picture *shown, double width, double height)
{
    cairo_t *drawing = document->canvas->drawing;
    bool is_kept = shown->type == PICTURE_JPEG || shown->width * shown->height <= MOST_KEPT_PIXELS;
    cairo_surface_t *surface = is_kept ? surface_of(document, shown) : open_png(shown);
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
        paint_surface(drawing, surface, shown->orientation, width, height);
    cairo_surface_destroy(surface);
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
