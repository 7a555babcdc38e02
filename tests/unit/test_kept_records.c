#include "base/kept_records.h"

#include "folder_fixture.h"

static const text FIRST_LINE = TEXT_CONSTANT("numbers 1\n");
enum { LIMIT = 64 * 1024 };      // with room for the stamp of any program

static text path_of_records(void)
{
    return in_folder("records");
}

static void write_number(uint64_t number)
{
    buffer records = { 0 };
    kept_records_begin(&records);
    record_add_number(&records, number);
    kept_records_write(path_of_records(), FIRST_LINE, LIMIT, &records);
    buffer_free(&records);
}

// At once or in two steps.
static bool is_read(text first_line, size_t limit)
{
    text records, other;
    kept_reading reading;
    kept_records_begin_reading(&reading, &memory, path_of_records(), first_line, limit);
    bool is = kept_records_read(&memory, path_of_records(), first_line, limit, &records);
    check(kept_records_end_reading(&reading, &other) == is);
    check(!is || text_equals(records, other));
    return is;
}

static void come_back_as_they_were_written(void **state)
{
    (void)state;
    text records;
    check(!is_read(FIRST_LINE, LIMIT));
    write_number(7);
    check(kept_records_read(&memory, path_of_records(), FIRST_LINE, LIMIT, &records));
    check(record_take_number(&records) == 7 && records.length == 0);
}

static void others_are_not_read(void **state)
{
    (void)state;
    write_number(7);
    check(is_read(FIRST_LINE, LIMIT));
    check(!is_read(TEXT("numbers 2\n"), LIMIT) && !is_read(FIRST_LINE, 10));
}

static void cut_or_harmed_ones_are_not_read(void **state)
{
    (void)state;
    text whole;
    write_number(7);
    check(file_read(&memory, path_of_records(), LIMIT, &whole) == FILE_READ);
    for (size_t length = 0; length < whole.length; length += length < 40 ? 1 : 97) {
        check(file_write(path_of_records(), text_slice(whole, 0, length)));
        check(!is_read(FIRST_LINE, LIMIT));
        char *harmed = text_to_string(&memory, whole);
        harmed[length] ^= 1;
        check(file_write(path_of_records(), (text){ harmed, whole.length }));
        check(!is_read(FIRST_LINE, LIMIT));
    }
    check(file_remove(path_of_records()) && folder_make(path_of_records()));
    check(!is_read(FIRST_LINE, LIMIT));
}

// Harmed byte by byte: test_tree_cache.
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(come_back_as_they_were_written, begin, end),
        cmocka_unit_test_setup_teardown(others_are_not_read, begin, end),
        cmocka_unit_test_setup_teardown(cut_or_harmed_ones_are_not_read, begin, end),
    };
    return cmocka_run_group_tests_name("kept_records", tests, NULL, NULL);
}
