// Between the files that make a form's PDF. Private to them.
#ifndef PRINTING_FORM_PDF_PARTS_H
#define PRINTING_FORM_PDF_PARTS_H

#include "formats/pdf/pdf.h"
#include "printing/form_pdf.h"

typedef struct {
    const form_request *of;
    const form_strings *with;
    arena *memory;
    pdf *document;
    const pdf_look *look;
    pdf_style option, value, caption;
    pdf_element *section;               // what is added belongs to it
    int level;                          // of the form's title among headings: 1, or 2 in a book's part
    text anchor;                        // of its title; may be empty
    double density;                     // 1: roomy; less: room is saved so that a page is
} form_writer;

// Where a field stands. Two narrow ones share a line.
typedef struct {
    double x, width;
} form_column;

enum { FORM_BOX_HEIGHT = 26, FORM_FIELD_GAP = 12 };

// Room, as much of it as the density leaves.
double form_pdf_room(const form_writer *to, double room);

// The whole field: label, help, and where to write.
void form_pdf_field(form_writer *to, form_item item);
// Whether the field may stand beside another.
bool form_pdf_is_narrow(const form_writer *to, form_item item);
// Text fields side by side; the shares of the width make 1.
void form_pdf_row(form_writer *to, const form_item *items, const double *shares, size_t count);
void form_pdf_total(form_writer *to);

// form_pdf_cells.c: circles in a cell of a table.
typedef struct {
    size_t count, per_line;             // count: 0 when it has none, and is written in
    const text *labels, *states;
    bool is_scale;                      // its labels stand above
    double step, width, height;         // step: from one to the next beside it; width and height of the whole
} form_cell;
// How they would lie in a cell that is [height] high, or becomes a little higher.
form_cell form_pdf_cell(form_writer *to, form_item column, double height);
// [widget]: named as the cell.
void form_pdf_put_cell(form_writer *to, pdf_slice *on, pdf_element *within, const form_cell *of, const pdf_field *widget,
                       form_column at, double height);

// form_pdf_table.c
void form_pdf_table(form_writer *to, form_item item);

// Label, mark of the required, help and limits on a slice; the height they take.
double form_pdf_put_head(form_writer *to, pdf_slice *on, form_item item, form_column at, double y);
// The same as slices that stay with what follows.
void form_pdf_add_head(form_writer *to, form_item item);
// A tinted box with a text field in it.
void form_pdf_put_text(form_writer *to, pdf_slice *on, pdf_element *within, const pdf_field *widget, double x, double y,
                       double width, double height);
// What a screen reader says: label, help, limits.
text form_pdf_tooltip(form_writer *to, form_item item);
size_t form_pdf_length(const form_field *asked);
const pdf_option *form_pdf_choices(form_writer *to, form_item item);

#endif
