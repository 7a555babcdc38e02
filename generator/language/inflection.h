// Base forms of inflected words: libvoikko for Finnish, Snowball stems for
// Swedish and English (and for Finnish when its dictionary is missing).
//
// A handle belongs to one process. Answers are cached by word. A stem is no word
// ("kommun" for "kommunerna", but "develop" for "development"): forms are good
// for comparing with other forms from a handle of the same language, not for
// showing.
#ifndef LANGUAGE_INFLECTION_H
#define LANGUAGE_INFLECTION_H

#include "base/arena.h"
#include "base/text.h"

typedef struct inflection inflection;

// For "fi", "sv", "en"; any other language gets the word itself in lower case.
// *[dictionary_missing] tells that Finnish falls back to Snowball; may be NULL.
inflection *inflection_open(text language, bool *dictionary_missing);
void inflection_close(inflection *opened);

typedef struct {
    const text *forms;      // lower case; owned by the handle, kept until it closes
    size_t count;           // at least 1 for a word with letters
} base_forms;

// Every base form that [word] (as written, any case) may be an inflection of, in
// a fixed order: the word itself in lower case, then the dictionary's base forms
// or else the stem. "EU:n" may also be an inflection of "EU". Soft hyphens do
// not count.
base_forms inflection_base_forms(inflection *opened, text word);

#endif
