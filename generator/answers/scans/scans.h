// Filled paper: scans and photographs of a form's printed pages, read back.
//
// Every page of a form's PDF carries a code (printing/page_code.h) and four corner marks. A page is found by them however
// it lies, its boxes and circles are read where the form's own layout put them, and handwriting is cut out for a person
// to type in. Nothing is guessed: a mark that is not clearly one thing or the other is a doubt, not an answer.
#ifndef ANSWERS_SCANS_SCANS_H
#define ANSWERS_SCANS_SCANS_H

#include "answers/filled.h"
#include "base/buffer.h"
#include "site/site.h"
#include "site/theme.h"

// Whether [bytes] may be a scan: a picture (JPEG, PNG, WebP), or a PDF; a PDF with form fields is for its own reader,
// unless that finds nothing filled in.
bool scans_may_be(text bytes);

// Adds what is on the pages of a file to [into], one form for each person: pages of one form in the order of the file, a
// new person when a page comes again. [path] is for messages. What is wrong with the file or a page is told to [found],
// and the rest is read. False after a reported failure of the machine.
bool scans_read(arena *memory, const site *of, const theme *look, text path, text bytes, filled_forms *into,
                diagnostics *found) __attribute__((warn_unused_result));

// Puts photographs of one person's pages together, each of which came in a file of its own, and tells of pages that are
// still missing. Files are taken for one person's when it is sure: they stand side by side in their folder, in the order
// of their names (9 before 10), are of one form, version and language, and hold its pages from the first to the last, each
// once. All others stay apart, each for itself.
void scans_join(arena *memory, filled_forms *forms, diagnostics *found);

// Leaves out the forms on whose pages nothing is marked or written, and tells of each: nobody has filled them in. After
// scans_join: a page without marks may be one of a longer form.
void scans_leave_out_blank(filled_forms *forms, diagnostics *found);

// Rows of tables have the places that they have on paper, as long as what is written in them is still to be typed in
// (review_page_write). Leaves out those of which nothing was read, for all outputs.
void scans_close_rows(arena *memory, filled_forms *forms);

// The page where a person decides what the program did not: one HTML file that works offline, in the site's language
// number [language]. It shows every doubtful mark and all handwriting of [forms], takes what is typed, and saves an
// answers file for each form.
bool review_page_write(arena *memory, const site *of, const theme *look, const filled_forms *forms, size_t language,
                       buffer *out) __attribute__((warn_unused_result));

#endif
