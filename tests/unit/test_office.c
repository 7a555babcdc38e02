#include "checks.h"

#include "formats/office.h"
#include "formats/zip.h"

static arena memory;
static buffer made;

static int clean_up(void **state)
{
    (void)state;
    buffer_free(&made);
    made = (buffer){ 0 };
    arena_free(&memory);
    return 0;
}

static office *opened(const zip_entry *entries, size_t count)
{
    office *from;
    buffer_clear(&made);
    check(zip_write_memory(entries, count, &made));
    assert_int_equal(office_open(&memory, buffer_text(&made), &from), OFFICE_READ);
    return from;
}

static void parts_are_found_by_name(void **state)
{
    (void)state;
    const zip_entry entries[] = { { TEXT("Word/Document.xml"), TEXT("a"), false }, { TEXT("b"), TEXT("c"), true } };
    office *from = opened(entries, 2);
    text contents;
    assert_int_equal(office_part(from, TEXT("word/document.xml"), &contents), OFFICE_READ);
    check_text(contents, "a");
    assert_int_equal(office_part(from, TEXT("word"), &contents), OFFICE_MISSING);
    office_close(from);
}

static void parts_that_unpack_to_too_much_are_not_unpacked(void **state)
{
    (void)state;
    enum { SIZE = 2 * 1024 * 1024 };
    char *zeros = ARENA_NEW(&memory, char, SIZE);
    const zip_entry entries[] = { { TEXT("bomb"), { zeros, SIZE }, false } };
    office *from = opened(entries, 1);
    text contents;
    assert_int_equal(office_part(from, TEXT("bomb"), &contents), OFFICE_TOO_LARGE);
    office_close(from);
}

static void files_that_are_none_are_told(void **state)
{
    (void)state;
    office *from;
    const zip_entry entries[] = { { TEXT("a"), TEXT("b"), true } };
    assert_int_equal(office_open(&memory, TEXT(""), &from), OFFICE_NOT_ONE);
    assert_int_equal(office_open(&memory, TEXT("no zip at all, but long enough to be one"), &from), OFFICE_NOT_ONE);
    check(zip_write_memory(entries, 1, &made));
    text half = text_slice(buffer_text(&made), 0, made.length / 2);
    check(office_open(&memory, half, &from) != OFFICE_READ);
    // A directory that says it holds more entries than anybody has.
    char *lying = ARENA_NEW(&memory, char, made.length);
    memcpy(lying, made.bytes, made.length);
    memset(lying + made.length - 14, 0xFF, 4);
    check(office_open(&memory, (text){ lying, made.length }, &from) != OFFICE_READ);
}

static void properties_of_ours_tell_the_form(void **state)
{
    (void)state;
    const zip_entry entries[] = { { TEXT("docProps/custom.xml"),
        TEXT("<Properties xmlns:vt=\"urn:vt\"><property name=\"form\"><vt:lpwstr>koe</vt:lpwstr></property><property name=\"x\"><vt:lpwstr>y</vt:lpwstr></property>"
             "<property name=\"version\"><vt:lpwstr>1.a</vt:lpwstr></property><property name=\"language\"><vt:lpwstr>sv</vt:lpwstr></property></Properties>"), false } };
    office *from = opened(entries, 1);
    office_identity found = office_identify(from);
    check_text(found.form, "koe");
    check_text(found.version, "1.a");
    check_text(found.language, "sv");
    office_close(from);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(parts_are_found_by_name, clean_up),
        cmocka_unit_test_teardown(parts_that_unpack_to_too_much_are_not_unpacked, clean_up),
        cmocka_unit_test_teardown(files_that_are_none_are_told, clean_up),
        cmocka_unit_test_teardown(properties_of_ours_tell_the_form, clean_up),
    };
    return cmocka_run_group_tests_name("office", tests, NULL, NULL);
}
