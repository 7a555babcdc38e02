// YAML merged by key, in the lines in which it was written: what one side did not touch keeps its
// order, comments and looks.
#ifndef FORKS_MERGE_KEYS_H
#define FORKS_MERGE_KEYS_H

#include "source/value.h"

typedef struct {
    text key;
    const value *value;
    text lines;             // as written, with the comments after it
} keyed_lines;

typedef struct {
    text opening;           // comments before the first key
    keyed_lines *items;
    size_t count;
} keyed_text;

// False when [yaml] is no map with every key on a line of its own.
bool keyed_text_read(arena *memory, text yaml, keyed_text *read);

const keyed_lines *keyed_text_find(const keyed_text *in, text key);

// The keys of both sides: ours in our order, each new one of theirs after the one it follows there.
typedef struct {
    text *items;
    size_t count;
} key_order;
key_order keyed_text_order(arena *memory, const keyed_text *ours, const keyed_text *theirs);

#endif
