// Arenas: memory that is freed all at once.
//
// Three lifetimes are enough for the generator: the build, a page, and scratch
// that is reset per output file. Nothing in an arena is freed alone. Memory
// comes zeroed. When the machine has no more, the process says so and exits
// with status 3: no caller has anything better to do.
//
// With ARENA_DEBUG=1 in the environment every allocation is a block of its
// own, or stands in one with guards around it that the address sanitizer knows,
// so that overruns are seen.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct arena {
    struct arena_block *newest;
    unsigned char *room;        // what is free in the newest block: [left] bytes, as many as whole items of ARENA_STEP have
    size_t left;
    size_t used;                // bytes handed out since the last reset
    size_t expected;            // what was used before the last reset: the size of the next first block
} arena;

enum { ARENA_STEP = alignof(max_align_t) };
// The same where the newest block may have no room.
void *arena_allocate_more(arena *memory, size_t count, size_t size);

// Inline, since a page asks some thousand times, mostly for one thing of a size that is known when this is compiled.
static inline void *arena_allocate(arena *memory, size_t count, size_t size)
{
    size_t wanted;
    if (__builtin_mul_overflow(count, size, &wanted) || wanted >= memory->left)
        return arena_allocate_more(memory, count, size);
    size_t rounded = (wanted + ARENA_STEP - 1) & ~(size_t)(ARENA_STEP - 1);
    void *item = memory->room;
    memory->room += rounded;
    memory->left -= rounded;
    memory->used += wanted;
    return item;
}
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
// Ends the process so when there is hardly any memory left: then that is taken for the reason of what has gone wrong.
void memory_exhausted_first(void);
// Whether the process gets memory from the system, be it a little.
bool memory_is_left(void);
bool memory_has(size_t bytes);      // or so much
// Bytes of addresses that the process has; 0 when that cannot be told.
size_t memory_in_use(void);
// From now on a library that aborts, throws or goes astray because it found no memory ends the process as memory_exhausted does.
void memory_heed_aborts(void);
// The same for those in C++; [set_new_handler] is the function of that name, or NULL.
void memory_heed_throws(void *set_new_handler);

// malloc and realloc for the few places that need them; never return NULL.
void *memory_allocate(size_t count, size_t size);
void *memory_resize(void *block, size_t count, size_t size);

// The most bytes of addresses that a worker may have, 0 for no limit. Running out at the limit is the fault of the job: the process then ends
// silently with a status of its own. Short of it, the machine has no more: that is said, and ends the run. What a library wanted is not
// known: where the machine has enough by then, it may have had too little a moment before, which has a status too.
extern size_t memory_limit;
enum { MEMORY_EXHAUSTED_IN_JOB = 4, MEMORY_MAY_HAVE_BEEN_SHORT = 5 };

#endif
