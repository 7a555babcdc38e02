// Filled forms between processes.
#ifndef ANSWERS_FILLED_RECORD_H
#define ANSWERS_FILLED_RECORD_H

#include "answers/filled.h"
#include "site/site.h"

void filled_add_to_record(const site *of, const filled_form *from, buffer *record);
// False when the record does not hold one.
bool filled_take_from_record(arena *memory, const site *of, text *record, filled_form *into);

#endif
