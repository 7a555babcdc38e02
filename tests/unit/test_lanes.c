#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/lanes.h"

static void looks_for_signs(void **state)
{
    (void)state;
    text t = TEXT("one, two, one");
    assert_int_equal(text_skip_to(t, 0, TEXT(",\xFF")), 3);
    assert_int_equal(text_skip_to(t, 4, TEXT(",\xFF")), 8);
    assert_int_equal(text_skip_to(t, 9, TEXT(",\xFF")), t.length);
    assert_int_equal(text_skip_to(t, 99, TEXT(",")), t.length);
    assert_int_equal(text_skip_to(TEXT("abcdefg\xFF"), 0, TEXT(",\xFF")), 7);
    assert_int_equal(text_skip_to((text){ 0 }, 0, TEXT(",")), 0);
    assert_int_equal(text_skip_to(t, 0, TEXT("")), t.length);
}

// A sign at every place of texts of every length up to some steps, and right behind their end.
static void finds_every_place(void **state)
{
    (void)state;
    char bytes[3 * LANES + 1];
    for (size_t length = 0; length < sizeof bytes; length++) {
        for (size_t place = 0; place <= length; place++) {
            memset(bytes, 'a', sizeof bytes);
            bytes[place] = '|';
            assert_int_equal(text_skip_to((text){ bytes, length }, 0, TEXT("*|")), place);
            assert_int_equal(text_skip_to((text){ bytes, length }, place < length ? place + 1 : length, TEXT("*|")), length);
        }
    }
}

// What lies beyond the end counts as zero bytes, which are not there.
static void finds_zero_bytes(void **state)
{
    (void)state;
    assert_int_equal(text_skip_to(TEXT("ab\0c"), 0, TEXT("\0")), 2);
    assert_int_equal(text_skip_to(TEXT("ab\0c"), 3, TEXT("\0")), 4);
}

static void tells_the_first(void **state)
{
    (void)state;
    assert_int_equal(lanes_first((byte_lanes){ 0 }), LANES);
    for (size_t place = 0; place < LANES; place++) {
        byte_lanes found = { 0 };
        found[place] = 0xFF;
        found[LANES - 1] = 0xFF;
        assert_int_equal(lanes_first(found), place);
    }
}

// From every place of texts of every length up to some steps: what stands there, what stood before, and zero bytes around.
static void takes_what_is_there(void **state)
{
    (void)state;
    char bytes[3 * LANES];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i + 1);
    for (size_t length = 1; length <= sizeof bytes; length++) {
        char *exact = memcpy(malloc(length), bytes, length);    // so that the address sanitizer sees what is read beyond
        for (size_t from = 0; from < length; from++) {
            for (size_t back = 0; back <= 2; back++) {
                text whole = { exact, length };
                byte_lanes here = back == 0 ? lanes_at(whole, from) : lanes_before(whole, from, back);
                for (size_t i = 0; i < LANES; i++) {
                    size_t place = from + i - back;     // huge before the beginning
                    assert_int_equal(here[i], place < length ? place + 1 : 0);
                }
            }
        }
        free(exact);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looks_for_signs),
        cmocka_unit_test(finds_every_place),
        cmocka_unit_test(finds_zero_bytes),
        cmocka_unit_test(tells_the_first),
        cmocka_unit_test(takes_what_is_there),
    };
    return cmocka_run_group_tests_name("lanes", tests, NULL, NULL);
}
