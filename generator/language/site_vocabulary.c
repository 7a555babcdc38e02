#include "site_vocabulary.h"

#include <stdlib.h>

enum { BEGINNINGS = 1 << 16, BITS_OF_A_WORD = 16 };

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

static int compare_words(const void *a, const void *b)
{
    return text_compare(*(const text *)a, *(const text *)b);
}

// FNV-1a; words that collide cost a look into the table.
static uint64_t quick_hash(text word)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < word.length; i++)
        hash = (hash ^ (unsigned char)word.bytes[i]) * 0x100000001B3u;
    return hash ^ hash >> 32;
}

static word_filter make_filter(arena *memory, const word_list *words)
{
    size_t bits = 64;
    while (bits < words->count * BITS_OF_A_WORD)
        bits *= 2;
    word_filter made = { ARENA_NEW(memory, uint64_t, bits / 64), bits - 1 };
    for (size_t i = 0; i < words->count; i++) {
        size_t bit = (size_t)quick_hash(words->items[i]) & made.mask;
        made.bits[bit / 64] |= (uint64_t)1 << bit % 64;
    }
    return made;
}

static bool may_have(const word_filter *in, text word)
{
    size_t bit = (size_t)quick_hash(word) & in->mask;
    return in->bits != NULL && (in->bits[bit / 64] >> bit % 64 & 1) != 0;
}

static size_t beginning_of(text word)
{
    size_t first = word.length > 0 ? (unsigned char)word.bytes[0] : 0;
    return first << 8 | (word.length > 1 ? (unsigned char)word.bytes[1] : 0);
}

void vocabulary_sort(site_vocabulary *in)
{
    if (in->words.count > 0)
        qsort(in->words.items, in->words.count, sizeof *in->words.items, compare_words);
    in->is_word = make_filter(in->memory, &in->words);
    in->is_stem = make_filter(in->memory, &in->stem_words);
    in->by_beginning = ARENA_NEW(in->memory, uint32_t, BEGINNINGS + 1);
    size_t next = 0;
    for (size_t i = 0; i < in->words.count; i++)
        for (; next <= beginning_of(in->words.items[i]); next++)
            in->by_beginning[next] = (uint32_t)i;
    for (; next <= BEGINNINGS; next++)
        in->by_beginning[next] = (uint32_t)in->words.count;
}

static size_t count_of(const table *in, const word_filter *filter, text word)
{
    const uintptr_t *count = may_have(filter, word) ? table_get(in, word) : NULL;
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

word_range vocabulary_near(const site_vocabulary *in, text start)
{
    size_t beginning = beginning_of(start);
    return (word_range){ in->by_beginning[beginning], in->by_beginning[beginning + 1] };
}

// The first word of the range that comes after [start], or, with [after_all], after all that begin with it.
static size_t bound(const site_vocabulary *in, word_range range, text start, bool after_all)
{
    while (range.from < range.to) {
        size_t middle = range.from + (range.to - range.from) / 2;
        int order = text_compare(text_slice(in->words.items[middle], 0, start.length), start);
        if (order < 0 || (order == 0 && after_all))
            range.from = middle + 1;
        else
            range.to = middle;
    }
    return range.from;
}

word_range vocabulary_narrow(const site_vocabulary *in, word_range range, text start)
{
    size_t from = bound(in, range, start, false);
    return (word_range){ from, bound(in, (word_range){ from, range.to }, start, true) };
}

bool vocabulary_has(const site_vocabulary *in, word_range range, text word)
{
    size_t at = bound(in, range, word, false);
    return at < range.to && text_equals(in->words.items[at], word);
}
