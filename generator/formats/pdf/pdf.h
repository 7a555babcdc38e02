// Typeset PDF: accessible (tagged after PDF/UA-1), with form fields, and the
// same bytes from the same input.
//
// A document is a row of slices, from top to bottom: a line of a paragraph, a
// row of a table, a label with its field. What builds a document adds slices
// and puts texts, rules, boxes and fields on them; pdf_finish breaks the row
// into pages, draws it, and adds what makes it a form. A slice is never cut.
//
// Everything that is put belongs to an element of the structure tree, which
// screen readers follow, or is decoration, which they skip. The tree's order is
// the order in which things were put.
//
// Lengths are points (1/72 inch) from the left and top edges. The engine knows
// no sites. Texts must be well-formed UTF-8 (base/unicode.h) and outlive the document.
#ifndef FORMATS_PDF_PDF_H
#define FORMATS_PDF_PDF_H

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"
#include "formats/picture.h"

#include <stdint.h>

#define PDF_MM(millimetres) ((millimetres) * 72.0 / 25.4)

typedef struct pdf pdf;

// ---- Looks

typedef enum { PDF_SERIF, PDF_SANS, PDF_MONO } pdf_family;

typedef struct {
    pdf_family family;
    double size, leading;           // leading: from one line to the next
    int weight;                     // 400, 600 or 700
    bool is_italic;
    double tracking;                // extra room between letters
    uint32_t colour;                // 0xRRGGBB
} pdf_style;

// What the blocks of a text look like (pdf_add_document).
typedef struct {
    pdf_style body, headings[6], label, small;
    uint32_t accent, tint, hairline, warning;
    double paragraph_gap, heading_gap;
    int ruled_level;                // headings of this level have a rule above; 0: none
} pdf_look;

extern const pdf_look pdf_default_look;

typedef struct {
    double width, height, left, right, top, bottom;     // the page and its margins
    text title, author, subject, language;              // language: "fi"
    text identity;                                      // for programs that read filled forms back; not shown
    text head_left, head_right, first_head_right;       // the first page has a right one of its own
    text foot_left, foot_middle;
    text page_words;                                    // "{page} / {pages}", at the foot's right
    bool has_backs;                                     // printers are asked for both sides, turned on the long edge
    text page_code;                                     // not empty: pages are found on scans; see pdf_page_place
    text fonts;                                         // folder tried before Debian's; empty: none
    pdf_look look;
    // Puts soft hyphens (U+00AD) into words; NULL: words are not divided.
    text (*hyphenate)(const void *context, arena *memory, text words);
    const void *hyphenate_context;
} pdf_settings;

// A4 with margins and look filled in.
pdf_settings pdf_default_settings(void);

// ---- Pages

typedef enum { PDF_NEXT_PAGE, PDF_LEFT_PAGE, PDF_RIGHT_PAGE } pdf_page_start;

// How a run of pages looks. Pages are numbered from 1 in the order of the file, whatever they show, so that
// the printed number is the one a reader types; odd pages are right ones.
typedef struct {
    double width, height, left, right, top, bottom;
    bool is_mirrored;               // left is the inner margin: on left pages the two change places
    bool has_edges;                 // running heads, foot and page number
} pdf_page_style;
// As the settings say.
pdf_page_style pdf_page_style_of(const pdf *document);
pdf_page_style pdf_page_style_turned(pdf_page_style style);        // landscape; margins keep their sides of the sheet

// The next slice begins a page of this style, which holds until the next call. An empty page comes
// first when a left or right one is asked for and it is the other's turn.
void pdf_begin_pages(pdf *document, const pdf_page_style *style, pdf_page_start start);
// The next slice begins a page of the present style.
void pdf_new_page(pdf *document, pdf_page_start start);
// The running heads from the page on which the next slice stands. On mirrored pages [left] stands
// outside on left pages, [right] outside on right ones; otherwise both stand on every page.
void pdf_set_heads(pdf *document, text left, text right);

// ---- Beginning and ending

// NULL when a font is missing, which has been reported as a machine failure.
pdf *pdf_begin(arena *memory, const pdf_settings *settings);

// Writes the document and frees what it holds; it is gone afterwards. False
// after a reported machine failure.
bool pdf_finish(pdf *document, buffer *out) __attribute__((warn_unused_result));

// The same, and in [booklet] the pages again two on a landscape sheet of twice the width, in the order in which
// sheets printed on both sides (turned on the short edge, which printers are asked for) and folded make a booklet;
// blank pages fill the last sheet. It is for printers alone: without structure, links and fields. All pages must be of
// the settings' size, lying or standing, which is checked.
bool pdf_finish_with_booklet(pdf *document, buffer *out, buffer *booklet) __attribute__((warn_unused_result));

// What blocks look like from now on; lines that are there already stay as they are.
void pdf_set_look(pdf *document, const pdf_look *look);

// How many pages the document has; known while pdf_finish has not been called, laying out what is there so far.
size_t pdf_page_count(const pdf *document);
size_t pdf_page_count_with(const pdf *document, double height);     // and a slice at its end
// How many pages the document takes as it is now, and how full the last of them is (0 to 1).
size_t pdf_measure(pdf *document, double *last_page);

// Gives up a document that will not be finished.
void pdf_abandon(pdf *document);

// A document for what may be added to [of], which nothing else is added to meanwhile: to see how much room it takes. It ends in
// pdf_take_over or pdf_abandon. Taken over, all stands at the end of the document as if it had been added there, beginning
// the page that the document asked for last; [memory] then has to live as long as the document does.
pdf *pdf_begin_trial(arena *memory, pdf *of);
void pdf_take_over(pdf *document, pdf *trial);

// Characters no font of ours has, so far; empty when all is well.
text pdf_missing_characters(const pdf *document);

// Names of anchors that were asked for but put nowhere, with spaces between: a mistake of the caller. Links to them are
// left out, and their pages are told as a dash.
text pdf_missing_anchors(pdf *document);

// From the left margin to the right one, and from the top margin to the bottom one, in the present style.
double pdf_text_width(const pdf *document);
double pdf_text_height(const pdf *document);

// ---- Structure

typedef enum { PDF_NO_SCOPE, PDF_COLUMN_SCOPE, PDF_ROW_SCOPE } pdf_scope;

typedef struct pdf_element {
    const char *type;               // standard structure type: "P", "H1", "Table", "TD", ...
    struct pdf_element *parent;     // NULL: the document itself
    text alt;                       // "Figure", "Form"
    text actual_text;               // what its content says in characters, where it is drawn
    text language;                  // where it differs from the document's
    pdf_scope scope;                // "TH"
    bool is_ordered;                // "L"
    struct pdf_element_state *state;    // the engine's own
} pdf_element;

pdf_element *pdf_element_new(pdf *document, pdf_element *parent, const char *type);

// ---- Slices

typedef struct pdf_slice {
    double before;                  // room above, dropped at the top of a page
    double height;
    double grow, shrink;            // by how much it may, so that pages are filled; see pdf_box.is_elastic
    bool centres;                   // what is not elastic stays in its middle
    bool keep;                      // stays with the next slice
    bool new_page;
    struct pdf_slice *repeated;     // a table's head, drawn again where a page begins with this slice
    struct pdf_slice_state *state;  // the engine's own
} pdf_slice;

// A slice at the end of the document.
pdf_slice *pdf_slice_new(pdf *document, double before, double height);
// Room above the next slice, unless that asks for more.
void pdf_add_room(pdf *document, double before);
// What was added last stays with what comes next.
void pdf_keep_last(pdf *document);

typedef struct {
    text words;
    bool is_strong, is_emphasized, is_code, is_struck;
    uint32_t colour;                // 0: the style's
    text address;                   // not empty: a link; percent-encoded. "#name": to the anchor of that name
    text page_of;                   // not empty: instead of words, the number of the page with this anchor
    text language;                  // where it differs from the document's
    struct pdf_note *note;          // its words are the call of this footnote, raised
} pdf_run;

// A footnote: slices that stand at the foot of the page on which it is called first. What is added between
// the two calls belongs to it and begins at PDF_NOTE_INDENT, right of the label; its elements stand below the note's.
// A note that is never called is left out; one that is too long for its page goes on at the foot of the next.
typedef struct pdf_note pdf_note;
enum { PDF_NOTE_INDENT = 16 };
pdf_style pdf_note_style(const pdf *document);
pdf_note *pdf_note_begin(pdf *document, text label);
pdf_element *pdf_note_element(const pdf_note *note);
void pdf_note_end(pdf *document, pdf_note *note);

typedef struct {
    pdf_run *items;
    size_t count, capacity;
} pdf_runs;

// Text broken into lines. A text is one run.
typedef struct pdf_lines pdf_lines;
pdf_lines *pdf_break(pdf *document, const pdf_run *runs, size_t count, const pdf_style *style, double width);
pdf_lines *pdf_break_text(pdf *document, text words, const pdf_style *style, double width);
double pdf_lines_height(const pdf_lines *lines);
double pdf_lines_width(const pdf_lines *lines);     // of the longest one
size_t pdf_lines_count(const pdf_lines *lines);

// The top left corner of what is put is (x, y) on the slice; x counts from the page's left margin.
// Without an element, lines are decoration.
void pdf_put_lines(pdf *document, pdf_slice *on, pdf_element *element, const pdf_lines *lines, double x, double y);
void pdf_put_line(pdf *document, pdf_slice *on, pdf_element *element, const pdf_lines *lines, size_t line,
                  double x, double y);

typedef struct {
    double x, y, width, height, radius;
    bool is_filled, is_stroked;
    uint32_t fill, stroke;
    double thickness;
    bool covers_gap;                // also the room above the slice
    bool is_elastic;                // as high as its slice becomes
} pdf_box;
// Boxes are always decoration.
void pdf_put_box(pdf *document, pdf_slice *on, const pdf_box *box);
void pdf_put_box_under(pdf *document, pdf_slice *on, const pdf_box *box);      // below all that is there
void pdf_put_rule(pdf *document, pdf_slice *on, double x, double y, double width, double thickness,
                  uint32_t colour);
// Gives an element that may stay empty (a table's cell) its place.
void pdf_put_element(pdf *document, pdf_slice *on, pdf_element *element);
// A QR code of [address]; false when it is too long for one. The element is a "Figure" with an alt.
bool pdf_put_qr(pdf *document, pdf_slice *on, pdf_element *element, text address, double x, double y, double size);
void pdf_put_bookmark(pdf *document, pdf_slice *on, int level, text title);
// A place that links lead to. Names are ASCII and used once.
void pdf_put_anchor(pdf *document, pdf_slice *on, text name);
// The number of the page with the anchor, ending at [right], as a link to it.
void pdf_put_page_number(pdf *document, pdf_slice *on, pdf_element *element, text anchor, const pdf_style *style,
                         double right, double y);
// A picture (formats/picture.h), scaled to the box. The element is a "Figure" with an alt; NULL: decoration.
void pdf_put_picture(pdf *document, pdf_slice *on, pdf_element *element, const picture *shown, double x, double y,
                     double width, double height);
// A straight line from one place to another, dashed when [dash] is above zero: cutting lines, crosses, arrows.
void pdf_put_stroke(pdf *document, pdf_slice *on, double x1, double y1, double x2, double y2, double thickness,
                    double dash, uint32_t colour);

// ---- Form fields

typedef enum { PDF_FIELD_TEXT, PDF_FIELD_CHECK, PDF_FIELD_RADIO, PDF_FIELD_COMBO } pdf_field_type;

typedef struct {
    text id, label;
} pdf_option;

typedef struct {
    pdf_field_type type;
    text name;                      // ASCII, without "."; radios of one group share it
    text tooltip;                   // what a screen reader says of the field
    bool is_required, is_multiline;
    bool is_ticked;                 // check
    bool is_elastic;                // as its box
    size_t max_length;              // 0: any
    double size;                    // of the text; 0: as large as fits
    text state;                     // radio: the value this one stands for. ASCII
    text state_label;               // radio: in words
    const pdf_option *options;      // combo
    size_t option_count;
} pdf_field;

// Where fields came to stand, for those who read what was filled in by hand. A document with a page_code has on every
// page a code, in the outer margin near the foot, and a ring with a dot in each corner. The code says
// "<page_code>:<page>:<digest>" in capitals, the page from 1; the digest is of the places of the page's fields, so
// that the same code means the same places. Page code: ASCII letters, digits and " $%*+-./:".
typedef struct {
    pdf_field_type type;
    text name, state;               // state: of a radio
    bool is_for_hand;               // pdf_put_hand
    double x, y, width, height;     // from the page's left and top edges
} pdf_field_place;

typedef struct {
    text code;
    double width, height;
    double code_x, code_y, code_size;
    struct { double x, y; } rings[4];   // their middles: at the top left, top right, bottom right, bottom left
    struct { pdf_field_place *items; size_t count, capacity; } fields;     // those for hands alone last
} pdf_page_place;

typedef struct {
    pdf_page_place *items;
    size_t count, capacity;
} pdf_places;

// How large a ring is, and how large the dot in it is: outer radii; and the ring's inner one.
#define PDF_RING_RADIUS PDF_MM(2.5)
#define PDF_RING_HOLE PDF_MM(1.8)
#define PDF_DOT_RADIUS PDF_MM(0.9)

// As pdf_finish, and tells where all fields stand.
bool pdf_finish_with_places(pdf *document, buffer *out, arena *memory, pdf_places *places)
    __attribute__((warn_unused_result));

// Before the names of all fields put from now on: forms that share a document keep theirs apart. ASCII, without ".".
void pdf_set_field_prefix(pdf *document, text prefix);
// The field and, for check boxes and radios, their outlines. The box of a text field is the caller's.
void pdf_put_field(pdf *document, pdf_slice *on, pdf_element *parent, const pdf_field *field, double x, double y,
                   double width, double height);
// Where the field [name] is filled in by hand alone: told among the places, and nothing in the file.
void pdf_put_hand(pdf *document, pdf_slice *on, text name, double x, double y, double width, double height);

// ---- Blocks: slices for whole paragraphs and more

typedef struct {
    double x, width;                // the column
    double before;
    bool keep;                      // its last line stays with what follows
} pdf_place;

void pdf_add_lines(pdf *document, pdf_element *element, const pdf_lines *lines, pdf_place at);
void pdf_add_text(pdf *document, pdf_element *parent, const char *type, text words, const pdf_style *style,
                  pdf_place at);

// A heading with its bookmark; it stays with what follows. Those of look.ruled_level have a rule above.
void pdf_add_heading(pdf *document, pdf_element *parent, int level, const pdf_runs *runs, pdf_place at);

// A tinted panel with a bar at its left behind all slices since [first] (document's slice count then).
typedef struct {
    size_t first;
    pdf_place inner, outer;
    uint32_t bar;
} pdf_panel;
pdf_panel pdf_panel_begin(pdf *document, pdf_place at, uint32_t bar);
void pdf_panel_end(pdf *document, pdf_panel panel);

// Words for what a text holds.
typedef struct {
    text callouts[5];               // in the order of `callout`
} pdf_words;

// Empty lines to write on, [count] of them [leading] apart, each a slice so that they break over pages; the
// first pair stays together. With [name] the room is one text field per page as well.
void pdf_add_write_lines(pdf *document, pdf_element *parent, size_t count, double leading, text name, text tooltip,
                         pdf_place at);
// A picture with its caption (may be NULL), never larger than its own size at 150 dots an inch, than the
// column, or than the page; picture and caption stay together.
void pdf_add_figure(pdf *document, pdf_element *parent, const picture *shown, text alt, const pdf_runs *caption,
                    pdf_place at);
// A line of a table of contents: title (number before it may be empty), dots, page number; all of it a link to the anchor. [toc]
// is a "TOC" element; [level] from 1 indents and picks the weight.
void pdf_add_contents_line(pdf *document, pdf_element *toc, int level, text number, text title, text anchor,
                           pdf_place at);

// An entry of an index: a title, and at the column's right the number of the page with the anchor; all of it a link.
typedef struct pdf_index_entry pdf_index_entry;
pdf_index_entry *pdf_index_entry_new(pdf *document, text title, text anchor, const pdf_style *style, double width);
double pdf_index_entry_height(const pdf_index_entry *of);
void pdf_put_index_entry(pdf *document, pdf_slice *on, pdf_element *within, const pdf_index_entry *entry, double x, double y);

// A document tree: paragraphs, headings, lists, tables, quotes, callouts, code, rules, pictures. A heading of the
// tree's level n becomes H (n + level_shift), with the anchor <anchor_prefix><id> when a prefix is given.
//
// Callbacks may be NULL and get [context]:
//   address   where a link leads to in a PDF (empty: nowhere, the words stay; "#name": an anchor); NULL keeps
//             http, https, mailto and tel links
//   behind    runs to put behind a link, such as "(s. 12)"; the words of a link to an anchor and its page stay on a line
//   picture   the picture of an image; NULL (or no callback): its alt text stands as words
//   block     draws a block of ours (NODE_BLOCK); without it such blocks are left out
//   task_name the field name of a task's check box; empty or no callback: the box is only drawn
typedef struct {
    pdf_element *parent;
    pdf_place place;
    const pdf_words *words;
    int level_shift;
    text anchor_prefix;
    bool notes_at_foot;             // footnotes stand on the page of their call; else at the end of the text
    text (*address)(const void *context, arena *memory, const node *link);
    void (*behind)(const void *context, pdf *document, const node *link, pdf_runs *runs);
    const picture *(*picture)(const void *context, arena *memory, const node *image);
    void (*block)(const void *context, pdf *document, const node *block, pdf_element *parent, pdf_place at);
    text (*task_name)(const void *context, arena *memory, const node *item);
    const void *context;
} pdf_document_request;
void pdf_add_document(pdf *document, const node *tree, const pdf_document_request *request);
// The words of a block (a paragraph, a heading, a cell) as runs.
pdf_runs pdf_inlines(pdf *document, const node *block, const pdf_document_request *request);

// Changes when a font does.
text pdf_fonts_stamp(arena *memory);

#endif
