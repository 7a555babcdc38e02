#include "checks.h"

#include "source/value_make.h"

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void maps_and_lists_grow(void **state)
{
    (void)state;
    value *map = value_make_map(&memory), *list = value_make_list(&memory);
    for (int i = 0; i < 100; i++) {
        value_set(&memory, map, text_format(&memory, "k%d", i), value_make_text(&memory, text_format(&memory, "%d", i)));
        value_add(&memory, list, value_make_text(&memory, text_format(&memory, "%d", i)));
    }
    assert_int_equal(map->count, 100);
    assert_int_equal(list->count, 100);
    check_text(value_text(value_get(map, TEXT("k77"))), "77");
    check_text(value_text(list->items[99]), "99");
}

static void keys_are_replaced_and_removed(void **state)
{
    (void)state;
    value *map = value_make_map(&memory);
    for (const char *key = "abcde"; *key != '\0'; key++)
        value_set(&memory, map, text_copy(&memory, (text){ key, 1 }), value_make_text(&memory, TEXT("x")));
    value_set(&memory, map, TEXT("b"), value_make_text(&memory, TEXT("y")));
    value_remove(map, TEXT("c"));
    value_remove(map, TEXT("nothing"));
    value_set(&memory, map, TEXT("f"), value_make_text(&memory, TEXT("z")));
    assert_int_equal(map->count, 5);
    check_text(value_text(value_get(map, TEXT("b"))), "y");
    check(value_get(map, TEXT("c")) == NULL);
    check_text(map->entries[4].key, "f");
}

static void copies_do_not_change_the_original(void **state)
{
    (void)state;
    value *map = value_make_map(&memory);
    value_set(&memory, map, TEXT("a"), value_make_text(&memory, TEXT("x")));
    value *copy = value_copy(&memory, map);
    check(value_equals(copy, map));
    value_set(&memory, copy, TEXT("b"), value_make_text(&memory, TEXT("y")));
    assert_int_equal(map->count, 1);
    check(!value_equals(copy, map));
    check(!value_equals(NULL, map));
    check(value_equals(NULL, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(maps_and_lists_grow, clear),
        cmocka_unit_test_teardown(keys_are_replaced_and_removed, clear),
        cmocka_unit_test_teardown(copies_do_not_change_the_original, clear),
    };
    return cmocka_run_group_tests_name("value_make", tests, NULL, NULL);
}
