#include "checks.h"

#include "base/table.h"

static void a_new_table_is_empty(void **state)
{
    (void)state;
    table t = { 0 };
    assert_null(table_get(&t, TEXT("a")));
    assert_null(table_find(&t, TEXT("a")));
}

static void values_are_kept_under_their_keys(void **state)
{
    (void)state;
    arena memory = { 0 };
    table t = { .memory = &memory };
    bool is_new;
    uintptr_t *slot = table_put(&t, TEXT("a"), &is_new);
    check(is_new);
    assert_int_equal(*slot, 0);
    *slot = 7;
    assert_int_equal(*table_put(&t, TEXT("a"), &is_new), 7);
    check(!is_new);
    *table_put(&t, TEXT(""), NULL) = 9;
    assert_int_equal(*table_get(&t, (text){ 0 }), 9);
    assert_null(table_get(&t, TEXT("A")));
    assert_int_equal(t.count, 2);

    int thing = 5;
    table_set(&t, TEXT("thing"), &thing);
    assert_ptr_equal(table_find(&t, TEXT("thing")), &thing);
    table_set(&t, TEXT("thing"), NULL);
    assert_null(table_find(&t, TEXT("thing")));
    assert_non_null(table_get(&t, TEXT("thing")));
    arena_free(&memory);
}

static void many_keys_are_all_found(void **state)
{
    (void)state;
    arena memory = { 0 };
    table t = { .memory = &memory };
    for (size_t i = 0; i < 20000; i++) {
        bool is_new;
        *table_put(&t, text_format(&memory, "key%zu", i), &is_new) = i;
        check(is_new);
    }
    assert_int_equal(t.count, 20000);
    for (size_t i = 0; i < 20000; i++)
        assert_int_equal(*table_get(&t, text_format(&memory, "key%zu", i)), i);
    assert_null(table_get(&t, TEXT("key20000")));
    arena_free(&memory);
}

static void room_can_be_made_at_once(void **state)
{
    (void)state;
    arena memory = { 0 };
    table t = { .memory = &memory };
    *table_put(&t, TEXT("first"), NULL) = 1;
    table_reserve(&t, 1000);
    size_t capacity = t.capacity;
    for (size_t i = 0; i < 999; i++)
        *table_put(&t, text_format(&memory, "key%zu", i), NULL) = i;
    assert_int_equal(t.capacity, capacity);
    table_reserve(&t, 10);
    assert_int_equal(t.capacity, capacity);
    assert_int_equal(*table_get(&t, TEXT("first")), 1);
    assert_int_equal(*table_get(&t, TEXT("key998")), 998);
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_table_is_empty),
        cmocka_unit_test(values_are_kept_under_their_keys),
        cmocka_unit_test(many_keys_are_all_found),
        cmocka_unit_test(room_can_be_made_at_once),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
