#include "checks.h"

#include "base/arena.h"

#include <stdalign.h>
#include <signal.h>
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
static int status_of_greed(bool quietly, bool counted)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        memory_exhausted_quietly = quietly;
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
    assert_int_equal(status_of_greed(false, true), 3);
    assert_int_equal(status_of_greed(false, false), 3);
    assert_int_equal(status_of_greed(true, true), MEMORY_EXHAUSTED_IN_JOB);
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

// As a library in C++ ends the process that finds no memory.
static int status_of_abort(bool without_memory)
{
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
        if (without_memory)
            setrlimit(RLIMIT_AS, &(struct rlimit){ 4096, 4096 });
        memory_heed_aborts();
        abort();
    }
    int status;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void an_abort_without_memory_is_told_as_that(void **state)
{
    (void)state;
    assert_int_equal(status_of_abort(false), -SIGABRT);
    check(memory_is_left());
    assert_int_equal(status_of_abort(true), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_comes_zeroed_and_aligned),
        cmocka_unit_test(items_do_not_overlap),
        cmocka_unit_test(reset_gives_clean_memory_again),
        cmocka_unit_test(an_arena_settles_on_one_block),
        cmocka_unit_test(a_huge_block_is_given_back),
        cmocka_unit_test(arrays_grow),
        cmocka_unit_test(exhaustion_ends_the_process),
        cmocka_unit_test(plain_memory_is_never_null),
        cmocka_unit_test(an_abort_without_memory_is_told_as_that),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
