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
} pdf_canvas;

// A stretch of a text in one look.
typedef struct {
    size_t end;                     // offset of the first byte behind it
    uint32_t colour;
    bool is_struck;
    text address;
    pdf_element **link;             // where its element is kept: one for all its lines
} pdf_span;

struct pdf_lines {
    PangoLayout *layout;
    size_t count;
    double leading, baseline, width;
    pdf_span *spans;
    size_t span_count;
};

#endif
