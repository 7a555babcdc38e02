#include "checks.h"

#include "base/text.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void texts_are_views(void **state)
{
    (void)state;
    const char *string = "abc";
    assert_ptr_equal(text_of(string).bytes, string);
    check_text(text_of(NULL), "");
    check_text(text_between(string, string + 2), "ab");
    assert_int_equal(TEXT("a\0b").length, 3);
    static const text constant[] = { TEXT_CONSTANT("x"), TEXT_CONSTANT("") };
    check_text(constant[0], "x");
    check(text_is_empty(constant[1]) && text_is_empty((text){ 0 }));
}

static void slices_stay_inside(void **state)
{
    (void)state;
    text t = TEXT("abcdef");
    check_text(text_slice(t, 1, 3), "bc");
    check_text(text_slice(t, 0, TEXT_NOT_FOUND), "abcdef");
    check_text(text_slice(t, 4, 2), "");
    check_text(text_slice(t, 9, 12), "");
    check_text(text_from(t, 4), "ef");
    check_text(text_from(t, 6), "");
    check_text(text_from(t, 60), "");
    check_text(text_slice((text){ 0 }, 0, 5), "");
}

static void texts_are_compared_by_bytes(void **state)
{
    (void)state;
    check(text_equals(TEXT("a"), TEXT("a")) && !text_equals(TEXT("a"), TEXT("b")) && !text_equals(TEXT("a"), TEXT("ab")));
    check(text_equals((text){ 0 }, TEXT("")));
    check(text_compare(TEXT("a"), TEXT("b")) < 0 && text_compare(TEXT("b"), TEXT("a")) > 0);
    check(text_compare(TEXT("a"), TEXT("ab")) < 0 && text_compare(TEXT("ä"), TEXT("z")) > 0);
    check(text_compare(TEXT("a"), TEXT("a")) == 0 && text_compare((text){ 0 }, TEXT("")) == 0);
    check(text_starts_with(TEXT("abc"), TEXT("ab")) && !text_starts_with(TEXT("a"), TEXT("ab")));
    check(text_starts_with(TEXT("abc"), TEXT("")) && text_starts_with((text){ 0 }, (text){ 0 }));
    check(text_ends_with(TEXT("abc"), TEXT("bc")) && !text_ends_with(TEXT("c"), TEXT("bc")));
}

static void things_are_found(void **state)
{
    (void)state;
    text t = TEXT("one, two, one");
    assert_int_equal(text_find(t, TEXT("one"), 0), 0);
    assert_int_equal(text_find(t, TEXT("one"), 1), 10);
    assert_int_equal(text_find(t, TEXT("one"), 11), TEXT_NOT_FOUND);
    assert_int_equal(text_find(t, TEXT(""), 5), 5);
    assert_int_equal(text_find(t, TEXT("x"), 99), TEXT_NOT_FOUND);
    assert_int_equal(text_find((text){ 0 }, TEXT("x"), 0), TEXT_NOT_FOUND);
    text signs = TEXT("*a**b***");
    assert_int_equal(text_find(signs, TEXT("**"), 0), 2);
    assert_int_equal(text_find(signs, TEXT("**"), 3), 5);
    assert_int_equal(text_find(signs, TEXT("**"), 6), 6);
    assert_int_equal(text_find(signs, TEXT("**"), 7), TEXT_NOT_FOUND);
    assert_int_equal(text_find(signs, TEXT("b*"), 0), 4);
    assert_int_equal(text_find(signs, TEXT("*b"), 0), 3);
    assert_int_equal(text_find(signs, TEXT("ab"), 0), TEXT_NOT_FOUND);
    assert_int_equal(text_find(TEXT("*"), TEXT("**"), 0), TEXT_NOT_FOUND);
    assert_int_equal(text_find_byte(t, ',', 0), 3);
    assert_int_equal(text_find_byte(t, ',', 4), 8);
    assert_int_equal(text_find_byte(t, ',', 9), TEXT_NOT_FOUND);
    assert_int_equal(text_find_byte((text){ 0 }, ',', 0), TEXT_NOT_FOUND);
    assert_int_equal(text_find_last_byte(t, ','), 8);
    assert_int_equal(text_find_last_byte(t, 'x'), TEXT_NOT_FOUND);
}

static void white_space_is_trimmed(void **state)
{
    (void)state;
    check_text(text_trim(TEXT(" \t\r\n a b \n")), "a b");
    check_text(text_trim(TEXT(" \n ")), "");
    check_text(text_trim((text){ 0 }), "");
    check_text(text_trim(TEXT("\xC2\xA0 a")), "\xC2\xA0 a");
}

static void lines_are_taken_one_by_one(void **state)
{
    (void)state;
    text rest = TEXT("one\r\n\ntwo\rx\nthree"), line;
    static const char *const expected[] = { "one", "", "two\rx", "three" };
    for (size_t i = 0; i < 4; i++) {
        check(text_take_line(&rest, &line));
        check_text(line, expected[i]);
    }
    check(!text_take_line(&rest, &line));
    assert_int_equal(rest.length, 0);

    rest = TEXT("a\n");
    check(text_take_line(&rest, &line));
    check(!text_take_line(&rest, &line));
}

static void parts_are_taken_and_split(void **state)
{
    (void)state;
    text rest = TEXT("a//b/"), part, before = TEXT("-"), after = TEXT("-");
    static const char *const expected[] = { "a", "", "b" };
    for (size_t i = 0; i < 3; i++) {
        check(text_take_part(&rest, '/', &part));
        check_text(part, expected[i]);
    }
    check(!text_take_part(&rest, '/', &part));
    check(!text_split(TEXT("abc"), '=', &before, &after));
    check_text(before, "-");
    check(text_split(TEXT("a=b=c"), '=', &before, &after));
    check_text(before, "a");
    check_text(after, "b=c");
}

static void copies_are_terminated(void **state)
{
    (void)state;
    assert_string_equal(text_to_string(&memory, text_slice(TEXT("abc"), 0, 2)), "ab");
    assert_string_equal(text_to_string(&memory, (text){ 0 }), "");
    text copy = text_copy(&memory, text_slice(TEXT("abc"), 0, 2));
    check_text(copy, "ab");
    assert_int_equal(copy.bytes[2], '\0');
    check_text(text_join(&memory, TEXT("a"), TEXT("bc")), "abc");
    check_text(text_join(&memory, (text){ 0 }, (text){ 0 }), "");
    check_text(text_format(&memory, "%.*s=%d", TEXT_PRINT(TEXT("a")), 5), "a=5");
    check_text(text_format(&memory, "%.*s", TEXT_PRINT((text){ 0 })), "");
}

static void distances_count_edits(void **state)
{
    (void)state;
    assert_int_equal(text_distance(TEXT("title"), TEXT("title"), 3), 0);
    assert_int_equal(text_distance(TEXT("title"), TEXT("tilte"), 3), 2);
    assert_int_equal(text_distance(TEXT("title"), TEXT("titles"), 3), 1);
    assert_int_equal(text_distance(TEXT("title"), TEXT("tile"), 3), 1);
    assert_int_equal(text_distance(TEXT("title"), TEXT("kind"), 2), 3);
    assert_int_equal(text_distance(TEXT(""), TEXT("ab"), 3), 2);
    assert_int_equal(text_distance((text){ 0 }, (text){ 0 }, 0), 0);
    text longest = text_format(&memory, "%064d", 0), too_long = text_format(&memory, "%065d", 0);
    assert_int_equal(text_distance(longest, longest, 2), 0);
    assert_int_equal(text_distance(too_long, too_long, 2), 3);
    assert_int_equal(text_distance(longest, too_long, 2), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_views),
        cmocka_unit_test(slices_stay_inside),
        cmocka_unit_test(texts_are_compared_by_bytes),
        cmocka_unit_test(things_are_found),
        cmocka_unit_test(white_space_is_trimmed),
        cmocka_unit_test(lines_are_taken_one_by_one),
        cmocka_unit_test(parts_are_taken_and_split),
        cmocka_unit_test_teardown(copies_are_terminated, end),
        cmocka_unit_test_teardown(distances_count_edits, end),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
