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
    folder = fresh_folder(&memory);
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

enum { JOBS = 5 };       // of which three have records
static const size_t numbers[] = { 3, 0, 4 };
static const cache_head head = { .plan = { { 1 } }, .fronts = { { 2 } }, .job_count = JOBS };
static const text records[] = { TEXT_CONSTANT("a"), TEXT_CONSTANT("a longer record"), TEXT_CONSTANT("the last of them") };

static void write_three(bool is_wanted)
{
    cache_writer writer = { .memory = &memory };
    cache_writer_begin(&writer, path, &head);
    for (size_t i = 0; i < 3; i++) {
        job_key key = { fingerprint_of(records[i]), { { 7 } } };
        cache_writer_add(&writer, numbers[i], &key, records[i]);
    }
    cache_writer_end(&writer, is_wanted);
}

static size_t count_found(void)
{
    build_cache opened = { .memory = &memory };
    build_cache_open(&opened, path);
    size_t count = 0;
    for (size_t i = 0; i < 3; i++) {
        job_key key = { fingerprint_of(records[i]), { { 7 } } };
        const cached_job *job = build_cache_find(&opened, numbers[i]);
        if (job == NULL)
            continue;
        assert_memory_equal(&job->key, &key, sizeof key);
        assert_true(text_equals(job->record, records[i]));
        count++;
    }
    assert_null(build_cache_find(&opened, 1));
    assert_null(build_cache_find(&opened, JOBS));
    assert_true(count == 0 || memcmp(&opened.head, &head, sizeof head) == 0);
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

static build_cache opened_again(void)
{
    build_cache opened = { .memory = &memory };
    build_cache_open(&opened, path);
    return opened;
}

static bool extend(const build_cache *old, text record, bool is_wanted)
{
    cache_writer writer = { .memory = &memory };
    job_key key = { fingerprint_of(record), { { 8 } } };
    cache_writer_extend(&writer, path, old);
    check(cache_writer_is_open(&writer));
    if (record.length > 0)
        cache_writer_add(&writer, numbers[1], &key, record);
    return cache_writer_end(&writer, is_wanted);
}

static void what_is_added_stands_in_place_of_the_old(void **state)
{
    (void)state;
    write_three(true);
    build_cache old = opened_again();
    check(extend(&old, (text){ 0 }, true));
    assert_int_equal(opened_again().size, old.size);
    check(!extend(&old, TEXT("not wanted"), false));
    assert_int_equal(opened_again().size, old.size);
    static const text again[] = { TEXT_CONSTANT("added"), TEXT_CONSTANT("and added once more") };
    for (size_t i = 0; i < 2; i++) {
        build_cache before = opened_again();
        check(extend(&before, again[i], true));
        build_cache now = opened_again();
        check(now.is_open && now.size > before.size && now.replaced > before.replaced);
        assert_true(text_equals(build_cache_find(&now, numbers[1])->record, again[i]));
        assert_int_equal(build_cache_find(&now, numbers[1])->key.body.bytes[0], 8);
        assert_true(text_equals(build_cache_find(&now, numbers[0])->record, records[0]));
    }
    size_t count = 0;
    build_cache last = opened_again();
    for (const cached_job *job = last.first; job != NULL; job = job->next)
        count++;
    assert_int_equal(count, 3);
    check(extend(&old, TEXT("by a build that began before"), true));
    check(!opened_again().is_open);
}

static void what_cannot_be_added_to_is_removed(void **state)
{
    (void)state;
    write_three(true);
    build_cache old = opened_again();
    check(rename(text_to_string(&memory, path), text_to_string(&memory, text_join(&memory, path, TEXT(".own")))) == 0);
    check(symlink(text_to_string(&memory, text_join(&memory, path, TEXT(".own"))), text_to_string(&memory, path)) == 0);
    check(!extend(&old, TEXT("through a link"), true));
    check(!path_exists(path));
    assert_int_equal(file_size(text_join(&memory, path, TEXT(".own"))), old.size);
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
        cmocka_unit_test_setup_teardown(what_is_added_stands_in_place_of_the_old, begin, end),
        cmocka_unit_test_setup_teardown(what_cannot_be_added_to_is_removed, begin, end),
        cmocka_unit_test_setup_teardown(what_is_not_wanted_leaves_nothing, begin, end),
        cmocka_unit_test_setup_teardown(a_harmed_cache_is_none, begin, end),
        cmocka_unit_test_setup_teardown(a_cache_that_cannot_be_written_is_no_failure, begin, end),
    };
    return cmocka_run_group_tests_name("build_cache", tests, NULL, NULL);
}
