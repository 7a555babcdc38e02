// The blocks of a Markdown text as they are compared. Private to the differences.
#ifndef FORKS_DIFFERENCES_BLOCKS_H
#define FORKS_DIFFERENCES_BLOCKS_H

#include "forks/differences.h"

typedef struct {
    block_type type;
    text plain;                 // as it is read
    text addresses;             // of its links and pictures, a line each
    text with_addresses;        // as it is read, addresses in brackets behind their words
    text source;                // as Markdown
    text heading;               // of its section
    size_t number;              // equal blocks have equal numbers
    size_t *words;              // numbers of its words, sorted
    size_t word_count;
} compared_block;

typedef struct {
    compared_block *items;
    size_t count, capacity;
} compared_blocks;

// Text that is refused as Markdown is divided at its empty lines.
compared_blocks differences_blocks(arena *memory, text markdown, table *numbers, table *word_numbers);

#endif
