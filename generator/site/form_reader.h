// Between the files that read forms; everyone else includes forms.h.
#ifndef SITE_FORM_READER_H
#define SITE_FORM_READER_H

#include "schema/fields.h"
#include "site/forms.h"
#include "site/site.h"

typedef struct {
    arena *memory;
    site *site;
    diagnostics *found;
    form *form;
    text path;              // of the file being read
    const value *root;      // its YAML
    fingerprint files[2];   // form.yaml, and the words of the language being read
} form_reader;

// Reports FORM_INVALID at [v] (the file's beginning when NULL); always false.
bool form_mistake(const form_reader *from, const value *v, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// form.yaml, already parsed, into [from]->form.
void form_read_structure(const form_reader *from);

// What of a field is computed, from those [before] it in its form or table.
void form_read_computed(const form_reader *from, const value *map, form_field *into, form_field *before, size_t count,
                        bool is_column);

// What reports make of a table, and of the form: `metric`, `tasks`; `subject`, `group`.
void form_read_table_use(const form_reader *from, const value *map, form_field *into);
void form_read_use(const form_reader *from);

// <language>.md: its front matter (parsed) and body, checked against the structure.
void form_read_words(const form_reader *from, form_words *into, text body, int body_line);

#endif
