#include "checks.h"

#include "answers/spelling.h"

static arena memory;

static int clean_up(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void check_number(const char *written, double expected)
{
    double number;
    check(spelling_number(text_of(written), &number));
    check(number == expected);
}

static void numbers_are_read_as_people_write_them(void **state)
{
    (void)state;
    check_number("5", 5);
    check_number(" 1 234,5 ", 1234.5);
    check_number("1\u00a0234\u202f567.25", 1234567.25);
    check_number("\u22123,5", -3.5);
    check_number("-0,5", -0.5);
    check_number("007", 7);
    check_number("123456789012345", 123456789012345);
    check_number("\t1\u2009234\ufeff5\n", 12345);
    check_number("-007.50", -7.5);
    check_number("0", 0);
    check_number("1.0123456789", 1.0123456789);
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = { "", " ", "-", ",5", "5,", "1.2.3", "1-2", "5 e", "1e5", "0x5", "1234567890123456", "1,12345678901", "٣", "NaN", "--1", "1.-1",
        "/", "\u2011" "5", "\u200b" };
    double number;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        check(!spelling_number(text_of(wrong[i]), &number));
}

static void check_date(const char *written, const char *expected)
{
    date day = { 0 };
    bool is_one = spelling_date(text_of(written), &day);
    check_text(is_one ? date_iso(&memory, day) : TEXT("none"), expected);
}

static void dates_are_read_in_three_languages(void **state)
{
    (void)state;
    check_date("2026-11-22", "2026-11-22");
    check_date("2026-1-2", "2026-01-02");
    check_date(" 22.11.2026 ", "2026-11-22");
    check_date("2. 1. 2026", "2026-01-02");
    check_date("22/11/2026", "2026-11-22");
    check_date("22-11-2026", "2026-11-22");
    check_date("22 11 2026", "2026-11-22");
    check_date("22 November 2026", "2026-11-22");
    check_date("22. marraskuuta 2026", "2026-11-22");
    check_date("den 2 maj 2026", "2026-05-02");
    check_date("24. kesäkuuta 2026", "2026-06-24");
    check_date("1 mars 2026", "2026-03-01");
    check_date("1\u00a0. 2 .\u00a02026", "2026-02-01");
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = { "", "22.11.", "22.11.26", "31.2.2026", "29.2.2025", "2026-11", "11/22/2026", "22112026",
        "22.11.2026 klo 5", "0.1.2026", "22 kuuta 2026", "22 November", "22.11.0999", "2026-", "2026-11-", "2026-111-1",
        "2026-11-22 5", "202a-11-22", "2026-1a-22", "2026-11.22", "2026-02-30", "22", "22.", "22.a.2026", "22.11", "22.112026", "den 22", "den maj 2026",
        "22 maj 20261", "31 apr 2026" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        check_date(wrong[i], "none");
}

static void texts_lose_what_nobody_sees(void **state)
{
    (void)state;
    check_text(spelling_clean(&memory, TEXT("  a\tb\r\nc\x07 \xE2\x80\xAEx \n"), false), "a b c x");
    check_text(spelling_clean(&memory, TEXT("a\r\nb\rc\n\n  d\t\n \n"), true), "a\nb\nc\n\n  d");
    check_text(spelling_clean(&memory, TEXT("\xFF\xC0" "a\xEF\xBF\xBF"), false), "a");
    check_text(spelling_clean(&memory, TEXT("\u2002\u2002"), false), "");
    check_text(spelling_clean(&memory, TEXT("a\u2028" "b\u2029" "c\n\n" "d"), true), "a\nb\nc\n\nd");
    check_text(spelling_clean(&memory, TEXT("a\u2066" "b\u2069" "c\x7f" "d\xC2\x9f" "e\ufeff" "f\ufffd" "g\t" "h"), true), "abcdefg\th");
    check_text(spelling_clean(&memory, TEXT("a\r\rb\n\r\nc"), false), "a b c");
}

static void lengths_are_those_of_browsers(void **state)
{
    (void)state;
    assert_int_equal(spelling_length(TEXT("a\u00e4\xF0\x9F\x98\x80")), 4);
    assert_int_equal(spelling_decimals(1.25), 2);
    assert_int_equal(spelling_decimals(1e15), 0);
    assert_int_equal(spelling_decimals(1.5e-7), 8);
    assert_int_equal(spelling_decimals(1e-7), 7);
    assert_int_equal(spelling_decimals(-12), 0);
    assert_int_equal(spelling_decimals(1.5e300), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(numbers_are_read_as_people_write_them, clean_up),
        cmocka_unit_test_teardown(what_is_no_number_is_refused, clean_up),
        cmocka_unit_test_teardown(dates_are_read_in_three_languages, clean_up),
        cmocka_unit_test_teardown(what_is_no_date_is_refused, clean_up),
        cmocka_unit_test_teardown(texts_lose_what_nobody_sees, clean_up),
        cmocka_unit_test_teardown(lengths_are_those_of_browsers, clean_up),
    };
    return cmocka_run_group_tests_name("spelling", tests, NULL, NULL);
}
