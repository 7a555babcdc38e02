#include "search/surfaces.h"

struct surface_slot {
    uint32_t hash;              // its upper half
    uint32_t number;            // and one; 0 when the slot is free
};

enum { SLOTS = 1024 };         // twice the words of most pages

static uint32_t upper(uint64_t hash)
{
    return (uint32_t)(hash >> 32);
}

// Where [surface] is or would be.
static struct surface_slot *slot_of(const surface_set *of, text surface, uint64_t hash)
{
    size_t i = (size_t)hash & (of->slot_count - 1);
    for (; of->slots[i].number != 0; i = (i + 1) & (of->slot_count - 1))
        if (of->slots[i].hash == upper(hash) && text_equals(of->items[of->slots[i].number - 1], surface))
            break;
    return &of->slots[i];
}

static void grow(surface_set *of)
{
    of->slot_count = of->slot_count > 0 ? of->slot_count * 2 : SLOTS;
    of->slots = ARENA_NEW(of->memory, struct surface_slot, of->slot_count);
    for (size_t n = 0; n < of->count; n++) {
        uint64_t hash = table_hash(of->items[n]);
        size_t i = (size_t)hash & (of->slot_count - 1);
        while (of->slots[i].number != 0)
            i = (i + 1) & (of->slot_count - 1);
        of->slots[i] = (struct surface_slot){ upper(hash), (uint32_t)n + 1 };
    }
}

size_t surfaces_number(surface_set *of, text surface, uint64_t hash, bool *is_new)
{
    if (of->count * 2 >= of->slot_count)
        grow(of);
    struct surface_slot *slot = slot_of(of, surface, hash);
    *is_new = slot->number == 0;
    if (*is_new) {
        *ARENA_PUSH(of->memory, *of) = surface;
        *slot = (struct surface_slot){ upper(hash), (uint32_t)of->count };
    }
    return slot->number - 1;
}

bool surfaces_find(const surface_set *of, text surface, size_t *number)
{
    const struct surface_slot *slot = of->count > 0 ? slot_of(of, surface, table_hash(surface)) : NULL;
    if (slot == NULL || slot->number == 0)
        return false;
    *number = slot->number - 1;
    return true;
}

void surfaces_expect(const surface_set *of, uint64_t hash)
{
    if (of->slot_count > 0)
        __builtin_prefetch(&of->slots[(size_t)hash & (of->slot_count - 1)]);
}

void surfaces_expect_text(const surface_set *of, uint64_t hash)
{
    const struct surface_slot *slot = of->slot_count > 0 ? &of->slots[(size_t)hash & (of->slot_count - 1)] : NULL;
    if (slot != NULL && slot->number != 0)
        __builtin_prefetch(of->items[slot->number - 1].bytes);
}
