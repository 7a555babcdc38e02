#include "checks.h"

#include "language/formatting.h"

#include <float.h>
#include <locale.h>
#include <math.h>

#define NBSP "\u00A0"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void number_is(const char *language, double number, int decimals, const char *expected)
{
    check_text(format_number(&memory, text_of(language), number, decimals), expected);
}

static void size_is(const char *language, uint64_t bytes, const char *expected)
{
    check_text(format_size(&memory, text_of(language), bytes), expected);
}

static void dates_are_written_as_people_do(void **state)
{
    (void)state;
    date d = { 2026, 11, 2 };
    check_text(format_date(&memory, TEXT("fi"), d), "2.11.2026");
    check_text(format_date(&memory, TEXT("sv"), d), "2.11.2026");
    check_text(format_date(&memory, TEXT("en"), d), "2 November 2026");
    check_text(format_date(&memory, TEXT("se"), d), "2026-11-02");
    check_text(format_date(&memory, TEXT("fi"), (date){ 0 }), "");
}

static void numbers_have_their_separators(void **state)
{
    (void)state;
    number_is("fi", 1234567.5, 2, "1" NBSP "234" NBSP "567,5");
    number_is("sv", 12345, 0, "12" NBSP "345");
    number_is("en", 1234567.5, 2, "1,234,567.5");
    number_is("fi", 9999, 0, "9999");
    number_is("fi", 10000, 0, "10" NBSP "000");
    number_is("en", 1000, 0, "1,000");
    number_is("en", 999, 0, "999");
}

static void numbers_of_a_column_have_equal_decimals(void **state)
{
    (void)state;
    text shown[4];
    format_column(&memory, TEXT("fi"), (const double[]){ 100.0 / 3, 50, NAN, -0.01 }, 4, 1, shown);
    check_text(shown[0], "33,3");
    check_text(shown[1], "50,0");
    check_text(shown[2], "–");
    check_text(shown[3], "0,0");
    format_column(&memory, TEXT("en"), (const double[]){ 1000, 25, 2.001 }, 3, 2, shown);
    check_text(shown[0], "1,000");
    check_text(shown[2], "2");
    format_column(&memory, TEXT("en"), (const double[]){ 0.125, 0.5 }, 2, 3, shown);
    check_text(shown[1], "0.500");
    check_text(format_number_from(&memory, TEXT("fi"), 4, 2, 6), "4,00");
    check_text(format_number_from(&memory, TEXT("fi"), 4.125, 2, 6), "4,125");
    assert_int_equal(format_decimals(&memory, 4.125, 6), 3);
    assert_int_equal(format_decimals(&memory, 4.125, 2), 2);
    assert_int_equal(format_decimals(&memory, 4, 6), 0);
    assert_int_equal(format_decimals(&memory, NAN, 6), 0);
}

static void decimals_are_rounded_and_trimmed(void **state)
{
    (void)state;
    number_is("fi", 2.50, 2, "2,5");
    number_is("fi", 3, 2, "3");
    number_is("en", 0.125, 2, "0.12");
    number_is("fi", 9999.96, 1, "10" NBSP "000");
    number_is("fi", -5.25, 1, "\u22125,2");
    number_is("fi", -0.01, 1, "0");
    number_is("fi", 2, -3, "2");
    number_is("fi", NAN, 1, "–");
    number_is("fi", INFINITY, 1, "–");
    check(format_number(&memory, TEXT("fi"), DBL_MAX, 30).length > 309);
}

static void the_locale_is_not_asked(void **state)
{
    (void)state;
    const char *commas[] = { "fi_FI.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "sv_SE.UTF-8" };
    bool found = false;
    for (size_t i = 0; i < sizeof commas / sizeof *commas && !found; i++)
        found = setlocale(LC_NUMERIC, commas[i]) != NULL;
    number_is("en", 1234.5, 1, "1,234.5");
    number_is("fi", 1234.5, 1, "1234,5");
    setlocale(LC_NUMERIC, "C");
}

static void sizes_have_units(void **state)
{
    (void)state;
    size_is("fi", 340000, "340" NBSP "kt");
    size_is("fi", 1200000, "1,2" NBSP "Mt");
    size_is("sv", 1200000, "1,2" NBSP "MB");
    size_is("en", 1234567, "1.2" NBSP "MB");
    size_is("en", 0, "0" NBSP "B");
    size_is("fi", 999, "999" NBSP "t");
    size_is("en", 999400, "999" NBSP "kB");
    size_is("en", 999600, "1" NBSP "MB");
    size_is("en", 123456789, "123" NBSP "MB");
    size_is("en", 5000000000, "5" NBSP "GB");
    size_is("en", UINT64_MAX, "18,446,744" NBSP "TB");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(dates_are_written_as_people_do, end),
        cmocka_unit_test_teardown(numbers_have_their_separators, end),
        cmocka_unit_test_teardown(numbers_of_a_column_have_equal_decimals, end),
        cmocka_unit_test_teardown(decimals_are_rounded_and_trimmed, end),
        cmocka_unit_test_teardown(the_locale_is_not_asked, end),
        cmocka_unit_test_teardown(sizes_have_units, end),
    };
    return cmocka_run_group_tests_name("formatting", tests, NULL, NULL);
}
