// The words of all pages of a language, as their records come in.
//
// Pages are numbers of the caller's own. What is kept of a page is about a byte a word; the order in
// which pages come shows in nothing that is written.
#ifndef SEARCH_CORPUS_H
#define SEARCH_CORPUS_H

#include "base/buffer.h"
#include "base/digest.h"
#include "search/surfaces.h"

typedef struct {
    text packed;            // number of the surface, mentions, weight; see corpus_next
    size_t body_length;
    fingerprint words;      // of the record
    bool is_known;
    bool is_waiting;        // its words have not been gone through
} corpus_page;

// Where the words of pages that were not made in this build can be had: the record that has this fingerprint, empty when
// it is lost, until all are forgotten.
typedef struct {
    text (*find)(void *context, const fingerprint *words);
    void (*forget)(void *context);
    void *context;
} counted_words_source;

typedef struct {
    arena *memory;          // set before first use
    surface_set surfaces;
    struct { uint32_t *items; size_t count, capacity; } mentions;   // by surface
    corpus_page *pages;     // by the caller's number
    size_t page_count;
    counted_words_source kept;      // of pages that are added later
} search_corpus;

void corpus_add(search_corpus *into, size_t page, text record);     // see search/page_words.h
// The same of a record that is kept, of which only the summary is at hand: it is gone through only when somebody needs the
// words of all pages.
void corpus_add_later(search_corpus *into, size_t page, text summary);
// The words of such a page, packed by somebody who gave them other numbers. Those without a surface are passed over.
typedef struct {
    const text *surfaces;       // by number there
    size_t count;
    uint32_t *numbers;          // by number there: one more than the number here, once it has one
} corpus_numbering;
void corpus_add_packed(search_corpus *into, size_t page, text packed, const corpus_numbering *by);
bool corpus_is_waiting(const search_corpus *of);        // for that
// Surfaces get the same numbers in every process. False when words that were kept are lost.
bool corpus_complete(search_corpus *into) __attribute__((warn_unused_result));

typedef struct {
    size_t surface;
    unsigned fixed, body;
} corpus_word;
bool corpus_next(text *packed, corpus_word *word);
void corpus_pack(buffer *packed, const corpus_word *word);

#endif
