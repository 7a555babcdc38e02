// Numbers as the search index writes them: five bits a character, the least first, in 64
// characters that need no escaping in a script. "A" is 0, "f" 31, "gB" 32.
#ifndef SEARCH_CODE_H
#define SEARCH_CODE_H

#include "base/buffer.h"

void code_add(buffer *out, uint64_t number);

// Takes a number off the front of [rest]; false when none stands there or it is too large.
bool code_take(text *rest, uint64_t *number);

// One character, 0 to 63.
char code_digit(unsigned number);
int code_value(char digit);             // -1: no digit

// Differences may be negative: 0, -1, 1, -2, 2 are 0, 1, 2, 3, 4.
static inline uint64_t code_fold_sign(int64_t number)
{
    return number < 0 ? ((uint64_t)(-(number + 1)) << 1) | 1 : (uint64_t)number << 1;
}

static inline int64_t code_unfold_sign(uint64_t number)
{
    return (number & 1) != 0 ? -(int64_t)(number >> 1) - 1 : (int64_t)(number >> 1);
}

#endif
