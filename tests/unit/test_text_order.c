#include "checks.h"

#include "search/text_order.h"

static void texts_are_put_in_the_order_of_their_bytes(void **state)
{
    (void)state;
    arena memory = { 0 };
    static const text items[] = {
        TEXT_CONSTANT("työpajassa"), TEXT_CONSTANT("työ"), TEXT_CONSTANT(""), TEXT_CONSTANT("kehittämistyö"),
        TEXT_CONSTANT("kehittämis"), TEXT_CONSTANT("kehittämistyöpaja"), TEXT_CONSTANT("työ"),
        TEXT_CONSTANT("kehittämistyö\0"), TEXT_CONSTANT("12345678"), TEXT_CONSTANT("1234567"),
        TEXT_CONSTANT("12345678\0"), TEXT_CONSTANT("12345678a"),
    };
    size_t count = sizeof items / sizeof *items;
    const uint32_t *order = text_order(&memory, items, count);
    for (size_t i = 1; i < count; i++) {
        int compared = text_compare(items[order[i - 1]], items[order[i]]);
        check(compared < 0 || (compared == 0 && order[i - 1] < order[i]));
    }
    assert_int_equal(order[0], 2);
    arena_free(&memory);
}

static void many_alike_are_in_order(void **state)
{
    (void)state;
    arena memory = { 0 };
    enum { COUNT = 5000 };
    text *items = ARENA_NEW(&memory, text, COUNT);
    for (size_t i = 0; i < COUNT; i++)
        items[i] = text_format(&memory, "samanalkuinen sana %zu", i * 7919 % COUNT);
    const uint32_t *order = text_order(&memory, items, COUNT);
    for (size_t i = 1; i < COUNT; i++)
        check(text_compare(items[order[i - 1]], items[order[i]]) < 0);
    text_order(&memory, NULL, 0);
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_put_in_the_order_of_their_bytes),
        cmocka_unit_test(many_alike_are_in_order),
    };
    return cmocka_run_group_tests_name("text_order", tests, NULL, NULL);
}
