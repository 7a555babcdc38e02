#include "checks.h"

#include "base/thread.h"

static void add_one(void *context)
{
    *(int *)context += 1;
}

static void what_is_begun_is_done_when_waited_for(void **state)
{
    (void)state;
    thread begun;
    int count = 0;
    for (int i = 0; i < 100; i++) {
        thread_begin(&begun, add_one, &count);
        thread_wait(&begun);
        assert_int_equal(count, i + 1);
    }
}

static void waiting_twice_or_for_nothing_is_fine(void **state)
{
    (void)state;
    thread begun = { 0 };
    int count = 0;
    thread_wait(&begun);
    thread_begin(&begun, add_one, &count);
    thread_wait(&begun);
    thread_wait(&begun);
    assert_int_equal(count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_begun_is_done_when_waited_for),
        cmocka_unit_test(waiting_twice_or_for_nothing_is_fine),
    };
    return cmocka_run_group_tests_name("thread", tests, NULL, NULL);
}
