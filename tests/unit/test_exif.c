#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "formats/exif.h"

#include "checks.h"

#define ENTRY_LITTLE "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"
#define ENTRY_BIG "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01"

static void orientation_is_read_in_both_orders(void **state)
{
    (void)state;
    assert_int_equal(exif_orientation(TEXT(ENTRY_LITTLE "\x06\0\0\0")), 6);
    assert_int_equal(exif_orientation(TEXT(ENTRY_BIG "\0\x08\0\0")), 8);
}

static void what_says_nothing_is_upright(void **state)
{
    (void)state;
    assert_int_equal(exif_orientation((text){ 0 }), 1);
    assert_int_equal(exif_orientation(TEXT("II")), 1);
    assert_int_equal(exif_orientation(TEXT("XX*\0\x08\0\0\0")), 1);
    assert_int_equal(exif_orientation(TEXT(ENTRY_LITTLE "\x09\0\0\0")), 1);
    assert_int_equal(exif_orientation(TEXT(ENTRY_LITTLE)), 1);
    assert_int_equal(exif_orientation(TEXT("MM\0*\xFF\xFF\xFF\xFF\0\x01")), 1);
    assert_int_equal(exif_orientation(TEXT("MM\0*\0\0\0\x08\xFF\xFF\x01\x11")), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orientation_is_read_in_both_orders),
        cmocka_unit_test(what_says_nothing_is_upright),
    };
    return cmocka_run_group_tests_name("exif", tests, NULL, NULL);
}
