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

bool search_goes_by_stems(const search_words *words)
{
    return words->finnish == NULL && !search_is_swedish(words);
}

static int compare_learnt(const void *a, const void *b)
{
    return text_compare(((const learnt_word *)a)->surface, ((const learnt_word *)b)->surface);
}

void search_sort_learnt(search_words *words)
{
    if (words->learnt_is_unsorted)
        qsort(words->learnt.items, words->learnt.count, sizeof *words->learnt.items, compare_learnt);
    words->learnt_is_unsorted = false;
}

static void learn_word(search_words *words, arena *scratch, learnt_word learnt)
{
    site_vocabulary *vocabulary = &words->vocabulary;
    word_reading reading;
    bool is_read = search_reading_of_learnt(words, scratch, learnt.surface, &reading) && reading.key_count > 0;
    if (is_read ? reading.is_function_word : vocabulary_is_function_word(vocabulary, learnt.surface))
        return;
    vocabulary_add(vocabulary, learnt.surface, learnt.count);
    if (!is_read)
        vocabulary_add_stem(vocabulary, search_stem(words, scratch, learnt.surface), learnt.count);
    for (size_t i = 0; is_read && i < reading.key_count; i++)
        if (reading.keys[i].weight_class != KEY_ROOT)
            vocabulary_add(vocabulary, reading.keys[i].word, learnt.count);
    for (size_t i = 0; is_read && i < reading.name_count; i++)
        vocabulary_add(vocabulary, reading.names[i], learnt.count);
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
    arena scratch = { 0 };
    for (size_t i = 0; i < words->learnt.count; i++) {
        learn_word(words, &scratch, words->learnt.items[i]);
        if (search_goes_by_stems(words))
            learn_grades(words, words->learnt.items[i].surface);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    vocabulary_finish(&words->vocabulary);
    return &words->vocabulary;
}
