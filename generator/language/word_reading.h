// What a word is read as, apart from the site that it stands in: its keys for the
// search index. Made by a dictionary, kept by the word cache; inside language/ only.
#ifndef LANGUAGE_WORD_READING_H
#define LANGUAGE_WORD_READING_H

#include "language/search_words.h"

// How many keys and names one word may have; more are left out.
enum { KEY_LIMIT = 32, NAME_LIMIT = 8 };

typedef struct {
    text surface;               // NFC, lower case
    text folded;
    const word_key *keys;       // as in search_word; none for a word the dictionary does not know
    size_t key_count;
    const text *names;          // what parts are called that stand alone: "kehittäminen" for "kehittämis"
    size_t name_count;
    bool is_function_word;      // ja, kanssa, joka: no part of a compound of the site's own
} word_reading;

// Keys as they are found.
typedef struct {
    word_key items[KEY_LIMIT];
    size_t count;
} key_list;

// [word] as a key, in lower case; of a key that is there the heavier class stays.
void key_list_add(key_list *keys, arena *memory, text word, key_class weight_class);
// A copy in the order of search_word.
const word_key *key_list_sorted(key_list *keys, arena *memory);

#endif
