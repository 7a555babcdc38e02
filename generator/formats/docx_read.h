// Reading back the content controls of Word documents that we wrote (docx.h), also as other programs save them.
//
// A control is known by its tag; where a program has dropped the tags, by the bookmark "f_<name>" around it. What
// stands in a bookmark without a control, is read too: LibreOffice leaves the first letter of what was typed over a control in
// its bookmark, so the whole paragraph is told beside it.
#ifndef FORMATS_DOCX_READ_H
#define FORMATS_DOCX_READ_H

#include "formats/office.h"

#include <stddef.h>

typedef enum { DOCX_READ_TEXT, DOCX_READ_DATE, DOCX_READ_LIST, DOCX_READ_CHECK } docx_read_type;

typedef struct {
    text name;                  // a tag; or a bookmark's name without its "f_"
    bool is_bookmark;
    docx_read_type type;        // of a bookmark without a control: DOCX_READ_TEXT, or a check when a box stands there
    bool is_empty;              // shows only its placeholder
    bool is_ticked;             // a check
    text shown;                 // "\n" between lines
    text chosen;                // a list: the id of the option, when what is shown is one of them
    text day;                   // a date as Word keeps it: "2026-11-22"; empty when it does not
    text paragraph;             // a bookmark without a control: all of the paragraph in which it begins
    text repeat;                // tag of the repeated section around it; empty: none
    size_t row;                 // of that section, from 1
} docx_answer;

typedef struct {
    docx_answer *items;
    size_t count, capacity;
} docx_answers;

enum { DOCX_ANSWERS_MOST = 50 * 1000 };

// OFFICE_NOT_ONE when the package holds no document.
office_result docx_read(arena *memory, office *from, docx_answers *found);

#endif
