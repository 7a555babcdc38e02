// What the files of the index builder share. Private to them.
#ifndef SEARCH_BUILDER_PARTS_H
#define SEARCH_BUILDER_PARTS_H

#include "search/builder.h"

enum {
    LEVELS = 16,                    // of how much a page speaks of a word
    NO_TERM = UINT32_MAX,
    DICTIONARY_SHARD = 12 * 1024,   // bytes, about
    POSTINGS_SHARD = 6 * 1024,
    LIST_LIMIT = 8 * 1024,          // what stands beyond has a file of its own
    SPELLING_SHARD = 4 * 1024,
    SPELLING_LIMIT = 3000,          // commonest words of a first letter
};

typedef struct {
    text key;
    uint32_t first, count;          // in postings
    bool says_little;
} index_term;

typedef struct {
    char kind;                      // 'd', 'p', 'x', 's', 'f'
    size_t number;
    text payload;                   // what stands between the quotes, or JSON
} index_file;

typedef struct {
    const index_plan *plan;
    arena memory;
    uint32_t *mentions;             // by surface of the corpus: pages of the edition that have it
    uint32_t *term_of;              // by key of the lexicon; NO_TERM: not in this edition
    uint32_t *first_target;         // by surface of the corpus, and one more: where its targets begin
    uint32_t *targets;              // term << 3 | class, of the surfaces that are in this edition
    index_term *terms;              // sorted by key
    size_t term_count;
    uint32_t *postings;             // document << 4 | level, by term
    struct { index_file *items; size_t count, capacity; } files;
    data *root;
} index_builder;

void builder_find_terms(index_builder *with);
void builder_weigh_pages(index_builder *with);
void builder_write_lists(index_builder *with);
void builder_write_dictionary(index_builder *with);

void builder_add_file(index_builder *with, char kind, size_t number, const buffer *payload);

// Front coding: a digit for how many characters the word shares with the one before, then the rest.
void builder_add_front_coded(buffer *out, text previous, text word);

#endif
