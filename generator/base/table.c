#include "table.h"

#include "digest.h"

struct table_slot {
    text key;
    uint64_t hash;      // never 0 in a used slot
    uintptr_t value;
};

static uint64_t hash_of(text key)
{
    return digest_short(key) | 1;
}

static struct table_slot *slot_of(struct table_slot *slots, size_t capacity, text key, uint64_t hash)
{
    size_t i = (size_t)(hash >> 1) & (capacity - 1);
    while (slots[i].hash != 0 && !(slots[i].hash == hash && text_equals(slots[i].key, key)))
        i = (i + 1) & (capacity - 1);
    return &slots[i];
}

static void grow(table *in)
{
    size_t capacity = in->capacity > 0 ? in->capacity * 2 : 32;
    struct table_slot *slots = ARENA_NEW(in->memory, struct table_slot, capacity);
    for (size_t i = 0; i < in->capacity; i++) {
        struct table_slot old = in->slots[i];
        if (old.hash != 0)
            *slot_of(slots, capacity, old.key, old.hash) = old;
    }
    in->slots = slots;
    in->capacity = capacity;
}

uintptr_t *table_put(table *in, text key, bool *is_new)
{
    if (in->count * 4 >= in->capacity * 3)
        grow(in);
    uint64_t hash = hash_of(key);
    struct table_slot *slot = slot_of(in->slots, in->capacity, key, hash);
    bool fresh = slot->hash == 0;
    if (fresh) {
        slot->key = key;
        slot->hash = hash;
        in->count++;
    }
    if (is_new != NULL)
        *is_new = fresh;
    return &slot->value;
}

const uintptr_t *table_get(const table *in, text key)
{
    if (in->count == 0)
        return NULL;
    uint64_t hash = hash_of(key);
    const struct table_slot *slot = slot_of(in->slots, in->capacity, key, hash);
    return slot->hash != 0 ? &slot->value : NULL;
}
