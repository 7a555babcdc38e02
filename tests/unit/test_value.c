#include "checks.h"

#include "source/yaml.h"

static arena memory;
static diagnostics found;

static int begin(void **state)
{
    (void)state;
    memory = (arena){ 0 };
    found = (diagnostics){ .memory = &memory };
    return 0;
}

static int end(void **state)
{
    (void)state;
    release(&memory, &found);
    return 0;
}

static const value *read(const char *yaml)
{
    return yaml_read(&memory, text_of(yaml), TEXT("a.yaml"), 1, 0, &found);
}

static void entries_are_found_by_key(void **state)
{
    (void)state;
    const value *map = read("title: Puut\ntags: [a]\n");
    check_text(value_text(value_get(map, TEXT("title"))), "Puut");
    const value_entry *entry = value_get_entry(map, TEXT("tags"));
    assert_int_equal(entry->line, 2);
    assert_int_equal(entry->column, 1);
    assert_int_equal(entry->value->column, 7);
    assert_null(value_get(map, TEXT("kind")));
    assert_null(value_get(map, TEXT("titl")));
}

static void nothing_and_other_shapes_hold_no_entries(void **state)
{
    (void)state;
    assert_null(value_get(NULL, TEXT("a")));
    assert_null(value_get(read("- a"), TEXT("a")));
    assert_null(value_get(read("a"), TEXT("a")));
    assert_null(value_get_entry(NULL, TEXT("a")));
}

static void text_of_what_is_no_scalar_is_empty(void **state)
{
    (void)state;
    check_text(value_text(NULL), "");
    check_text(value_text(read("[a]")), "");
    check_text(value_text(read("a")), "a");
}

static void only_plain_nothing_is_empty(void **state)
{
    (void)state;
    const value *map = read("a:\nb: ''\nc: ~\nd: []\ne: x\n");
    check(value_is_empty(NULL));
    check(value_is_empty(value_get(map, TEXT("a"))));
    check(!value_is_empty(value_get(map, TEXT("b"))));
    check(!value_is_empty(value_get(map, TEXT("c"))));
    check(!value_is_empty(value_get(map, TEXT("d"))));
    check(!value_is_empty(value_get(map, TEXT("e"))));
}

static void places_are_where_values_begin(void **state)
{
    (void)state;
    const value *map = read("a: 1\nlist:\n  - ä: ö\n");
    place where = value_place(value_get(map, TEXT("list")), TEXT("a.yaml"));
    check_text(where.path, "a.yaml");
    assert_int_equal(where.line, 3);
    assert_int_equal(where.column, 3);
}

static const text known[] = { TEXT_CONSTANT("title"), TEXT_CONSTANT("kind"), TEXT_CONSTANT("id"), TEXT_CONSTANT("target_groups") };
enum { KNOWN = sizeof known / sizeof *known };

static void suggestions_are_near(void **state)
{
    (void)state;
    check_text(value_suggestion(TEXT("tilte"), known, KNOWN), "title");
    check_text(value_suggestion(TEXT("Title"), known, KNOWN), "title");
    check_text(value_suggestion(TEXT("TITLE"), known, KNOWN), "title");
    check_text(value_suggestion(TEXT("target-group"), known, KNOWN), "target_groups");
    check_text(value_suggestion(TEXT("kindd"), known, KNOWN), "kind");
    check_text(value_suggestion(TEXT("kin"), known, KNOWN), "kind");
    check_text(value_suggestion(TEXT("title"), known, KNOWN), "title");
}

static void suggestions_are_not_far_fetched(void **state)
{
    (void)state;
    check_text(value_suggestion(TEXT("author"), known, KNOWN), "");
    check_text(value_suggestion(TEXT("xy"), known, KNOWN), "");
    check_text(value_suggestion(TEXT(""), known, KNOWN), "");
    check_text(value_suggestion(TEXT("tilte"), known, 0), "");
    check_text(value_suggestion(TEXT("a word that is much longer than any key can be"), known, KNOWN), "");
}

static void nearest_of_several_is_suggested(void **state)
{
    (void)state;
    const text choices[] = { TEXT("opened"), TEXT("open"), TEXT("oven") };
    check_text(value_suggestion(TEXT("opne"), choices, 3), "open");
    check_text(value_suggestion(TEXT("opened"), choices, 3), "opened");
}

static void unknown_keys_are_reported_with_what_was_meant(void **state)
{
    (void)state;
    value_check_keys(read("title: a\ntilte: b\n  \nauthor: c\n"), TEXT("a.yaml"), known, KNOWN, &found);
    check_reported(&found,
        "a.yaml:2:1: error: unknown key: 'tilte': did you mean 'title'?\n"
        "a.yaml:4:1: error: unknown key: 'author': the keys that can be used here are "
        "title, kind, id, target_groups\n");
}

static void keys_of_no_map_are_fine(void **state)
{
    (void)state;
    value_check_keys(NULL, TEXT("a.yaml"), known, KNOWN, &found);
    value_check_keys(read("[a]"), TEXT("a.yaml"), known, KNOWN, &found);
    value_check_keys(read("title: a"), TEXT("a.yaml"), known, KNOWN, &found);
    check_reported(&found, "");
}

static void a_file_of_another_sort_gives_few_reports(void **state)
{
    (void)state;
    buffer yaml = { 0 };
    for (int i = 0; i < 9000; i++)
        buffer_format(&yaml, "column%d: x\n", i);
    const value *map = yaml_read(&memory, buffer_text(&yaml), TEXT("a.yaml"), 1, 0, &found);
    value_check_keys(map, TEXT("a.yaml"), known, KNOWN, &found);
    assert_int_equal(found.count, 21);
    check_text(found.items[20].detail, "this and 8979 more like it");
    assert_int_equal(found.items[20].place.line, 21);
    buffer_free(&yaml);
}

static void shown_texts_are_short_and_of_one_line(void **state)
{
    (void)state;
    check_text(value_shown(&memory, TEXT("Hyvä")), "Hyvä");
    check_text(value_shown(&memory, TEXT("")), "");
    check_text(value_shown(&memory, (text){ 0 }), "");
    check_text(value_shown(&memory, TEXT("one\ntwo")), "one…");
    text sixty = TEXT("ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää");
    assert_true(text_equals(value_shown(&memory, sixty), sixty));
    assert_true(text_equals(value_shown(&memory, text_join(&memory, sixty, TEXT("b"))),
                            text_join(&memory, sixty, TEXT("…"))));
}

static void long_lists_of_words_end(void **state)
{
    (void)state;
    text many[45];
    for (size_t i = 0; i < 45; i++)
        many[i] = TEXT("a");
    check_text(value_list_words(&memory, many, 3), "a, a, a");
    check_text(value_list_words(&memory, many, 0), "");
    check(text_ends_with(value_list_words(&memory, many, 45), TEXT("a, a and 5 more")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(entries_are_found_by_key, begin, end),
        cmocka_unit_test_setup_teardown(nothing_and_other_shapes_hold_no_entries, begin, end),
        cmocka_unit_test_setup_teardown(text_of_what_is_no_scalar_is_empty, begin, end),
        cmocka_unit_test_setup_teardown(only_plain_nothing_is_empty, begin, end),
        cmocka_unit_test_setup_teardown(places_are_where_values_begin, begin, end),
        cmocka_unit_test_setup_teardown(suggestions_are_near, begin, end),
        cmocka_unit_test_setup_teardown(suggestions_are_not_far_fetched, begin, end),
        cmocka_unit_test_setup_teardown(nearest_of_several_is_suggested, begin, end),
        cmocka_unit_test_setup_teardown(unknown_keys_are_reported_with_what_was_meant, begin, end),
        cmocka_unit_test_setup_teardown(keys_of_no_map_are_fine, begin, end),
        cmocka_unit_test_setup_teardown(a_file_of_another_sort_gives_few_reports, begin, end),
        cmocka_unit_test_setup_teardown(shown_texts_are_short_and_of_one_line, begin, end),
        cmocka_unit_test_setup_teardown(long_lists_of_words_end, begin, end),
    };
    return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
