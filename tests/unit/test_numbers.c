#include "checks.h"

#include "language/numbers.h"

#include <locale.h>

static arena memory;

static int clean_up(void **state)
{
    (void)state;
    setlocale(LC_NUMERIC, "C");
    arena_free(&memory);
    return 0;
}

static written_number read_number(const char *written)
{
    written_number read;
    check(number_read(text_of(written), &read));
    return read;
}

static void numbers_are_read_with_commas_and_points(void **state)
{
    (void)state;
    static const struct { const char *written, *plain; double value; char mark; size_t digits, decimals; } cases[] = {
        { "5", "5", 5, '\0', 1, 0 }, { "12,5", "12.5", 12.5, ',', 2, 1 }, { "12.50", "12.50", 12.5, '.', 2, 2 },
        { " 1 234,5 ", "1234.5", 1234.5, ',', 4, 1 }, { "1\u00a0234\u202f567", "1234567", 1234567, '\0', 7, 0 },
        { "\u22123,25", "-3.25", -3.25, ',', 1, 2 }, { "007", "007", 7, '\0', 3, 0 },
        { ",5", ".5", 0.5, ',', 0, 1 }, { "5,", "5.", 5, ',', 1, 0 },
        { "0,3333333333333333", "0.3333333333333333", 0.3333333333333333, ',', 1, 16 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        written_number read = read_number(cases[i].written);
        check_text(text_of(read.plain), cases[i].plain);
        check(read.value == cases[i].value && read.mark == cases[i].mark);
        assert_int_equal(read.digits, cases[i].digits);
        assert_int_equal(read.decimals, cases[i].decimals);
        check(!read.has_loose_spaces);
    }
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = { "", " ", "-", ",", "-,", "1.2,3", "1,234.5", "1-2", "5 %", "1e5", "0x5", "٣", "NaN", "--1", "\u200b" };
    written_number read;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        check(!number_read(text_of(wrong[i]), &read));
    char digits[NUMBER_LENGTH + 2] = { 0 };
    memset(digits, '1', NUMBER_LENGTH);
    check(number_read(text_of(digits), &read));
    digits[NUMBER_LENGTH] = '1';
    check(!number_read(text_of(digits), &read));
}

static void spaces_that_part_no_thousands_are_seen(void **state)
{
    (void)state;
    static const char *const loose[] = { "12 13", "1 2", "1234 567", "1  2", "1 234 56", "1 ,5", "1, 5", "1,250 5", "1 23,5", ",5 5", ", 5" };
    for (size_t i = 0; i < sizeof loose / sizeof *loose; i++)
        check(read_number(loose[i]).has_loose_spaces);
    check(!read_number("- 5").has_loose_spaces && !read_number(" ,5").has_loose_spaces);
    check(!read_number("1  234").has_loose_spaces);
}

static void check_advice(const char *written, bool is_doubtful, const char *advice)
{
    written_number read = read_number(written);
    check(number_may_be_thousands(&read) == is_doubtful);
    check_text(number_advice(&memory, &read), advice);
}

static void marks_before_three_digits_are_doubtful(void **state)
{
    (void)state;
    check_advice("1,234", true, "1234 or 1.234");
    check_advice("-123.456", true, "-123456 or -123.456");
    check_advice("12,5", false, "12.5");
    check_advice("0,125", false, "0.125");
    check_advice("1234,567", false, "1234.567");
    check_advice(",125", false, ".125");
    check_advice("1 234", false, "1234");
}

static void the_locale_is_not_asked(void **state)
{
    (void)state;
    const char *commas[] = { "fi_FI.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "sv_SE.UTF-8" };
    bool found = false;
    for (size_t i = 0; i < sizeof commas / sizeof *commas && !found; i++)
        found = setlocale(LC_NUMERIC, commas[i]) != NULL;
    check(read_number("12,5").value == 12.5);
    double number;
    check(number_read_plain("-1e-7", &number) && number == -1e-7);
    check(!number_read_plain("1,5", &number) && !number_read_plain("", &number));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(numbers_are_read_with_commas_and_points, clean_up),
        cmocka_unit_test_teardown(what_is_no_number_is_refused, clean_up),
        cmocka_unit_test_teardown(spaces_that_part_no_thousands_are_seen, clean_up),
        cmocka_unit_test_teardown(marks_before_three_digits_are_doubtful, clean_up),
        cmocka_unit_test_teardown(the_locale_is_not_asked, clean_up),
    };
    return cmocka_run_group_tests_name("numbers", tests, NULL, NULL);
}
