// What the files of the spreadsheet form share. Private to publishers/forms/form_xlsx*.c.
#ifndef PUBLISHERS_FORMS_FORM_XLSX_PARTS_H
#define PUBLISHERS_FORMS_FORM_XLSX_PARTS_H

#include "formats/xlsx.h"
#include "publishers/forms/form_xlsx.h"

// The sheet that is being written: labels in its first column, values in the others, the state in one more. Two
// hidden columns follow with the weighted points of scores and their maxima, so that sums meet nothing else.
typedef struct {
    size_t number;
    uint16_t columns;               // without the state
    const double *widths;           // of these columns, in characters
    double value_width;             // of all but the first
    uint32_t row;                   // the next free one
} form_sheet;

// What the last sheet counts.
typedef struct {
    text title;
    size_t sheet;
    size_t items;                   // fields
    xlsx_range states;              // the column that says what is filled and what is missing
    xlsx_range points, maxima;      // the hidden columns
    bool has_scores;
    double maximum;
} form_section_counts;

typedef struct {
    form_item item;
    size_t sheet;
    uint32_t first_row, last_row;
} form_table_place;

typedef struct {
    const form_request *request;
    const form_strings *strings;
    arena *memory;
    xlsx *to;
    xlsx_cell *values;              // where each field's value stands, by number; of a multi: of its first option
    form_section_counts *sections;
    size_t section_count;
    struct { form_table_place *items; size_t count, capacity; } tables;
} form_xlsx;

// ---- Cells (form_xlsx_cells.c)

// How the value of a field looks, and what may be entered in [range]. Messages help where no label stands beside.
xlsx_style form_xlsx_style(const form_xlsx *in, const form_field *asked);
void form_xlsx_add_rule(form_xlsx *in, form_item item, xlsx_range range, bool with_help);
// A list of yes and no.
void form_xlsx_add_yes_no(form_xlsx *in, xlsx_cell at);
void form_xlsx_name_cell(form_xlsx *in, text name, xlsx_cell at);
// "label (required)" and what helps to fill it in.
text form_xlsx_label(form_xlsx *in, form_item item);
text form_xlsx_note(form_xlsx *in, form_item item);
// Points that a row needs for texts in columns of that many characters.
double form_xlsx_lines(text shown, double width);
// A condition in the words of formulas: something stands in the cell.
text form_xlsx_is_filled(form_xlsx *in, xlsx_cell at);
double form_xlsx_height(double lines);
// One text over all columns of the sheet, in a row of its own; nothing when it is empty.
void form_xlsx_add_line(form_xlsx *in, form_sheet *on, text shown, xlsx_style style);
// A row with a label and an open value; the value's cell.
xlsx_cell form_xlsx_add_value(form_xlsx *in, form_sheet *on, form_item item, text name);
// The height of the row that holds a field's label and note.
void form_xlsx_fit_label(form_xlsx *in, const form_sheet *on, uint32_t row, text label, text note, double least_lines);
xlsx_range form_xlsx_range(xlsx_cell first, xlsx_cell last);

// ---- Sections (form_xlsx_sections.c)

void form_xlsx_add_section(form_xlsx *in, const form_part *parts, size_t count, size_t section);
void form_xlsx_add_blocks(form_xlsx *in, form_sheet *on, const node *document);
void form_xlsx_set_print(form_xlsx *in, const form_sheet *sheet, uint32_t head_rows);

// ---- Scores (form_xlsx_scores.c)

enum { FORM_SCORE_COLUMNS = 5 };    // what, points, weight, weighted points, maximum

// One score, as a question; or several that follow one another, as a table with its sums.
void form_xlsx_add_score(form_xlsx *in, form_sheet *on, form_item item);
void form_xlsx_add_scores(form_xlsx *in, form_sheet *on, const form_part *parts, size_t count);
// The scores of a table's row that count.
void form_xlsx_count_row(form_xlsx *in, const form_sheet *on, const form_field *of_table, uint32_t row);

// ---- What is computed (form_xlsx_computed.c)

// The formula of a field of the form; of a column in the row [row].
text form_xlsx_formula(form_xlsx *in, const form_field *asked);
text form_xlsx_row_formula(form_xlsx *in, const form_field *column, size_t sheet, uint32_t row);

// ---- States (form_xlsx_states.c): what is filled, and what is missing

// Says in the row [row] whether the field is filled; [is_filled] is a condition in the words of formulas.
void form_xlsx_add_state(form_xlsx *in, const form_sheet *on, uint32_t row, const form_field *asked, text is_filled);

// ---- The last sheet (form_xlsx_summary.c)

void form_xlsx_add_summary(form_xlsx *in);

#endif
