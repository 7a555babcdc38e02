#include "checks.h"

#include "forks/update.h"

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void versions_are_compared_by_numbers(void **state)
{
    (void)state;
    check(version_compare(TEXT("1.9"), TEXT("1.10")) < 0);
    check(version_compare(TEXT("2"), TEXT("1.9")) > 0);
    check(version_compare(TEXT("1.0"), TEXT("1.0")) == 0);
    check(version_compare(TEXT("1"), TEXT("1.1")) < 0);
    check(version_compare(TEXT("1.0a"), TEXT("1.0b")) < 0);
    check(version_compare(TEXT(""), TEXT("1")) < 0);
    check(version_compare(TEXT("99999999999999999999999"), TEXT("1")) > 0);
}

static void names_beside_keep_their_extension(void **state)
{
    (void)state;
    check_text(update_beside(&memory, TEXT("content/fi/map.png")), "content/fi/map.upstream.png");
    check_text(update_beside(&memory, TEXT("a.b/c")), "a.b/c.upstream");
}

static bool reads(const char *json)
{
    update_journal read;
    return update_journal_read(&memory, text_of(json), &read);
}

static void a_journal_tells_its_steps(void **state)
{
    (void)state;
    update_journal read;
    check(update_journal_read(&memory, TEXT("{\"steps\": [{\"path\": \"content/fi/a: b.md\", \"was\": \"\", \"is_removal\": false},"
                                            "{\"path\": \"b..md\", \"was\": \"abc\", \"is_removal\": true}]}"), &read));
    assert_int_equal(read.count, 2);
    check_text(read.items[0].path, "content/fi/a: b.md");
    check(!read.items[0].is_removal && read.items[1].is_removal);
    check_text(read.items[1].was, "abc");
    check(update_journal_read(&memory, TEXT("{\"steps\": []}"), &read) && read.count == 0);
}

static void a_journal_leads_to_files_of_the_site(void **state)
{
    (void)state;
    static const char *const paths[] = { "../a", "a/../../b", "/a", "a//b", "./a", "a/..", "a/", "", ".", "a\\u0000b" };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        check(!reads(text_format(&memory, "{\"steps\": [{\"path\": \"%s\", \"was\": \"\", \"is_removal\": false}]}", paths[i]).bytes));
}

static void a_journal_of_another_form_is_none(void **state)
{
    (void)state;
    check(!reads("") && !reads("{}") && !reads("[]") && !reads("{\"steps\": 1}") && !reads("{\"steps\": [1]}") && !reads("{\"steps\": [{}]}"));
    check(!reads("{\"steps\": [{\"path\": 1.5, \"was\": \"\", \"is_removal\": false}]}"));
    check(!reads("{\"steps\": [{\"path\": \"a\", \"was\": [], \"is_removal\": false}]}"));
    check(!reads("{\"steps\": [{\"path\": \"a\", \"was\": \"\", \"is_removal\": \"\"}]}"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(versions_are_compared_by_numbers, clear),
        cmocka_unit_test_teardown(names_beside_keep_their_extension, clear),
        cmocka_unit_test_teardown(a_journal_tells_its_steps, clear),
        cmocka_unit_test_teardown(a_journal_leads_to_files_of_the_site, clear),
        cmocka_unit_test_teardown(a_journal_of_another_form_is_none, clear),
    };
    return cmocka_run_group_tests_name("update", tests, NULL, NULL);
}
