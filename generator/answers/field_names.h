// Names of fields in files, and which form they belong to.
#ifndef ANSWERS_FIELD_NAMES_H
#define ANSWERS_FIELD_NAMES_H

#include "answers/given.h"
#include "site/site.h"

typedef enum { PLACE_UNKNOWN, PLACE_FIELD, PLACE_COMPUTED } place_type;    // computed: never taken from a file

typedef struct {
    place_type type;
    const form_field *field;    // also of the header
    const form_field *column;   // of a table
    size_t row;                 // of it, from 1
    const text *option;         // of a multi
    bool is_header, is_other;
} field_place;

// The common header: _process, _phase, _filled_by (personal), _date.
extern const form_field header_fields[];
enum { HEADER_FIELDS = 4, HEADER_FILLED_BY = 2 };

// What [name] is in the form; an option or column that the form does not have is unknown.
field_place field_place_of(const form *of, text name);

// Whole names of those that documents shorten (form_name_within).
typedef struct {
    table whole;
} field_names;

field_names field_names_of(arena *memory, const form *of);
text field_name_whole(const field_names *in, text name);

// The form that has most of the names in [given], and at least three of five; NULL when none or several have.
const form *field_names_recognise(arena *memory, const site *of, const given_form *given);

#endif
