// What the files that write a form's markup share. Private to them.
#ifndef PUBLISHERS_WEBSITE_FORM_WRITER_H
#define PUBLISHERS_WEBSITE_FORM_WRITER_H

#include "publishers/website/worker.h"
#include "site/forms.h"

enum { FORM_RADIOS_MOST = 6, FORM_SCALE_STEPS_MOST = 11, FORM_NARROW_COLUMNS_MOST = 3, FORM_WIDE_COLUMNS_MOST = 8 };

typedef struct {
    const making *of;
    const form *shown;
    const form_words *said;
    size_t language;
    buffer *out;
    bool is_in_intro;           // before the first section
} form_writer;

void form_add(form_writer *w, const char *markup);
void form_add_text(form_writer *w, text t);                             // escaped
void form_add_attribute(form_writer *w, const char *name, text t);      // ` name="escaped"`
void form_add_number(form_writer *w, const char *name, double number);
void form_add_id(form_writer *w, const char *attribute, text name, const char *part);    // ` id="f.name.part"`

// A word of the theme below `form.`, and one with its "{places}" filled: pairs of name and text, NULL ends them.
text form_word(const form_writer *w, const char *name);
text form_shared_word(const form_writer *w, const char *name);     // below `form_document.`: the same in every format
text form_sentence(const form_writer *w, const char *name, ...) __attribute__((sentinel));
text form_number_words(const form_writer *w, double number);

text form_label(const form_field *asked, const form_field_words *said);
text form_option_label(const form_field *asked, const form_field_words *said, size_t option);

// The constraints as data attributes, for the scripts.
void form_add_constraints(form_writer *w, const form_field *asked, const form_field_words *said);
void form_add_condition(form_writer *w, form_condition when);           // data-when and data-value
void form_write_condition(form_writer *w, form_condition when);         // in words, for paper
void form_write_need(form_writer *w, const form_field *asked);          // "(pakollinen)"

// The control of a text, long, date, number, file, signature, check, select or small score, named [name].
// [described] tells that its help, hint and error have ids; cells have an error only.
void form_write_control(form_writer *w, const form_field *asked, const form_field_words *said, text name, bool in_cell);
void form_write_option_words(form_writer *w, const form_field *asked, const form_field_words *said);    // "Yes / No"
void form_write_paper_options(form_writer *w, const form_field *asked, const form_field_words *said);

void form_write_field(form_writer *w, const form_field *asked, const form_field_words *said);
void form_write_table(form_writer *w, const form_field *asked, const form_field_words *said);
void form_write_field_head(form_writer *w, const form_field *asked, const form_field_words *said, const char *element);
void form_write_help(form_writer *w, const form_field *asked, const form_field_words *said);

#endif
