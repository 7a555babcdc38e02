// What the parts of the PDF engine share. Private to formats/pdf/.
#ifndef FORMATS_PDF_PDF_PARTS_H
#define FORMATS_PDF_PDF_PARTS_H

#include "formats/pdf/pdf_layout.h"

typedef struct {
    double left, bottom, right, top;    // PDF's way: y upwards
} pdf_rectangle;

typedef enum { ANNOTATION_FIELD, ANNOTATION_LINK, ANNOTATION_HAND } pdf_annotation_type;

typedef struct {
    pdf_annotation_type type;
    size_t page;
    pdf_rectangle at;
    pdf_element *element;
    const pdf_field *field;
    text address, contents;             // of a link; "#name": to an anchor
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

typedef enum {
    ITEM_LINE, ITEM_BOX, ITEM_CIRCLE, ITEM_QR, ITEM_FIELD, ITEM_ELEMENT, ITEM_PICTURE, ITEM_STROKE, ITEM_PAGE_NUMBER,
    ITEM_LINK, ITEM_WRITE, ITEM_TICK, ITEM_HAND
} pdf_item_type;

typedef struct {
    pdf_item_type type;
    double x, y;
    pdf_element *element;               // NULL: decoration
    const pdf_lines *lines;
    size_t line;
    pdf_box box;
    double size;
    const pdf_field *field;
    const picture *picture;
    double dash;                        // of a stroke, whose box holds how far it goes; below zero: dots
    bool is_ticked;
    text address, contents;             // of a link; the anchor of a page number; what a QR code says
    text page_of;                       // of a link: the page with this anchor belongs to its contents
    const pdf_style *style;             // of a page number
    struct pdf_writing *writing;
} pdf_item;

typedef struct {
    text title;
    int level;
} pdf_bookmark;

typedef struct pdf_slice_state {
    struct {
        pdf_item **items;
        size_t count, capacity;
    } items;
    struct {
        pdf_bookmark *items;
        size_t count, capacity;
    } bookmarks;
    struct {
        text *items;
        size_t count, capacity;
    } anchors;
    struct {
        pdf_note **items;
        size_t count, capacity;
    } notes;                            // called on this slice
    const pdf_page_style *style;        // of the pages from here; NULL: as before
    bool begins_page;
    pdf_page_start start;
    const pdf_heads *heads;             // from here; NULL: as before
} pdf_slice_state;

// Lines to write on, which may stand on several pages.
typedef struct pdf_writing {
    pdf_element *parent;
    text name, tooltip;
    size_t field_count;
} pdf_writing;

typedef struct pdf_qr {
    int width;
    const unsigned char *modules;       // width * width, 1: dark
} pdf_qr;

// The marked content of a page in the order in which it is drawn; NULL: decoration; without a state: decoration
// whose kind is [type].
typedef struct {
    double width, height;
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
    const struct pdf *tried_for;        // whose canvas it is; NULL: its own
    pdf_element *root;
    struct {
        pdf_element **items;
        size_t count, capacity;
    } attached;                         // all that have a place in the tree, parents first
    double room;                        // above the next slice
    pdf_slices slices;
    pdf_page_style first_style;         // as the settings say
    const pdf_page_style *style;        // the present one
    const pdf_element *decoration;      // the kind of what is drawn without an element
    struct {
        const pdf_page_style *style;
        bool begins_page;
        pdf_page_start start;
        const pdf_heads *heads;
    } next;                             // what the next slice begins
    struct {
        pdf_note **items;
        size_t count, capacity;
    } notes;
    size_t notes_before;                // of what a trial is for
    pdf_note *note;                     // that is being built
    struct pdf_footnotes *footnotes;    // of the tree that is being added
    struct {
        text *items;
        size_t count, capacity;
    } asked;                            // anchors that were asked for
    pdf_layout layout;                  // while pages are drawn
    table furniture;                    // what stands at the edges: words to pdf_lines *
    struct {
        pdf_page *items;
        size_t count, capacity;
    } pages;
    struct {
        pdf_annotation **items;
        size_t count, capacity;
    } annotations;                      // in reading order
    struct {
        pdf_annotation **items;
        size_t count, capacity;
    } hands;                            // pdf_put_hand
    struct {
        pdf_outline_entry *items;
        size_t count, capacity;
    } outline;
    text field_prefix;
    buffer missing;
    table missing_seen;
};

// pdf_fonts.c: the fonts by family and style; a missing file is reported and gives NULL.
struct pdf_canvas *pdf_canvas_open(arena *memory, text folder, text language);
void pdf_canvas_close(struct pdf_canvas *canvas);
text pdf_font_file(arena *memory, text folder, const char *name);      // its path; empty when missing

// pdf_shapes.c: the words that a process keeps.
void pdf_forget_shapes(void);

// pdf_canvas.c: drawing. What is drawn from here to the next call is content of [element] (NULL: decoration) on the
// current page.
void pdf_draw_begin(pdf *document, pdf_element *element);
bool pdf_canvas_start(pdf *document, buffer *out);
void pdf_canvas_begin_page(pdf *document, const pdf_page_style *style);
void pdf_canvas_end_page(pdf *document);
bool pdf_canvas_stop(pdf *document);
void pdf_draw_line(pdf *document, pdf_element *element, const pdf_lines *lines, size_t line, double x, double y);
void pdf_draw_box(pdf *document, const pdf_box *box, double x, double y);
void pdf_draw_circle(pdf *document, const pdf_box *box, double x, double y);
// Without an element it is decoration.
void pdf_draw_qr(pdf *document, pdf_element *element, const pdf_qr *code, double x, double y, double size);

void pdf_draw_stroke(pdf *document, const pdf_box *from, double x, double y, double dash);
// What looks like a check box; with a tick when it is checked.
void pdf_draw_tick(pdf *document, pdf_element *element, const pdf_box *box, double x, double y, bool is_ticked);

// pdf_draw_picture.c
void pdf_draw_picture(pdf *document, pdf_element *element, const picture *shown, const pdf_box *box, double x,
                      double y);
void pdf_pictures_free(pdf *document);      // after the pages were drawn

// pdf_structure.c
size_t pdf_mark(pdf *document, pdf_element *element);      // the next content of the current page is its
void pdf_attach(pdf *document, pdf_element *element);
pdf_annotation *pdf_annotate(pdf *document, pdf_element *element, pdf_annotation_type type, double x, double y,
                             double width, double height);

// A place that is told of but is nothing in the file.
void pdf_note_hand(pdf *document, const pdf_field *field, double x, double y, double width, double height);

void pdf_set_bounds(pdf *document, pdf_element *element, double x, double y, double width, double height);

// pdf_slices.c
pdf_item *pdf_put(pdf *document, pdf_slice *on, pdf_item_type type, pdf_element *element, double x, double y);
void pdf_move_last_to_front(pdf_slice *on);
// The label of a list's item comes before what was put.
void pdf_put_line_first(pdf *document, pdf_slice *on, pdf_element *element, const pdf_lines *lines, double x,
                        double y);

// pdf_inlines.c
text pdf_runs_text(arena *memory, const pdf_runs *runs);

// pdf_table.c
void pdf_add_table(pdf *document, const node *of, const pdf_document_request *request, pdf_element *parent,
                   pdf_place at);

// pdf_pages.c: draws them.
bool pdf_draw_pages(pdf *document, buffer *drawn);

// pdf_lines.c
double pdf_line_width(const pdf_lines *lines, size_t line);
double pdf_longest_word(const pdf_lines *lines);
size_t pdf_line_length(const pdf_lines *lines, size_t line);     // of its words, in bytes

// pdf_figures.c
const pdf_writing *pdf_writing_of(const pdf_slice *slice);

// pdf_notes.c
void pdf_call_notes(pdf *document, pdf_slice *on, const pdf_lines *lines, size_t line);
// The note takes its place behind [within]; returns the address of its text.
text pdf_note_called(pdf *document, pdf_note *note, pdf_element *within);
// Footnotes of a tree.
struct pdf_footnotes {
    const node *list;                   // NODE_FOOTNOTES; NULL: none
    const pdf_document_request *request;
    table made;                         // number to pdf_note *
};
pdf_note *pdf_tree_note(pdf *document, const node *call);      // NULL: there is none

// pdf_blocks.c
void pdf_add_note_blocks(pdf *document, const node *note, const pdf_document_request *request, pdf_element *element);

// pdf_drawn.c: cairo's own structure, an object for every mark, is taken off the list of objects: it is not used, and
// reading it takes long.
void pdf_forget_marks(buffer *drawn);

// pdf_complete.c: from what cairo drew to the finished file.
bool pdf_complete(pdf *document, text drawn, buffer *out);

// pdf_booklet.c: the same pages, two on a sheet.
bool pdf_make_booklet(pdf *document, text drawn, buffer *out);

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

// pdf_qr.c: of at most PDF_QR_LIMIT bytes and not of none. A short code is of capitals, digits and " $%*+-./:" alone, and
// has the largest modules: it is made to survive copying; NULL when the text is too long.
enum { PDF_QR_LIMIT = 2331 };       // what a code of the largest version holds
const pdf_qr *pdf_qr_make(arena *memory, text contents);
const pdf_qr *pdf_qr_make_short(arena *memory, text contents);

// pdf_marks.c: what scans are found by, on the current page, whose fields have been drawn.
void pdf_draw_marks(pdf *document);
void pdf_tell_places(const pdf *document, arena *memory, pdf_places *places);

#endif
