// The words of a language with the keys they are found by: made once a build, in a worker, and used
// by the index of every edition.
#ifndef SEARCH_LEXICON_H
#define SEARCH_LEXICON_H

#include "base/buffer.h"
#include "search/corpus.h"

enum { TARGET_SYNONYM = 4, TARGET_CLASS_COUNT = 5 };    // after the classes of language/search_words.h

typedef struct {
    uint32_t key;
    uint8_t weight_class;   // key_class, or TARGET_SYNONYM
} lexicon_target;

typedef struct {
    text surface, folded;
    const lexicon_target *targets;
    uint32_t target_count;
    bool is_known;
} lexicon_word;

typedef struct {
    lexicon_word *words;    // those of the corpus under its numbers, then words that readers may type instead
    size_t count, corpus_count;
    uint32_t *order;        // all words by the bytes of their surfaces
    text *keys;             // folded
    bool *says_little;      // by key: of a word such as "which"
    size_t key_count;
    bool has_dictionary;    // of the language: words it does not know may be misspelled
    bool lacks_dictionary;  // it is not on this machine: less is found
} lexicon;

// What is kept from one build to the next, by name: "words", what the dictionary said; "lexicon", the whole, of which
// only what other words touch is made again. Texts of any origin may be loaded.
typedef struct {
    text (*load)(void *context, arena *memory, const char *name);       // empty when there is none
    void (*keep)(void *context, const char *name, text saved);
    void *context;
} lexicon_caches;

// In a worker: analyses the words of [of] into [record], in so many processes of its own. False after a reported
// machine failure.
bool lexicon_make(const search_corpus *of, text language, int workers, const lexicon_caches *caches, buffer *record)
    __attribute__((warn_unused_result));

// A word weighs in doublings of how often the site has it, so that few words weigh otherwise after a change. Where all
// words weigh the same, and the dictionary does, the lexicon is the same.
uint32_t lexicon_weight(size_t mentions);

// In the parent.
lexicon *lexicon_take(arena *memory, const search_corpus *of, text record);

#endif
