#include "checks.h"

#include "base/files.h"
#include "pipeline/build_cache.h"

#include <unistd.h>

static arena memory;
static text folder, path;

static int begin(void **state)
{
    (void)state;
    memory = (arena){ 0 };
    char name[] = "/tmp/digitori-build-cache-XXXXXX";
    assert_non_null(mkdtemp(name));
    folder = text_copy(&memory, text_of(name));
    path = path_join(&memory, folder, TEXT("cache"));
    return 0;
}

static int end(void **state)
{
    (void)state;
    bool removed = folder_remove(folder);
    check(removed);
    arena_free(&memory);
    return 0;
}

static const text names[] = { TEXT_CONSTANT("first"), TEXT_CONSTANT("second"), TEXT_CONSTANT("third") };
static const text records[] = { TEXT_CONSTANT("a"), TEXT_CONSTANT("a longer record"), TEXT_CONSTANT("the last of them") };

static void write_three(bool is_wanted)
{
    cache_writer writer = { .memory = &memory };
    cache_writer_begin(&writer, path);
    for (size_t i = 0; i < 3; i++) {
        fingerprint id = fingerprint_of(names[i]), key = fingerprint_of(records[i]);
        cache_writer_add(&writer, &id, &key, records[i]);
    }
    cache_writer_end(&writer, is_wanted);
}

static size_t count_found(void)
{
    build_cache opened = { .memory = &memory };
    build_cache_open(&opened, path);
    size_t count = 0;
    for (size_t i = 0; i < 3; i++) {
        fingerprint id = fingerprint_of(names[i]), key = fingerprint_of(records[i]);
        const cached_job *job = build_cache_find(&opened, &id);
        if (job == NULL)
            continue;
        assert_memory_equal(&job->key, &key, sizeof key);
        assert_true(text_equals(job->record, records[i]));
        count++;
    }
    return count;
}

static void what_was_written_is_found(void **state)
{
    (void)state;
    assert_int_equal(count_found(), 0);
    write_three(true);
    assert_int_equal(count_found(), 3);
    write_three(true);
    assert_int_equal(count_found(), 3);
    file_list files;
    check(folder_walk(&memory, folder, &files));
    assert_int_equal(files.count, 1);
}

static void what_is_not_wanted_leaves_nothing(void **state)
{
    (void)state;
    write_three(false);
    check(folder_is_empty(folder));
}

static void a_harmed_cache_is_none(void **state)
{
    (void)state;
    text whole;
    write_three(true);
    assert_int_equal(file_read(&memory, path, 10000, &whole), FILE_READ);
    char *bytes = text_to_string(&memory, whole);
    for (size_t i = 0; i < whole.length; i++) {
        check(file_write(path, text_slice(whole, 0, i)));
        assert_int_equal(count_found(), 0);
        bytes[i] = (char)(bytes[i] ^ 1 << i % 8);
        check(file_write(path, (text){ bytes, whole.length }));
        assert_int_equal(count_found(), 0);
        bytes[i] = whole.bytes[i];
    }
    check(file_write(path, text_join(&memory, whole, TEXT("x"))));
    assert_int_equal(count_found(), 0);
    check(file_write(path, whole));
    assert_int_equal(count_found(), 3);
}

static void a_cache_that_cannot_be_written_is_no_failure(void **state)
{
    (void)state;
    path = path_join(&memory, folder, TEXT("missing/cache"));
    write_three(true);
    assert_int_equal(count_found(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_written_is_found, begin, end),
        cmocka_unit_test_setup_teardown(what_is_not_wanted_leaves_nothing, begin, end),
        cmocka_unit_test_setup_teardown(a_harmed_cache_is_none, begin, end),
        cmocka_unit_test_setup_teardown(a_cache_that_cannot_be_written_is_no_failure, begin, end),
    };
    return cmocka_run_group_tests_name("build_cache", tests, NULL, NULL);
}
