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
    arena *memory;                  // lives as long as the canvas
    PangoContext *context;
    arena scratch;                  // of the text that is being broken into lines
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

// pdf_fonts.c
const char *pdf_family_name(pdf_family family);
// Whether [words] were set in the family [had] for want of memory: libraries of fonts that find none take another font, or none (NULL), and
// do not tell. The one that was wanted has letters of them.
bool pdf_font_is_wrong(pdf_family wanted, const char *had, text words);
// HarfBuzz sets a word worse where it finds no memory, and does not tell. The C library notes in errno, which the caller set to 0 before,
// that it was asked in vain; mostly nothing else is noted there until then.
void pdf_heed_memory(void);
// The font to draw with; ends the process where [words] are not in the font that was wanted though they could be.
cairo_scaled_font_t *pdf_keep_font(pdf *document, PangoFont *font, pdf_family wanted, text words);

void pdf_set_colour(cairo_t *drawing, uint32_t colour);

// A stretch of a text in one look.
typedef struct {
    size_t end;                     // offset of the first byte behind it
    const pdf_run *run;
    uint32_t colour;
    pdf_family family;
    pdf_element **owner;            // where its element is kept: one for all its lines
} pdf_span;

typedef struct {
    uint32_t glyph;
    int x, y;                       // from the piece's beginning, in Pango's units
} pdf_glyph;

// Bytes of the words that belong to a number of glyphs.
typedef struct {
    uint16_t bytes, glyphs;
    bool is_joining;                // a space that no line ends at
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

// ---- What is broken into lines (pdf_compose.c)

typedef struct {
    pdf *document;
    const pdf_run *runs;
    size_t count;
    const pdf_style *style;
    double width;
} pdf_breaking;

// The runs as one text.
typedef struct {
    text words;
    pdf_span *spans;                // as many as runs
} pdf_composed;

// What makes the glyphs, what keeps pieces apart, and where lines may not end: three lists, or one thrice.
typedef struct {
    PangoAttrList *fonts, *looks, *breaks;
} pdf_attributes;

pdf_composed pdf_compose(const pdf_breaking *of, bool is_divided);
// Tells of the text from [from] to [end], counted from [from].
void pdf_describe_part(const pdf_breaking *of, const pdf_composed *parts, size_t from, size_t end, const pdf_attributes *lists);
PangoFontDescription *pdf_describe_font(const pdf_style *style);
// The span that [offset] stands in.
size_t pdf_span_at(const pdf_span *spans, size_t count, size_t offset);

// pdf_shapes.c: the glyphs of a word, between spaces of the same item or not. NULL: it cannot be shaped alone.
enum { PDF_LONGEST_WORD = 200 };    // bytes
typedef struct {
    text words;
    bool has_before, has_after;     // a space
    bool has_hyphen;                // a line ends in it
} pdf_word;
typedef struct {
    const PangoGlyphInfo *glyphs;
    const int *clusters;            // where each begins, in bytes
    const int *widths;              // of the characters
    int count, width;
    PangoGlyphInfo before, after;   // the spaces
} pdf_shape;
const pdf_shape *pdf_shape_of(const PangoAnalysis *in, const pdf_word *of);

// ---- What fonts lack (pdf_missing.c)

// Notes the characters that no font of ours has.
void pdf_note_missing(pdf *document, PangoLayout *layout);
// Whether there are glyphs and none has a width: so letters come out of a font for which HarfBuzz had no memory, of which nothing else tells.
bool pdf_has_no_width(const PangoGlyphString *of);
bool pdf_has_run_without_width(PangoLayout *layout);
void pdf_limit_shapes(void);        // shapes that were given may be gone

// pdf_wrap.c: breaks a text into lines as a PangoLayout does, but for what is rare. Of the words that are longer than a line it tells, where
// nothing before them is rare; Pango cuts them.
typedef enum { PDF_IS_WRAPPED, PDF_NOT_WRAPPED, PDF_WOULD_CUT } pdf_wrap_result;
typedef struct {
    PangoContext *context;
    text words;                     // with a zero behind, at which Pango looks where lines may not end before it
    PangoAttrList *fonts;           // and what else shapes the glyphs
    PangoAttrList *breaks;          // where lines may end
    PangoAttrList *looks;           // what else keeps pieces apart; NULL: nothing
    int width;
} pdf_paragraph;
typedef struct {
    GSList **items;                 // a line: PangoGlyphItem *
    size_t count, capacity;
} pdf_wrapped;
pdf_wrap_result pdf_wrap(arena *memory, const pdf_paragraph *of, pdf_wrapped *into);
void pdf_wrapped_free(pdf_wrapped *of);

// pdf_svg.c: draws at the origin, one unit a point, in a box of the size.
void pdf_draw_svg(pdf *document, const picture *shown, double width, double height);

#endif
