// Stems by Snowball: what a word begins with whatever its ending.
//
// A stem is no word ("kommun" for "kommunerna", but "develop" for
// "development"); it is good for comparing with other stems, not for showing.
#ifndef LANGUAGE_STEMMER_H
#define LANGUAGE_STEMMER_H

#include "base/arena.h"
#include "base/text.h"

typedef struct sb_stemmer stemmer;

// NULL for languages other than "fi", "sv" and "en".
stemmer *stemmer_open(text language);
void stemmer_close(stemmer *opened);

// [lower] is in lower case and at most 200 bytes; anything longer is its own stem.
text stemmer_stem(stemmer *opened, arena *memory, text lower);

#endif
