// What the files of the Word form share. Private to publishers/forms/form_docx*.c.
#ifndef PUBLISHERS_FORMS_FORM_DOCX_PARTS_H
#define PUBLISHERS_FORMS_FORM_DOCX_PARTS_H

#include "formats/docx.h"
#include "publishers/forms/form_docx.h"

typedef struct {
    const form_request *request;
    const form_strings *strings;
    arena *memory;
    docx *to;
    docx_tree_options tree;
} form_docx;

// A field with its label, help and controls.
void form_docx_add_field(form_docx *in, form_item item);
// Scores that follow one another, in one table.
void form_docx_add_scores(form_docx *in, const form_item *items, size_t count);
void form_docx_add_total(form_docx *in);
void form_docx_add_table(form_docx *in, form_item item);

// Label, condition and help, as they stand before every kind of field: one paragraph, which stays with what follows
// (LibreOffice keeps no more than three together). Lines may be added until it is closed with docx_close_paragraph.
void form_docx_open_head(form_docx *in, form_item item);
void form_docx_add_line(form_docx *in, text shown);
// The same words in the cells of a table, before the cell with the control.
void form_docx_add_row(form_docx *in, form_item item);
// The control of a field or of a table's cell; cells are named by their row.
void form_docx_add_control(form_docx *in, form_item item, text name, text label, bool is_cell);

#endif
