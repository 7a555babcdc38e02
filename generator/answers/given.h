// What a file holds, before it is known whether it fits a form: names and values, as each format spells them.
#ifndef ANSWERS_GIVEN_H
#define ANSWERS_GIVEN_H

#include "answers/filled.h"

typedef enum {
    GIVEN_EMPTY,            // the field is there, nothing is in it
    GIVEN_TEXT,             // as it was typed; an option by its id or label
    GIVEN_NUMBER,           // in a spreadsheet also a day
    GIVEN_TRUTH,
    GIVEN_WRONG             // something that is no answer to any field
} given_type;

typedef struct {
    text name;              // as form_request.h names fields; may be shortened (form_name_within)
    given_type type;
    text text;
    double number;
    bool truth;
    bool may_be_placeholder;    // the text may be what the form says of an empty field
    text day;               // of a date, besides the text
} given_value;

typedef struct {
    text form, version, language, filled;       // empty when the file does not say
    filled_format format;
    bool is_exact;          // values are spelled as in an answers file, and no other way is taken
    bool is_by_labels;      // a choice is its label before it is an id
    bool is_1904;           // how days are counted
    bool is_cut;            // it has more values than are read
    text long_list;         // what has more rows than are read
    struct { given_value *items; size_t count, capacity; } values;
} given_form;

typedef struct {
    given_form *items;
    size_t count, capacity;
    bool is_cut;            // there are more forms than are read
} given_forms;

enum { GIVEN_FORMS_MOST = 5000, GIVEN_VALUES_MOST = 20 * 1000, GIVEN_ROWS_MOST = 1000 };

given_form *given_add_form(arena *memory, given_forms *into, filled_format format);
void given_add(arena *memory, given_form *into, given_value one);
bool given_is_blank(const given_form *of);      // all its fields are empty

// ---- Readers. False when the file cannot be read; [*why] says in plain words why and what to do. A file with several forms (a
// book, a table of answers) gives several.

typedef bool given_reader(arena *memory, text bytes, given_forms *into, text *why);
given_reader given_read_json;       // an answers file
given_reader given_read_pdf;        // no form at all: there are no fields
given_reader given_read_docx;
given_reader given_read_xlsx;
given_reader given_read_csv;        // as output_csv writes it, in UTF-8 or as "Unicode text"

// Begins as a text in units of two bytes does.
bool given_is_in_sixteen_bits(text bytes);

#endif
