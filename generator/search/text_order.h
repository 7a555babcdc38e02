// The order of many texts by their bytes, as text_compare has it; of equal ones the first comes first.
#ifndef SEARCH_TEXT_ORDER_H
#define SEARCH_TEXT_ORDER_H

#include "base/arena.h"
#include "base/text.h"

#include <stdint.h>

// Which comes first, second ...; in [memory].
uint32_t *text_order(arena *memory, const text *items, size_t count);

#endif
