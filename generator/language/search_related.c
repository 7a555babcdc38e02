#include "language/search_inside.h"

#include <stdlib.h>

typedef struct {
    text *items;
    size_t count, capacity;
} found_list;

static bool has_key(const word_reading *reading, text key, key_class weight_class)
{
    for (size_t i = 0; i < reading->key_count; i++)
        if (reading->keys[i].weight_class == weight_class && text_equals(reading->keys[i].key, key))
            return true;
    return false;
}

static bool is_compound(const word_reading *reading)
{
    for (size_t i = 0; i < reading->key_count; i++)
        if (reading->keys[i].weight_class == KEY_PART)
            return true;
    return false;
}

// The likeliest form of [base] that the dictionary confirms. Of compounds the beginning is enough.
static const surface_list *other_grades(search_words *words, text base)
{
    surface_list *known = table_find(&words->grades, base);
    if (known != NULL)
        return known;
    known = ARENA_NEW(&words->memory, surface_list, 1);
    const word_reading *reading = search_reading(words, base);
    found_list confirmed = { 0 };
    arena scratch = { 0 };
    text guesses[GUESS_LIMIT];
    size_t count = 0;
    if (reading->key_count > 0 && !is_compound(reading) && !reading->is_function_word)
        count = finnish_other_grades(&scratch, base, guesses);
    for (size_t i = 0; i < count && confirmed.count == 0; i++)
        if (has_key(search_reading(words, guesses[i]), search_word_fold(&scratch, base), KEY_LEMMA))
            *ARENA_PUSH(&words->memory, confirmed) = text_copy(&words->memory, guesses[i]);
    arena_free(&scratch);
    *known = (surface_list){ confirmed.items, confirmed.count };
    table_set(&words->grades, text_copy(&words->memory, base), known);
    return known;
}

static int compare_texts(const void *a, const void *b)
{
    return text_compare(*(const text *)a, *(const text *)b);
}

// Sorted, each once, without [left_out].
static surface_list tidied(found_list list, text left_out)
{
    if (list.count > 0)
        qsort(list.items, list.count, sizeof *list.items, compare_texts);
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++) {
        bool is_new = count == 0 || !text_equals(list.items[i], list.items[count - 1]);
        if (is_new && !text_equals(list.items[i], left_out))
            list.items[count++] = list.items[i];
    }
    return (surface_list){ list.items, count };
}

surface_list search_words_related(search_words *opened, arena *memory, search_word found)
{
    const word_reading *reading = search_reading(opened, found.surface);
    found_list list = { 0 };
    if (reading == NULL)
        return (surface_list){ 0 };         // a stem is nothing that anybody types
    for (size_t i = 0; i < found.count; i++) {
        const word_key *key = &found.keys[i];
        if (!has_key(search_reading(opened, key->word), key->key, KEY_LEMMA))
            continue;                       // "lähi" stands nowhere alone
        *ARENA_PUSH(memory, list) = key->word;
        if (key->weight_class != KEY_LEMMA && key->weight_class != KEY_PART)
            continue;
        const surface_list *grades = other_grades(opened, key->word);
        for (size_t j = 0; j < grades->count; j++)
            *ARENA_PUSH(memory, list) = grades->items[j];
    }
    for (size_t i = 0; i < reading->name_count; i++)
        *ARENA_PUSH(memory, list) = reading->names[i];
    return tidied(list, found.surface);
}
