// What the files of search_words.h share; nobody else includes it.
#ifndef LANGUAGE_SEARCH_INSIDE_H
#define LANGUAGE_SEARCH_INSIDE_H

#include "base/table.h"
#include "language/finnish_words.h"
#include "language/reading_cache.h"
#include "language/site_vocabulary.h"
#include "language/stemmer.h"

typedef struct {
    const word_reading **items;
    size_t count, capacity;
} reading_list;

typedef struct {
    text surface;
    size_t count;
} learnt_word;

struct search_words {
    arena memory;               // holds this struct too
    text language;
    finnish_words *finnish;     // NULL without the dictionary
    stemmer *stemmer;           // NULL for languages that have none
    bool splits_compounds;
    reading_cache cache;
    table readings;             // surface -> word_reading *
    reading_list read;          // the same in the order they were made
    bool has_news;
    struct { learnt_word *items; size_t count, capacity; } learnt;
    bool learnt_is_unsorted;
    bool only_looks;            // what the cache says of learnt words is not kept
    buffer *asking;             // the words that the answer in hand was made of so far; NULL: nobody wants to know
    site_vocabulary vocabulary;
    bool knows_vocabulary;      // what was learnt is in it
    table tails;                // end of a compound -> how often the site has it
    table weak_stems;           // without a dictionary: "luva" -> text * "lupa"
    table answers;              // surface without a reading -> search_word *
    table grades;               // base form -> surface_list * of its other grades
};

// The stem, or the word itself in languages that have none.
text search_stem(search_words *words, arena *memory, text surface);

// ---- search_readings.c

// What the dictionary says, from memory or from the cache where it can be had.
const word_reading *search_reading(search_words *words, text surface);

// ---- search_vocabulary.c

// What the dictionary says of a word that was learnt, for a moment.
bool search_reading_of_learnt(search_words *words, arena *memory, text surface, word_reading *found);

// In the order of bytes, for the cache's sake. Nothing is learnt after it.
void search_sort_learnt(search_words *words);

// The words of the site, made from what was learnt when it is first asked for.
const site_vocabulary *search_vocabulary(search_words *words);
bool search_is_swedish(const search_words *words);
bool search_goes_by_stems(const search_words *words);     // Finnish without its dictionary, and other languages

// ---- search_inflections.c

// The word of the site that [surface] is an inflection of although neither the dictionary nor the stemmer says
// so: "makerspace" for "makerspacessa", "avtal" for "avtalet". False when there is none.
bool search_inflected(search_words *words, text surface, text *base);
// The stem of a word that is nothing else.
text search_key_stem(search_words *words, arena *memory, text surface);
// The stem of the verb that a Swedish noun comes from, "upphandl" for "upphandling"; empty when the site has none.
text search_root(const search_words *words, text stem);

// ---- search_compounds.c

typedef struct {
    text head;                  // the word that the head is a form of: "verksamhet" for "verksamhets"
    size_t tail_start;          // bytes
} compound;

// A head and a tail that the site or the dictionary knows.
bool search_split(search_words *words, arena *memory, text surface, compound *found);

#endif
