// Records over a pipe, as base/buffer.h writes them: how the drivers in Python
// hand examples to the programs in this folder and take the results.
#ifndef CONFORMANCE_RECORDS_H
#define CONFORMANCE_RECORDS_H

#include "base/arena.h"
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>

// Everything on standard input, in [memory].
static inline text records_read(arena *memory)
{
    buffer all = {0};
    char block[65536];
    size_t count;
    while ((count = fread(block, 1, sizeof block, stdin)) > 0)
        buffer_add(&all, (text){ block, count });
    text copy = text_copy(memory, buffer_text(&all));
    buffer_free(&all);
    return copy;
}

// Writes [out] to standard output and empties it.
static inline void records_write(buffer *out)
{
    if (fwrite(out->bytes, 1, out->length, stdout) != out->length)
        exit(3);
    buffer_clear(out);
}

#endif
