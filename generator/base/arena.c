#include "arena.h"

#include <signal.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// Blocks grow from small to large, so that scratch for one path costs little
// and a page needs few.
enum {
    FIRST_BLOCK_SIZE = 2 * 1024, BLOCK_SIZE = 128 * 1024, EXPECTED_LIMIT = 8 * 1024 * 1024, EXIT_MACHINE_FAILED = 3
};

struct arena_block {
    struct arena_block *older;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
};

bool memory_exhausted_quietly = false;

_Noreturn void memory_exhausted(void)
{
    if (memory_exhausted_quietly)
        _Exit(MEMORY_EXHAUSTED_IN_JOB);
    fputs("digitori: out of memory\n", stderr);
    _Exit(EXIT_MACHINE_FAILED);
}

enum { MEMORY_SAMPLE = 1024 * 1024 };       // with less the C library has none either

bool memory_is_left(void)
{
    void *sample = mmap(NULL, MEMORY_SAMPLE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return sample != MAP_FAILED && munmap(sample, MEMORY_SAMPLE) == 0;
}

static void ended_by_library(int number)
{
    static const char said[] = "digitori: out of memory\n";
    if (memory_is_left())
        return;                             // then abort() goes on as without us
    if (memory_exhausted_quietly)
        _Exit(MEMORY_EXHAUSTED_IN_JOB);
    ssize_t written = write(STDERR_FILENO, said, sizeof said - 1);
    (void)number, (void)written;
    _Exit(EXIT_MACHINE_FAILED);
}

void memory_heed_aborts(void)
{
    signal(SIGABRT, ended_by_library);
}

void *memory_allocate(size_t count, size_t size)
{
    void *block = calloc(count > 0 ? count : 1, size > 0 ? size : 1);
    if (block == NULL)
        memory_exhausted();
    return block;
}

void *memory_resize(void *block, size_t count, size_t size)
{
    void *resized = reallocarray(block, count > 0 ? count : 1, size > 0 ? size : 1);
    if (resized == NULL)
        memory_exhausted();
    return resized;
}

static bool separate_blocks(void)
{
    static int asked = -1;
    if (asked < 0) {
        const char *value = getenv("ARENA_DEBUG");
        asked = value != NULL && strcmp(value, "1") == 0;
    }
    return asked == 1;
}

static struct arena_block *add_block(arena *memory, size_t size)
{
    if (size > SIZE_MAX - sizeof(struct arena_block))
        memory_exhausted();
    struct arena_block *block = calloc(1, sizeof *block + size);
    if (block == NULL)
        memory_exhausted();
    block->size = size;
    block->older = memory->newest;
    memory->newest = block;
    return block;
}

static size_t next_size(const arena *memory, size_t wanted)
{
    const struct arena_block *newest = memory->newest;
    size_t size = newest == NULL ? FIRST_BLOCK_SIZE : newest->size < BLOCK_SIZE ? newest->size * 4 : BLOCK_SIZE;
    if (size > BLOCK_SIZE)
        size = BLOCK_SIZE;
    if (newest == NULL && memory->expected > size)
        size = memory->expected;
    return wanted > size ? wanted : size;
}

// Where there is no room: a block with room for [rounded] bytes.
static struct arena_block *block_for(arena *memory, size_t rounded, size_t wanted)
{
    struct arena_block *newest = memory->newest;
    if (separate_blocks()) {
        struct arena_block *block = add_block(memory, wanted);
        block->size = rounded;      // it is full after this
        return block;
    }
    if (newest == NULL || rounded <= BLOCK_SIZE / 4)
        return add_block(memory, next_size(memory, rounded));
    // A large item gets its own block behind the newest, whose room stays usable.
    memory->newest = newest->older;
    struct arena_block *block = add_block(memory, rounded);
    newest->older = block;
    memory->newest = newest;
    return block;
}

void *arena_allocate(arena *memory, size_t count, size_t size)
{
    size_t wanted;
    if (__builtin_mul_overflow(count, size, &wanted) || wanted > SIZE_MAX - alignof(max_align_t))
        memory_exhausted();
    memory->used += wanted;

    size_t rounded = (wanted + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    struct arena_block *block = memory->newest;
    if (block == NULL || block->size - block->used < rounded)
        block = block_for(memory, rounded, wanted);
    void *item = block->bytes + block->used;
    block->used += rounded;
    return item;
}

void *arena_grow(arena *memory, const void *items, size_t count, size_t *capacity, size_t size)
{
    size_t larger = *capacity < 8 ? 8 : *capacity * 2;
    void *grown = arena_allocate(memory, larger, size);
    if (count > 0)
        memcpy(grown, items, count * size);
    *capacity = larger;
    return grown;
}

static void free_blocks(struct arena_block *block)
{
    while (block != NULL) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
}

void arena_reset(arena *memory)
{
    struct arena_block *only = memory->newest;
    if (only != NULL && only->older == NULL && only->size <= 2 * EXPECTED_LIMIT && !separate_blocks()) {
        memset(only->bytes, 0, only->used);
        only->used = 0;
    } else {
        // Rounding and the rests of blocks need a little more than was handed out.
        size_t wanted = memory->used + memory->used / 4;
        memory->expected = wanted < EXPECTED_LIMIT ? wanted : EXPECTED_LIMIT;
        free_blocks(only);
        memory->newest = NULL;
    }
    memory->used = 0;
}

void arena_free(arena *memory)
{
    free_blocks(memory->newest);
    *memory = (struct arena){ 0 };
}
