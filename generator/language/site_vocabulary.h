// The words of a site, for splitting compounds that no dictionary knows.
//
// Words are known by their hashes alone. The hash is the same everywhere, so that two words that collide count together in
// every build.
#ifndef LANGUAGE_SITE_VOCABULARY_H
#define LANGUAGE_SITE_VOCABULARY_H

#include "base/table.h"

#include <stdint.h>

// Says without a look into the counts, which are far away in memory, that most words are not there.
typedef struct {
    uint64_t *bits;
    size_t mask;
} word_filter;

typedef struct {
    struct hash_count *slots;
    size_t count, capacity;
} hash_counts;

typedef struct {
    arena *memory;              // set before first use
    hash_counts words, stems;
    table function_words;
    word_filter is_word, is_stem;
} site_vocabulary;

// Words that are left out of what is added later, with spaces between.
void vocabulary_add_function_words(site_vocabulary *in, text list);
// Words as used and base forms, and stems of what has no base form.
void vocabulary_add(site_vocabulary *in, text word, size_t count);
void vocabulary_add_stem(site_vocabulary *in, text stem, size_t count);
// After the last addition; the rest is answered from then on.
void vocabulary_finish(site_vocabulary *in);

size_t vocabulary_count(const site_vocabulary *in, text word);      // 0: not there
size_t vocabulary_stem_count(const site_vocabulary *in, text stem);
bool vocabulary_is_function_word(const site_vocabulary *in, text word);

// For one that is tried with many endings: word_hash(word_hash(WORD_BEGINS, "kerho"), "n") is that of "kerhon".
static const uint64_t WORD_BEGINS = 0xCBF29CE484222325u;

// FNV-1a.
static inline uint64_t word_hash(uint64_t begun, text more)
{
    for (size_t i = 0; i < more.length; i++)
        begun = (begun ^ (unsigned char)more.bytes[i]) * 0x100000001B3u;
    return begun;
}

size_t vocabulary_count_hashed(const site_vocabulary *in, uint64_t hash);

static inline bool filter_may_have(const word_filter *in, uint64_t hash)
{
    size_t bit = (size_t)(hash ^ hash >> 32) & in->mask;
    return in->bits != NULL && (in->bits[bit / 64] >> bit % 64 & 1) != 0;
}

#endif
