#include "folder_fixture.h"

#include "forks/update.h"

#include <sys/wait.h>

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

// In a process of its own: one that has failed succeeds in nothing more.
static bool finishes(void)
{
    int status;
    pid_t process = fork();
    if (process == 0) {
        fclose(stderr);
        _exit(update_finish(&memory, in_folder("site")) ? 0 : 1);
    }
    check(waitpid(process, &status, 0) == process && WIFEXITED(status));
    return WEXITSTATUS(status) == 0;
}

// It may lead out of the site, and a site that comes from somebody else may bring the link and the journal.
static void nothing_is_moved_through_a_link(void **state)
{
    (void)state;
    static const char *const links[] = { NULL, "site/link", "site/.digitori/update/files", "site/.digitori/update", "site/.digitori" };
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        put("outside/a.md", "ours");
        put("site/digitori.yaml", "");
        if (links[i] != NULL) {
            check(folder_make(path_folder(in_folder(links[i]))));
            assert_int_equal(symlink(in_folder("outside").bytes, in_folder(links[i]).bytes), 0);
        }
        put("site/.digitori/update/journal", "{\"steps\": [{\"path\": \"link/a.md\", \"was\": \"\", \"is_removal\": false}]}");
        put("site/.digitori/update/files/link/a.md", "ready");
        check(finishes() == (links[i] == NULL));
        check_contents(links[i] == NULL ? "site/link/a.md" : "site/.digitori/update/files/link/a.md", "ready");
        check_contents("outside/a.md", "ours");
        check(folder_remove(in_folder("site")) && folder_remove(in_folder("outside")));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(versions_are_compared_by_numbers, clear),
        cmocka_unit_test_teardown(names_beside_keep_their_extension, clear),
        cmocka_unit_test_teardown(a_journal_tells_its_steps, clear),
        cmocka_unit_test_teardown(a_journal_leads_to_files_of_the_site, clear),
        cmocka_unit_test_teardown(a_journal_of_another_form_is_none, clear),
        cmocka_unit_test_setup_teardown(nothing_is_moved_through_a_link, begin, end),
    };
    return cmocka_run_group_tests_name("update", tests, NULL, NULL);
}
