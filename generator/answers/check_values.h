// Values against their fields. Private to answers/check*.c.
#ifndef ANSWERS_CHECK_VALUES_H
#define ANSWERS_CHECK_VALUES_H

#include "answers/check.h"

typedef struct {
    data *value, *other;
    bool *chosen;               // a multi, by option; NULL: none
    struct { data ***items; size_t count, capacity; } rows;     // a table: cells by column; NULL: nothing in the row
    size_t row_count;
} answer_slot;

typedef struct {
    arena *memory;
    const answer_checker *with;
    const given_form *given;
    const form *form;
    const field_names *names;
    size_t language;
    text path;
    diagnostics *found;
    answer_slot *slots;         // by field
    answer_slot header[HEADER_FIELDS];
} form_check;

// The value as the answers file has it; NULL when there is none, or it does not fit: then it has been told.
data *check_value(form_check *in, const field_place *to, const given_value *given);

// What concerns several values: what is required, what is not asked, how many options. Tells only.
void check_whole(form_check *in);

#endif
