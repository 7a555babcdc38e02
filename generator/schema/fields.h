// Checking front matter against a kind, and the typed values that come of it.
#ifndef SCHEMA_FIELDS_H
#define SCHEMA_FIELDS_H

#include "base/dates.h"
#include "schema/kind.h"

typedef struct field_value field_value;

// One field's value on one page. A list holds items of its `of` type, a record
// one value per field of the record, in the record's order. Texts are views into
// the front matter's values. A key without anything to show ("aim:", "aim: ''",
// "aim: []") is as good as absent.
struct field_value {
    const field *field;
    bool is_set;
    int line, column;           // where the value stands
    text text;                  // text, long, markdown, url, email, image, page (the id), choice (the id), number as written
    double number;
    bool truth;                 // bool
    date date;
    const field_choice *choice; // choice
    field_value *items;         // list, record
    size_t count;
};

// One value per field of [kind], in its order; fields that are absent are there
// with is_set false. [front_matter] (a map or NULL) may also hold [common] keys,
// which are left to the caller; any other key is reported with a suggestion, as
// are wrong types, missing required fields, and so on, each at its place
// (missing fields at the front matter's first line).
field_value *fields_read(arena *memory, const kind *kind, const value *front_matter, text path,
                         const text *common, size_t common_count, diagnostics *found);

enum {
    FIELD_TEXT_LIMIT = 2000,            // characters of text, url, email, image, page
    FIELD_LONG_LIMIT = 20000,           // of long, markdown
    FIELD_LIST_LIMIT = 1000             // items
};

// Single scalars by type, for common keys too. False after a report.
bool scalar_read_date(const value *v, text path, diagnostics *found, date *read);
bool scalar_read_number(const value *v, text path, diagnostics *found, double *read);
bool scalar_read_bool(const value *v, text path, diagnostics *found, bool *read);   // true/false, yes/no
// http, https, mailto or tel; no spaces, control characters or quotes.
bool address_is_allowed(text address);
// name@domain.tld without anything a mail program could read as more than that.
bool email_is_usable(text email);

#endif
