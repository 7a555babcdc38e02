// The rings with a dot in the corners of a page. Private to answers/scans/.
#ifndef ANSWERS_SCANS_RINGS_H
#define ANSWERS_SCANS_RINGS_H

#include "answers/scans/grey.h"

typedef struct {
    spot middle;
    double size;                    // across
} ring;

typedef struct {
    ring *items;
    size_t count, capacity;
} ring_list;

// All that look like one and are about [size] pixels across.
ring_list rings_find(arena *memory, const grey *in, double size);

#endif
