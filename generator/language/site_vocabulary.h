// The words of a site, for splitting compounds that no dictionary knows.
#ifndef LANGUAGE_SITE_VOCABULARY_H
#define LANGUAGE_SITE_VOCABULARY_H

#include "base/table.h"

#include <stdint.h>

// Says without a look into the table, which is far away in memory, that most words are not there.
typedef struct {
    uint64_t *bits;
    size_t mask;
} word_filter;

typedef struct {
    text *items;
    size_t count, capacity;
} word_list;

typedef struct {
    arena *memory;              // set before first use
    table counts, stems, function_words;
    word_list words, stem_words;
    word_filter is_word, is_stem;
    uint32_t *by_beginning;     // first two bytes -> where the words with them begin; one more for the end
} site_vocabulary;

// Words that are left out of what is added later, with spaces between.
void vocabulary_add_function_words(site_vocabulary *in, text list);
// Words as used and base forms, and stems of what has no base form; texts are views that stay.
void vocabulary_add(site_vocabulary *in, text word, size_t count);
void vocabulary_add_stem(site_vocabulary *in, text stem, size_t count);
// After the last addition; the rest is answered from then on.
void vocabulary_sort(site_vocabulary *in);

size_t vocabulary_count(const site_vocabulary *in, text word);      // 0: not there
size_t vocabulary_stem_count(const site_vocabulary *in, text stem);
bool vocabulary_is_function_word(const site_vocabulary *in, text word);

// A run of the sorted words.
typedef struct {
    size_t from, to;
} word_range;

// The words that have the first two bytes of [start], which has at least so many.
word_range vocabulary_near(const site_vocabulary *in, text start);
// Those of [range], which have the first letters of [start], that begin with [start].
word_range vocabulary_narrow(const site_vocabulary *in, word_range range, text start);
bool vocabulary_has(const site_vocabulary *in, word_range range, text word);

#endif
