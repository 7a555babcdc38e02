// Text that was surely meant as Markdown and is none, so that readers see its signs: formulas, notes and remarks in brackets
// have such signs too. Private to document/.
#ifndef DOCUMENT_MISTYPINGS_H
#define DOCUMENT_MISTYPINGS_H

#include "base/text.h"

typedef struct {
    text words;                 // where it is; empty when there is nothing
    const char *advice;
} mistyping;

// The first link at or after [from].
mistyping mistyping_of_link(text literal, size_t from);
mistyping mistyping_of_bold(text literal);
// At the beginning of a paragraph.
mistyping mistyping_at_start(text literal);
// On the second line of a paragraph, of which [first] is the first.
mistyping mistyping_of_second_line(text first, text literal);

#endif
