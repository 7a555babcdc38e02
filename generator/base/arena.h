// Arenas: memory that is freed all at once.
//
// Three lifetimes are enough for the generator: the build, a page, and scratch
// that is reset per output file. Nothing in an arena is freed alone. Memory
// comes zeroed. When the machine has no more, the process says so and exits
// with status 3: no caller has anything better to do.
//
// With ARENA_DEBUG=1 in the environment every allocation is a block of its
// own, so that the address sanitizer sees overruns.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct arena {
    struct arena_block *newest;
    size_t used;                // bytes handed out since the last reset
    size_t expected;            // what was used before the last reset: the size of the next first block
} arena;

void *arena_allocate(arena *memory, size_t count, size_t size);
#define ARENA_NEW(arena, type, count) ((type *)arena_allocate(arena, count, sizeof(type)))

// Everything is free again. An arena that is reset again and again settles on
// one block that is large enough, up to some megabytes, and keeps it.
void arena_reset(arena *memory);
void arena_free(arena *memory);

// Room for one more item at the end of a growing array in an arena:
//     struct { thing *items; size_t count, capacity; } list;
//     *ARENA_PUSH(arena, list) = thing;
// The new item is zeroed. Growing leaves the old array behind in the arena.
#define ARENA_PUSH(arena, list)                                                          \
    ((list).count == (list).capacity                                                     \
         ? ((list).items = arena_grow(arena, (list).items, (list).count,                 \
                                      &(list).capacity, sizeof *(list).items))           \
         : (void *)0,                                                                     \
     &(list).items[(list).count++])
void *arena_grow(arena *memory, const void *items, size_t count, size_t *capacity, size_t size);

// Ends the process as above; for libraries that report "no memory" themselves.
_Noreturn void memory_exhausted(void);
// Whether the process gets memory from the system, be it a little.
bool memory_is_left(void);
// From now on a library that aborts because it found no memory ends the process as memory_exhausted does.
void memory_heed_aborts(void);

// malloc and realloc for the few places that need them; never return NULL.
void *memory_allocate(size_t count, size_t size);
void *memory_resize(void *block, size_t count, size_t size);

// In a worker with a memory limit, running out is the fault of the job, not of
// the machine: the process then ends silently with a status of its own.
extern bool memory_exhausted_quietly;
enum { MEMORY_EXHAUSTED_IN_JOB = 4 };

#endif
