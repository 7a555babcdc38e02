#include "checks.h"

#include "base/arena.h"

#include <dlfcn.h>
#include <stdalign.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void memory_comes_zeroed_and_aligned(void **state)
{
    (void)state;
    arena memory = { 0 };
    for (size_t size = 1; size < 3000; size += 7) {
        unsigned char *item = arena_allocate(&memory, 1, size);
        assert_int_equal((uintptr_t)item % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(item[i], 0);
        memset(item, 0xAA, size);
    }
    arena_free(&memory);
}

static void items_do_not_overlap(void **state)
{
    (void)state;
    arena memory = { 0 };
    int *numbers[1000];
    for (int i = 0; i < 1000; i++) {
        // Every tenth is larger than a block, to go the other way.
        size_t count = i % 10 == 0 ? 40000 : 10;
        numbers[i] = ARENA_NEW(&memory, int, count);
        numbers[i][0] = numbers[i][count - 1] = i;
    }
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(numbers[i][0], i);
        assert_int_equal(numbers[i][i % 10 == 0 ? 39999 : 9], i);
    }
    arena_free(&memory);
    assert_null(memory.newest);
}

static void much_memory_is_as_clean(void **state)
{
    (void)state;
    enum { ITEM = 100 * 1000, ITEMS = 120, LARGE = 5 * 1000 * 1000 + 1 };
    arena memory = { 0 };
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < ITEMS; i++) {
            // In the middle one that is larger than a block of the largest kind.
            size_t size = i == ITEMS / 2 ? LARGE : ITEM;
            unsigned char *item = arena_allocate(&memory, 1, size);
            assert_int_equal((uintptr_t)item % alignof(max_align_t), 0);
            for (size_t k = 0; k < size; k++)
                if (item[k] != 0)
                    fail();
            memset(item, 0xFF, size);
        }
        arena_reset(&memory);
    }
    arena_free(&memory);
    assert_null(memory.newest);
}

static void reset_gives_clean_memory_again(void **state)
{
    (void)state;
    arena memory = { 0 };
    arena_reset(&memory);
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 100; i++) {
            unsigned char *item = arena_allocate(&memory, 1, 5000);
            for (size_t k = 0; k < 5000; k++)
                assert_int_equal(item[k], 0);
            memset(item, 0xFF, 5000);
        }
        assert_int_equal(memory.used, 500000);
        arena_reset(&memory);
        assert_int_equal(memory.used, 0);
    }
    arena_free(&memory);
}

static void an_arena_settles_on_one_block(void **state)
{
    (void)state;
    arena memory = { 0 };
    const struct arena_block *kept = NULL;
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 1000; i++) {
            unsigned char *item = arena_allocate(&memory, 1, 500);
            assert_int_equal(item[0], 0);
            assert_int_equal(item[499], 0);
            memset(item, 1, 500);
        }
        const struct arena_block *newest = memory.newest;
        arena_reset(&memory);
        if (round > 0)
            assert_ptr_equal(memory.newest, newest);
        if (round > 1)
            assert_ptr_equal(memory.newest, kept);
        kept = memory.newest;
    }
    arena_free(&memory);
}

static void a_huge_block_is_given_back(void **state)
{
    (void)state;
    arena memory = { 0 };
    memset(arena_allocate(&memory, 1, 64 << 20), 1, 64 << 20);
    arena_reset(&memory);
    assert_null(memory.newest);
    unsigned char *item = arena_allocate(&memory, 1, 100);
    assert_int_equal(item[99], 0);
    arena_free(&memory);
}

static void arrays_grow(void **state)
{
    (void)state;
    arena memory = { 0 };
    struct { int *items; size_t count, capacity; } list = { 0 };
    for (int i = 0; i < 10000; i++) {
        int *fresh = ARENA_PUSH(&memory, list);
        assert_int_equal(*fresh, 0);
        *fresh = i;
    }
    assert_int_equal(list.count, 10000);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(list.items[i], i);
    arena_free(&memory);
}

// The exit status of a child that asks for more memory than there is.
static int status_of_greed(size_t limit, bool counted)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        memory_limit = limit;
        arena memory = { 0 };
        if (counted)
            arena_allocate(&memory, SIZE_MAX / 2, 3);
        else
            memory_exhausted();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void exhaustion_ends_the_process(void **state)
{
    (void)state;
    assert_int_equal(status_of_greed(0, true), 3);
    assert_int_equal(status_of_greed(0, false), 3);
    assert_int_equal(status_of_greed(1, true), MEMORY_EXHAUSTED_IN_JOB);
    assert_int_equal(status_of_greed(1, false), MEMORY_EXHAUSTED_IN_JOB);
}

// The exit status of a worker that takes memory in small parts up to its limit.
static int status_of_hunger(size_t limit)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        memory_limit = memory_in_use() + limit;
        setrlimit(RLIMIT_AS, &(struct rlimit){ memory_limit, memory_limit });
        arena memory = { 0 };
        for (;;)
            arena_allocate(&memory, 1, 500);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// The machine is not blamed for a page that wants too much, wherever in a large page of the processor the limit is.
static void a_limit_is_told_from_the_machine(void **state)
{
    (void)state;
    skip_when_watched();
    for (size_t part = 0; part < 16; part++)
        assert_int_equal(status_of_hunger((32 << 20) + part * (256 << 10)), MEMORY_EXHAUSTED_IN_JOB);
}

static void plain_memory_is_never_null(void **state)
{
    (void)state;
    char *block = memory_allocate(0, 0);
    assert_non_null(block);
    block = memory_resize(block, 10, 3);
    assert_non_null(block);
    block[29] = 'x';
    block = memory_resize(block, 0, 3);
    assert_non_null(block);
    free(block);
}

// As libraries end the process that finds no memory: those in C++ by SIGABRT, GLib by SIGTRAP.
static int status_of_end(int number, bool without_memory)
{
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
        if (without_memory)
            setrlimit(RLIMIT_AS, &(struct rlimit){ 4096, 4096 });
        memory_heed_aborts();
        raise(number);
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void an_abort_without_memory_is_told_as_that(void **state)
{
    (void)state;
    assert_int_equal(status_of_end(SIGABRT, false), -SIGABRT);
    assert_int_equal(status_of_end(SIGTRAP, false), -SIGTRAP);
    check(memory_is_left());
    skip_when_watched();
    assert_int_equal(status_of_end(SIGABRT, true), 3);
    assert_int_equal(status_of_end(SIGTRAP, true), 3);
}

// As a library in C++ does: nobody in C could catch what it throws.
static void a_library_that_would_throw_is_told_as_that(void **state)
{
    (void)state;
    skip_when_watched();
    assert_non_null(dlopen("libstdc++.so.6", RTLD_NOW | RTLD_GLOBAL));
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
        void *(*operator_new)(size_t);
        *(void **)&operator_new = dlsym(RTLD_DEFAULT, "_Znwm");
        memory_heed_aborts();
        _exit(operator_new(SIZE_MAX / 2) != NULL);
    }
    int status;
    waitpid(child, &status, 0);
    check(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_comes_zeroed_and_aligned),
        cmocka_unit_test(items_do_not_overlap),
        cmocka_unit_test(much_memory_is_as_clean),
        cmocka_unit_test(reset_gives_clean_memory_again),
        cmocka_unit_test(an_arena_settles_on_one_block),
        cmocka_unit_test(a_huge_block_is_given_back),
        cmocka_unit_test(arrays_grow),
        cmocka_unit_test(exhaustion_ends_the_process),
        cmocka_unit_test(a_limit_is_told_from_the_machine),
        cmocka_unit_test(plain_memory_is_never_null),
        cmocka_unit_test(an_abort_without_memory_is_told_as_that),
        cmocka_unit_test(a_library_that_would_throw_is_told_as_that),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
