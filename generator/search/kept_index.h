// What is kept of an index from one build to the next: the lists as they were written, and what tells which of them a
// changed page touches.
//
// Words are those of the site by their bytes, terms and documents have the numbers of the index. In memory as in the
// file: arrays of numbers, and texts one after another.
#ifndef SEARCH_KEPT_INDEX_H
#define SEARCH_KEPT_INDEX_H

#include "base/buffer.h"
#include "base/digest.h"

typedef struct {
    uint32_t *items;
    size_t count, capacity;
} number_list;

typedef struct {
    number_list ends;
    buffer bytes;               // of what is being made
    text all;                   // of what was read
} text_list;

enum {
    WORD_HAS_DOUBLES = 1,       // other words have the same folded form
    CLASS_BITS = 3,             // of a target
    FINGERPRINT_NUMBERS = sizeof(fingerprint) / sizeof(uint32_t)
};

typedef struct {
    fingerprint version;        // of the program, the dictionary and the glossary
    number_list settings;       // see kept_setting
    text_list words;
    number_list mentions, pages, word_flags;        // by word
    number_list target_ends, targets;               // by word: term << CLASS_BITS | class
    text_list keys;
    number_list says_little, form_ends, forms;      // by term; the words that have it as their own base form
    number_list lengths, fingerprints;              // by document; FINGERPRINT_NUMBERS each
    text_list said;                                 // by document: its words, as corpus_word, of its words' numbers
    text_list lists;                                // by term, as in the files p
    text_list tails;                                // the files x
    text_list dictionary, spelling;                 // the files d and s
    text_list firsts, letters;                      // "words" and "letters" of the root
    text_list cut_letters;                          // first letters with more words than the files s have room for
    number_list cut_least;                          // and how many pages must have a word so that it is told
} kept_index;

typedef enum { KEPT_AVERAGE, KEPT_LACKS_DICTIONARY, KEPT_SETTING_COUNT } kept_setting;

static inline text text_list_at(const text_list *list, size_t i)
{
    return text_slice(list->all, i > 0 ? list->ends.items[i - 1] : 0, list->ends.items[i]);
}

// For lists that are being made, in [memory].
void number_list_add(arena *memory, number_list *list, size_t number);
void text_list_add(arena *memory, text_list *list, text item);

// Hands the file over piece by piece.
typedef struct {
    void (*add)(void *context, text piece);
    void *context;
} kept_index_sink;
void kept_index_write(kept_index *from, const kept_index_sink *to);
void kept_index_free(kept_index *made);         // what text_list_add took

// False when [saved] is damaged or has another version. Its texts are views of [saved].
bool kept_index_read(arena *memory, text saved, const fingerprint *version, kept_index *into);

// The number of a word; false when the site did not have it.
bool kept_index_find(const kept_index *in, text surface, uint32_t *word);

#endif
