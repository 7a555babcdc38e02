#include "arena.h"

#include "library.h"
#include "sanitizer.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef HAS_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#endif

// Blocks grow from small to large, so that scratch for one path costs little
// and a page needs few.
enum {
    FIRST_BLOCK_SIZE = 2 * 1024, BLOCK_SIZE = 128 * 1024, EXPECTED_LIMIT = 8 * 1024 * 1024, EXIT_MACHINE_FAILED = 3
};

// An arena that holds much already grows by whole large pages of the processor: to get its memory in small ones costs a
// large site more than sorting its pages. Of one item the size decides.
enum { LARGE_PAGE = 2 * 1024 * 1024, MUCH = LARGE_PAGE };

struct arena_block {
    struct arena_block *older;
    size_t size;
    size_t mapped;              // bytes from the system itself; 0: from the C library
    size_t guarded;             // bytes of it that are taken, where items are guarded
    alignas(max_align_t) unsigned char bytes[];
};

size_t memory_limit = 0;

// The C library asks the system for more than it was asked for.
enum { MEMORY_SAMPLE = 1024 * 1024, LONGEST_STATUS = 64 };
// With less a thread of Pango's gets no stack, at which GLib ends the process.
enum { HARDLY_ANY = 16 * MEMORY_SAMPLE, ENOUGH_FOR_LIBRARIES = 64 * MEMORY_SAMPLE };

bool memory_has(size_t bytes)
{
    void *sample = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return sample != MAP_FAILED && munmap(sample, bytes) == 0;
}

bool memory_is_left(void)
{
    return memory_has(MEMORY_SAMPLE);
}

// Asks for no memory itself: there may be none.
size_t memory_in_use(void)
{
    char status[LONGEST_STATUS] = "";
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t length = file >= 0 ? read(file, status, sizeof status - 1) : -1;
    if (file >= 0)
        close(file);
    return length > 0 ? strtoul(status, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

// With which status to end. Whether this process wanted more than its limit leaves it; else it is the machine that has no more. What a
// library wanted is not known (0): then the machine is asked for all that the limit leaves.
static int status_without(size_t wanted)
{
    size_t used = memory_in_use();
    if (memory_limit == 0)
        return EXIT_MACHINE_FAILED;
    if (used == 0 || used + MEMORY_SAMPLE >= memory_limit)
        return MEMORY_EXHAUSTED_IN_JOB;
    size_t rest = memory_limit - used - MEMORY_SAMPLE;
    if (wanted > 0)
        return wanted > rest ? MEMORY_EXHAUSTED_IN_JOB : EXIT_MACHINE_FAILED;
    return !memory_has(rest) ? EXIT_MACHINE_FAILED : rest < ENOUGH_FOR_LIBRARIES ? MEMORY_EXHAUSTED_IN_JOB : MEMORY_MAY_HAVE_BEEN_SHORT;
}

static _Noreturn void end_without(size_t wanted)
{
    static const char said[] = "digitori: the machine is out of memory; close other programs and try again\n";
    int status = status_without(wanted);
    ssize_t written = status == EXIT_MACHINE_FAILED ? write(STDERR_FILENO, said, sizeof said - 1) : 0;
    (void)written;
    _Exit(status);
}

_Noreturn void memory_exhausted(void)
{
    end_without(0);
}

void memory_exhausted_first(void)
{
    if (!memory_has(HARDLY_ANY))
        end_without(0);
}

static void ended_by_library(int number)
{
    memory_exhausted_first();
    signal(number, SIG_DFL);        // as without us
    raise(number);
}

// What libraries in C++ call before they throw. Nobody in C catches what is thrown.
void memory_heed_throws(void *set_new_handler)
{
    void (*(*set)(void (*)(void)))(void);
    *(void **)&set = set_new_handler;
    if (set != NULL)
        set(memory_exhausted);
}

// Some libraries give up; others go on with the memory that they did not get. Sanitizers have handlers of their own.
void memory_heed_aborts(void)
{
    static const int numbers[] = { SIGABRT, SIGTRAP, SIGSEGV, SIGBUS };
    static unsigned char room[4 * 16 * 1024];       // that of the process may be what was used up
    sigaltstack(&(stack_t){ .ss_sp = room, .ss_size = sizeof room }, NULL);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction before;
        if (sigaction(numbers[i], NULL, &before) == 0 && (before.sa_flags & SA_SIGINFO) == 0 && before.sa_handler == SIG_DFL)
            sigaction(numbers[i], &(struct sigaction){ .sa_handler = ended_by_library, .sa_flags = SA_ONSTACK }, NULL);
    }
    memory_heed_throws(library_loaded_function(LIBRARY_SET_NEW_HANDLER));
}

static size_t product(size_t count, size_t size)
{
    size_t bytes = 0;
    return __builtin_mul_overflow(count, size, &bytes) ? SIZE_MAX : bytes;
}

void *memory_allocate(size_t count, size_t size)
{
    void *block = calloc(count > 0 ? count : 1, size > 0 ? size : 1);
    if (block == NULL)
        end_without(product(count, size));
    return block;
}

void *memory_resize(void *block, size_t count, size_t size)
{
    void *resized = reallocarray(block, count > 0 ? count : 1, size > 0 ? size : 1);
    if (resized == NULL)
        end_without(product(count, size));
    return resized;
}

static bool separate_items(void)
{
    static int asked = -1;
    if (asked < 0) {
        const char *value = getenv("ARENA_DEBUG");
        asked = value != NULL && strcmp(value, "1") == 0;
    }
    return asked == 1;
}

// At the beginning of a large page; where there are none, small ones do. The last one is taken as a whole where most of it is
// needed. NULL: there is no room to find that beginning.
static struct arena_block *map_block(size_t wanted)
{
#ifdef HAS_ADDRESS_SANITIZER
    return calloc(1, wanted);           // leaks are found by what the sanitizer sees, and it does not look elsewhere
#else
    size_t last = wanted % LARGE_PAGE, size = last > LARGE_PAGE / 2 ? wanted + (LARGE_PAGE - last) : wanted;
    size_t whole = size + LARGE_PAGE;
    unsigned char *from = mmap(NULL, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (from == MAP_FAILED)
        return NULL;
    size_t before = LARGE_PAGE - (uintptr_t)from % LARGE_PAGE, small = (size_t)sysconf(_SC_PAGESIZE);
    unsigned char *begin = from + before, *end = begin + (size + small - 1) / small * small;
    munmap(from, before);
    if (end < from + whole)
        munmap(end, (size_t)(from + whole - end));
    madvise(begin, size, MADV_HUGEPAGE);
    struct arena_block *block = (struct arena_block *)begin;
    block->mapped = (size_t)(end - begin);
    return block;
#endif
}

static void free_block(struct arena_block *block)
{
    if (block->mapped > 0)
        munmap(block, block->mapped);
    else
        free(block);
}

static struct arena_block *add_block(arena *memory, size_t size)
{
    if (size > SIZE_MAX - sizeof(struct arena_block) - 2 * LARGE_PAGE)
        end_without(SIZE_MAX);
    size_t whole = sizeof(struct arena_block) + size;
    struct arena_block *block = whole >= LARGE_PAGE ? map_block(whole) : NULL;
    if (block == NULL)      // what is asked for now is what end_without tells a worker's limit by
        block = calloc(1, whole);
    if (block == NULL)
        end_without(size);
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
    if (memory->used > MUCH)
        size = LARGE_PAGE - sizeof(struct arena_block);
    if (newest == NULL && memory->expected > size)
        size = memory->expected;
    return wanted > size ? wanted : size;
}

// The newest block, empty.
static void use_newest(arena *memory)
{
    memory->room = memory->newest->bytes;
    memory->left = memory->newest->size / ARENA_STEP * ARENA_STEP;
}

static unsigned char *take(arena *memory, size_t rounded)
{
    unsigned char *taken = memory->room;
    memory->room += rounded;
    memory->left -= rounded;
    return taken;
}

// A block for one item alone.
static unsigned char *take_alone(arena *memory, size_t size)
{
    struct arena_block *newest = memory->newest;
    if (newest == NULL || separate_items())
        return add_block(memory, size)->bytes;
    // Behind the newest, whose room stays usable.
    memory->newest = newest->older;
    struct arena_block *block = add_block(memory, size);
    newest->older = block;
    memory->newest = newest;
    return block->bytes;
}

#ifdef HAS_ADDRESS_SANITIZER
enum { GUARDED_BLOCK_SIZE = 32 * 1024 };       // larger ones are cleared whole and mostly used for little

// Before and behind each item stand bytes that nobody may touch, the more the larger it is: a block for each takes ten times as long.
static unsigned char *take_guarded(arena *memory, size_t wanted)
{
    if (wanted > GUARDED_BLOCK_SIZE / 8) {
        unsigned char *item = take_alone(memory, wanted);
        memory->newest->guarded = memory->newest->size;
        return item;
    }
    size_t guard = ARENA_STEP + wanted / 8, whole = (wanted + guard + ARENA_STEP - 1) / ARENA_STEP * ARENA_STEP;
    struct arena_block *block = memory->newest;
    if (block == NULL || block->size - block->guarded < whole) {
        size_t size = next_size(memory, whole + ARENA_STEP);
        block = add_block(memory, size < GUARDED_BLOCK_SIZE ? size : GUARDED_BLOCK_SIZE);
        ASAN_POISON_MEMORY_REGION(block->bytes, block->size);
        block->guarded = ARENA_STEP;
    }
    unsigned char *item = block->bytes + block->guarded;
    block->guarded += whole;
    ASAN_UNPOISON_MEMORY_REGION(item, wanted);
    return item;
}
#else
static unsigned char *take_guarded(arena *memory, size_t wanted)
{
    return take_alone(memory, wanted);
}
#endif

void *arena_allocate_more(arena *memory, size_t count, size_t size)
{
    size_t wanted;
    if (__builtin_mul_overflow(count, size, &wanted) || wanted > SIZE_MAX - ARENA_STEP)
        end_without(SIZE_MAX);
    memory->used += wanted;

    size_t rounded = (wanted + ARENA_STEP - 1) / ARENA_STEP * ARENA_STEP;
    if (memory->room != NULL && rounded <= memory->left)
        return take(memory, rounded);
    if (separate_items())
        return take_guarded(memory, wanted);
    if (memory->newest != NULL && rounded > BLOCK_SIZE / 4)
        return take_alone(memory, rounded);
    add_block(memory, next_size(memory, rounded));
    use_newest(memory);
    return take(memory, rounded);
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
        free_block(block);
        block = older;
    }
}

void arena_reset(arena *memory)
{
    struct arena_block *only = memory->newest;
    if (only != NULL && only->older == NULL && only->size <= 2 * EXPECTED_LIMIT && !separate_items()) {
        memset(only->bytes, 0, (size_t)(memory->room - only->bytes));
        use_newest(memory);
    } else {
        // Rounding and the rests of blocks need a little more than was handed out.
        size_t wanted = memory->used + memory->used / 4;
        memory->expected = wanted < EXPECTED_LIMIT ? wanted : EXPECTED_LIMIT;
        free_blocks(only);
        memory->newest = NULL;
        memory->room = NULL;
        memory->left = 0;
    }
    memory->used = 0;
}

void arena_free(arena *memory)
{
    free_blocks(memory->newest);
    *memory = (struct arena){ 0 };
}
