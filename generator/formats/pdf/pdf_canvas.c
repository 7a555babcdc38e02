// Drawing with cairo.
//
// Cairo's own tags know no artifacts, attributes or alternative texts, and go
// wrong where a paragraph crosses a page. So they only mark what is drawn: one
// flat tag around each piece, in the order of pdf_mark. The structure tree is
// made from our own elements afterwards (pdf_complete.c).
#include "formats/pdf/pdf_pango.h"

#include <errno.h>

static cairo_status_t write_bytes(void *to, const unsigned char *bytes, unsigned length)
{
    buffer_add(to, (text){ (const char *)bytes, length });
    return CAIRO_STATUS_SUCCESS;
}

bool pdf_canvas_start(pdf *document, buffer *out)
{
    pdf_canvas *canvas = document->canvas;
    const pdf_settings *settings = &document->settings;
    canvas->surface = cairo_pdf_surface_create_for_stream(write_bytes, out, settings->width, settings->height);
    cairo_pdf_surface_restrict_to_version(canvas->surface, CAIRO_PDF_VERSION_1_5);
    // Cairo would ask the clock.
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_CREATE_DATE, "1980-01-01T00:00:00Z");
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_MOD_DATE, "1980-01-01T00:00:00Z");
    canvas->drawing = cairo_create(canvas->surface);
    return cairo_status(canvas->drawing) == CAIRO_STATUS_SUCCESS;
}

static void close_mark(pdf_canvas *canvas)
{
    if (canvas->is_marked)
        cairo_tag_end(canvas->drawing, "Span");
    canvas->is_marked = canvas->is_mark_full = false;
}

void pdf_canvas_begin_page(pdf *document, const pdf_page_style *style)
{
    *ARENA_PUSH(document->memory, document->pages) = (pdf_page){ .width = style->width, .height = style->height };
    cairo_pdf_surface_set_size(document->canvas->surface, style->width, style->height);
}

void pdf_canvas_end_page(pdf *document)
{
    close_mark(document->canvas);
    cairo_show_page(document->canvas->drawing);
}

bool pdf_canvas_stop(pdf *document)
{
    pdf_canvas *canvas = document->canvas;
    cairo_status_t status = cairo_status(canvas->drawing);
    cairo_destroy(canvas->drawing);
    cairo_surface_finish(canvas->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(canvas->surface);
    cairo_surface_destroy(canvas->surface);
    pdf_pictures_free(document);
    canvas->drawing = NULL;
    canvas->surface = NULL;
    if (status == CAIRO_STATUS_NO_MEMORY)
        memory_exhausted();
    errno = 0;
    return status == CAIRO_STATUS_SUCCESS || machine_failure("draw the PDF", text_of(cairo_status_to_string(status)));
}

// Pieces of one element that follow one another, as the lines of a paragraph do, share a mark. Nothing follows in
// it after a mark inside it (a soft hyphen's): some readers lose what comes then.
void pdf_draw_begin(pdf *document, pdf_element *element)
{
    pdf_canvas *canvas = document->canvas;
    if (canvas->is_marked && !canvas->is_mark_full && canvas->marked == element)
        return;
    close_mark(canvas);
    pdf_mark(document, element);
    cairo_tag_begin(canvas->drawing, "Span", NULL);
    canvas->marked = element;
    canvas->is_marked = true;
}

void pdf_set_colour(cairo_t *drawing, uint32_t colour)
{
    cairo_set_source_rgb(drawing, (colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                         (colour & 0xFF) / 255.0);
}

// ---- Shapes

static void outline(cairo_t *drawing, const pdf_box *box, double x, double y)
{
    if (box->radius <= 0) {
        cairo_rectangle(drawing, x, y, box->width, box->height);
        return;
    }
    double right = x + box->width, bottom = y + box->height, r = box->radius;
    const double quarter = G_PI / 2;
    cairo_new_sub_path(drawing);
    cairo_arc(drawing, right - r, y + r, r, -quarter, 0);
    cairo_arc(drawing, right - r, bottom - r, r, 0, quarter);
    cairo_arc(drawing, x + r, bottom - r, r, quarter, 2 * quarter);
    cairo_arc(drawing, x + r, y + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(drawing);
}

static void paint(cairo_t *drawing, const pdf_box *box)
{
    if (box->is_filled) {
        pdf_set_colour(drawing, box->fill);
        cairo_fill_preserve(drawing);
    }
    if (box->is_stroked) {
        pdf_set_colour(drawing, box->stroke);
        cairo_set_line_width(drawing, box->thickness);
        cairo_stroke_preserve(drawing);
    }
    cairo_new_path(drawing);
}

void pdf_draw_box(pdf *document, const pdf_box *box, double x, double y)
{
    pdf_draw_begin(document, NULL);
    outline(document->canvas->drawing, box, x, y);
    paint(document->canvas->drawing, box);
}

void pdf_draw_circle(pdf *document, const pdf_box *box, double x, double y)
{
    cairo_t *drawing = document->canvas->drawing;
    pdf_draw_begin(document, NULL);
    double r = box->width / 2;
    cairo_new_sub_path(drawing);
    cairo_arc(drawing, x + r, y + r, r, 0, 2 * G_PI);
    paint(drawing, box);
}

void pdf_draw_qr(pdf *document, pdf_element *element, const pdf_qr *code, double x, double y, double size)
{
    cairo_t *drawing = document->canvas->drawing;
    pdf_draw_begin(document, element);
    pdf_set_colour(drawing, 0);
    double module = size / code->width;
    // One rectangle for each run of dark modules in a row.
    for (int row = 0; row < code->width; row++)
        for (int column = 0, length; column < code->width; column += length) {
            const unsigned char *from = &code->modules[row * code->width + column];
            for (length = 1; column + length < code->width && from[length] == from[0]; length++)
                ;
            if (from[0])
                cairo_rectangle(drawing, x + column * module, y + row * module, length * module, module);
        }
    cairo_fill(drawing);
    if (element != NULL)
        pdf_set_bounds(document, element, x, y, size, size);
}

void pdf_draw_stroke(pdf *document, const pdf_box *from, double x, double y, double dash)
{
    cairo_t *drawing = document->canvas->drawing;
    pdf_draw_begin(document, NULL);
    cairo_save(drawing);
    pdf_set_colour(drawing, from->stroke);
    cairo_set_line_width(drawing, from->thickness);
    if (dash > 0)
        cairo_set_dash(drawing, &dash, 1, 0);
    if (dash < 0) {
        // Dots: dashes of no length with round ends.
        const double dots[] = { 0, -dash };
        cairo_set_line_cap(drawing, CAIRO_LINE_CAP_ROUND);
        cairo_set_dash(drawing, dots, 2, 0);
    }
    cairo_move_to(drawing, x, y);
    cairo_line_to(drawing, x + from->width, y + from->height);
    cairo_stroke(drawing);
    cairo_restore(drawing);
}

void pdf_draw_tick(pdf *document, pdf_element *element, const pdf_box *box, double x, double y, bool is_ticked)
{
    cairo_t *drawing = document->canvas->drawing;
    pdf_draw_begin(document, element);
    outline(drawing, box, x, y);
    paint(drawing, box);
    if (is_ticked) {
        cairo_move_to(drawing, x + box->width * 0.22, y + box->height * 0.48);
        cairo_line_to(drawing, x + box->width * 0.42, y + box->height * 0.72);
        cairo_line_to(drawing, x + box->width * 0.78, y + box->height * 0.25);
        cairo_set_line_width(drawing, 1.4);
        cairo_stroke(drawing);
    }
}
