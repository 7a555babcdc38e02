// Numbers for surfaces: 0 for the first that comes, and so on.
#ifndef SEARCH_SURFACES_H
#define SEARCH_SURFACES_H

#include "base/table.h"

typedef struct {
    arena *memory;              // set before first use
    text *items;
    size_t count, capacity;
    struct surface_slot *slots;
    size_t slot_count;
} surface_set;

// The number of [surface], whose hash is table_hash; a new one, whose bytes must stay, gets the next.
size_t surfaces_number(surface_set *of, text surface, uint64_t hash, bool *is_new);
bool surfaces_find(const surface_set *of, text surface, size_t *number);

// Of many surfaces that come at once each is far away in memory. These say beforehand what will be looked at:
// surfaces_expect for all of them, then surfaces_expect_text.
void surfaces_expect(const surface_set *of, uint64_t hash);
void surfaces_expect_text(const surface_set *of, uint64_t hash);

#endif
