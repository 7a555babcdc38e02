// Filled forms: what people answered, as it came in from any format.
//
// Readers (answers/read_*.h and answers/scans/) make filled forms, checked against the form of the site; outputs
// are made from them alone. Values are kept as the answers file has them (templates-forms/README.md, DESIGN 5.5):
//
//   text long date file signature choice    a text; a date as 2026-11-22, a choice as the option's id; a signature is the
//                                           name, or ANSWERS_DRAWN for one that was drawn or written
//   number score                            a number
//   check                                   true
//   multi                                   a list of option ids
//   table                                   a list of maps, column id to value, one for each filled row
//   <field>_other                           the own text beside the options
//
// What is computed (totals, products, sums) is never kept as it was read: it is computed anew. Header fields
// (_process, _phase, _filled_by, _date) are kept in [header] under these names. Empty answers are absent.
#ifndef ANSWERS_FILLED_H
#define ANSWERS_FILLED_H

#include "formats/data.h"
#include "site/forms.h"

typedef enum { FILLED_JSON, FILLED_PDF, FILLED_DOCX, FILLED_XLSX, FILLED_CSV, FILLED_PAPER } filled_format;

// A box or a circle on paper that the program is not sure of; it is not among the answers.
typedef struct {
    text field;                 // as form_request.h names it: "kaytot__verkko", "tiimi__2__pisteet"
    double likelihood;          // that it is marked, 0 to 1
    text picture;               // PNG of the cut-out
} doubtful_mark;

// Handwriting that a person has to type in.
typedef struct {
    text field;
    text picture;               // PNG of the cut-out
} handwriting;

// Which pages of a form were seen. Pages count from 1.
typedef struct {
    size_t all;
    size_t first, last;         // seen, with all between them; first is 0 when some of those are missing
    text missing;               // "2, 3"; empty when none is
} filled_pages;

typedef struct {
    const form *form;
    size_t language;            // among the site's
    text version;               // as the file says; may be another than the form's
    text path;                  // for the reader's eyes: "saadut.zip/maija.pdf"
    filled_format format;
    text filled;                // the day, "2026-11-22"; empty when the file does not say
    const data *answers, *header;       // maps
    const doubtful_mark *doubts;        // paper only
    size_t doubt_count;
    const handwriting *written;         // paper only
    size_t written_count;
    filled_pages pages;                 // paper only
} filled_form;

// Sorted by form (the site's order), day, then path, so that outputs do not depend on the order of the files.
typedef struct {
    filled_form *items;
    size_t count, capacity;
} filled_forms;

// The value of a signature that was drawn or written by hand: no name, and no picture either. No name is spelled so.
#define ANSWERS_DRAWN TEXT("[drawn]")

// What is asked of every output.
typedef struct {
    bool has_personal;          // fields that are `personal`, and the header's _filled_by, are shown
    size_t smallest_group;      // counts of fewer people are hidden; 0 or 1: none
    size_t language;            // of the output's words, among the site's
} output_choice;

#endif
