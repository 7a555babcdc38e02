#include "checks.h"

#include "forks/merge.h"

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static merge_result merged(const char *base, const char *ours, const char *theirs)
{
    return merge_file(&memory, TEXT("content/fi/a.md"), text_of(base), text_of(ours), text_of(theirs), TEXT("2.0"));
}

static void check_merged(const char *base, const char *ours, const char *theirs, const char *expected)
{
    merge_result result = merged(base, ours, theirs);
    assert_false(result.is_no_text);
    assert_int_equal(result.conflict_count, 0);
    check_text(result.contents, expected);
}

static void lines_of_both_sides_are_kept(void **state)
{
    (void)state;
    check_merged("a\n\nb\n\nc\n", "A\n\nb\n\nc\n", "a\n\nb\n\nC\n", "A\n\nb\n\nC\n");
    check_merged("a\n", "a\n", "b\n", "b\n");
    check_merged("a\n", "b\n", "b\n", "b\n");
    check_merged("", "", "", "");
}

static void what_meets_is_marked(void **state)
{
    (void)state;
    merge_result result = merged("a\n\nb\n", "a\n\nours\n", "a\n\ntheirs\n");
    assert_int_equal(result.conflict_count, 1);
    check_text(result.contents, "a\n\n<<<<<<< this site\nours\n=======\ntheirs\n>>>>>>> upstream 2.0\n");
    size_t offset = 0;
    assert_int_equal(merge_find_mark(result.contents, &offset), 3);
    assert_int_equal(merge_find_mark(result.contents, &offset), 7);
    assert_int_equal(merge_find_mark(result.contents, &offset), 0);
}

static void files_that_both_made_are_marked_whole(void **state)
{
    (void)state;
    merge_result result = merged("", "ours\n", "theirs\n");
    assert_int_equal(result.conflict_count, 1);
    check(text_find(result.contents, TEXT("ours\n=======\ntheirs\n"), 0) != TEXT_NOT_FOUND);
}

static void very_long_texts_are_marked_whole(void **state)
{
    (void)state;
    enum { LINES = 20001 };
    char base[2 * LINES + 1], theirs[2 * LINES + 1];
    for (size_t i = 0; i < LINES; i++)
        memcpy(base + 2 * i, "a\n", 2), memcpy(theirs + 2 * i, i % 2 > 0 ? "b\n" : "a\n", 2);
    base[2 * LINES] = theirs[2 * LINES - 1] = '\0';
    check_merged(base, base, theirs, theirs);
    check_merged(base, theirs, base, theirs);
    merge_result result = merged(base, "ours", theirs);
    assert_int_equal(result.conflict_count, 1);
    text expected = text_format(&memory, "<<<<<<< this site\nours\n=======\n%s\n>>>>>>> upstream 2.0\n", theirs);
    check_text(result.contents, text_to_string(&memory, expected));
}

static void ends_of_lines_are_ours(void **state)
{
    (void)state;
    check_merged("a\n\nb\n\nc\n", "A\r\n\r\nb\r\n\r\nc\r\n", "a\n\nb\n\nC\n", "A\r\n\r\nb\r\n\r\nC\r\n");
    check_merged("---\ntitle: x\n---\na\n", "---\r\ntitle: y\r\n---\r\na\r\n", "---\ntitle: x\n---\nb\n",
                 "---\r\ntitle: y\r\n---\r\nb\r\n");
}

static void what_is_no_text_is_not_merged(void **state)
{
    (void)state;
    check(merge_file(&memory, TEXT("a.png"), TEXT("a"), TEXT("b\0"), TEXT("c"), TEXT("2")).is_no_text);
    check(merge_file(&memory, TEXT("a.png"), TEXT("a"), TEXT("b"), TEXT("\xff\xfe"), TEXT("2")).is_no_text);
}

static void front_matter_is_merged_by_key(void **state)
{
    (void)state;
    check_merged("---\ntitle: a\nweight: 1\ntags: [x]\n---\nBody\n",
                 "---\n# ours\ntitle: A   # kept\nweight: 1\ntags: [x, ours]\nown: 1\n---\nBody\n",
                 "---\ntitle: a\nsummary: new\nweight: 2\ntags: [x, theirs]\n---\nBody\n",
                 "---\n# ours\ntitle: A   # kept\nsummary: new\nweight: 2\ntags: [x, theirs, ours]\nown: 1\n---\nBody\n");
    // A key that one side took out is out; one that we took out stays out.
    check_merged("---\na: 1\nb: 2\n---\n", "---\na: 1\nb: 2\nc: 3\n---\n", "---\nb: 2\n---\n", "---\nb: 2\nc: 3\n---\n");
    check_merged("---\na: 1\nb: 2\n---\n", "---\nb: 2\n---\n", "---\na: 9\nb: 2\nd: 4\n---\n", "---\nb: 2\nd: 4\n---\n");
}

static void one_key_changed_on_both_sides_is_marked(void **state)
{
    (void)state;
    merge_result result = merged("---\ntitle: a\nsummary: s\n---\nBody\n", "---\ntitle: ours\nsummary: s\n---\nBody\n",
                                 "---\ntitle: theirs\nsummary: t\n---\nBody\n");
    assert_int_equal(result.conflict_count, 1);
    check_text(result.contents, "---\n<<<<<<< this site\ntitle: ours\n=======\ntitle: theirs\n>>>>>>> upstream 2.0\nsummary: t\n---\nBody\n");
}

static void front_matter_that_cannot_be_read_is_merged_by_line(void **state)
{
    (void)state;
    check_merged("---\ntitle: [a\n---\n\nx\n\ny\n", "---\ntitle: [a\n---\n\nX\n\ny\n", "---\ntitle: [a\n---\n\nx\n\nY\n",
                 "---\ntitle: [a\n---\n\nX\n\nY\n");
}

static void yaml_files_are_merged_by_line_and_then_by_key(void **state)
{
    (void)state;
    merge_result result = merge_file(&memory, TEXT("kinds/a.yaml"), TEXT("a: 1\nb: 2\n"), TEXT("a: 1\nb: 3\n"), TEXT("a: 4\nb: 2\n"), TEXT("2"));
    assert_int_equal(result.conflict_count, 0);
    check_text(result.contents, "a: 4\nb: 3\n");
}

static fork_settings settings(const char *yaml)
{
    diagnostics found = { .memory = &memory };
    fork_settings read;
    assert_true(fork_settings_read(&memory, text_of(yaml), &found, &read));
    return read;
}

static void settings_keep_what_is_ours(void **state)
{
    (void)state;
    const char *ours = "title: Kuopio\nlanguages: [fi]\nmenu: [{kind: a}]\ncolours: {pine: green}\n";
    fork_settings base = settings("title: {fi: Espoo, sv: Esbo}\nlanguages: [fi, sv]\nmenu: [{kind: a}]\ncolours: {pine: red}\n"),
                  own = settings(ours),
                  theirs = settings("title: {fi: Espoo 2, sv: Esbo 2}\nlanguages: [fi, sv, en]\nmenu: [{kind: a}, {kind: b}]\n"
                                    "colours: {pine: blue, sun: gold}\nstrings: {sv: {a: b}, fi: {c: d}}\npublic_contacts: true\nsigning_key: x\n");
    merge_result result = merge_settings(&memory, &base, text_of(ours), &own, &theirs);
    check_text(result.contents, "title: Kuopio\nlanguages: [fi]\nmenu: [{kind: a}, {kind: b}]\ncolours: {pine: green, sun: gold}\n"
                                "strings:\n  fi: {c: d}\n");
    assert_int_equal(result.kept.count, 1);
    check_text(result.kept.items[0], "colours");
}

static void marks_are_told_at_their_lines(void **state)
{
    (void)state;
    diagnostics found = { .memory = &memory };
    check(merge_check_marks(TEXT("a\n=======\n<<<<<<< HEAD\n  <<<<<<< this site\n"), TEXT("a.md"), &found));
    check(!merge_check_marks(TEXT("a\n<<<<<<< this site\nb\n"), TEXT("a.md"), &found));
    check_reported(&found, "a.md:2:1: error: a conflict of an update is not settled: keep what is right of the two versions, "
                           "and delete the lines that begin with <<<<<<<, ======= and >>>>>>>\n");
}

static void files_beside_others_are_known(void **state)
{
    (void)state;
    check_text(merge_beside_what(&memory, TEXT("a/map.upstream.png")), "a/map.png");
    check_text(merge_beside_what(&memory, TEXT("a/upstream.png")), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(lines_of_both_sides_are_kept, clear),
        cmocka_unit_test_teardown(what_meets_is_marked, clear),
        cmocka_unit_test_teardown(files_that_both_made_are_marked_whole, clear),
        cmocka_unit_test_teardown(very_long_texts_are_marked_whole, clear),
        cmocka_unit_test_teardown(ends_of_lines_are_ours, clear),
        cmocka_unit_test_teardown(what_is_no_text_is_not_merged, clear),
        cmocka_unit_test_teardown(front_matter_is_merged_by_key, clear),
        cmocka_unit_test_teardown(one_key_changed_on_both_sides_is_marked, clear),
        cmocka_unit_test_teardown(front_matter_that_cannot_be_read_is_merged_by_line, clear),
        cmocka_unit_test_teardown(yaml_files_are_merged_by_line_and_then_by_key, clear),
        cmocka_unit_test_teardown(settings_keep_what_is_ours, clear),
        cmocka_unit_test_teardown(marks_are_told_at_their_lines, clear),
        cmocka_unit_test_teardown(files_beside_others_are_known, clear),
    };
    return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
