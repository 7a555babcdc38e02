// Writing Word documents (WordprocessingML): headings, paragraphs, lists, tables, and content controls
// to be filled in. A4 or A3, with header and footer; it knows no sites and no forms.
//
// What is written stands in the order of the calls; open and close pair up. Text is escaped, and
// characters that XML cannot hold become U+FFFD. Nothing outside the file is referred to but by links, and no
// field stands in it but PAGE and NUMPAGES. The same calls give the same bytes.
//
// Content controls are found again by their tag; because LibreOffice drops tags when it saves, each also
// stands in a bookmark.
#ifndef FORMATS_DOCX_H
#define FORMATS_DOCX_H

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"

typedef struct docx docx;

typedef struct {
    text title, summary, author;
    text language;                  // "fi-FI"
    text first_header;              // on the first page; the others have the title
    text footer;
    text page, page_of;             // "Page", " of "
    const text (*properties)[2];    // of our own: name and value
    size_t property_count;
    bool is_large;                  // A3, lying
} docx_properties;

docx *docx_begin(arena *memory, const docx_properties *properties);
// Adds the whole file to [out] and frees what the document holds. False after a reported machine failure.
bool docx_finish(docx *of, buffer *out) __attribute__((warn_unused_result));

// ---- Paragraphs

typedef enum {
    DOCX_NORMAL, DOCX_TITLE, DOCX_SUBTITLE, DOCX_HEADING_1, DOCX_HEADING_2, DOCX_HEADING_3, DOCX_QUOTE, DOCX_CODE,
    DOCX_RULE,                      // a line across
    DOCX_CALLOUT_TITLE, DOCX_CALLOUT,
    DOCX_LABEL, DOCX_HELP, DOCX_NOTE,
    DOCX_BOX,                       // holds a control, has a frame
    DOCX_BOX_OPEN,                  // the same, with DOCX_BOX_ROOM below in one frame
    DOCX_BOX_ROOM,                  // empty room in the frame
    DOCX_CHOICE,                    // a check box, a tab and its label; one of several
    DOCX_CHECK,                     // the same, standing alone
    DOCX_SIGNING,                   // a line to write on, from tab to tab
    DOCX_SIGNING_LABEL,
    DOCX_SMALL,
    DOCX_CELL, DOCX_CELL_HEAD, DOCX_CELL_NUMBER,
    DOCX_STYLES
} docx_style;

typedef struct {
    docx_style style;
    size_t list;                    // of docx_add_list; 0: none
    int level;                      // of the list, from 0
    int indent;                     // steps to the right, when not in a list or in a later paragraph of an item
    int height;                     // of DOCX_BOX_ROOM, in twentieths of a point
    int space_after;                // in twentieths of a point; 0: as the style has it
    bool keeps_next;                // on one page with the next paragraph
} docx_paragraph;

void docx_open_paragraph(docx *in, const docx_paragraph *paragraph);
void docx_close_paragraph(docx *in);

// Soft is grey and light, and never strong; fine is a little smaller than the text.
enum { DOCX_STRONG = 1, DOCX_EMPHASIS = 2, DOCX_STRIKE = 4, DOCX_MONO = 8, DOCX_SOFT = 16, DOCX_RAISED = 32, DOCX_LINKED = 64,
       DOCX_FINE = 128 };
// "\n" is a line break, "\t" a tab.
void docx_text(docx *in, text written, unsigned marks);
// False when the address is none that Word takes: then nothing was opened.
bool docx_open_link(docx *in, text address);
void docx_close_link(docx *in);

// A paragraph of one run.
void docx_write_paragraph(docx *in, docx_style style, text written);

// A new list for docx_paragraph.list.
typedef enum { DOCX_BULLETS, DOCX_NUMBERS, DOCX_TASKS } docx_list_type;
size_t docx_add_list(docx *in, docx_list_type type, int start);

// ---- Tables; a cell holds at least one paragraph

// Of a page, in twentieths of a point.
int docx_text_width(const docx *of);

// Divides the text's width: no column gets less than [least], the width of its longest word, as far as all have
// room; the rest goes by [shares].
void docx_share_width(const docx *of, const int *least, const int *shares, size_t count, int *widths);
// The room that the longest word of [label] asks for in a head cell.
int docx_least_width(text label);

// [widths] add up to the text's width at most; they are copied. The title is for those who do not see the table.
void docx_open_table(docx *in, const int *widths, size_t count, text title);
// A table without a head row.
void docx_open_grid(docx *in, const int *widths, size_t count, text title);
void docx_close_table(docx *in);
// Header rows are repeated on every page. [height] is the least, in twentieths of a point; 0: as the text needs.
void docx_open_row(docx *in, bool is_header, int height);
void docx_close_row(docx *in);
void docx_open_cell(docx *in);
void docx_close_cell(docx *in);

// ---- Content controls

typedef enum { DOCX_CONTROL_TEXT, DOCX_CONTROL_LONG, DOCX_CONTROL_DATE, DOCX_CONTROL_LIST, DOCX_CONTROL_CHECK } docx_control_type;

typedef struct {
    text id, label;
} docx_option;

typedef struct {
    docx_control_type type;
    text name;                      // its tag; at most DOCX_TAG_LIMIT; empty: none
    text mark;                      // its bookmark; at most DOCX_BOOKMARK_LIMIT; empty: none
    text label;                     // what it is called
    text placeholder;               // shown until it is filled; empty: blank room
    const docx_option *options;     // of a list
    size_t option_count;
    bool can_be_removed;            // as a row of a repeated section must be
} docx_control;

enum { DOCX_TAG_LIMIT = 64, DOCX_BOOKMARK_LIMIT = 40 };

// Inside a paragraph.
void docx_add_control(docx *in, const docx_control *control);

// Around rows: one section, and one item for each row, which Word offers to repeat. [control] gives its
// name and label.
void docx_open_repeat(docx *in, const docx_control *control);
void docx_open_repeat_item(docx *in);
void docx_close_repeat_item(docx *in);
void docx_close_repeat(docx *in);
// A bookmark around whole paragraphs and tables.
size_t docx_open_mark(docx *in, text mark);
void docx_close_mark(docx *in, size_t number);

// ---- Document trees

typedef struct {
    text callouts[5];               // words, by callout
    bool in_callout;                // all of it stands in a callout
    int heading_shift;              // added to the level: -1 makes ## a DOCX_HEADING_1
    // The address a link gets; empty: plain text. NULL: as it stands.
    text (*link_address)(void *context, arena *memory, const node *link);
    void *context;
} docx_tree_options;

// The blocks below [root], in paragraphs. Pictures are their words, blocks of ours are left out.
void docx_write_tree(docx *in, const node *root, const docx_tree_options *options);
// The inlines below [parent], in the open paragraph.
void docx_write_inlines(docx *in, const node *parent, const docx_tree_options *options);

#endif
