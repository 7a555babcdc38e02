// The word cache: readings of words kept from one build to the next.
//
// The file is sorted by surface, so that nothing is unpacked: words asked for in order
// are found beside one another.
#ifndef LANGUAGE_READING_CACHE_H
#define LANGUAGE_READING_CACHE_H

#include "base/buffer.h"
#include "language/word_reading.h"

typedef struct {
    text saved;                 // empty when nothing was loaded
    size_t count;               // readings in it
    size_t cursor;              // where the last one was found
} reading_cache;

// False, and [cache] empty, when [saved] is damaged or was not made with [version].
bool reading_cache_load(reading_cache *cache, text saved, text version);

// True when [surface] is there; *[found] has views into what was loaded and its list of keys in [memory].
bool reading_cache_find(reading_cache *cache, arena *memory, text surface, word_reading *found);

// One reading, for another process.
void reading_write(buffer *out, const word_reading *reading);
// Takes it off [record], whose texts it has, with its list of keys in [memory]; false when it is damaged.
bool reading_take(text *record, arena *memory, word_reading *taken);

// [readings] are sorted by the bytes of their surfaces, each once.
void reading_cache_save(const word_reading *const *readings, size_t count, text version, buffer *out);

#endif
