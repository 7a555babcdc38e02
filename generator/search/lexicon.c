#include "search/lexicon.h"

#include "search/packed.h"

// The record is made in lexicon_make.c, which tells what it holds.

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
    lexicon *made = from->made;
    size_t folded = (size_t)take_number(from);      // one more than its length, or 0: as the surface
    word->folded = folded == 0 ? word->surface : text_slice(from->rest, 0, folded - 1);
    from->rest = text_from(from->rest, folded == 0 ? 0 : folded - 1);
    uint64_t head = take_number(from);
    word->is_known = (head & 1) != 0;
    word->target_count = (uint32_t)(head >> 1);
    lexicon_target *targets = ARENA_NEW(from->memory, lexicon_target, word->target_count);
    for (size_t i = 0; i < word->target_count; i++) {
        uint64_t key = take_number(from);
        if ((key & 1) != 0) {
            if (made->key_count == made->key_capacity)
                made->keys = arena_grow(from->memory, made->keys, made->key_count, &made->key_capacity, sizeof(text));
            made->keys[made->key_count++] = packed_take_text(&from->rest);
        }
        targets[i] = (lexicon_target){ (uint32_t)(key >> 1), (uint8_t)take_number(from) };
    }
    word->targets = targets;
}

lexicon *lexicon_take(arena *memory, const search_corpus *of, text record)
{
    lexicon *made = ARENA_NEW(memory, lexicon, 1);
    taker from = { .memory = memory, .rest = text_copy(memory, record), .made = made };
    made->corpus_count = of->surfaces.count;
    arena scratch = { 0 };
    size_t *numbers = ARENA_NEW(&scratch, size_t, made->corpus_count);
    for (size_t i = 0; i < made->corpus_count; i++)
        numbers[i] = (size_t)take_number(&from);
    made->lacks_dictionary = take_number(&from) != 0;
    made->has_dictionary = take_number(&from) != 0;
    made->count = made->corpus_count + (size_t)take_number(&from);
    made->words = ARENA_NEW(memory, lexicon_word, made->count);
    for (size_t i = 0; i < made->corpus_count; i++) {
        lexicon_word *word = &made->words[numbers[i]];
        word->surface = of->surfaces.items[numbers[i]];
        take_word(&from, word);
    }
    for (size_t i = made->corpus_count; i < made->count; i++) {
        made->words[i].surface = packed_take_text(&from.rest);
        take_word(&from, &made->words[i]);
    }
    made->says_little = ARENA_NEW(memory, bool, made->key_count + 1);
    for (size_t i = 0; i < made->key_count; i++)
        made->says_little[i] = take_number(&from) != 0;
    arena_free(&scratch);
    return made;
}
