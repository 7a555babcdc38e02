#include "checks.h"

#include "forks/merge_keys.h"

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void keys_keep_their_lines(void **state)
{
    (void)state;
    keyed_text read;
    check(keyed_text_read(&memory, TEXT("# first\n\na: 1 # one\nb:\n  - x\n# about c\nc: >\n  long\n  text"), &read));
    assert_int_equal(read.count, 3);
    check_text(read.opening, "# first\n\n");
    check_text(read.items[0].lines, "a: 1 # one\n");
    check_text(read.items[1].lines, "b:\n  - x\n# about c\n");
    check_text(read.items[2].lines, "c: >\n  long\n  text\n");
    check(keyed_text_find(&read, TEXT("b")) == &read.items[1]);
    check(keyed_text_find(&read, TEXT("x")) == NULL);
}

static void what_is_not_written_by_lines_is_not_read(void **state)
{
    (void)state;
    keyed_text read;
    check(!keyed_text_read(&memory, TEXT("{a: 1, b: 2}"), &read));
    check(!keyed_text_read(&memory, TEXT("- a\n"), &read));
    check(!keyed_text_read(&memory, TEXT("a: [\n"), &read));
    check(!keyed_text_read(&memory, TEXT("a: 1\na: 2\n"), &read));
    check(keyed_text_read(&memory, TEXT(""), &read));
    check(keyed_text_read(&memory, TEXT("# only\n"), &read));
    check_text(read.opening, "# only\n");
}

static void order_is_ours_with_theirs_between(void **state)
{
    (void)state;
    keyed_text ours, theirs;
    check(keyed_text_read(&memory, TEXT("b: 1\na: 1\no: 1\n"), &ours));
    check(keyed_text_read(&memory, TEXT("first: 1\na: 1\nnew: 1\nnext: 1\nb: 1\n"), &theirs));
    key_order order = keyed_text_order(&memory, &ours, &theirs);
    check_text(value_list_words(&memory, order.items, order.count), "first, b, a, new, next, o");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(keys_keep_their_lines, clear),
        cmocka_unit_test_teardown(what_is_not_written_by_lines_is_not_read, clear),
        cmocka_unit_test_teardown(order_is_ours_with_theirs_between, clear),
    };
    return cmocka_run_group_tests_name("merge_keys", tests, NULL, NULL);
}
