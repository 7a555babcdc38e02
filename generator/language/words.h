// Words in running text.
#ifndef LANGUAGE_WORDS_H
#define LANGUAGE_WORDS_H

#include "base/text.h"

#include <stddef.h>

typedef struct {
    size_t from, to;        // byte range in the text
} word_span;

// Takes the next word at or after *[offset]: letters and digits, with single
// hyphens, apostrophes or colons inside ("EU:n", "co-creation"). False at the end.
bool words_next(text t, size_t *offset, word_span *word);
size_t words_count(text t);

#endif
