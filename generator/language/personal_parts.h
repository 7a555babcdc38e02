// Between the parts of personal_data: what stands at a place of a text.
#ifndef LANGUAGE_PERSONAL_PARTS_H
#define LANGUAGE_PERSONAL_PARTS_H

#include "language/personal_data.h"

#include <stdint.h>

// The byte at [i]; zero beyond the end.
static inline char personal_byte(text in, size_t i)
{
    return i < in.length ? in.bytes[i] : '\0';
}

// A letter of any script; quotation marks, dashes and spaces beyond ASCII are none.
bool personal_letter_at(text in, size_t i);
bool personal_letter_before(text in, size_t i);

// The character at [i], which may be written with a backslash before it or as HTML names it, and how many bytes that takes; 0 at the end.
size_t personal_sign_at(text in, size_t i, uint32_t *sign);
bool personal_is_space(uint32_t sign);      // also what nobody sees; no ends of lines, no tabs
bool personal_is_dash(uint32_t sign);
// The same for the place after it; [i] itself when none stands there.
size_t personal_after_space(text in, size_t i);
size_t personal_after_dash(text in, size_t i);
// Where the space that ends at [end] begins; [end] itself when none does.
size_t personal_before_space(text in, size_t end);

// The length of the phone number that begins at [start], at its zero or plus, or 0.
size_t personal_phone_at(text in, size_t start);

#endif
