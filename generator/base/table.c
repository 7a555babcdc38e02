#include "table.h"

#include "digest.h"

#include <string.h>

enum { FIRST_CAPACITY = 32 };      // a power of two

struct table_slot {
    text key;
    uint64_t hash;      // never 0 in a used slot
    uintptr_t value;
};

__extension__ typedef unsigned __int128 product;

static uint64_t mix(uint64_t a, uint64_t b)
{
    product both = (product)a * b;
    return (uint64_t)both ^ (uint64_t)(both >> 64);
}

static uint64_t eight_bytes(const char *bytes)
{
    uint64_t read;
    memcpy(&read, bytes, sizeof read);
    return read;
}

static uint64_t four_bytes(const char *bytes)
{
    uint32_t read;
    memcpy(&read, bytes, sizeof read);
    return read;
}

// What is left of a key, at most sixteen bytes, as two numbers; their bytes may overlap.
static uint64_t mix_end(uint64_t hash, uint64_t secret, text rest)
{
    uint64_t first = 0, second = 0;
    if (rest.length >= 8) {
        first = eight_bytes(rest.bytes);
        second = eight_bytes(rest.bytes + rest.length - 8);
    } else if (rest.length >= 4) {
        first = four_bytes(rest.bytes);
        second = four_bytes(rest.bytes + rest.length - 4);
    } else {
        for (size_t i = 0; i < rest.length; i++)
            first = first << 8 | (unsigned char)rest.bytes[i];
    }
    return mix(hash ^ first, secret ^ second);
}

// Sixteen bytes at a time, multiplied, with a secret of the process: nobody can choose keys that collide.
uint64_t table_hash(text key)
{
    static uint64_t secrets[2];
    if (secrets[0] == 0) {
        secrets[0] = digest_short(TEXT("1")) | 1;
        secrets[1] = digest_short(TEXT("2")) | 1;
    }
    uint64_t hash = secrets[0] ^ key.length;
    text rest = key;
    for (; rest.length > 16; rest = text_from(rest, 16))
        hash = mix(hash ^ eight_bytes(rest.bytes), secrets[1] ^ eight_bytes(rest.bytes + 8));
    return mix(mix_end(hash, secrets[1], rest), secrets[0]) | 1;
}

static struct table_slot *slot_of(struct table_slot *slots, size_t capacity, text key, uint64_t hash)
{
    size_t i = (size_t)(hash >> 1) & (capacity - 1);
    while (slots[i].hash != 0 && !(slots[i].hash == hash && text_equals(slots[i].key, key)))
        i = (i + 1) & (capacity - 1);
    return &slots[i];
}

static void grow(table *in, size_t capacity)
{
    struct table_slot *slots = ARENA_NEW(in->memory, struct table_slot, capacity);
    for (size_t i = 0; i < in->capacity; i++) {
        struct table_slot old = in->slots[i];
        if (old.hash != 0)
            *slot_of(slots, capacity, old.key, old.hash) = old;
    }
    in->slots = slots;
    in->capacity = capacity;
}

static bool is_full(size_t count, size_t capacity)
{
    return count * 4 >= capacity * 3;
}

void table_reserve(table *in, size_t count)
{
    size_t capacity = FIRST_CAPACITY;
    while (is_full(count, capacity))
        capacity *= 2;
    if (capacity > in->capacity)
        grow(in, capacity);
}

uintptr_t *table_put(table *in, text key, bool *is_new)
{
    if (is_full(in->count, in->capacity))
        grow(in, in->capacity > 0 ? in->capacity * 2 : FIRST_CAPACITY);
    uint64_t hash = table_hash(key);
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
    uint64_t hash = table_hash(key);
    const struct table_slot *slot = slot_of(in->slots, in->capacity, key, hash);
    return slot->hash != 0 ? &slot->value : NULL;
}
