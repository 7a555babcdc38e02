#include "source/tree_cache.h"

#include "folder_fixture.h"

static const char *const GOOD = "label:\n  fi: Tapaus\nlist: [a, \"b\"]\n", *const OTHER = "x: 1\n";

static diagnostics found;

static text cache_path(void)
{
    return in_folder("trees");
}

static const value *read_with(tree_cache *opened, const char *yaml)
{
    return tree_cache_read(opened, &memory, text_of(yaml), TEXT("kind.yaml"), &found);
}

// Whether a cache that is opened now knows [yaml].
static bool is_known(const char *yaml)
{
    tree_cache opened;
    tree_cache_open(&opened, &memory, cache_path());
    return read_with(&opened, yaml) != NULL && !opened.has_new;
}

static void write_good(void)
{
    tree_cache opened;
    found = (diagnostics){ .memory = &memory };
    tree_cache_open(&opened, &memory, cache_path());
    check(read_with(&opened, GOOD) != NULL && opened.has_new);
    tree_cache_write(&opened, cache_path());
}

static void what_was_read_is_found_as_it_was(void **state)
{
    (void)state;
    write_good();
    check(is_known(GOOD) && !is_known(OTHER));
    tree_cache opened;
    tree_cache_open(&opened, &memory, cache_path());
    const value *again = read_with(&opened, GOOD), *list = value_get(again, TEXT("list"));
    check_text(value_text(value_get(value_get(again, TEXT("label")), TEXT("fi"))), "Tapaus");
    assert_int_equal(list->count, 2);
    check(list->items[1]->is_quoted && list->line == 3 && list->items[1]->column == 11);
}

static void without_a_cache_it_is_parsed(void **state)
{
    (void)state;
    found = (diagnostics){ .memory = &memory };
    check_text(value_text(value_get(read_with(NULL, OTHER), TEXT("x"))), "1");
}

// They have to be told each time.
static void what_has_mistakes_is_not_kept(void **state)
{
    (void)state;
    static const char *const wrong = "x: 1\nx: 2\n";
    for (size_t run = 1; run <= 2; run++) {
        tree_cache opened;
        found = (diagnostics){ .memory = &memory };
        tree_cache_open(&opened, &memory, cache_path());
        check(read_with(&opened, wrong) != NULL);
        assert_int_equal(found.count, 1);
        check(!opened.has_new && read_with(&opened, "") == NULL && !opened.has_new);
        tree_cache_write(&opened, cache_path());
    }
    check(!path_exists(cache_path()));
}

static void what_nobody_asked_for_goes(void **state)
{
    (void)state;
    write_good();
    tree_cache opened;
    tree_cache_open(&opened, &memory, cache_path());
    read_with(&opened, OTHER);
    tree_cache_write(&opened, cache_path());
    check(is_known(OTHER) && !is_known(GOOD));
}

static void a_harmed_cache_is_none(void **state)
{
    (void)state;
    text whole;
    write_good();
    assert_int_equal(file_read(&memory, cache_path(), 100000, &whole), FILE_READ);
    char *bytes = text_to_string(&memory, whole);
    for (size_t i = 0; i < whole.length; i++) {
        check(file_write(cache_path(), text_slice(whole, 0, i)));
        check(!is_known(GOOD));
        bytes[i] = (char)(bytes[i] ^ 1 << i % 8);
        check(file_write(cache_path(), (text){ bytes, whole.length }));
        check(!is_known(GOOD));
        bytes[i] = whole.bytes[i];
    }
    check(file_write(cache_path(), whole));
    check(is_known(GOOD));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_read_is_found_as_it_was, begin, end),
        cmocka_unit_test_setup_teardown(without_a_cache_it_is_parsed, begin, end),
        cmocka_unit_test_setup_teardown(what_has_mistakes_is_not_kept, begin, end),
        cmocka_unit_test_setup_teardown(what_nobody_asked_for_goes, begin, end),
        cmocka_unit_test_setup_teardown(a_harmed_cache_is_none, begin, end),
    };
    return cmocka_run_group_tests_name("tree_cache", tests, NULL, NULL);
}
