// Letters that have no accent to take off, as plain ones: ø, ł, æ ...
#ifndef LANGUAGE_LETTERS_H
#define LANGUAGE_LETTERS_H

#include <stdint.h>

enum { PLAIN_LETTERS_LIMIT = 2 };

// What a reader without the letter on the keyboard types for [small], a lower
// case letter, at most PLAIN_LETTERS_LIMIT bytes; NULL for any other character.
const char *plain_letters(uint32_t small);

#endif
