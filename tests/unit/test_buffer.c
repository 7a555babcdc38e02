#include "checks.h"

#include "base/buffer.h"

static void bytes_are_added(void **state)
{
    (void)state;
    buffer out = { 0 };
    check_text(buffer_text(&out), "");
    buffer_add(&out, TEXT("ab"));
    buffer_add(&out, (text){ 0 });
    buffer_add_byte(&out, 'c');
    buffer_add_string(&out, "de");
    buffer_add_string(&out, "");
    buffer_format(&out, "%d-%s", 12, "x");
    buffer_format(&out, "%s", "");
    check_text(buffer_text(&out), "abcde12-x");
    buffer_clear(&out);
    check_text(buffer_text(&out), "");
    buffer_add(&out, TEXT("again"));
    check_text(buffer_text(&out), "again");
    buffer_free(&out);
    assert_null(out.bytes);
    buffer_free(&out);
}

static void buffers_grow(void **state)
{
    (void)state;
    buffer out = { 0 };
    for (int i = 0; i < 100000; i++)
        buffer_format(&out, "%d,", i % 10);
    assert_int_equal(out.length, 200000);
    assert_int_equal(out.bytes[199998], '9');
    buffer_free(&out);

    char *large = memory_allocate(1, 1 << 20);
    memset(large, 'x', 1 << 20);
    buffer_add(&out, (text){ large, 1 << 20 });
    buffer_format(&out, "%.*s", 1 << 20, large);
    assert_int_equal(out.length, 2 << 20);
    free(large);
    buffer_free(&out);
}

static void records_are_read_as_they_were_written(void **state)
{
    (void)state;
    buffer out = { 0 };
    record_add_number(&out, 0);
    record_add_text(&out, TEXT("Hyv\xC3\xA4\0x"));
    record_add_text(&out, (text){ 0 });
    record_add_number(&out, UINT64_MAX);
    text rest = buffer_text(&out);
    assert_int_equal(record_take_number(&rest), 0);
    text t = record_take_text(&rest);
    assert_int_equal(t.length, 7);
    assert_memory_equal(t.bytes, "Hyv\xC3\xA4\0x", 7);
    check_text(record_take_text(&rest), "");
    assert_true(record_take_number(&rest) == UINT64_MAX);
    assert_int_equal(rest.length, 0);
    assert_non_null(rest.bytes);
    buffer_free(&out);
}

static void short_records_end_in_nothing(void **state)
{
    (void)state;
    buffer out = { 0 };
    record_add_text(&out, TEXT("abcdef"));
    for (size_t length = 0; length < out.length; length++) {
        text rest = { out.bytes, length };
        check_text(record_take_text(&rest), "");
        assert_null(rest.bytes);
        assert_int_equal(rest.length, 0);
        check_text(record_take_text(&rest), "");
        assert_int_equal(record_take_number(&rest), 0);
    }
    buffer_clear(&out);
    record_add_number(&out, UINT64_MAX);        // a length that cannot be
    text rest = buffer_text(&out);
    check_text(record_take_text(&rest), "");
    assert_null(rest.bytes);
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_added),
        cmocka_unit_test(buffers_grow),
        cmocka_unit_test(records_are_read_as_they_were_written),
        cmocka_unit_test(short_records_end_in_nothing),
    };
    return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}
