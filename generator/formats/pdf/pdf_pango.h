// Pango and cairo, for the files that set and draw text. Private to formats/pdf/.
#ifndef FORMATS_PDF_PDF_PANGO_H
#define FORMATS_PDF_PDF_PANGO_H

#include "formats/pdf/pdf_parts.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

typedef struct {
    void *bytes;
    size_t size;
} pdf_emptiness;

typedef struct pdf_canvas {
    PangoContext *context;
    cairo_surface_t *surface;       // NULL until drawing begins
    cairo_t *drawing;
    pdf_element *marked;            // whose content is being drawn
    bool is_marked, is_mark_full;
    struct {
        PangoFont **items;
        size_t count, capacity;
    } fonts;                        // in use
    struct {
        cairo_surface_t **items;
        size_t count, capacity;
    } pictures;                     // cairo reads some of them when the document ends
    table seen;                     // the bytes of a picture to its surface
    struct {
        cairo_glyph_t *items;
        size_t count, capacity;
    } glyphs;                       // of the piece that is being drawn
    struct {
        cairo_text_cluster_t *items;
        size_t count, capacity;
    } clusters;
    struct {
        pdf_emptiness *items;
        size_t count, capacity;
    } emptiness;                    // pixels of pictures that are passed on as they are; the last is the largest
} pdf_canvas;

void pdf_set_colour(cairo_t *drawing, uint32_t colour);

// A stretch of a text in one look.
typedef struct {
    size_t end;                     // offset of the first byte behind it
    const pdf_run *run;
    uint32_t colour;
    pdf_element **owner;            // where its element is kept: one for all its lines
} pdf_span;

typedef struct {
    uint32_t glyph;
    int x, y;                       // from the piece's beginning, in Pango's units
} pdf_glyph;

// Bytes of the words that belong to a number of glyphs.
typedef struct {
    uint16_t bytes, glyphs;
} pdf_cluster;

// Glyphs of one font and one span.
typedef struct {
    size_t span;
    bool begins_span, is_backward;
    bool has_actual_text;           // cairo puts a mark of its own around some of it
    cairo_scaled_font_t *font;
    double width;
    pdf_glyph *glyphs;
    pdf_cluster *clusters;
    size_t glyph_count, cluster_count;
    text words;
} pdf_piece;

typedef struct {
    size_t first, count;            // of the pieces
    double width;
} pdf_line;

struct pdf_lines {
    const pdf_line *lines;
    const pdf_piece *pieces;
    size_t count;
    double leading, baseline, width;
    pdf_style style;
    pdf_span *spans;
    size_t span_count;
};

// pdf_svg.c: draws at the origin, one unit a point, in a box of the size.
void pdf_draw_svg(pdf *document, const picture *shown, double width, double height);

#endif
