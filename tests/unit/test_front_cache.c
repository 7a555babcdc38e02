#include "checks.h"

#include "site/front_cache.h"

#include <unistd.h>

static arena memory;
static site_config config;
static text path;

static int begin(void **state)
{
    (void)state;
    memory = (arena){ 0 };
    config = (site_config){ .folder = fresh_folder(&memory) };
    path = path_join(&memory, config.folder, TEXT(".digitori/cache/pages"));
    return 0;
}

static int end(void **state)
{
    (void)state;
    bool removed = folder_remove(config.folder);
    check(removed);
    arena_free(&memory);
    return 0;
}

static const file_entry files[] = {
    { .path = TEXT_CONSTANT("fi/a.md"), .size = 10, .modified = 1, .changed = 2, .inode = 3 }, { .path = TEXT_CONSTANT("fi/b.md"), .size = 20, .modified = 4, .changed = 5, .inode = 6 },
    { .path = TEXT_CONSTANT("fi/c.md"), .size = 30, .modified = 7, .changed = 8, .inode = 9 },
};
static const text nodes[] = { TEXT_CONSTANT("nodes of a"), TEXT_CONSTANT("b"), TEXT_CONSTANT("cc") };

static void write_three(void)
{
    known_front fronts[3];
    for (size_t i = 0; i < 3; i++)
        fronts[i] = (known_front){ &files[i], nodes[i], files[i].path };
    front_cache_write(&config, fronts, 3);
}

static bool is_found(front_cache *in, size_t i)
{
    text found_nodes, texts;
    if (!front_cache_find(in, &files[i], &found_nodes, &texts))
        return false;
    assert_true(text_equals(found_nodes, nodes[i]));
    assert_true(text_equals(texts, files[i].path));
    return true;
}

static size_t count_found(void)
{
    front_cache opened;
    front_cache_begin(&opened, &memory, &config);
    front_cache_open(&opened);
    size_t count = 0;
    for (size_t i = 0; i < 3; i++)
        count += is_found(&opened, i);
    return count;
}

static void what_was_written_is_found_in_order(void **state)
{
    (void)state;
    front_cache opened;
    assert_int_equal(count_found(), 0);
    write_three();
    assert_int_equal(count_found(), 3);
    front_cache_begin(&opened, &memory, &config);
    front_cache_open(&opened);
    assert_true(is_found(&opened, 2));      // files between may have gone
    assert_false(is_found(&opened, 0));
}

static void a_file_that_was_touched_is_another(void **state)
{
    (void)state;
    write_three();
    for (int changed = 0; changed < 5; changed++) {
        file_entry touched = files[1];
        text found_nodes, texts;
        touched.size += changed == 0;
        touched.inode += changed == 1;
        touched.modified += changed == 2;
        touched.changed += changed == 3;
        touched.is_link = changed == 4;
        front_cache opened;
        front_cache_begin(&opened, &memory, &config);
        front_cache_open(&opened);
        assert_false(front_cache_find(&opened, &touched, &found_nodes, &texts));
    }
}

static void a_harmed_cache_is_none(void **state)
{
    (void)state;
    text whole;
    write_three();
    assert_int_equal(file_read(&memory, path, 100000, &whole), FILE_READ);
    char *bytes = text_to_string(&memory, whole);
    for (size_t i = 0; i < whole.length; i++) {
        check(file_write(path, text_slice(whole, 0, i)));
        assert_int_equal(count_found(), 0);
        bytes[i] = (char)(bytes[i] ^ 1 << i % 8);
        check(file_write(path, (text){ bytes, whole.length }));
        assert_int_equal(count_found(), 0);
        bytes[i] = whole.bytes[i];
    }
    check(file_write(path, whole));
    assert_int_equal(count_found(), 3);
}

static void a_file_written_just_now_is_not_kept(void **state)
{
    (void)state;
    front_cache opened;
    front_cache_begin(&opened, &memory, &config);
    front_cache_open(&opened);
    file_entry fresh = files[0];
    check(front_cache_may_keep(&opened, &fresh));
    fresh.changed = opened.now - 1000000;
    check(!front_cache_may_keep(&opened, &fresh));
    fresh = files[0];
    fresh.is_link = true;
    check(!front_cache_may_keep(&opened, &fresh));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_written_is_found_in_order, begin, end),
        cmocka_unit_test_setup_teardown(a_file_that_was_touched_is_another, begin, end),
        cmocka_unit_test_setup_teardown(a_harmed_cache_is_none, begin, end),
        cmocka_unit_test_setup_teardown(a_file_written_just_now_is_not_kept, begin, end),
    };
    return cmocka_run_group_tests_name("front_cache", tests, NULL, NULL);
}
