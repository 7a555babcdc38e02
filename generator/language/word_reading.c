#include "word_reading.h"

#include "base/unicode.h"

#include <stdlib.h>

const uint8_t key_weights[KEY_CLASS_COUNT] = { 10, 8, 6, 4 };

void key_list_add(key_list *keys, arena *memory, text word, key_class weight_class)
{
    text lower = unicode_lower(memory, word);
    text folded = search_word_fold(memory, lower);
    if (folded.length == 0)
        return;
    for (size_t i = 0; i < keys->count; i++)
        if (text_equals(keys->items[i].key, folded)) {
            if (weight_class < keys->items[i].weight_class)
                keys->items[i].weight_class = weight_class;
            return;
        }
    if (keys->count < KEY_LIMIT)
        keys->items[keys->count++] = (word_key){ folded, lower, weight_class };
}

static int compare_keys(const void *a, const void *b)
{
    const word_key *left = a, *right = b;
    if (left->weight_class != right->weight_class)
        return left->weight_class < right->weight_class ? -1 : 1;
    return text_compare(left->key, right->key);
}

const word_key *key_list_sorted(key_list *keys, arena *memory)
{
    qsort(keys->items, keys->count, sizeof *keys->items, compare_keys);
    word_key *sorted = ARENA_NEW(memory, word_key, keys->count);
    for (size_t i = 0; i < keys->count; i++)
        sorted[i] = (word_key){ text_copy(memory, keys->items[i].key), text_copy(memory, keys->items[i].word),
                                keys->items[i].weight_class };
    return sorted;
}
