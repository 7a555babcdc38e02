// Forms: what templates-forms/ holds. One structure (form.yaml) and the words of
// each language (<language>.md), checked together, so that translations cannot
// drift. The format is described in templates-forms/README.md.
//
// A form is also a page of kind `form` in every language it has words in: see
// page.form. Everything here lives in the arena the site was loaded into.
#ifndef SITE_FORMS_H
#define SITE_FORMS_H

#include "base/dates.h"
#include "schema/kind.h"

typedef enum {
    FORM_TEXT, FORM_LONG, FORM_DATE, FORM_NUMBER, FORM_CHOICE, FORM_MULTI, FORM_CHECK,
    FORM_SIGNATURE, FORM_TABLE, FORM_SCORE, FORM_FILE
} form_field_type;

enum { FORM_FACTORS = 2 };

typedef struct form_field form_field;

// A number that is added up from the rows of an earlier table that have the same text in a column of both.
typedef struct {
    const form_field *table, *column, *by;  // NULL: no sum
    const form_field *key;                  // of the row that has the sum
} form_sum;

// What a table is to a report: its columns, NULL where none was named.
typedef struct {
    const form_field *name, *baseline, *target, *actual;    // `metric`; no name: it is none
} form_metric;

typedef struct {
    const form_field *name, *date, *value;                  // `series`; no name: it is none
} form_series;

typedef struct {
    const form_field *what, *who, *when, *done;             // `tasks`; no what: it is none
} form_tasks;

// Shown only when an earlier choice or check has this value ("true" for a check).
typedef struct {
    const form_field *field;        // NULL: always
    text value;
} form_condition;

struct form_field {
    text id;
    form_field_type type;
    bool required, personal, has_other;
    size_t length;                  // most characters; 0: 500 for text, 5,000 for long
    size_t lines;                   // of writing on paper: 1 for text, 4 for long unless said
    bool has_minimum, has_maximum;
    double minimum, maximum;        // number; score: its scale (0 to 5 unless said); multi: how many
    int decimals;                   // number: most decimals, 0 unless said
    date earliest, latest;          // date; not set: any
    text pattern;                   // text; empty: any
    const text *options;            // ids: choice, multi
    size_t option_count;
    double weight;                  // score: 1 unless said
    const form_field *weight_by;    // a table's score: the number of the row that is its weight; NULL: [weight]
    const form_field *factors[FORM_FACTORS];    // number: the product of these, which stand before it; NULL: none
    form_sum sum;                   // a table's number
    bool is_factor;
    const form_field *columns;      // table
    size_t column_count, rows;
    form_metric metric;             // table
    form_series series;             // table
    form_tasks tasks;
    form_condition when;
    size_t number;                  // among the form's fields (or the table's columns)
    size_t section;
    int line;                       // in form.yaml
};

typedef struct {
    text id;
    form_condition when;
    size_t first_field, field_count;
} form_section;

// The words of a field in one language. Texts are empty where nothing was said.
typedef struct form_field_words form_field_words;
struct form_field_words {
    text label, help, pattern_help; // pattern_help: what the pattern asks for, in words
    const text *options;            // labels, in the order of the field's options
    const form_field_words *columns;
    int line;
};

typedef struct {
    bool exists;
    text path;                      // "templates-forms/valokuvauslupa/fi.md"
    text title, summary, purpose, filled_by, time, send_to, privacy, binding;
    text body;                      // Markdown with [[field]]
    int body_line;
    const form_field_words *fields; // in the order of the form's fields
    const text *section_titles;     // plain text of the ## headings
} form_words;

// Page field <- form field.
typedef struct {
    text page_field;
    const form_field *field;
} form_mapping;

typedef struct form {
    text id;
    text path;                      // "templates-forms/valokuvauslupa/form.yaml"
    text version;                   // "1.3fa2c9"
    bool has_header, is_signed, is_optional, has_scores, has_tables, has_personal;
    bool is_board;                  // its paper is A3, lying: for a wall and a group
    const form_field *fields;
    size_t field_count;
    const form_section *sections;
    size_t section_count;
    form_words *by_language;        // one per language of the site
    const kind *becomes;            // NULL: nothing
    const form_mapping *mappings;
    size_t mapping_count;
    const form_field *becomes_body; // NULL: none
    const form_field *subject;      // a text that names what the form evaluates; NULL: the process does
    const form_field *group;        // a choice by which reports compare answers; NULL: none
} form;

// ---- What is computed: nobody types it, and paper has room for it.

static inline bool form_is_computed(const form_field *of)
{
    return of->factors[0] != NULL || of->sum.table != NULL;
}

// The total is the sum of score * weight over the scores that count, shown beside the sum of maximum * weight and as a
// share of that. All scores count, those in the filled rows of tables too, but for the factors of a product: that tells
// more than they do. A form has a total when more than one score counts, or one of a table.
bool form_counts(const form_field *of);
bool form_has_total(const form *of);
// The last field of the section with the last score that counts, after which the total stands; NULL without a total.
const form_field *form_total_follows(const form *of);
// The largest total possible; 0 when it depends on how many rows are filled.
double form_total_maximum(const form *of);

const form_field *form_find_field(const form *in, text id);     // NULL when there is none

// Whether the form offers a spreadsheet.
static inline bool form_has_spreadsheet(const form *of)
{
    return of->has_tables || of->has_scores;
}

// A form's body cut into runs of Markdown and fields, in reading order.
typedef struct {
    const form_field *field;        // NULL: Markdown
    text markdown;
    int line;                       // of the file, where the part begins
    size_t section;                 // (size_t)-1 before the first
    bool begins_section;            // Markdown that begins with the section's ## heading
} form_part;

typedef struct {
    form_part *items;
    size_t count, capacity;
} form_parts;

form_parts form_body_parts(arena *memory, const form *of, size_t language);

#endif
