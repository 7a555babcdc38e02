// Soft hyphens for print: where words may be divided at the ends of lines. libvoikko for Finnish, libhyphen with
// Debian's patterns for Swedish and English.
//
// At least two letters stay before a division and three come after it. Left whole are
// addresses, words with digits or capitals inside, abbreviations, words that hold a soft hyphen already, and
// single words of less than five letters. A part between hyphens ("EU-hanke") counts as a word.
//
// A handle belongs to one process and remembers the words it has seen.
#ifndef LANGUAGE_HYPHENATION_H
#define LANGUAGE_HYPHENATION_H

#include "base/arena.h"
#include "base/text.h"

typedef struct hyphenation hyphenation;

// For "fi", "sv" and "en"; any other language gets a handle that divides nothing. NULL when the language's
// dictionary is not on the machine.
hyphenation *hyphenation_open(text language);
void hyphenation_close(hyphenation *opened);

// Debian's package with the language's dictionary: "hyphen-sv".
const char *hyphenation_package(text language);

// Changes when a dictionary does.
text hyphenation_stamp(arena *memory);

// [words] with soft hyphens (U+00AD), or [words] itself. [opened] is a hyphenation: the signature is that of what
// the PDF engine calls.
text hyphenation_divide(const void *opened, arena *memory, text words);

#endif
