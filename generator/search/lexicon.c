#include "search/lexicon.h"

#include "language/function_words.h"
#include "language/search_words.h"
#include "search/code.h"

#include <stdlib.h>

// The record: whether the dictionary is missing or there, how many words of the corpus and how many that readers may type instead, the former each
// with its number there, the latter with their surfaces. A key is told in full where it comes up first.

// ---- In a worker

typedef struct {
    search_words *analysed;
    const search_corpus *of;
    arena memory, scratch;
    table keys;             // key -> its number
    table known;            // related words that are noted already
    struct { text *items; size_t count, capacity; } related;
    buffer *record;
} maker;

static void add_text(buffer *record, text t)
{
    code_add(record, t.length);
    buffer_add(record, t);
}

static void add_found(maker *with, search_word found)
{
    add_text(with->record, found.folded);
    code_add(with->record, (uint64_t)found.count << 1 | found.is_known);
    for (size_t i = 0; i < found.count; i++) {
        bool is_new;
        uintptr_t *number = table_put(&with->keys, found.keys[i].key, &is_new);
        if (is_new)
            *number = with->keys.count - 1;
        code_add(with->record, (uint64_t)*number << 1 | is_new);
        if (is_new)
            add_text(with->record, found.keys[i].key);
        code_add(with->record, found.keys[i].weight_class);
    }
}

static void note_related(maker *with, search_word found)
{
    surface_list related = search_words_related(with->analysed, &with->scratch, found);
    for (size_t i = 0; i < related.count; i++) {
        if (table_get(&with->of->numbers, related.items[i]) != NULL || table_get(&with->known, related.items[i]) != NULL)
            continue;
        text kept = text_copy(&with->memory, related.items[i]);
        table_put(&with->known, kept, NULL);
        *ARENA_PUSH(&with->memory, with->related) = kept;
    }
    arena_reset(&with->scratch);
}

// Keys that only words such as "which" have, as far as the corpus knows them: a 1 for each.
static void add_function_words(maker *with, text language)
{
    text rest = function_words(language), word;
    char *marks = ARENA_NEW(&with->memory, char, with->keys.count + 1);
    while (function_words_next(&rest, &word)) {
        search_word found = search_words_find(with->analysed, word);
        for (size_t i = 0; i < found.count; i++) {
            const uintptr_t *number = table_get(&with->keys, found.keys[i].key);
            if (number != NULL && found.keys[i].weight_class == KEY_LEMMA)
                marks[*number] = 1;
        }
    }
    for (size_t i = 0; i < with->keys.count; i++)
        code_add(with->record, (uint64_t)marks[i]);
}

static int compare_texts(const void *left, const void *right)
{
    return text_compare(*(const text *)left, *(const text *)right);
}

static void analyse(maker *with)
{
    size_t count = with->of->surfaces.count;
    text *sorted = ARENA_NEW(&with->memory, text, count + 1);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = with->of->surfaces.items[i];
        search_words_learn(with->analysed, sorted[i], with->of->mentions.items[i]);
    }
    qsort(sorted, count, sizeof *sorted, compare_texts);
    for (size_t i = 0; i < count; i++)
        note_related(with, search_words_find(with->analysed, sorted[i]));
    if (with->related.count > 1)
        qsort(with->related.items, with->related.count, sizeof *with->related.items, compare_texts);
    code_add(with->record, count);
    code_add(with->record, with->related.count);
    for (size_t i = 0; i < count; i++) {
        code_add(with->record, *table_get(&with->of->numbers, sorted[i]));
        add_found(with, search_words_find(with->analysed, sorted[i]));
    }
    for (size_t i = 0; i < with->related.count; i++) {
        add_text(with->record, with->related.items[i]);
        add_found(with, search_words_find(with->analysed, with->related.items[i]));
    }
}

void lexicon_make(const search_corpus *of, text language, text cache, buffer *record, buffer *saved, bool *has_news)
{
    maker with = { .of = of, .record = record, .analysed = search_words_open(language) };
    code_add(record, search_words_lacks_dictionary(with.analysed));
    code_add(record, text_equals(language, TEXT("fi")) && !search_words_lacks_dictionary(with.analysed));
    with.keys.memory = with.known.memory = &with.memory;
    if (cache.length > 0)
        search_words_load(with.analysed, cache);
    analyse(&with);
    add_function_words(&with, language);
    *has_news = search_words_has_news(with.analysed);
    if (*has_news)
        search_words_save(with.analysed, saved);
    search_words_close(with.analysed);
    arena_free(&with.memory);
    arena_free(&with.scratch);
}

// ---- In the parent

typedef struct {
    arena *memory;
    text rest;              // what is told lives as long as the record, which is kept
    lexicon *made;
} taker;

static uint64_t take_number(taker *from)
{
    uint64_t number = 0;
    code_take(&from->rest, &number);
    return number;
}

static text take_text(taker *from)
{
    size_t length = (size_t)take_number(from);
    text taken = text_slice(from->rest, 0, length);
    from->rest = text_from(from->rest, length);
    return taken;
}

static void take_word(taker *from, lexicon_word *word)
{
    lexicon *made = from->made;
    word->folded = take_text(from);
    uint64_t head = take_number(from);
    word->is_known = (head & 1) != 0;
    word->target_count = (uint32_t)(head >> 1);
    lexicon_target *targets = ARENA_NEW(from->memory, lexicon_target, word->target_count);
    for (size_t i = 0; i < word->target_count; i++) {
        uint64_t key = take_number(from);
        if ((key & 1) != 0) {
            if (made->key_count == made->key_capacity)
                made->keys = arena_grow(from->memory, made->keys, made->key_count, &made->key_capacity, sizeof(text));
            made->keys[made->key_count++] = take_text(from);
        }
        targets[i] = (lexicon_target){ (uint32_t)(key >> 1), (uint8_t)take_number(from) };
    }
    word->targets = targets;
}

lexicon *lexicon_take(arena *memory, const search_corpus *of, text record)
{
    lexicon *made = ARENA_NEW(memory, lexicon, 1);
    taker from = { .memory = memory, .rest = text_copy(memory, record), .made = made };
    made->lacks_dictionary = take_number(&from) != 0;
    made->has_dictionary = take_number(&from) != 0;
    made->corpus_count = (size_t)take_number(&from);
    made->count = made->corpus_count + (size_t)take_number(&from);
    made->words = ARENA_NEW(memory, lexicon_word, made->count);
    for (size_t i = 0; i < made->corpus_count; i++) {
        size_t number = (size_t)take_number(&from);
        made->words[number].surface = of->surfaces.items[number];
        take_word(&from, &made->words[number]);
    }
    for (size_t i = made->corpus_count; i < made->count; i++) {
        made->words[i].surface = take_text(&from);
        take_word(&from, &made->words[i]);
    }
    made->says_little = ARENA_NEW(memory, bool, made->key_count + 1);
    for (size_t i = 0; i < made->key_count; i++)
        made->says_little[i] = take_number(&from) != 0;
    return made;
}
