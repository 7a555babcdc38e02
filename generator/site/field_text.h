// The text of a field's value as people read it: numbers and dates as the language writes them, choices by
// their labels, anything else as it was written. A list, a record and a page have none.
#ifndef SITE_FIELD_TEXT_H
#define SITE_FIELD_TEXT_H

#include "site/site.h"

text field_text(arena *memory, const site *of, size_t language, const field_value *v);

// In a column of a table numbers are compared: all get the decimals of the one that needs most. [decimals] begins with 0 and takes those
// of one value after another; what is no number has none.
void field_count_decimals(arena *memory, const field_value *v, int *decimals);
text field_text_in_column(arena *memory, const site *of, size_t language, const field_value *v, int decimals);

#endif
