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

// Label, condition and help, as they stand before every kind of field.
void form_docx_add_label(form_docx *in, form_item item);
void form_docx_add_help(form_docx *in, form_item item);
// The control of a field or of a table's cell; cells are named by their row.
void form_docx_add_control(form_docx *in, form_item item, text name, text label, bool is_cell);

#endif
