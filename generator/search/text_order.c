#include "search/text_order.h"

#include <stdlib.h>

// Eight bytes of each text are compared at once; where they are the same the next eight are. No text is looked at
// more often than it takes to tell it from its neighbours.

typedef struct {
    uint64_t chunk;
    uint32_t number, length;
} ordered;

enum { CHUNK = sizeof(uint64_t) };

static uint64_t chunk_at(text t, size_t from)
{
    uint64_t chunk = 0;
    for (size_t i = 0; i < CHUNK; i++)
        chunk = chunk << 8 | (from + i < t.length ? (unsigned char)t.bytes[from + i] : 0);
    return chunk;
}

static int compare_chunks(const void *left, const void *right)
{
    const ordered *a = left, *b = right;
    if (a->chunk != b->chunk)
        return a->chunk < b->chunk ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static int compare_lengths(const void *left, const void *right)
{
    const ordered *a = left, *b = right;
    if (a->length != b->length)
        return a->length < b->length ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static bool goes_on(const ordered *list, size_t count, size_t from)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].length > from)
            return true;
    return false;
}

// The texts of the list are the same before [from]. Texts are words: as deep as they are long.
static void sort_from(ordered *list, size_t count, const text *items, size_t from)
{
    if (!goes_on(list, count, from)) {
        qsort(list, count, sizeof *list, compare_lengths);
        return;
    }
    for (size_t i = 0; i < count; i++)
        list[i].chunk = chunk_at(items[list[i].number], from);
    qsort(list, count, sizeof *list, compare_chunks);
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1; next < count && list[next].chunk == list[first].chunk; next++) { }
        if (next - first > 1)
            sort_from(list + first, next - first, items, from + CHUNK);
    }
}

uint32_t *text_order(arena *memory, const text *items, size_t count)
{
    arena scratch = { 0 };
    ordered *list = ARENA_NEW(&scratch, ordered, count);
    uint32_t *order = ARENA_NEW(memory, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        list[i] = (ordered){ .number = i, .length = (uint32_t)items[i].length };
    sort_from(list, count, items, 0);
    for (size_t i = 0; i < count; i++)
        order[i] = list[i].number;
    arena_free(&scratch);
    return order;
}
