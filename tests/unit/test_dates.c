#include "checks.h"

#include "base/dates.h"

static bool is_date(const char *string)
{
    date d = { 1, 2, 3 };
    bool is = date_parse(text_of(string), &d);
    if (!is)
        check(d.year == 1 && d.month == 2 && d.day == 3);
    return is;
}

static void days_of_the_calendar_are_dates(void **state)
{
    (void)state;
    static const char *const dates[] = { "2026-11-22", "2024-02-29", "2000-02-29", "1000-01-01", "9999-12-31", "2026-04-30" };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        check(is_date(dates[i]));
    date d;
    check(date_parse(TEXT("2026-11-22"), &d));
    check(d.year == 2026 && d.month == 11 && d.day == 22);
}

static void everything_else_is_not(void **state)
{
    (void)state;
    static const char *const others[] = {
        "", "2026", "2026-11", "2026-11-2", "2026-11-222", "26-11-22", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32",
        "2026-04-31", "2023-02-29", "1900-02-29", "2100-02-29", "0999-01-01", "2026/11/22", "2026-11-22 ", " 2026-11-22",
        "-026-11-22", "2026-1a-22", "2026-11-2x", "+026-11-22", "22.11.2026",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        check(!is_date(others[i]));
}

static void dates_are_ordered(void **state)
{
    (void)state;
    date d = { 2026, 11, 22 };
    assert_int_equal(date_compare(d, d), 0);
    check(date_compare(d, (date){ 2026, 11, 23 }) < 0 && date_compare(d, (date){ 2026, 11, 21 }) > 0);
    check(date_compare(d, (date){ 2026, 12, 1 }) < 0 && date_compare(d, (date){ 2026, 10, 30 }) > 0);
    check(date_compare(d, (date){ 2027, 1, 1 }) < 0 && date_compare(d, (date){ 0 }) > 0);
    check(date_is_set(d) && !date_is_set((date){ 0 }));
}

static void dates_are_written_as_they_are_read(void **state)
{
    (void)state;
    arena memory = { 0 };
    check_text(date_iso(&memory, (date){ 2026, 1, 2 }), "2026-01-02");
    check_text(date_iso(&memory, (date){ 0 }), "");
    arena_free(&memory);
}

static void check_epoch(const char *seconds, date expected)
{
    setenv("SOURCE_DATE_EPOCH", seconds, 1);
    assert_int_equal(date_compare(date_of_source_epoch(), expected), 0);
}

static void source_date_epoch_is_read_in_utc(void **state)
{
    (void)state;
    setenv("TZ", "Pacific/Kiritimati", 1);
    check_epoch("0", (date){ 1970, 1, 1 });
    check_epoch("1795305599", (date){ 2026, 11, 21 });
    check_epoch("1795305600", (date){ 2026, 11, 22 });
    check_epoch("253402300799", (date){ 9999, 12, 31 });
    check_epoch("253402300800", (date){ 0 });
    check_epoch("99999999999999999999", (date){ 0 });
    check_epoch("-1", (date){ 0 });
    check_epoch(" 1795305600", (date){ 0 });
    check_epoch("+1795305600", (date){ 0 });
    check_epoch("", (date){ 0 });
    check_epoch("soon", (date){ 0 });
    check_epoch("12x", (date){ 0 });
    unsetenv("SOURCE_DATE_EPOCH");
    check(!date_is_set(date_of_source_epoch()));
}

static void what_is_no_source_date_epoch_is_known(void **state)
{
    (void)state;
    static const char *const wrong[] = { "soon", "-1", "12x", " 12", "253402300800", "99999999999999999999" };
    unsetenv("SOURCE_DATE_EPOCH");
    check(date_source_epoch_is_usable());
    setenv("SOURCE_DATE_EPOCH", "", 1);
    check(date_source_epoch_is_usable());
    setenv("SOURCE_DATE_EPOCH", "0", 1);
    check(date_source_epoch_is_usable());
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        setenv("SOURCE_DATE_EPOCH", wrong[i], 1);
        check(!date_source_epoch_is_usable());
    }
    unsetenv("SOURCE_DATE_EPOCH");
}

static void today_is_a_date(void **state)
{
    (void)state;
    arena memory = { 0 };
    check(is_date(text_to_string(&memory, date_iso(&memory, date_today()))));
    arena_free(&memory);
}

static void days_between_dates_are_counted(void **state)
{
    (void)state;
    assert_int_equal(date_days_between((date){ 2026, 11, 22 }, (date){ 2026, 11, 22 }), 0);
    assert_int_equal(date_days_between((date){ 2026, 11, 22 }, (date){ 2027, 2, 20 }), 90);
    assert_int_equal(date_days_between((date){ 2024, 2, 28 }, (date){ 2024, 3, 1 }), 2);
    assert_int_equal(date_days_between((date){ 2100, 2, 28 }, (date){ 2100, 3, 1 }), 1);
    assert_int_equal(date_days_between((date){ 2000, 1, 1 }, (date){ 1999, 1, 1 }), -365);
}

static void the_day_of_the_build_can_be_said(void **state)
{
    (void)state;
    setenv("SOURCE_DATE_EPOCH", "1795305600", 1);
    assert_int_equal(date_compare(date_of_build(), (date){ 2026, 11, 22 }), 0);
    unsetenv("SOURCE_DATE_EPOCH");
    check(date_is_set(date_of_build()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_of_the_calendar_are_dates),
        cmocka_unit_test(everything_else_is_not),
        cmocka_unit_test(dates_are_ordered),
        cmocka_unit_test(dates_are_written_as_they_are_read),
        cmocka_unit_test(source_date_epoch_is_read_in_utc),
        cmocka_unit_test(what_is_no_source_date_epoch_is_known),
        cmocka_unit_test(today_is_a_date),
        cmocka_unit_test(days_between_dates_are_counted),
        cmocka_unit_test(the_day_of_the_build_can_be_said),
    };
    return cmocka_run_group_tests_name("dates", tests, NULL, NULL);
}
