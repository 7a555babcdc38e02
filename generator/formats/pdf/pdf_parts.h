// What the parts of the PDF engine share. Private to formats/pdf/.
#ifndef FORMATS_PDF_PDF_PARTS_H
#define FORMATS_PDF_PDF_PARTS_H

#include "base/table.h"
#include "formats/pdf/pdf.h"

typedef struct {
    double left, bottom, right, top;    // PDF's way: y upwards
} pdf_rectangle;

typedef enum { ANNOTATION_FIELD, ANNOTATION_LINK } pdf_annotation_type;

typedef struct {
    pdf_annotation_type type;
    size_t page;
    pdf_rectangle at;
    pdf_element *element;
    const pdf_field *field;
    text address, contents;             // of a link
    int object;                         // pdf_finish's own
} pdf_annotation;

typedef enum { KID_ELEMENT, KID_CONTENT, KID_ANNOTATION } pdf_kid_type;

typedef struct {
    pdf_kid_type type;
    pdf_element *element;
    size_t page, content;               // content: its number on the page
    pdf_annotation *annotation;
} pdf_kid;

typedef struct pdf_element_state {
    bool is_attached;                   // has a place among its parent's kids
    struct {
        pdf_kid *items;
        size_t count, capacity;
    } kids;
    bool has_bounds;                    // of a figure
    pdf_rectangle bounds;
    int object;                         // pdf_finish's own
} pdf_element_state;

typedef enum { ITEM_LINE, ITEM_BOX, ITEM_CIRCLE, ITEM_QR, ITEM_FIELD, ITEM_ELEMENT } pdf_item_type;

typedef struct {
    pdf_item_type type;
    double x, y;
    pdf_element *element;               // NULL: decoration
    const pdf_lines *lines;
    size_t line;
    pdf_box box;
    const struct pdf_qr *qr;
    double size;
    const pdf_field *field;
} pdf_item;

typedef struct {
    text title;
    int level;
} pdf_bookmark;

typedef struct pdf_slice_state {
    struct {
        pdf_item *items;
        size_t count, capacity;
    } items;
    struct {
        pdf_bookmark *items;
        size_t count, capacity;
    } bookmarks;
} pdf_slice_state;

typedef struct pdf_qr {
    int width;
    const unsigned char *modules;       // width * width, 1: dark
} pdf_qr;

// A slice on its page.
typedef struct {
    pdf_slice *slice;
    size_t page;
    double y;                           // of its top, from the page's
    double gap;                         // room above that was kept
    double stretch;                     // how much higher it became
    bool is_repetition;                 // decoration
} pdf_placement;

// The marked content of a page in the order in which it is drawn; NULL: decoration; without a state: decoration
// whose kind is [type].
typedef struct {
    struct {
        const pdf_element **items;
        size_t count, capacity;
    } marks;
    size_t content_count;
} pdf_page;

typedef struct {
    text title;
    int level;
    size_t page;
    double y;                           // from the page's top
} pdf_outline_entry;

struct pdf {
    arena *memory;
    pdf_settings settings;
    struct pdf_canvas *canvas;
    pdf_element *root;
    struct {
        pdf_element **items;
        size_t count, capacity;
    } attached;                         // all that have a place in the tree, parents first
    double room;                        // above the next slice
    const pdf_element *decoration;      // the kind of what is drawn without an element
    struct {
        pdf_slice **items;
        size_t count, capacity;
    } slices;
    struct {
        pdf_lines **items;
        size_t count, capacity;
    } lines;                            // to be freed
    struct {
        pdf_page *items;
        size_t count, capacity;
    } pages;
    struct {
        pdf_annotation **items;
        size_t count, capacity;
    } annotations;                      // in reading order
    struct {
        pdf_outline_entry *items;
        size_t count, capacity;
    } outline;
    buffer missing;
    table missing_seen;
};

// pdf_fonts.c: the fonts by family and style; a missing file is reported and gives NULL.
struct pdf_canvas *pdf_canvas_open(arena *memory, text folder, text language);
void pdf_canvas_close(struct pdf_canvas *canvas);
void pdf_lines_free(pdf_lines *lines);
text pdf_font_file(arena *memory, text folder, const char *name);      // its path; empty when missing

// pdf_canvas.c: drawing. Everything drawn between begin and end is content of
// [element] (NULL: decoration) on the current page.
bool pdf_canvas_start(pdf *document, buffer *out);
void pdf_canvas_begin_page(pdf *document);
void pdf_canvas_end_page(pdf *document);
bool pdf_canvas_stop(pdf *document);
void pdf_draw_line(pdf *document, pdf_element *element, const pdf_lines *lines, size_t line, double x, double y);
void pdf_draw_box(pdf *document, const pdf_box *box, double x, double y);
void pdf_draw_circle(pdf *document, const pdf_box *box, double x, double y);
void pdf_draw_qr(pdf *document, pdf_element *element, const pdf_qr *code, double x, double y, double size);

// pdf_structure.c
size_t pdf_mark(pdf *document, pdf_element *element);      // the next content of the current page is its
void pdf_attach(pdf *document, pdf_element *element);
pdf_annotation *pdf_annotate(pdf *document, pdf_element *element, pdf_annotation_type type, double x, double y,
                             double width, double height);

// pdf.c: the label of a list's item comes before what was put.
void pdf_put_line_first(pdf *document, pdf_slice *on, pdf_element *element, const pdf_lines *lines, double x,
                        double y);

// pdf_inlines.c: the words of a block.
pdf_runs pdf_inlines(pdf *document, const node *block, const pdf_document_request *request);
text pdf_runs_text(arena *memory, const pdf_runs *runs);

// pdf_table.c
void pdf_add_table(pdf *document, const node *of, const pdf_document_request *request, pdf_element *parent,
                   pdf_place at);

// pdf_pages.c: breaks the slices into pages and draws them.
bool pdf_draw_pages(pdf *document, buffer *drawn);

// pdf_complete.c: from what cairo drew to the finished file.
bool pdf_complete(pdf *document, text drawn, buffer *out);

// pdf_content.c: cairo's marks become ours: "/P <</MCID n>> BDC" and artifacts. False when
// the page does not hold the marks it should.
bool pdf_content_rewrite(const pdf_page *page, text content, buffer *out);

// pdf_field_font.c: a TrueType font of the characters PDF calls WinAnsi, for filled values.
typedef struct {
    text file;                          // TrueType
    int widths[256];                    // per 1000
    int ascent, descent, cap_height, box[4], italic_angle;
} pdf_field_font;
bool pdf_field_font_make(arena *memory, text file, pdf_field_font *font);
uint32_t pdf_win_ansi(int code);        // its Unicode character; 0: none

// pdf_qr.c: NULL when the text is too long.
const pdf_qr *pdf_qr_make(arena *memory, text contents);

#endif
