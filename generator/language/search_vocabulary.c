// What the site's own words tell of words that no dictionary knows.
#include "language/function_words.h"
#include "language/search_inside.h"

#include <stdlib.h>

enum { GRADE_FROM = 3 };        // bytes; "mui-" is more often of "muu" than of "muki"

// Words that begin or end many others by chance, besides those that hold sentences together.
static const text SWEDISH_CHANCES = TEXT_CONSTANT(
    "alla allt andra blev deras dess efter fick finns före genom gick gör innan inne kom kommer mer mot "
    "mycket ner nästan redan samt sedan själv tar upp utan");
static const text FINNISH_CHANCES = TEXT_CONSTANT(
    "hänen joita jonka josta kaikki kanssa mikään muut niiden niitä nyt ole siinä sillä tämän tästä "
    "voidaan");

bool search_is_swedish(const search_words *words)
{
    return text_equals(words->language, TEXT("sv"));
}

static int compare_learnt(const void *a, const void *b)
{
    return text_compare(((const learnt_word *)a)->surface, ((const learnt_word *)b)->surface);
}

void search_sort_learnt(search_words *words)
{
    if (words->learnt.count > 0 && !words->learnt_is_sorted)
        qsort(words->learnt.items, words->learnt.count, sizeof *words->learnt.items, compare_learnt);
    words->learnt_is_sorted = true;
}

static void learn_word(search_words *words, learnt_word learnt)
{
    site_vocabulary *vocabulary = &words->vocabulary;
    const word_reading *reading = search_reading(words, learnt.surface);
    bool is_read = reading != NULL && reading->key_count > 0;
    if (is_read ? reading->is_function_word : vocabulary_is_function_word(vocabulary, learnt.surface))
        return;
    vocabulary_add(vocabulary, learnt.surface, learnt.count);
    if (!is_read)
        vocabulary_add_stem(vocabulary, search_stem(words, &words->memory, learnt.surface), learnt.count);
    for (size_t i = 0; is_read && i < reading->key_count; i++)
        if (reading->keys[i].weight_class != KEY_ROOT)
            vocabulary_add(vocabulary, reading->keys[i].word, learnt.count);
    for (size_t i = 0; is_read && i < reading->name_count; i++)
        vocabulary_add(vocabulary, reading->names[i], learnt.count);
}

// What a base form looks like inside when its consonants are in the other grade.
static void learn_grades(search_words *words, text base)
{
    arena scratch = { 0 };
    text guesses[GUESS_LIMIT];
    size_t count = finnish_other_grades(&scratch, base, guesses);
    for (size_t i = 0; i < count; i++) {
        text stem = text_copy(&words->memory, text_slice(guesses[i], 0, guesses[i].length - 1));     // without -n
        if (stem.length <= GRADE_FROM)
            continue;
        bool is_new;
        uintptr_t *stored = table_put(&words->weak_stems, stem, &is_new);
        if (!is_new)
            continue;
        text *kept = ARENA_NEW(&words->memory, text, 1);
        *kept = base;
        *stored = (uintptr_t)kept;
    }
    arena_free(&scratch);
}

const site_vocabulary *search_vocabulary(search_words *words)
{
    if (words->knows_vocabulary)
        return &words->vocabulary;
    words->knows_vocabulary = true;
    words->vocabulary.memory = &words->memory;
    vocabulary_add_function_words(&words->vocabulary, function_words(words->language));
    vocabulary_add_function_words(&words->vocabulary, search_is_swedish(words) ? SWEDISH_CHANCES : FINNISH_CHANCES);
    search_sort_learnt(words);
    bool by_stems = words->finnish == NULL && !search_is_swedish(words);
    for (size_t i = 0; i < words->learnt.count; i++) {
        learn_word(words, words->learnt.items[i]);
        if (by_stems)
            learn_grades(words, words->learnt.items[i].surface);
    }
    vocabulary_finish(&words->vocabulary);
    return &words->vocabulary;
}
