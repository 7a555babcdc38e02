// What the review page shows, as data for its script. Private to answers/scans/.
#ifndef ANSWERS_SCANS_REVIEW_DATA_H
#define ANSWERS_SCANS_REVIEW_DATA_H

#include "answers/scans/scans.h"

// {words, forms}: of every form what was read, what is doubtful and what is written, with labels in its own language.
data *review_data(arena *memory, const site *of, const theme *look, const filled_forms *forms, size_t language);

text review_word(const theme *look, size_t language, const char *name);

#endif
