// Finnish words by the dictionary: base forms, parts of compounds and roots.
#ifndef LANGUAGE_FINNISH_WORDS_H
#define LANGUAGE_FINNISH_WORDS_H

#include "language/word_reading.h"

typedef struct finnish_words finnish_words;

finnish_words *finnish_words_open(void);        // NULL without a dictionary
void finnish_words_close(finnish_words *opened);

// What the dictionary tells of [surface], in [memory].
word_reading finnish_words_read(finnish_words *opened, arena *memory, text surface);

// Guesses from the letters, which the dictionary must still confirm; both return how many.
enum { GUESS_LIMIT = 3 };
// How a base form may look where the grade of its consonants is the other one, with the ending of the
// genitive or of the first person: "luvan" for "lupa", "annan" for "antaa".
size_t finnish_other_grades(arena *memory, text base, text guesses[GUESS_LIMIT]);
// The noun that a verb may be made of: "budjetti" for "budjetoida", "arvio" for "arvioida".
size_t finnish_root_nouns(arena *memory, text verb, text guesses[GUESS_LIMIT]);

#endif
