// What a reader asked: words, phrases, words that are not wanted, fields.
#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include "search/index.h"

enum { QUERY_LIMIT = 512, QUERY_WORDS_LIMIT = 12 };     // characters, words

typedef struct {
    size_t numbers[QUERY_WORDS_LIMIT];      // of words
    size_t count;
} query_phrase;

typedef struct {
    text words[QUERY_WORDS_LIMIT];
    size_t count;
} query_group;

typedef struct {
    size_t facet;
    text value;             // folded
    bool is_out;
} query_filter;

typedef struct {
    text words[QUERY_WORDS_LIMIT];          // folded, each once
    size_t word_count;
    query_phrase phrases[QUERY_WORDS_LIMIT];
    size_t phrase_count;
    query_group unwanted[QUERY_WORDS_LIMIT];    // pages that have all words of a group are left out
    size_t unwanted_count;
    struct { query_filter *items; size_t count, capacity; } filters;
} search_query;

search_query query_parse(arena *memory, const search_index *in, text asked);

#endif
