#include "source/value_make.h"

#include <string.h>

value *value_make_text(arena *memory, text t)
{
    value *made = ARENA_NEW(memory, value, 1);
    *made = (value){ .type = VALUE_SCALAR, .text = t };
    return made;
}

static value *make(arena *memory, value_type type)
{
    value *made = ARENA_NEW(memory, value, 1);
    made->type = type;
    return made;
}

value *value_make_list(arena *memory)
{
    return make(memory, VALUE_LIST);
}

value *value_make_map(arena *memory)
{
    return make(memory, VALUE_MAP);
}

// Arrays grow when their count is a power of two: a value does not keep a capacity.
static bool is_full(size_t count)
{
    return (count & (count - 1)) == 0;
}

void value_add(arena *memory, value *list, const value *item)
{
    if (is_full(list->count)) {
        const value **grown = ARENA_NEW(memory, const value *, list->count > 0 ? 2 * list->count : 1);
        if (list->count > 0)
            memcpy(grown, list->items, list->count * sizeof *grown);
        list->items = grown;
    }
    list->items[list->count++] = item;
}

void value_set(arena *memory, value *map, text key, const value *item)
{
    for (size_t i = 0; i < map->count; i++) {
        if (text_equals(map->entries[i].key, key)) {
            map->entries[i].value = item;
            return;
        }
    }
    if (is_full(map->count)) {
        value_entry *grown = ARENA_NEW(memory, value_entry, map->count > 0 ? 2 * map->count : 1);
        if (map->count > 0)
            memcpy(grown, map->entries, map->count * sizeof *grown);
        map->entries = grown;
    }
    map->entries[map->count++] = (value_entry){ .key = key, .value = item };
}

value *value_copy(arena *memory, const value *from)
{
    value *made = make(memory, from->type);
    made->text = from->text;
    made->is_quoted = from->is_quoted;
    for (size_t i = 0; i < from->count; i++) {
        if (from->type == VALUE_LIST)
            value_add(memory, made, from->items[i]);
        else
            value_set(memory, made, from->entries[i].key, from->entries[i].value);
    }
    return made;
}

void value_remove(value *map, text key)
{
    for (size_t i = 0; i < map->count; i++) {
        if (!text_equals(map->entries[i].key, key))
            continue;
        for (size_t j = i + 1; j < map->count; j++)
            map->entries[j - 1] = map->entries[j];
        map->count--;
        return;
    }
}

bool value_equals(const value *a, const value *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    if (a->type != b->type || a->count != b->count || !text_equals(a->text, b->text))
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (a->type == VALUE_LIST && !value_equals(a->items[i], b->items[i]))
            return false;
        if (a->type == VALUE_MAP && !value_equals(a->entries[i].value, value_get(b, a->entries[i].key)))
            return false;
    }
    return true;
}
