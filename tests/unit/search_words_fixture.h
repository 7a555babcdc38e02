// What the tests of search words share: answers as text.
#ifndef TESTS_UNIT_SEARCH_WORDS_FIXTURE_H
#define TESTS_UNIT_SEARCH_WORDS_FIXTURE_H

#include "checks.h"

#include "base/buffer.h"
#include "language/search_words.h"

// "lemma/1.0 part/.6 ...", heaviest first.
static inline text keys_of(search_words *words, arena *memory, const char *word)
{
    search_word found = search_words_find(words, search_word_surface(memory, text_of(word)));
    buffer out = { 0 };
    for (size_t i = 0; i < found.count; i++) {
        uint8_t tenths = key_weights[found.keys[i].weight_class];
        buffer_format(&out, "%s%.*s/%u", i > 0 ? " " : "", TEXT_PRINT(found.keys[i].word), (unsigned)tenths);
    }
    text keys = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return keys;
}

// What is related to [word], with spaces between.
static inline text related_to(search_words *words, arena *memory, const char *word)
{
    search_word found = search_words_find(words, search_word_surface(memory, text_of(word)));
    surface_list related = search_words_related(words, memory, found);
    buffer out = { 0 };
    for (size_t i = 0; i < related.count; i++)
        buffer_format(&out, "%s%.*s", i > 0 ? " " : "", TEXT_PRINT(related.items[i]));
    text list = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return list;
}

// Learns the words of [line], parted by spaces, once each.
static inline void learn_line(search_words *words, const char *line)
{
    text rest = text_of(line), word;
    while (text_take_part(&rest, ' ', &word))
        search_words_learn(words, word, 1);
}

#endif
