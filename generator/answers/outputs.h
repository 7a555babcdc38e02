// What is made of filled forms. One request: one form's filled forms, however many there are (none is allowed).
//
// Every output is in the words of choice.language, whatever languages people filled in, and leaves out what the choice
// hides (filled.h). The same request gives the same bytes. All return false only after a reported machine
// failure; what is wrong with the answers themselves is in [found].
#ifndef ANSWERS_OUTPUTS_H
#define ANSWERS_OUTPUTS_H

#include "answers/filled.h"
#include "base/buffer.h"
#include "site/theme.h"

typedef struct {
    const site *site;
    const theme *look;
    const form *form;
    const filled_form *const *items;    // of this form, in the order of filled_forms
    size_t count;
    output_choice choice;
    diagnostics *found;
} output_request;

// Sheets: answers, summary with charts, tables of the form, data dictionary.
bool output_xlsx(arena *memory, const output_request *request, buffer *out) __attribute__((warn_unused_result));
// One file that needs nothing beside it: styles inside, no script, charts as SVG with their tables.
bool output_report_html(arena *memory, const output_request *request, buffer *out)
    __attribute__((warn_unused_result));
// Reads well on GitHub, and as a page of a site: its charts are `chart` blocks.
bool output_report_markdown(arena *memory, const output_request *request, buffer *out)
    __attribute__((warn_unused_result));
// The same report, typeset and tagged.
bool output_report_pdf(arena *memory, const output_request *request, buffer *out)
    __attribute__((warn_unused_result));
// For a form that becomes a page: a Markdown file in [folder] for each filled form, with front matter valid for the
// kind. Files that are there already are never written over. Other forms: nothing is written.
bool output_pages(arena *memory, const output_request *request, text folder) __attribute__((warn_unused_result));
// Where in that folder the page of a filled form goes: "fi/tarpeet".
text output_page_folder(arena *memory, const output_request *request, const filled_form *from);

#endif
