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

void pdf_canvas_begin_page(pdf *document)
{
    *ARENA_PUSH(document->memory, document->pages) = (pdf_page){ 0 };
}

void pdf_canvas_end_page(pdf *document)
{
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
    canvas->drawing = NULL;
    canvas->surface = NULL;
    errno = 0;
    return status == CAIRO_STATUS_SUCCESS || machine_failure("draw the PDF", text_of(cairo_status_to_string(status)));
}

static void begin(pdf *document, pdf_element *element)
{
    pdf_mark(document, element);
    cairo_tag_begin(document->canvas->drawing, "Span", NULL);
}

static void end(pdf *document)
{
    cairo_tag_end(document->canvas->drawing, "Span");
}

static void set_colour(cairo_t *drawing, uint32_t colour)
{
    cairo_set_source_rgb(drawing, (colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                         (colour & 0xFF) / 255.0);
}

// ---- Text

static size_t span_at(const pdf_lines *lines, size_t offset)
{
    size_t i = 0;
    while (i + 1 < lines->span_count && offset >= lines->spans[i].end)
        i++;
    return i;
}

static double run_width(const PangoGlyphItem *run)
{
    return (double)pango_glyph_string_get_width(run->glyphs) / PANGO_SCALE;
}

static pdf_element *link_element(pdf *document, pdf_element *within, const pdf_span *span)
{
    if (*span->link == NULL)
        *span->link = pdf_element_new(document, within, "Link");
    return *span->link;
}

// The runs from [run] that belong to one span; returns the first behind them.
static GSList *draw_span(pdf *document, pdf_element *element, const pdf_lines *lines, GSList *run, double *x,
                         double top, double baseline)
{
    cairo_t *drawing = document->canvas->drawing;
    const char *bytes = pango_layout_get_text(lines->layout);
    size_t index = span_at(lines, (size_t)((PangoGlyphItem *)run->data)->item->offset);
    const pdf_span *span = &lines->spans[index];
    bool is_link = element != NULL && !text_is_empty(span->address);
    pdf_element *owner = is_link ? link_element(document, element, span) : element;
    begin(document, owner);
    set_colour(drawing, span->colour);
    double from = *x;
    for (; run != NULL; run = run->next) {
        PangoGlyphItem *piece = run->data;
        if (span_at(lines, (size_t)piece->item->offset) != index)
            break;
        cairo_move_to(drawing, *x, baseline);
        pango_cairo_show_glyph_item(drawing, bytes, piece);
        *x += run_width(piece);
    }
    if (span->is_struck || is_link) {
        cairo_rectangle(drawing, from, span->is_struck ? baseline - lines->leading * 0.2 : baseline + 1.6, *x - from, 0.5);
        cairo_fill(drawing);
    }
    end(document);
    if (is_link) {
        pdf_annotation *made =
            pdf_annotate(document, owner, ANNOTATION_LINK, from, top, *x - from, lines->leading);
        made->address = span->address;
        size_t start = index == 0 ? 0 : lines->spans[index - 1].end;
        made->contents = (text){ bytes + start, span->end - start };
    }
    return run;
}

void pdf_draw_line(pdf *document, pdf_element *element, const pdf_lines *lines, size_t line, double x, double y)
{
    const PangoLayoutLine *drawn = pango_layout_get_line_readonly(lines->layout, (int)line);
    if (drawn == NULL)
        return;
    double at = x;
    for (GSList *run = drawn->runs; run != NULL;)
        run = draw_span(document, element, lines, run, &at, y, y + lines->baseline);
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
        set_colour(drawing, box->fill);
        cairo_fill_preserve(drawing);
    }
    if (box->is_stroked) {
        set_colour(drawing, box->stroke);
        cairo_set_line_width(drawing, box->thickness);
        cairo_stroke_preserve(drawing);
    }
    cairo_new_path(drawing);
}

void pdf_draw_box(pdf *document, const pdf_box *box, double x, double y)
{
    begin(document, NULL);
    outline(document->canvas->drawing, box, x, y);
    paint(document->canvas->drawing, box);
    end(document);
}

void pdf_draw_circle(pdf *document, const pdf_box *box, double x, double y)
{
    cairo_t *drawing = document->canvas->drawing;
    begin(document, NULL);
    double r = box->width / 2;
    cairo_new_sub_path(drawing);
    cairo_arc(drawing, x + r, y + r, r, 0, 2 * G_PI);
    paint(drawing, box);
    end(document);
}

void pdf_draw_qr(pdf *document, pdf_element *element, const pdf_qr *code, double x, double y, double size)
{
    cairo_t *drawing = document->canvas->drawing;
    begin(document, element);
    set_colour(drawing, 0);
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
    end(document);
    double page_height = document->settings.height;
    element->state->has_bounds = true;
    element->state->bounds = (pdf_rectangle){ x, page_height - y - size, x + size, page_height - y };
}
