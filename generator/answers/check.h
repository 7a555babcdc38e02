// Whether what a file holds fits the form: as the form in the browser checks it, and in the same spelling.
//
// A value of the wrong type, that is no option, no day, no number, or outside the smallest and the largest, is left out
// (an error). A text that is too long or spelled unlike its pattern, too many options, too many decimals, and answers to what
// was not asked, are kept (a warning); so is everything else of the file. The version of the form may be another: what both
// know is taken.
#ifndef ANSWERS_CHECK_H
#define ANSWERS_CHECK_H

#include "answers/field_names.h"
#include "printing/form_request.h"
#include "site/theme.h"

// What is asked of the site once, for all files.
typedef struct {
    const site *site;
    const field_names *names;           // by form
    const form_strings *const *strings; // by language
} answer_checker;

void answer_checker_prepare(arena *memory, const site *of, const theme *look, answer_checker *made);

typedef enum { CHECK_FILLED, CHECK_BLANK, CHECK_REFUSED } check_result;
// CHECK_BLANK has told nothing: nobody has filled in the form. CHECK_REFUSED has: nobody knows which form it is.
check_result answer_check(arena *memory, const answer_checker *with, const given_form *given, text path,
                          diagnostics *found, filled_form *made);

#endif
