// Numbers read as people write them, "1 234,5" and "-3.25", whatever the C locale says of commas.
#ifndef LANGUAGE_NUMBERS_H
#define LANGUAGE_NUMBERS_H

#include "base/arena.h"
#include "base/text.h"

enum { NUMBER_LENGTH = 63 };

typedef struct {
    double value;
    char plain[NUMBER_LENGTH + 1];  // "1234.5": no spaces, a point, a hyphen for the minus sign
    char mark;                      // what stands before the decimals, ',' or '.'; '\0': there are none
    size_t digits, decimals;        // how many, before and after the mark
    bool has_loose_spaces;          // "12 13": spaces that do not part the digits into threes
} written_number;

// False for what is no number: no digits, several marks, letters, more than NUMBER_LENGTH characters. ",5" and "5," are taken; who
// does not want them asks for [digits] and [decimals].
bool number_read(text written, written_number *read);
// "1,234": nobody knows whether the mark stands before decimals or parts thousands.
bool number_may_be_thousands(const written_number *read);
// What to write instead, for messages: "1234.5"; "1234 or 1.234" when the mark may part thousands.
text number_advice(arena *memory, const written_number *read);
// The number of digits as programs write them, "-1234.5" or "1e-7".
bool number_read_plain(const char *digits, double *number);

#endif
