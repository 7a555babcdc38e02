#include "word_reading.h"

#include "base/unicode.h"

#include <string.h>

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

static bool comes_before(const word_key *a, const word_key *b)
{
    return a->weight_class != b->weight_class ? a->weight_class < b->weight_class : text_compare(a->key, b->key) < 0;
}

// A word has few keys.
static void sort_keys(key_list *keys)
{
    for (size_t i = 1; i < keys->count; i++) {
        word_key moved = keys->items[i];
        size_t to = i;
        for (; to > 0 && comes_before(&moved, &keys->items[to - 1]); to--)
            keys->items[to] = keys->items[to - 1];
        keys->items[to] = moved;
    }
}

static text put_down(char **bytes, text t)
{
    text copy = { *bytes, t.length };
    if (t.length > 0)
        memcpy(*bytes, t.bytes, t.length);
    *bytes += t.length;
    return copy;
}

// There are many keys: their texts stand in one piece of memory, and what is the same once.
const word_key *key_list_sorted(key_list *keys, arena *memory)
{
    size_t length = 0;
    sort_keys(keys);
    for (size_t i = 0; i < keys->count; i++)
        length += keys->items[i].key.length + keys->items[i].word.length;
    word_key *sorted = ARENA_NEW(memory, word_key, keys->count);
    char *bytes = ARENA_NEW(memory, char, length);
    for (size_t i = 0; i < keys->count; i++) {
        const word_key *from = &keys->items[i];
        text key = put_down(&bytes, from->key);
        sorted[i] = (word_key){ key, text_equals(from->key, from->word) ? key : put_down(&bytes, from->word),
                                from->weight_class };
    }
    return sorted;
}
