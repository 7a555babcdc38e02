// A hash table from text to a number or a pointer.
//
// Keys are views and must outlive the table. There is deliberately no way to
// walk a table: its order is random, and our output is not.
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include "arena.h"
#include "text.h"

#include <stdint.h>

typedef struct {
    arena *memory;               // where the slots live; set before first use
    struct table_slot *slots;
    size_t count, capacity;
} table;

// Makes room for [count] keys at once: growing leaves the old slots behind in the arena.
void table_reserve(table *in, size_t count);
// The place of [key]'s value, made (zeroed) when new; *[is_new] may be NULL.
uintptr_t *table_put(table *in, text key, bool *is_new);
// NULL when the key is not there.
const uintptr_t *table_get(const table *in, text key);

// For tables of other shapes; another for the same key in every run, so never let it reach an output.
uint64_t table_hash(text key);

static inline void *table_find(const table *t, text key)
{
    const uintptr_t *stored = table_get(t, key);
    return stored != NULL ? (void *)*stored : NULL;
}

static inline void table_set(table *t, text key, const void *stored)
{
    *table_put(t, key, NULL) = (uintptr_t)stored;
}

#endif
