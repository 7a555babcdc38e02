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

static bool is_read(text first_line, size_t limit)
{
    text records;
    return kept_records_read(&memory, path_of_records(), first_line, limit, &records);
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

// Harmed byte by byte: test_tree_cache.
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(come_back_as_they_were_written, begin, end),
        cmocka_unit_test_setup_teardown(others_are_not_read, begin, end),
    };
    return cmocka_run_group_tests_name("kept_records", tests, NULL, NULL);
}
