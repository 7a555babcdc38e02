#include "checks.h"

#include "forks/kit_names.h"

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static bool is_fine(const char *name)
{
    return kit_name_fault(text_of(name)).length == 0;
}

static void ordinary_names_are_fine(void **state)
{
    (void)state;
    check(is_fine("kit.json"));
    check(is_fine("source/content/fi/työ/Hyvä sivu (2).md"));
    check(is_fine("fi/console.html"));
    check(is_fine("fi/com10.html"));
    check(is_fine("co"));
    check(is_fine("com\u00B9\u00B2"));
    check(is_fine("com\u2074.md"));
    check(is_fine("a/b~1.md"));
}

static void names_that_lead_elsewhere_are_refused(void **state)
{
    (void)state;
    const char *const names[] = { "", "/a", "a/", "../a", "a/../b", "./a", "a//b", "C:/a", "a\\b", ".git/config", "a/.b", "git~1/a",
                                  "GIT~12", "con", "a/NUL.txt", "aux .md", "Com1", "lpt9.pdf", "a.", "a ", " a", "a/b. /c", "a?b", "a|b",
                                  "a\tb", "a\nb", "a\xff", "a\u200Bb", "a\u202Eb", "a\u00ADb", "COM\u00B9", "com\u00B2.md",
                                  "a/lpt\u00B3.pdf" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is_fine(names[i]))
            fail_msg("'%s' is fine", names[i]);
    }
}

static void long_and_deep_names_are_refused(void **state)
{
    (void)state;
    char name[2001];
    for (size_t i = 0; i < 2000; i++)
        name[i] = i % 2 == 0 ? 'a' : '/';
    name[2 * KIT_NAME_DEPTH_MOST - 1] = '\0';
    check(is_fine(name));
    name[2 * KIT_NAME_DEPTH_MOST - 1] = '/';
    name[2 * KIT_NAME_DEPTH_MOST + 1] = '\0';
    check(!is_fine(name));
    memset(name, 'a', 1000);
    name[KIT_NAME_PART_MOST] = '\0';
    check(is_fine(name));
    name[KIT_NAME_PART_MOST] = 'a';
    name[KIT_NAME_PART_MOST + 1] = '\0';
    check(!is_fine(name));
}

static void names_that_meet_on_some_system_are_told(void **state)
{
    (void)state;
    kit_names seen = { .memory = &memory };
    text other;
    check(kit_names_add(&seen, TEXT("a/b.md"), &other));
    check(kit_names_add(&seen, TEXT("a/c.md"), &other));
    check(!kit_names_add(&seen, TEXT("a/b.md"), &other));
    check_text(other, "a/b.md");
    check(!kit_names_add(&seen, TEXT("A/d.md"), &other));
    check_text(other, "a");
    check(!kit_names_add(&seen, TEXT("a"), &other));
    check(!kit_names_add(&seen, TEXT("a/b.md/c"), &other));
    check(kit_names_add(&seen, TEXT("\u00e4.md"), &other));
    check(!kit_names_add(&seen, TEXT("a\u0308.md"), &other));
    check(kit_names_add(&seen, TEXT("a.md"), &other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(ordinary_names_are_fine, clear),
        cmocka_unit_test_teardown(names_that_lead_elsewhere_are_refused, clear),
        cmocka_unit_test_teardown(long_and_deep_names_are_refused, clear),
        cmocka_unit_test_teardown(names_that_meet_on_some_system_are_told, clear),
    };
    return cmocka_run_group_tests_name("kit_names", tests, NULL, NULL);
}
