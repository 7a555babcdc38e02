#include "checks.h"

#include "formats/data.h"

#include <locale.h>
#include <math.h>

static arena memory;

static int free_memory(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void check_json(const data *value, bool indented, const char *expected)
{
    buffer out = { 0 };
    data_write_json(value, indented, &out);
    text written = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    check_text(written, expected);
}

static void check_number(double number, const char *expected)
{
    buffer out = { 0 };
    data_write_number(number, &out);
    text written = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    check_text(written, expected);
    if (isfinite(number))
        check(strtod(written.bytes, NULL) == number);
}

static void maps_keep_their_order_and_replace(void **state)
{
    (void)state;
    data *map = data_map(&memory);
    data_set_text(&memory, map, "b", TEXT("1"));
    data_set_bool(&memory, map, "a", true);
    data_set_text(&memory, map, "b", TEXT("2"));
    check_json(map, false, "{\"b\":\"2\",\"a\":true}");
    assert_null(data_get(map, TEXT("c")));
    check(data_get(map, TEXT("a"))->truth);
    assert_null(data_get(data_list(&memory), TEXT("a")));
    assert_null(data_get(NULL, TEXT("a")));
}

static void copies_of_maps_share_values_only(void **state)
{
    (void)state;
    data *map = data_map(&memory);
    for (int i = 0; i < 100; i++)
        data_set_key(&memory, map, text_format(&memory, "key%d", i), data_number(&memory, i));
    data *copy = data_map_copy(&memory, map);
    data_set_text(&memory, copy, "key7", TEXT("other"));
    data_set_text(&memory, copy, "new", TEXT("more"));
    assert_true(data_get(map, TEXT("key7"))->number == 7);
    assert_null(data_get(map, TEXT("new")));
    assert_ptr_equal(data_get(copy, TEXT("key99")), data_get(map, TEXT("key99")));
    check_text(data_get(copy, TEXT("key7"))->text, "other");
}

static void maps_lie_over_others(void **state)
{
    (void)state;
    data *under = data_map(&memory);
    for (int i = 0; i < 100; i++)
        data_set_key(&memory, under, text_format(&memory, "key%d", i), data_number(&memory, i));
    data *over = data_map_over(&memory, under), *top = data_map_over(&memory, over);
    data_set_text(&memory, over, "key7", TEXT("other"));
    data_set_text(&memory, top, "new", TEXT("more"));
    check_text(data_get(top, TEXT("key7"))->text, "other");
    assert_ptr_equal(data_get(top, TEXT("key99")), data_get(under, TEXT("key99")));
    assert_true(data_get(under, TEXT("key7"))->number == 7);
    assert_null(data_get(over, TEXT("new")));
    assert_null(data_get(top, TEXT("nothing")));
}

// A place that is wrong costs time only, wherever it points.
static void places_are_remembered(void **state)
{
    (void)state;
    data *small = data_map(&memory), *large = data_map(&memory), *over = data_map_over(&memory, large);
    data_set_text(&memory, small, "first", TEXT("1"));
    data_set_text(&memory, small, "second", TEXT("2"));
    for (int i = 0; i < 100; i++)
        data_set_key(&memory, large, text_format(&memory, "key%d", i), data_number(&memory, i));
    size_t position = 0;
    check_text(data_get_near(small, TEXT("second"), &position)->text, "2");
    assert_int_equal(position, 1);
    check_text(data_get_near(small, TEXT("first"), &position)->text, "1");
    assert_true(data_get_near(over, TEXT("key99"), &position)->number == 99);
    assert_int_equal(position, 99);
    check_text(data_get_near(small, TEXT("first"), &position)->text, "1");
    assert_null(data_get_near(small, TEXT("third"), &position));
}

static void large_maps_find_every_key(void **state)
{
    (void)state;
    data *map = data_map(&memory);
    for (int i = 0; i < 500; i++)
        data_set_key(&memory, map, text_format(&memory, "key%d", i), data_number(&memory, i));
    for (int i = 0; i < 500; i += 3)
        data_set_key(&memory, map, text_format(&memory, "key%d", i), data_number(&memory, -i));
    assert_int_equal(map->map.count, 500);
    for (int i = 0; i < 500; i++) {
        const data *value = data_get(map, text_format(&memory, "key%d", i));
        assert_non_null(value);
        check(value->number == (i % 3 == 0 ? -i : i));
    }
    assert_null(data_get(map, TEXT("key500")));
}

static void json_is_indented(void **state)
{
    (void)state;
    data *map = data_map(&memory), *list = data_list(&memory);
    data_set(&memory, map, "nothing", data_nothing(&memory));
    data_set(&memory, map, "list", list);
    data_set(&memory, map, "none", data_list(&memory));
    data_set(&memory, map, "empty", data_map(&memory));
    data_add(&memory, list, data_number(&memory, 1.5));
    data_add(&memory, list, data_bool(&memory, false));
    check_json(map, true,
               "{\n  \"nothing\": null,\n  \"list\": [\n    1.5,\n    false\n  ],\n  \"none\": [],\n  \"empty\": {}\n}\n");
    check_json(map, false, "{\"nothing\":null,\"list\":[1.5,false],\"none\":[],\"empty\":{}}");
}

static void json_may_stand_in_a_script(void **state)
{
    (void)state;
    check_json(data_text(&memory, TEXT("</script>&\"\\")), false, "\"\\u003c/script\\u003e\\u0026\\\"\\\\\"");
    check_json(data_text(&memory, TEXT("a\n\t\r\b\f\x01\x7f")), false, "\"a\\n\\t\\r\\b\\f\\u0001\\u007f\"");
    check_json(data_text(&memory, TEXT("\0")), false, "\"\\u0000\"");
    check_json(data_text(&memory, TEXT("\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa\xe2\x80")), false,
               "\"\\u2028\\u2029\xe2\x80\xaa\xe2\x80\"");
    check_json(data_markup(&memory, TEXT("<b>ä</b>")), false, "\"\\u003cb\\u003eä\\u003c/b\\u003e\"");
    check_json(data_text(&memory, (text){ 0 }), false, "\"\"");
}

static void numbers_are_shortest(void **state)
{
    (void)state;
    check_number(0, "0");
    check_number(-3, "-3");
    check_number(0.1, "0.1");
    check_number(1.0 / 3, "0.3333333333333333");
    check_number(0.1 + 0.2, "0.30000000000000004");
    check_number(-12.5, "-12.5");
    check_number(1234567.25, "1234567.25");
    check_number(9007199254740993.0, "9007199254740992");
    check_number(1e20, "100000000000000000000");
    check_number(123456789012345680000.0, "123456789012345680000");
    check_number(1e21, "1e+21");
    check_number(-1.5e300, "-1.5e+300");
    check_number(0.000001, "0.000001");
    check_number(1e-7, "1e-7");
    check_number(5e-324, "5e-324");
    check_number(1.7976931348623157e308, "1.7976931348623157e+308");
    check_number(999999999999999.9, "999999999999999.9");
    check_number((double)NAN, "");
    check_number(-(double)INFINITY, "");
    check_json(data_number(&memory, (double)NAN), false, "null");
}

static void numbers_do_not_follow_the_locale(void **state)
{
    (void)state;
    if (setlocale(LC_ALL, "fi_FI.UTF-8") == NULL && setlocale(LC_ALL, "de_DE.UTF-8") == NULL)
        skip();
    buffer out = { 0 };
    data_write_number(0.25, &out);
    setlocale(LC_ALL, "C");
    bool is_right = text_equals(buffer_text(&out), TEXT("0.25"));
    buffer_free(&out);
    check(is_right);
}

static void deep_trees_are_written(void **state)
{
    (void)state;
    data *inner = data_nothing(&memory);
    for (int i = 0; i < 999; i++) {
        data *list = data_list(&memory);
        data_add(&memory, list, inner);
        inner = list;
    }
    buffer out = { 0 };
    data_write_json(inner, false, &out);
    size_t length = out.length;
    buffer_free(&out);
    assert_int_equal(length, 999 * 2 + 4);
}

static void check_same(const char *json, const char *expected)
{
    const data *read = data_read_json(&memory, text_of(json));
    check(read != NULL);
    check_json(read, false, expected);
}

static void json_is_read_back(void **state)
{
    (void)state;
    check_same(" [1, -2.5e2 ,true,false,null,[],{}] ", "[1,-250,true,false,null,[],{}]");
    check_same("{\"a\":{\"b\":[\"x\"]},\"c\":\"\"}", "{\"a\":{\"b\":[\"x\"]},\"c\":\"\"}");
    check_same("\"\\u00e4 \\ud83d\\ude00 \\\"\\\\\\/\\n\\u003C\"", "\"ä 😀 \\\"\\\\/\\n\\u003c\"");
}

static void what_is_no_json_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "", " ", "[", "[1", "[1,", "[1,]", "]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{a:1}", "\"", "\"\\", "\"\\x\"", "\"\\u12\"",
        "\"\\ud800\"", "\"\\udc00x\"", "tru", "nul", "1 2", "[] []", "x", "-", "1e", "'a'",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        check(data_read_json(&memory, text_of(wrong[i])) == NULL);
    char deep[200];
    memset(deep, '[', sizeof deep);
    check(data_read_json(&memory, (text){ deep, sizeof deep }) == NULL);
    check(data_read_json(&memory, (text){ "[1\0]", 5 }) == NULL);
}

static void more_values_than_memory_is_for_are_refused(void **state)
{
    (void)state;
    for (size_t items = DATA_READ_MOST - 1; items <= DATA_READ_MOST; items++) {
        buffer json = { 0 };
        buffer_add_byte(&json, '[');
        for (size_t i = 0; i < items; i++)
            buffer_add_string(&json, i == 0 ? "1" : ",1");
        buffer_add_byte(&json, ']');
        check((data_read_json(&memory, buffer_text(&json)) != NULL) == (items < DATA_READ_MOST));
        buffer_free(&json);
        arena_free(&memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(maps_keep_their_order_and_replace, free_memory),
        cmocka_unit_test_teardown(maps_lie_over_others, free_memory),
        cmocka_unit_test_teardown(places_are_remembered, free_memory),
        cmocka_unit_test_teardown(large_maps_find_every_key, free_memory),
        cmocka_unit_test_teardown(copies_of_maps_share_values_only, free_memory),
        cmocka_unit_test_teardown(json_is_indented, free_memory),
        cmocka_unit_test_teardown(json_may_stand_in_a_script, free_memory),
        cmocka_unit_test_teardown(numbers_are_shortest, free_memory),
        cmocka_unit_test_teardown(numbers_do_not_follow_the_locale, free_memory),
        cmocka_unit_test_teardown(deep_trees_are_written, free_memory),
        cmocka_unit_test_teardown(json_is_read_back, free_memory),
        cmocka_unit_test_teardown(what_is_no_json_is_refused, free_memory),
        cmocka_unit_test_teardown(more_values_than_memory_is_for_are_refused, free_memory),
    };
    return cmocka_run_group_tests_name("data", tests, NULL, NULL);
}
