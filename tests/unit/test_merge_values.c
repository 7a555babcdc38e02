#include "checks.h"

#include "forks/merge_values.h"
#include "source/yaml.h"
#include "source/yaml_write.h"

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

// The values are those of the key "v".
static const value *read(const char *yaml)
{
    diagnostics found = { .memory = &memory };
    return yaml != NULL ? value_get(yaml_read(&memory, text_format(&memory, "v: %s\n", yaml), TEXT("x"), 1, 0, &found), TEXT("v")) : NULL;
}

static void check_values(const char *base, const char *ours, const char *theirs, const char *expected, bool conflict)
{
    bool has_conflict = false;
    const value *merged = merge_values(&memory, read(base), read(ours), read(theirs), &has_conflict);
    buffer out = { 0 };
    if (merged != NULL)
        yaml_write_entry(TEXT("v"), merged, &out);
    check_text(buffer_text(&out), expected);
    assert_int_equal(has_conflict, conflict);
    buffer_free(&out);
}

static void one_side_wins_where_the_other_did_nothing(void **state)
{
    (void)state;
    check_values("a", "a", "b", "v: b\n", false);
    check_values("a", "b", "a", "v: b\n", false);
    check_values("a", "b", "b", "v: b\n", false);
    check_values(NULL, NULL, "b", "v: b\n", false);
    check_values("a", "a", NULL, "", false);
    check_values("a", NULL, "b", "", false);
    check_values("a", "b", NULL, "v: b\n", false);
    check_values("a", "b", "c", "v: b\n", true);
    check_values(NULL, "b", "c", "v: b\n", true);
}

static void maps_are_merged_by_key(void **state)
{
    (void)state;
    check_values("{a: 1, b: 2}", "{a: x, b: 2, o: 4}", "{a: 1, t: 5}", "v: {a: x, o: '4', t: '5'}\n", false);
    check_values("{a: 1}", "{a: x}", "{a: y}", "v: {a: x}\n", true);
    check_values("{a: {b: 1, c: 1}}", "{a: {b: x, c: 1}}", "{a: {b: 1, c: y}}", "v:\n  a: {b: x, c: y}\n", false);
}

static void lists_are_sets(void **state)
{
    (void)state;
    check_values("[a]", "[a, o]", "[a, t]", "v: [a, t, o]\n", false);
    check_values("[a, b]", "[b]", "[a, b, t]", "v: [b, t]\n", false);
    check_values("[a, b]", "[a, b, o]", "[t, b]", "v: [t, b, o]\n", false);
    check_values("[a, b, c]", "[a, x, c]", "[a, y, c]", "v: [a, x, c]\n", true);
    check_values("[a, b]", "[a, b, n]", "[a, b, n, t]", "v: [a, b, n, t]\n", false);
}

static void named_entries_are_the_same_entry(void **state)
{
    (void)state;
    check_values("[{id: a, t: 1}, {id: b, t: 2}]", "[{id: a, t: x}, {id: b, t: 2}]", "[{id: b, t: 2, n: 3}, {id: a, t: 1}]",
                 "v:\n  - {id: a, t: x}\n  - {id: b, t: '2', n: '3'}\n", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(one_side_wins_where_the_other_did_nothing, clear),
        cmocka_unit_test_teardown(maps_are_merged_by_key, clear),
        cmocka_unit_test_teardown(lists_are_sets, clear),
        cmocka_unit_test_teardown(named_entries_are_the_same_entry, clear),
    };
    return cmocka_run_group_tests_name("merge_values", tests, NULL, NULL);
}
