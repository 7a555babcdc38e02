// Answers as tables and data, for programs and for people who count themselves.
//
// CSV: a row for each filled form, five columns about it (output_csv_own) and one for each field, named as in
// form_request.h: "nimi", "kaytot__verkko" for each option of a multi, "osapuolet__2__nimi" for each cell of a table.
// Options are their ids, ticks are 1. What a spreadsheet would take for a formula, or for a number that it is not, has
// a "'" before it (cell_marks.h). UTF-8 with a byte order mark; in English with commas and decimal points, in other languages with
// semicolons and decimal commas, as spreadsheets of these languages take them. `collect` reads it back.
#ifndef ANSWERS_OUTPUT_TABLES_H
#define ANSWERS_OUTPUT_TABLES_H

#include "answers/outputs.h"

enum { OUTPUT_CSV_OWN = 5 };
extern const text output_csv_own[OUTPUT_CSV_OWN];   // "form", "version", "language", "filled", "file"
#define OUTPUT_CSV_MARK "\xEF\xBB\xBF"

bool output_csv(arena *memory, const output_request *request, buffer *out) __attribute__((warn_unused_result));
// {"form": its dictionary, "answers": [answers files, with the file each came from]}. The dictionary has every field with its
// type, label, limits and options.
bool output_json(arena *memory, const output_request *request, buffer *out) __attribute__((warn_unused_result));

#endif
