// What the makers of documents are given: a form, its language, and the words that the theme has
// for what all forms share; and what they all need to know about fields.
//
// Names of fields in documents are the ids of form.yaml; parts of a field are joined with "__":
// "<field>__<option>" for each option of a multi, "<table>__<row>__<column>" for a cell (rows from 1),
// "<field>_other" for the own text beside options. "_total" is the weighted total of the scores.
#ifndef PRINTING_FORM_REQUEST_H
#define PRINTING_FORM_REQUEST_H

#include "base/buffer.h"
#include "document/document.h"
#include "site/forms.h"

// The words, by their keys under `form_document:` in the theme's strings.
#define FORM_STRINGS(STRING)                                                                             \
    /* the common header */                                                                              \
    STRING(basics) STRING(process) STRING(phase) STRING(filled_by) STRING(date)                          \
    STRING(phase_1) STRING(phase_2) STRING(phase_3) STRING(phase_4) STRING(phase_5) STRING(phase_6)      \
    /* what stands before and after the fields */                                                        \
    STRING(purpose) STRING(who_fills) STRING(time) STRING(send_to) STRING(privacy) STRING(binding)       \
    STRING(form) STRING(version) STRING(licence) STRING(page) STRING(page_of) STRING(online)             \
    STRING(how_to_docx) STRING(how_to_xlsx)                                                              \
    /* about a field */                                                                                  \
    STRING(required) STRING(only_if) STRING(options) STRING(other) STRING(yes) STRING(no)                \
    STRING(choose) STRING(choose_one) STRING(choose_at_least) STRING(choose_at_most)                     \
    STRING(at_least) STRING(at_most)                                                                     \
    STRING(write_here) STRING(date_hint) STRING(number_hint) STRING(file_hint)                           \
    STRING(signature) STRING(name_in_print) STRING(place_and_date)                                       \
    STRING(row) STRING(add_rows_docx) STRING(add_rows)                                                   \
    /* scores */                                                                                         \
    STRING(criterion) STRING(scale) STRING(weight) STRING(points) STRING(weighted_points)                \
    STRING(maximum) STRING(total) STRING(weighted_total) STRING(share)                                   \
    STRING(points_total) STRING(how_total) STRING(how_sum) STRING(calculated) STRING(added_up)           \
    STRING(same)                                                                                         \
    /* the spreadsheet */                                                                                \
    STRING(instructions) STRING(question) STRING(answer) STRING(state) STRING(missing) STRING(done)      \
    STRING(error_list) STRING(error_number) STRING(error_date) STRING(error_length)                      \
    STRING(summary) STRING(section) STRING(items) STRING(filled) STRING(required_missing)                \
    STRING(numbers) STRING(distribution) STRING(table) STRING(column) STRING(rows_filled)                \
    STRING(sum) STRING(average) STRING(smallest) STRING(largest) STRING(count) STRING(lists)

enum { FORM_CALLOUTS = 5, FORM_PHASES = 6, FORM_HEADER_FIELDS = 4 };

typedef struct {
#define FORM_STRING(name) text name;
    FORM_STRINGS(FORM_STRING)
#undef FORM_STRING
    text callouts[FORM_CALLOUTS];       // the theme's generator.callouts, by callout
} form_strings;

typedef struct {
    const form *form;
    size_t language;                    // among the site's
    text language_code;                 // "fi"
    text site_title, publisher, licence;
    text page_url;                      // the form's page on the web, absolute; empty when the site has no address
    text binding_language;              // name of the language whose text binds; empty: nothing is said
    const form_strings *strings;
    // Parses Markdown of the form with its links settled for page_url; NULL: as it stands. [line] is of the form's file.
    node *(*parse)(void *context, arena *memory, text markdown, int line);
    void *context;
} form_request;

// A field with its words.
typedef struct {
    const form_field *field;
    const form_field_words *words;
} form_item;

const form_words *form_words_of(const form_request *request);
form_item form_item_of(const form_request *request, const form_field *asked);
form_item form_column_of(form_item of_table, size_t column);

// The common header, or nothing (count 0) when the form has none.
typedef struct {
    form_item items[FORM_HEADER_FIELDS];
    size_t count;
} form_header;
form_header form_header_of(arena *memory, const form_request *request);

// "<form> <version> <language>", by which documents tell programs which form they are.
text form_identity(arena *memory, const form_request *request);

text form_option_name(arena *memory, const form_field *asked, text option);
text form_cell_name(arena *memory, const form_field *of_table, size_t row, const form_field *column);
text form_other_name(arena *memory, const form_field *asked);
// The name of the bookmark or range: "f_<name>". A name of more than [limit] characters (Word takes 40 for a
// bookmark, 64 for a tag) keeps its beginning and gets "_" and 8 digits of its SHA-256 instead of the rest.
text form_mark_name(arena *memory, text name, size_t limit);
text form_name_within(arena *memory, text name, size_t limit);

// "Fill in only if Is the subject a minor: Yes"; empty without a condition.
text form_condition_text(arena *memory, const form_request *request, const form_condition *when);
// What may be entered, in words: "0–500", "pp.kk.vvvv, 1.1.2020–31.12.2099", what the pattern asks for;
// empty when nothing needs saying.
text form_limits_text(arena *memory, const form_request *request, form_item item);
// What a field of a Word file says while it is empty; cells stay blank to be written in by hand.
text form_placeholder(arena *memory, const form_request *request, form_item item, bool is_cell);
// "required", or empty.
text form_required_text(const form_request *request, const form_field *asked);

// Whole numbers that a list of points offers; 0 when there would be too many (then a number is written).
size_t form_score_steps(const form_field *asked);
// "Calculated: Weight × Points", from the labels; empty when the field is not computed.
text form_computed_text(arena *memory, const form_request *request, form_item item);
// What may be entered in a table's column, unless its label says so; or how it is computed.
text form_column_limits(arena *memory, const form_request *request, form_item of_table, size_t column);
// What the total is called, and how it is made by those who do it by hand.
text form_total_label(const form_request *request);
text form_total_help(const form_request *request);

// The document tree of Markdown in the form; never NULL (what was refused is empty, and reported elsewhere).
node *form_parse(arena *memory, const form_request *request, text markdown, int line);
// The address of a link as a document that may be anywhere must say it: http, https, mailto or tel, or
// resolved from page_url. Empty when there is none: the link is then plain text.
text form_link_address(arena *memory, text page_url, const node *link);

#endif
