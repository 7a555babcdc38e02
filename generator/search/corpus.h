// The words of all pages of a language, as their records come in.
//
// Pages are numbers of the caller's own. What is kept of a page is about a byte a word; the order in
// which pages come shows in nothing that is written.
#ifndef SEARCH_CORPUS_H
#define SEARCH_CORPUS_H

#include "search/surfaces.h"

typedef struct {
    text packed;            // number of the surface, mentions, weight; see corpus_next
    size_t body_length;
    bool is_known;
} corpus_page;

typedef struct {
    arena *memory;          // set before first use
    surface_set surfaces;
    struct { uint32_t *items; size_t count, capacity; } mentions;   // by surface
    corpus_page *pages;     // by the caller's number
    size_t page_count;
} search_corpus;

void corpus_add(search_corpus *into, size_t page, text record);     // see search/page_words.h

typedef struct {
    size_t surface;
    unsigned fixed, body;
} corpus_word;
bool corpus_next(text *packed, corpus_word *word);

#endif
