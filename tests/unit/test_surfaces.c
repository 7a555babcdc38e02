#include "checks.h"

#include "base/packed.h"
#include "search/surfaces.h"

static void surfaces_are_numbered_as_they_come(void **state)
{
    (void)state;
    arena memory = { 0 };
    surface_set set = { .memory = &memory };
    size_t number;
    check(!surfaces_find(&set, TEXT("0"), &number));
    for (size_t turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < 5000; i++) {
            text surface = text_format(&memory, "sana%zu", i);
            bool is_new;
            surfaces_expect(&set, table_hash(surface));
            surfaces_expect_text(&set, table_hash(surface));
            assert_int_equal(surfaces_number(&set, surface, table_hash(surface), &is_new), i);
            check(is_new == (turn == 0));
        }
    assert_int_equal(set.count, 5000);
    check_text(set.items[4999], "sana4999");
    check(surfaces_find(&set, TEXT("sana77"), &number));
    assert_int_equal(number, 77);
    check(!surfaces_find(&set, TEXT("sana5000"), &number));
    arena_free(&memory);
}

static void numbers_are_packed(void **state)
{
    (void)state;
    static const uint64_t numbers[] = { 0, 1, 127, 128, 300, UINT32_MAX, (uint64_t)1 << 62 };
    size_t count = sizeof numbers / sizeof *numbers;
    buffer out = { 0 };
    for (size_t i = 0; i < count; i++)
        packed_add(&out, numbers[i]);
    packed_add_text(&out, TEXT("sana"));
    packed_add_text(&out, (text){ 0 });
    text rest = buffer_text(&out);
    uint64_t number;
    for (size_t i = 0; i < count; i++) {
        check(packed_take(&rest, &number));
        check(number == numbers[i]);
    }
    check_text(packed_take_text(&rest), "sana");
    assert_int_equal(packed_take_text(&rest).length, 0);
    check(!packed_take(&rest, &number));
    buffer_free(&out);
}

static void damaged_numbers_and_texts_end(void **state)
{
    (void)state;
    text endless = TEXT("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"), unfinished = TEXT("\x80"), long_text = TEXT("\x05sana");
    uint64_t number;
    check(!packed_take(&endless, &number));
    check(!packed_take(&unfinished, &number));
    assert_int_equal(packed_take_text(&long_text).length, 0);
    assert_int_equal(long_text.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(surfaces_are_numbered_as_they_come),
        cmocka_unit_test(numbers_are_packed),
        cmocka_unit_test(damaged_numbers_and_texts_end),
    };
    return cmocka_run_group_tests_name("surfaces", tests, NULL, NULL);
}
