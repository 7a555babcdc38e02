#include "site_vocabulary.h"

enum { BITS_OF_A_WORD = 16 };

void vocabulary_add_function_words(site_vocabulary *in, text list)
{
    in->function_words.memory = in->memory;
    for (text word; text_take_part(&list, ' ', &word);)
        table_put(&in->function_words, word, NULL);
}

void vocabulary_add(site_vocabulary *in, text word, size_t count)
{
    bool is_new;
    if (vocabulary_is_function_word(in, word))
        return;
    in->counts.memory = in->memory;
    *table_put(&in->counts, word, &is_new) += count;
    if (is_new)
        *ARENA_PUSH(in->memory, in->words) = word;
}

void vocabulary_add_stem(site_vocabulary *in, text stem, size_t count)
{
    bool is_new;
    in->stems.memory = in->memory;
    *table_put(&in->stems, stem, &is_new) += count;
    if (is_new)
        *ARENA_PUSH(in->memory, in->stem_words) = stem;
}

static word_filter make_filter(arena *memory, const word_list *words)
{
    size_t bits = 64;
    while (bits < words->count * BITS_OF_A_WORD)
        bits *= 2;
    word_filter made = { ARENA_NEW(memory, uint64_t, bits / 64), bits - 1 };
    for (size_t i = 0; i < words->count; i++) {
        uint64_t hash = word_hash(WORD_BEGINS, words->items[i]);
        size_t bit = (size_t)(hash ^ hash >> 32) & made.mask;
        made.bits[bit / 64] |= (uint64_t)1 << bit % 64;
    }
    return made;
}

void vocabulary_finish(site_vocabulary *in)
{
    in->is_word = make_filter(in->memory, &in->words);
    in->is_stem = make_filter(in->memory, &in->stem_words);
}

static size_t count_of(const table *in, const word_filter *filter, text word)
{
    const uintptr_t *count = filter_may_have(filter, word_hash(WORD_BEGINS, word)) ? table_get(in, word) : NULL;
    return count != NULL ? (size_t)*count : 0;
}

size_t vocabulary_count(const site_vocabulary *in, text word)
{
    return count_of(&in->counts, &in->is_word, word);
}

size_t vocabulary_stem_count(const site_vocabulary *in, text stem)
{
    return count_of(&in->stems, &in->is_stem, stem);
}

bool vocabulary_is_function_word(const site_vocabulary *in, text word)
{
    return table_get(&in->function_words, word) != NULL;
}
