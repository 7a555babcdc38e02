// Which slices, notes and places stand on which page. Private to formats/pdf/.
#ifndef FORMATS_PDF_PDF_LAYOUT_H
#define FORMATS_PDF_PDF_LAYOUT_H

#include "base/table.h"
#include "formats/pdf/pdf.h"

typedef struct {
    text left, right;
} pdf_heads;

typedef struct {
    pdf_slice **items;
    size_t count, capacity;
} pdf_slices;

struct pdf_note {
    size_t number;                      // from 1, in the order in which they were begun
    text label;
    pdf_slices slices;
    pdf_element *element;
    bool is_placed;                     // in the present layout
    pdf_slices outer;                   // what was being built when the note began
    double outer_room;
    struct pdf_note *outer_note;
};

// A slice on its page.
typedef struct {
    pdf_slice *slice;
    size_t page;
    double y;                           // of its top, from the page's
    double gap;                         // room above that was kept
    double stretch;                     // how much higher it became
    bool is_repetition;                 // decoration
} pdf_placement;

// What the layout says of a page.
typedef struct {
    const pdf_page_style *style;
    const pdf_heads *heads;             // NULL: the settings'
    bool is_blank;
    double left;                        // margin
    double notes_top;                   // where the rule above the footnotes stands; 0: none
} pdf_sheet;

typedef struct {
    text name;
    size_t page, placement;             // where it stands
} pdf_anchor;

// The slices on their pages.
typedef struct {
    struct {
        pdf_placement *items;
        size_t count, capacity;
    } placed;                           // page by page
    struct {
        pdf_sheet *items;
        size_t count, capacity;
    } sheets;
    table anchors;                      // name to pdf_anchor *
} pdf_layout;

// pdf_paging.c: breaks the slices into pages.
void pdf_lay_out(pdf *document, pdf_layout *into);

// pdf_anchors.c
const pdf_anchor *pdf_find_anchor(const pdf *document, text name);
bool pdf_leads_somewhere(const pdf *document, text address);
void pdf_ask_for_anchor(pdf *document, text name);
text pdf_page_words(const pdf *document, text anchor);      // the number of its page

#endif
