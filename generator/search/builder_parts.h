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

// The words that have a term as their own base form, by term.
typedef struct {
    uint32_t *first;                // by term, and one more
    uint32_t *words;
} forms_by_term;

typedef struct {
    const index_plan *plan;
    arena memory;
    uint32_t *mentions;             // by surface of the corpus: pages of the edition that have it
    uint32_t *term_of;              // by key of the lexicon; NO_TERM: not in this edition
    uint32_t *first_target;         // by surface of the corpus, and one more: where its targets begin
    uint32_t *targets;              // term << CLASS_BITS | class, of the surfaces that are in this edition
    index_term *terms;              // sorted by key
    size_t term_count;
    arena pages_memory;             // for the next, until the lists are written
    uint32_t *postings;             // document << 4 | level, by term
    forms_by_term forms;
    bool *has_doubles;              // by surface of the corpus: others have the same folded form
    kept_index kept;                // letters that are cut are noted as they come
    struct { index_file *items; size_t count, capacity; } files;
    data *root;
} index_builder;

void builder_find_terms(index_builder *with);
void builder_weigh_pages(index_builder *with);
void builder_write_lists(index_builder *with);
void builder_write_dictionary(index_builder *with);

// What the builder and the update share.
void builder_begin(index_builder *with, const index_plan *plan, bool lacks_dictionary);
bool builder_end(index_builder *with);          // writes the fields and all files
size_t builder_average_length(const index_plan *plan);
unsigned builder_commonness(uint32_t pages);    // how many pages have a word, in doublings
double builder_heard(const corpus_word *word, size_t body_length, size_t average);
double builder_heard_as(unsigned weight_class, double heard);
unsigned builder_level(double heard);
fingerprint builder_version(const index_plan *plan);
text builder_first_letter(text word);

// Hands what was built to the plan's keeper.
void builder_keep(index_builder *with);

void builder_add_file(index_builder *with, char kind, size_t number, text payload);

// ---- Lists, one after another in the order of terms

typedef struct {
    text folded;
    uint32_t mentions;
} term_form;

typedef struct {
    text key;
    bool says_little;
    const uint32_t *postings;       // document << 4 | level, in order
    uint32_t count;
    const term_form *forms;         // the words that have the term as their own base form
    size_t form_count;
} list_source;

typedef struct {
    index_builder *into;
    buffer entry, tail;             // what was encoded last
    size_t count, tails;            // added so far
    // For itself:
    buffer groups, shard, bounds;
    uint32_t *documents;
    arena scratch;
    size_t shards, first;
} list_writer;

void list_writer_begin(list_writer *writer, index_builder *with);
void list_writer_encode(list_writer *writer, const list_source *of);    // of the list that is added next
void list_writer_add(list_writer *writer, text entry, text tail);
void list_writer_end(list_writer *writer);

// Front coding: a digit for how many characters the word shares with the one before, then the rest.
void builder_add_front_coded(buffer *out, text previous, text word);

#endif
