#include "search/lexicon.h"

#include "base/packed.h"

// The record is made in lexicon_write.c: whether the dictionary is missing or there; all keys, and of each whether it
// says little; how many words readers may type instead; all words by their bytes, those of the corpus with one more than
// their number there, the others with 0 and their surface. A word is its folded form (one more than its length, or 0: as
// the surface), how many keys it has, doubled, plus one when it is known, and its keys with their classes.

typedef struct {
    arena *memory;
    text rest;              // what is told lives as long as the record, which is kept
    lexicon *made;
} taker;

static uint64_t take_number(taker *from)
{
    uint64_t number = 0;
    packed_take(&from->rest, &number);
    return number;
}

static void take_word(taker *from, lexicon_word *word)
{
    size_t folded = (size_t)take_number(from);
    word->folded = folded == 0 ? word->surface : text_slice(from->rest, 0, folded - 1);
    from->rest = text_from(from->rest, folded == 0 ? 0 : folded - 1);
    uint64_t head = take_number(from);
    word->is_known = (head & 1) != 0;
    word->target_count = (uint32_t)(head >> 1);
    lexicon_target *targets = ARENA_NEW(from->memory, lexicon_target, word->target_count);
    for (size_t i = 0; i < word->target_count; i++) {
        targets[i].key = (uint32_t)take_number(from);
        targets[i].weight_class = (uint8_t)take_number(from);
    }
    word->targets = targets;
}

static void take_keys(taker *from)
{
    lexicon *made = from->made;
    made->key_count = (size_t)take_number(from);
    made->keys = ARENA_NEW(from->memory, text, made->key_count + 1);
    made->says_little = ARENA_NEW(from->memory, bool, made->key_count + 1);
    for (size_t i = 0; i < made->key_count; i++)
        made->keys[i] = packed_take_text(&from->rest);
    for (size_t i = 0; i < made->key_count; i++)
        made->says_little[i] = take_number(from) != 0;
}

lexicon *lexicon_take(arena *memory, const search_corpus *of, text record)
{
    lexicon *made = ARENA_NEW(memory, lexicon, 1);
    taker from = { .memory = memory, .rest = text_copy(memory, record), .made = made };
    made->lacks_dictionary = take_number(&from) != 0;
    made->has_dictionary = take_number(&from) != 0;
    take_keys(&from);
    made->corpus_count = of->surfaces.count;
    made->count = made->corpus_count + (size_t)take_number(&from);
    made->words = ARENA_NEW(memory, lexicon_word, made->count + 1);
    made->order = ARENA_NEW(memory, uint32_t, made->count + 1);
    size_t other = made->corpus_count;
    for (size_t i = 0; i < made->count; i++) {
        size_t number = (size_t)take_number(&from);
        made->order[i] = (uint32_t)(number > 0 ? number - 1 : other++);
        lexicon_word *word = &made->words[made->order[i]];
        word->surface = number > 0 ? of->surfaces.items[number - 1] : packed_take_text(&from.rest);
        take_word(&from, word);
    }
    return made;
}
