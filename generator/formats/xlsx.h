// Writing spreadsheets with libxlsxwriter: sheets, cells in a few fixed styles, rules for what may be
// entered, names, formulas, protection and print set-up. It knows no sites and no forms.
//
// Text never becomes a formula, a number or a link. What a spreadsheet cannot hold is cut (32,767 characters
// of a cell, 255 of a message) or left out (control characters). Sheets are protected without a password;
// cells of an INPUT style are open. The same calls give the same bytes.
#ifndef FORMATS_XLSX_H
#define FORMATS_XLSX_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/dates.h"

#include <stdint.h>

typedef struct xlsx xlsx;

typedef struct {
    text title, subject, author;
    const text (*properties)[2];    // of our own: name and value
    size_t property_count;
} xlsx_properties;

xlsx *xlsx_begin(arena *memory, const xlsx_properties *properties);
// Adds the whole file to [out] and frees what the workbook holds. False after a reported machine failure.
bool xlsx_finish(xlsx *of, buffer *out) __attribute__((warn_unused_result));

typedef enum {
    XLSX_TITLE, XLSX_LEAD, XLSX_HEADING, XLSX_TEXT, XLSX_STRONG, XLSX_NOTE, XLSX_LABEL,
    XLSX_HEAD, XLSX_HEAD_NUMBER,
    XLSX_CELL, XLSX_NUMBER, XLSX_DECIMAL, XLSX_DATE, XLSX_PERCENT, XLSX_STATE,
    XLSX_TOTAL, XLSX_TOTAL_NUMBER, XLSX_TOTAL_PERCENT,
    XLSX_INPUT_TEXT, XLSX_INPUT_LONG, XLSX_INPUT_LIST, XLSX_INPUT_DATE, XLSX_INPUT_DATE_WORDS, XLSX_INPUT_WHOLE,
    XLSX_INPUT_DECIMAL, XLSX_INPUT_POINTS,
    XLSX_STYLES
} xlsx_style;

// The real name may differ: at most 31 characters, without []:*?/\, unlike the others and not "History", which Excel
// keeps for itself. Returns its number.
size_t xlsx_add_sheet(xlsx *in, text name);
size_t xlsx_add_open_sheet(xlsx *in, text name);       // not protected: it can be sorted, filtered and written on
text xlsx_sheet_name(const xlsx *in, size_t sheet);
void xlsx_hide_sheet(xlsx *in, size_t sheet);

typedef struct {
    size_t sheet;
    uint32_t row;
    uint16_t column;                // both from 0
} xlsx_cell;

typedef struct {
    size_t sheet;
    uint32_t first_row;
    uint16_t first_column;
    uint32_t last_row;
    uint16_t last_column;
} xlsx_range;

void xlsx_set_text(xlsx *in, xlsx_cell at, text shown, xlsx_style style);
// The first part strong, the second grey on a line of its own; each is cut at 2,000 characters.
void xlsx_set_label(xlsx *in, xlsx_cell at, text label, text note);
void xlsx_set_number(xlsx *in, xlsx_cell at, double number, xlsx_style style);
void xlsx_set_blank(xlsx *in, xlsx_cell at, xlsx_style style);
// [formula] begins with "="; what it gives in the blank form is stored with it.
void xlsx_set_formula(xlsx *in, xlsx_cell at, text formula, double result, xlsx_style style);
void xlsx_set_text_formula(xlsx *in, xlsx_cell at, text formula, text result, xlsx_style style);
// One cell of the range; it keeps what its first cell gets.
void xlsx_merge(xlsx *in, xlsx_range range, xlsx_style style);

// "A1" and "$A$1:$B$2"; with the sheet, "'Name'!$A$1:$B$2".
text xlsx_address(arena *memory, xlsx_cell at);
text xlsx_range_address(const xlsx *in, arena *memory, xlsx_range range, bool with_sheet);

// A text as it stands in a formula: in quotes.
text xlsx_quoted(arena *memory, text t);

typedef enum { XLSX_RULE_LIST, XLSX_RULE_WHOLE, XLSX_RULE_DECIMAL, XLSX_RULE_DATE, XLSX_RULE_LENGTH } xlsx_rule_type;

typedef struct {
    xlsx_rule_type type;
    const text *options;            // of a list; long lists stand on a hidden sheet
    size_t option_count;
    text lists_sheet;               // its name
    double minimum, maximum;
    date earliest, latest;
    text help_title, help;          // shown when the cell is chosen; may be empty
    text mistake;                   // shown when the rule is broken
} xlsx_rule;

void xlsx_add_rule(xlsx *in, xlsx_range range, const xlsx_rule *rule);

// Cells that show [shown] are in the colour of warnings.
void xlsx_mark_text(xlsx *in, xlsx_range range, text shown);
// Bars behind numbers from 0 to 1.
void xlsx_mark_share(xlsx *in, xlsx_range range);

// [name] is made of ASCII letters, digits and "_" and begins with "f_".
void xlsx_name(xlsx *in, text name, xlsx_range range);
// The same for a text that no cell shows.
void xlsx_name_text(xlsx *in, text name, text meant);

void xlsx_set_width(xlsx *in, size_t sheet, uint16_t column, double characters);
void xlsx_hide_column(xlsx *in, size_t sheet, uint16_t column);
void xlsx_set_height(xlsx *in, size_t sheet, uint32_t row, double points);
void xlsx_freeze(xlsx *in, size_t sheet, uint32_t rows);

// What is above and left of the cell stays in sight.
void xlsx_freeze_at(xlsx *in, xlsx_cell first_moving);

void xlsx_set_date(xlsx *in, xlsx_cell at, date day, xlsx_style style);

// The range as a table that can be filtered and sorted. Its first row are the heads, which are written here: line ends
// become spaces, and a head that is empty or there already gets a number. [name] is ASCII letters, digits and "_".
void xlsx_add_table(xlsx *in, xlsx_range range, text name, const text *heads);

// A chart of horizontal bars beside its numbers.
typedef struct {
    text title, alternative;
    xlsx_range labels, numbers;         // a column each
    xlsx_cell at;                       // of its left upper corner
    uint32_t height;                    // pixels
} xlsx_chart;
void xlsx_add_chart(xlsx *in, const xlsx_chart *from);

typedef struct {
    bool is_landscape, is_large;    // large: A3
    bool repeats_rows;
    uint32_t first_repeated, last_repeated;
    text header, footer_left, footer_middle, page, page_of;
} xlsx_print;

// A4 or A3, as many pages high as needed, one wide.
void xlsx_set_print(xlsx *in, size_t sheet, const xlsx_print *print);
// The rows stand on one page when they fit on one. Rows may be kept within others that may be too many for that.
void xlsx_keep_rows(xlsx *in, size_t sheet, uint32_t first, uint32_t last);

#endif
