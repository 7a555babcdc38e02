// Words as search compares them.
#ifndef LANGUAGE_SEARCH_FOLD_H
#define LANGUAGE_SEARCH_FOLD_H

#include "base/arena.h"
#include "base/text.h"

enum { SEARCH_WORD_LIMIT = 64 };        // characters of a surface or key; the rest of a longer word is cut off

// [word], as words_next finds it, in lower case, NFC, without soft hyphens and other
// characters that nobody sees, with plain hyphens and apostrophes. Empty when
// nothing is left. May be [word] itself.
text search_word_surface(arena *memory, text word);

// A surface without what keyboards and writers differ in: NFKD without marks, in lower
// case, and with plain letters for those of the table in letters.c
// ("työ" gives "tyo", "ž" "z", "ø" "o", "ß" "ss"). The runtime's fold() is its
// twin; tests/unit/search-fold.txt holds what both must give. May be [surface] itself.
text search_word_fold(arena *memory, text surface);

#endif
