// Pango and cairo, for the files that set and draw text. Private to formats/pdf/.
#ifndef FORMATS_PDF_PDF_PANGO_H
#define FORMATS_PDF_PDF_PANGO_H

#include "formats/pdf/pdf_parts.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

typedef struct pdf_canvas {
    PangoContext *context;
    cairo_surface_t *surface;       // NULL until drawing begins
    cairo_t *drawing;
    struct {
        cairo_surface_t **items;
        size_t count, capacity;
    } pictures;                     // cairo reads some of them when the document ends
    table seen;                     // the bytes of a picture to its surface
    void *emptiness;                // pixels of pictures that are passed on as they are
    size_t emptiness_size;
} pdf_canvas;

void pdf_set_colour(cairo_t *drawing, uint32_t colour);

// A stretch of a text in one look.
typedef struct {
    size_t end;                     // offset of the first byte behind it
    const pdf_run *run;
    uint32_t colour;
    pdf_element **owner;            // where its element is kept: one for all its lines
} pdf_span;

struct pdf_lines {
    PangoLayout *layout;
    size_t count;
    double leading, baseline, width;
    pdf_style style;
    pdf_span *spans;
    size_t span_count;
};

// pdf_svg.c: draws at the origin, one unit a point, in a box of the size.
void pdf_draw_svg(pdf *document, const picture *shown, double width, double height);

#endif
