// What the files of the search engine share. Private to them.
#ifndef SEARCH_ENGINE_H
#define SEARCH_ENGINE_H

#include "search/query.h"
#include "search/search.h"

enum {
    SEARCH_WINDOW = 10,         // pages whose texts are weighed at once
    PHRASE_PAGES = 60,          // pages whose text is asked for a phrase
    MEANINGS_LIMIT = QUERY_WORDS_LIMIT * 8
};

// ---- What a word of the query may mean (engine_words.c)

typedef struct {
    uint32_t term;
    uint64_t weight;            // hundredths
    bool is_strong;
} meaning_term;

typedef struct {
    text *items;
    size_t count, capacity;
} stem_list;

typedef struct {
    arena *memory;
    text folded;
    bool is_known;
    text suggestion;            // empty: none
    struct { meaning_term *items; size_t count, capacity; } terms;
    stem_list strong, weak;     // beginnings of words that are the word itself, and of words akin to it
    uint64_t rarity;
    uint64_t *points;           // by document; 0: the word is not there
    size_t pages;               // that have points
} meaning;

meaning meaning_of(arena *memory, search_index *in, text folded);
// The meanings of a word: one, or those of its parts when the index does not have it whole.
size_t meanings_of(arena *memory, search_index *in, text folded, meaning *found, size_t limit);
// [is_whole]: every page that has the word counts, as in a phrase.
void meaning_weigh(meaning *of, search_index *in, bool is_whole);
// Marks the documents that have the word itself.
void word_holders(arena *memory, search_index *in, text folded, bool *holders);

// Letters to add, leave out, change or swap to make one of the other; above [limit] not counted.
size_t word_distance(text a, text b, size_t limit);

// ---- What stands in a text (engine_texts.c)

typedef struct {
    size_t from, to;            // bytes
    size_t first, last;         // the same in characters as scripts count them
} text_token;

typedef enum { UNLIKE, AKIN, SAME } likeness;

typedef struct {
    size_t token, word;
    likeness value;
} token_hit;

typedef struct {
    text text;
    size_t length;              // characters
    struct { text_token *items; size_t count, capacity; } tokens;
    struct { token_hit *items; size_t count, capacity; } hits;
} reading;

typedef struct {
    text id;
    reading heading, body;
} part_reading;

typedef struct {
    text url, kind;
    reading title, summary;
    part_reading *parts;
    size_t part_count;
} page_reading;

page_reading page_read(arena *memory, const data *page, const meaning *meanings, size_t count);
bool page_has_phrase(const page_reading *page, const query_phrase *phrase);
uint64_t page_bonus(const page_reading *page, size_t count);       // hundredths
void page_show(arena *memory, const search_index *in, const page_reading *page, size_t count, search_hit *hit);

#endif
