// The values of a filled form: as they were given, computed anew, and in words.
#ifndef ANSWERS_VALUES_H
#define ANSWERS_VALUES_H

#include "answers/outputs.h"
#include "answers/report_words.h"
#include "printing/form_request.h"

// What all outputs of a request need: its words and the form's.
typedef struct {
    arena *memory;
    const output_request *of;
    const form *form;
    text code;                          // of the output's language
    const report_words *words;
    form_request asked;                 // the form in the output's language; else in the first that has it
    const form_words *said;
    form_header header;
    bool hides_groups;                  // choice.smallest_group is 2 or more
} reporting;

reporting reporting_of(arena *memory, const output_request *request);

// False for fields and columns that the choice leaves out: personal data, and signatures whatever the form says.
bool request_shows(const output_request *request, const form_field *asked);
bool reporting_shows(const reporting *with, const form_field *asked);
// The header's _filled_by is personal whatever the form says.
bool reporting_shows_header(const reporting *with, const form_field *asked);

// ---- Values. NULL, or false: not answered.

const data *answer_of(const filled_form *from, text id);
const data *answer_in_header(const filled_form *from, text id);
text answer_text(const data *map, text id);             // empty when there is none or it is no text
// The own text beside the options.
text answer_other(arena *memory, const filled_form *from, const form_field *asked);
bool answer_is_chosen(const data *given, text option);  // of a choice or a multi
// The number of a field; a product is computed anew.
bool answer_number(const filled_form *from, const form_field *asked, double *number);

typedef struct {
    const data *const *items;           // maps; at least one cell of each is answered
    size_t count;
} answer_rows;
answer_rows answer_rows_of(const filled_form *from, const form_field *of_table);
// The number of a cell; products and sums are computed anew.
bool answer_cell_number(const filled_form *from, const data *row, const form_field *column, double *number);

// The total of the scores that count and are shown, and the most points that the filled ones could have given. False without
// scores.
typedef struct {
    double points, most;
} answer_total;
bool answer_total_of(const reporting *with, const filled_form *from, answer_total *total);

// ---- In words

// What people read: the label of an option, a date and a number in the language's form, "yes" for a tick. A signature
// that is no name is told to be drawn. Empty when there is no answer.
text answer_words(const reporting *with, form_item item, const filled_form *from);
text answer_cell_words(const reporting *with, form_item of_table, size_t column, const filled_form *from, const data *row);
text answer_header_words(const reporting *with, form_item item, const filled_form *from);
text number_words(const reporting *with, double number, int decimals);
text percent_words(const reporting *with, double share);        // of 1: "42 %"; en "42%"
// Of a column of a table: all with as many decimals as the one that needs most; "–" for what is not finite.
text *column_words(const reporting *with, const double *numbers, size_t count, int decimals);
text *percent_column_words(const reporting *with, const double *shares, size_t count);
text date_words(const reporting *with, text iso);               // as it is when it is no date
text count_words(const reporting *with, size_t count);

#endif
