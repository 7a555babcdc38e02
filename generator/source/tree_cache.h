// YAML files as an earlier run read them, known by what stands in them: settings of kinds, words of a theme and forms are the
// same at each start, and to parse them takes longer than all else that a start does.
//
// Only what was read without mistakes is kept. A cache that is damaged or of another program is as good as none.
#ifndef SOURCE_TREE_CACHE_H
#define SOURCE_TREE_CACHE_H

#include "base/table.h"
#include "source/value.h"

// The number grows when what is written after it comes to mean something else.
#define TREE_CACHE_FIRST_LINE "digitori trees 2\n"

typedef struct kept_tree kept_tree;

typedef struct {
    arena *memory;
    table by_contents;
    struct { kept_tree **items; size_t count, capacity; } trees;
    bool has_new;
} tree_cache;

void tree_cache_open(tree_cache *opened, arena *memory, text path);

// As yaml_read reads a whole file. [in] may be NULL: then it is parsed. What is found needs the memory of the cache too.
const value *tree_cache_read(tree_cache *in, arena *memory, text yaml, text path, diagnostics *found);

// Writes those that were asked for in the place of the old ones, or leaves them where that cannot be; nothing when all were known.
void tree_cache_write(const tree_cache *from, text path);

#endif
