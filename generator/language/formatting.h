// Dates, numbers and sizes as people write them in Finnish, Swedish and English.
// Never the C locale.
#ifndef LANGUAGE_FORMATTING_H
#define LANGUAGE_FORMATTING_H

#include "base/arena.h"
#include "base/dates.h"
#include "base/text.h"

#include <stdint.h>

// fi "22.11.2026", sv "22.11.2026", en "22 November 2026"; other languages ISO.
text format_date(arena *memory, text language, date d);
// fi and sv "1 234 567,5" (no-break spaces, decimal comma), en "1,234,567.5". At most
// [decimals] decimals, trailing zeros left out. Up to 9,999 without a separator in fi and sv.
text format_number(arena *memory, text language, double number, int decimals);
// The same, with zeros up to [least] decimals; and how many decimals it needs.
text format_number_from(arena *memory, text language, double number, int least, int decimals);
int format_decimals(arena *memory, double number, int decimals);
// The numbers of one column of a table, all with as many decimals as the one that needs most; at most [decimals].
void format_column(arena *memory, text language, const double *numbers, size_t count, int decimals, text *into);
// "340 kt", "1,2 Mt" (fi), "340 kB", "1,2 MB" (sv), "340 kB", "1.2 MB" (en); steps of 1000.
text format_size(arena *memory, text language, uint64_t bytes);

#endif
