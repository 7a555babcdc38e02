#include "forks/upstream.h"

#include "folder_fixture.h"

// What is built while an update moves files may be of two versions.
static void an_update_that_came_meanwhile_is_seen(void **state)
{
    (void)state;
    diagnostics found = { .memory = &memory };
    upstream read;
    check(upstream_read(&memory, folder, &found, &read) && found.count == 0);
    check(!read.is_fork && upstream_is_as_read(&memory, folder, &read));
    put(UPSTREAM_MANIFEST, "{}");
    check(!upstream_is_as_read(&memory, folder, &read));

    check(upstream_read(&memory, folder, &found, &read) && found.count == 1);
    check(upstream_is_as_read(&memory, folder, &read));
    put(UPDATE_JOURNAL, "{}");
    check(!upstream_is_as_read(&memory, folder, &read));
    check(file_remove(in_folder(UPDATE_JOURNAL)) && upstream_is_as_read(&memory, folder, &read));

    put(".digitori/ready/kit.json", "{}");
    assert_int_equal(rename(in_folder(UPSTREAM_FOLDER).bytes, in_folder(".digitori/old").bytes), 0);
    assert_int_equal(rename(in_folder(".digitori/ready").bytes, in_folder(UPSTREAM_FOLDER).bytes), 0);
    check(!upstream_is_as_read(&memory, folder, &read));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(an_update_that_came_meanwhile_is_seen, begin, end) };
    return cmocka_run_group_tests_name("upstream", tests, NULL, NULL);
}
