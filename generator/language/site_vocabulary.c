#include "site_vocabulary.h"

struct hash_count {
    uint64_t hash;
    size_t count;               // 0: the place is free
};

enum { BITS_OF_A_WORD = 16, SLOTS = 1024 };

void vocabulary_add_function_words(site_vocabulary *in, text list)
{
    in->function_words.memory = in->memory;
    for (text word; text_take_part(&list, ' ', &word);)
        table_put(&in->function_words, word, NULL);
}

// ---- Counts

static struct hash_count *slot_of(const hash_counts *in, uint64_t hash)
{
    size_t i = (size_t)(hash ^ hash >> 32) & (in->capacity - 1);
    while (in->slots[i].count > 0 && in->slots[i].hash != hash)
        i = (i + 1) & (in->capacity - 1);
    return &in->slots[i];
}

static void grow(arena *memory, hash_counts *in)
{
    hash_counts larger = { .count = in->count, .capacity = in->capacity > 0 ? in->capacity * 2 : SLOTS };
    larger.slots = ARENA_NEW(memory, struct hash_count, larger.capacity);
    for (size_t i = 0; i < in->capacity; i++)
        if (in->slots[i].count > 0)
            *slot_of(&larger, in->slots[i].hash) = in->slots[i];
    *in = larger;
}

static void add(arena *memory, hash_counts *in, text word, size_t count)
{
    if (count == 0)
        return;
    if (in->count * 2 >= in->capacity)
        grow(memory, in);
    uint64_t hash = word_hash(WORD_BEGINS, word);
    struct hash_count *slot = slot_of(in, hash);
    in->count += slot->count == 0;
    slot->hash = hash;
    slot->count += count;
}

void vocabulary_add(site_vocabulary *in, text word, size_t count)
{
    if (!vocabulary_is_function_word(in, word))
        add(in->memory, &in->words, word, count);
}

void vocabulary_add_stem(site_vocabulary *in, text stem, size_t count)
{
    add(in->memory, &in->stems, stem, count);
}

static word_filter make_filter(arena *memory, const hash_counts *words)
{
    size_t bits = 64;
    while (bits < words->count * BITS_OF_A_WORD)
        bits *= 2;
    word_filter made = { ARENA_NEW(memory, uint64_t, bits / 64), bits - 1 };
    for (size_t i = 0; i < words->capacity; i++) {
        if (words->slots[i].count == 0)
            continue;
        size_t bit = (size_t)(words->slots[i].hash ^ words->slots[i].hash >> 32) & made.mask;
        made.bits[bit / 64] |= (uint64_t)1 << bit % 64;
    }
    return made;
}

void vocabulary_finish(site_vocabulary *in)
{
    in->is_word = make_filter(in->memory, &in->words);
    in->is_stem = make_filter(in->memory, &in->stems);
}

static size_t count_of(const hash_counts *in, const word_filter *filter, uint64_t hash)
{
    return filter_may_have(filter, hash) ? slot_of(in, hash)->count : 0;
}

size_t vocabulary_count_hashed(const site_vocabulary *in, uint64_t hash)
{
    return count_of(&in->words, &in->is_word, hash);
}

size_t vocabulary_count(const site_vocabulary *in, text word)
{
    return vocabulary_count_hashed(in, word_hash(WORD_BEGINS, word));
}

size_t vocabulary_stem_count(const site_vocabulary *in, text stem)
{
    return count_of(&in->stems, &in->is_stem, word_hash(WORD_BEGINS, stem));
}

bool vocabulary_is_function_word(const site_vocabulary *in, text word)
{
    return table_get(&in->function_words, word) != NULL;
}
