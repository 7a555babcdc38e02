#include "checks.h"

#include "search/code.h"

static void numbers_come_back(void **state)
{
    (void)state;
    static const uint64_t numbers[] = { 0, 1, 31, 32, 33, 1023, 1024, 123456789, UINT32_MAX, (uint64_t)1 << 49 };
    buffer out = { 0 };
    uint64_t number;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        code_add(&out, numbers[i]);
    text rest = buffer_text(&out);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        check(code_take(&rest, &number));
        assert_int_equal(number, numbers[i]);
    }
    check(rest.length == 0 && !code_take(&rest, &number));
    buffer_free(&out);
}

static void the_form_is_fixed(void **state)
{
    (void)state;
    buffer out = { 0 };
    code_add(&out, 0);
    code_add(&out, 31);
    code_add(&out, 32);
    code_add(&out, 1000);
    check_text(buffer_text(&out), "AfgBof");
    buffer_free(&out);
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = { "", "!", "g", "gg", "g!", "\xC3\xA4", "gggggggggggggggggggA" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        text rest = text_of(wrong[i]);
        uint64_t number;
        check(!code_take(&rest, &number));
    }
}

static void digits_are_their_values(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 64; i++)
        assert_int_equal(code_value(code_digit(i)), i);
    assert_int_equal(code_value('.'), -1);
    assert_int_equal(code_value('!'), -1);
}

static void signs_are_folded(void **state)
{
    (void)state;
    static const int64_t numbers[] = { 0, -1, 1, -2, 2, -1000000, 1000000 };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        assert_int_equal(code_unfold_sign(code_fold_sign(numbers[i])), numbers[i]);
    assert_int_equal(code_fold_sign(-1), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_come_back), cmocka_unit_test(the_form_is_fixed),
        cmocka_unit_test(what_is_no_number_is_refused), cmocka_unit_test(digits_are_their_values),
        cmocka_unit_test(signs_are_folded),
    };
    return cmocka_run_group_tests_name("code", tests, NULL, NULL);
}
