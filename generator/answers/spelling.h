// Numbers and dates as people write them: what the form in the browser takes (form-fields.js), and the names
// of months that Word puts into dates.
#ifndef ANSWERS_SPELLING_H
#define ANSWERS_SPELLING_H

#include "base/dates.h"

// "1 234,5", "-3.25": up to 15 digits, then at most 10 decimals after a comma or a point.
bool spelling_number(text written, double *number);
// "2026-11-22", "22.11.2026", "22/11/2026"; "22 November 2026", "22. marraskuuta 2026", "den 22 november 2026".
bool spelling_date(text written, date *day);
// How many decimals a number needs.
size_t spelling_decimals(double number);
// Units of UTF-16, in which browsers count the length of a text.
size_t spelling_length(text t);

// What people typed, without characters that nobody sees or that break files; "\n" and tabs become spaces unless
// [keeps_lines]. White space at its end goes, and at its beginning unless [keeps_lines].
text spelling_clean(arena *memory, text t, bool keeps_lines);

#endif
