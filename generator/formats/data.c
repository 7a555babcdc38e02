#include "data.h"

#include <assert.h>

// Up to here looking through a map is as fast as hashing the key.
enum { LOOK_THROUGH = 32 };

static data *fresh(arena *memory, data_type type)
{
    data *made = ARENA_NEW(memory, data, 1);
    made->type = type;
    return made;
}

data *data_nothing(arena *memory)
{
    return fresh(memory, DATA_NOTHING);
}

data *data_bool(arena *memory, bool truth)
{
    data *made = fresh(memory, DATA_BOOL);
    made->truth = truth;
    return made;
}

data *data_number(arena *memory, double number)
{
    data *made = fresh(memory, DATA_NUMBER);
    made->number = number;
    return made;
}

data *data_text(arena *memory, text t)
{
    data *made = fresh(memory, DATA_TEXT);
    made->text = t;
    return made;
}

data *data_markup(arena *memory, text html)
{
    data *made = fresh(memory, DATA_MARKUP);
    made->text = html;
    return made;
}

data *data_list(arena *memory)
{
    return fresh(memory, DATA_LIST);
}

data *data_map(arena *memory)
{
    return fresh(memory, DATA_MAP);
}

void data_add(arena *memory, data *list, data *item)
{
    assert(list->type == DATA_LIST);
    *ARENA_PUSH(memory, list->list) = item;
}

data *data_texts(arena *memory, const text *texts, size_t count)
{
    data *list = data_list(memory);
    for (size_t i = 0; i < count; i++)
        data_add(memory, list, data_text(memory, texts[i]));
    return list;
}

static data_entry *entry_of(const data *map, text key)
{
    if (map->map.index != NULL) {
        const uintptr_t *position = table_get(map->map.index, key);
        return position != NULL ? &map->map.items[*position - 1] : NULL;
    }
    for (size_t i = 0; i < map->map.count; i++)
        if (text_equals(map->map.items[i].key, key))
            return &map->map.items[i];
    return NULL;
}

static void index_map(arena *memory, data *map)
{
    map->map.index = ARENA_NEW(memory, table, 1);
    map->map.index->memory = memory;
    for (size_t i = 0; i < map->map.count; i++)
        *table_put(map->map.index, map->map.items[i].key, NULL) = i + 1;
}

data *data_map_copy(arena *memory, const data *map)
{
    data *made = data_map(memory);
    size_t count = map->map.count;
    made->map.items = ARENA_NEW(memory, data_entry, count + 1);
    made->map.count = count;
    made->map.capacity = count + 1;
    for (size_t i = 0; i < count; i++)
        made->map.items[i] = map->map.items[i];
    if (count > LOOK_THROUGH)
        index_map(memory, made);
    return made;
}

data *data_map_over(arena *memory, const data *under)
{
    data *made = data_map(memory);
    made->map.under = under;
    return made;
}

void data_set_key(arena *memory, data *map, text key, data *value)
{
    assert(map->type == DATA_MAP);
    data_entry *there = entry_of(map, key);
    if (there != NULL) {
        there->value = value;
        return;
    }
    *ARENA_PUSH(memory, map->map) = (data_entry){ key, value };
    if (map->map.index != NULL)
        *table_put(map->map.index, key, NULL) = map->map.count;
    else if (map->map.count > LOOK_THROUGH)
        index_map(memory, map);
}

void data_set_known(arena *memory, data *map, const char *key, text t)
{
    if (t.length > 0)
        data_set_text(memory, map, key, t);
}

void data_set_or_nothing(arena *memory, data *map, const char *key, text t)
{
    data_set(memory, map, key, t.length > 0 ? data_text(memory, t) : data_nothing(memory));
}

const data *data_get_near(const data *map, text key, size_t *position)
{
    for (; map != NULL && map->type == DATA_MAP; map = map->map.under) {
        if (*position < map->map.count && text_equals(map->map.items[*position].key, key))
            return map->map.items[*position].value;
        const data_entry *there = entry_of(map, key);
        if (there != NULL) {
            *position = (size_t)(there - map->map.items);
            return there->value;
        }
    }
    return NULL;
}

const data *data_get(const data *map, text key)
{
    size_t position = 0;
    return data_get_near(map, key, &position);
}
