#include "checks.h"

#include "site/personal_check.h"

static const char phone[] = "warning: this looks like personal data: the number of a mobile phone; remove it, or write 'public_contacts: true' in ";
static const char code[] = "warning: this looks like personal data: a personal identity code; remove it, also from the history of versions";

// What is told of a file that a page links to.
static void check_file(text contents, const char *path, bool are_public, const char *expected)
{
    arena memory = { 0 };
    diagnostics found = { .memory = &memory };
    site of = { .overrides = { .memory = &memory } };
    page linking = { .has_public_contacts = are_public };
    site_check_personal_file(&of, text_of(path), contents, &linking, &found);
    diagnostics_sort(&found);
    check_reported(&found, expected);
    release(&memory, &found);
}

static void check_own(const char *contents, const char *path, contacts_rule rule, bool are_public, const char *expected)
{
    arena memory = { 0 };
    diagnostics found = { .memory = &memory };
    site_check_personal(text_of(contents), text_of(path), rule, are_public, &found);
    check_reported(&found, expected);
    release(&memory, &found);
}

static const char *told(arena *memory, const char *at_place, const char *what, const char *where)
{
    return text_to_string(memory, text_format(memory, "%s: %s%s%s", at_place, what, where, where[0] != '\0' ? " if it is meant for everybody\n" : "\n"));
}

static void plain_text_that_pages_link_to_is_looked_through(void **state)
{
    (void)state;
    arena memory = { 0 };
    const char *by_page = told(&memory, "content/fi/a.CSV:2:7", phone, "the front matter of the pages that link to it");
    check_file(TEXT("a;b\nÄimä;\u00a00401234567\n"), "content/fi/a.CSV", false, by_page);
    check_file(TEXT("a;b\nÄimä;\u00a00401234567\n"), "content/fi/a.CSV", true, "");
    check_file(TEXT("a;131052-308T"), "content/fi/a.ics", true, told(&memory, "content/fi/a.ics:1:3", code, ""));
    check_file(TEXT("a;131052-308T"), "content/fi/a.zip", false, "");
    check_file(TEXT(""), "content/fi/a.txt", false, "");
    arena_free(&memory);
}

// As spreadsheets save them.
static void other_encodings_are_looked_through(void **state)
{
    (void)state;
    arena memory = { 0 };
    check_file(TEXT("\xc4im\xe4;131052-308T\n"), "a.csv", false, told(&memory, "a.csv:1:6", code, ""));
    check_file(TEXT("\xff\xfe\xc4\0\n\0" "1\0" "3\0" "1\0" "0\0" "5\0" "2\0-\0" "3\0" "0\0" "8\0T\0"), "a.txt", false,
               told(&memory, "a.txt:2:1", code, ""));
    check_file(TEXT("\xfe\xff\0" "1\0" "3\0" "1\0" "0\0" "5\0" "2\0-\0" "3\0" "0\0" "8\0T"), "a.txt", false, told(&memory, "a.txt:1:1", code, ""));
    arena_free(&memory);
}

static void files_in_which_nothing_is_are_known(void **state)
{
    (void)state;
    arena memory = { 0 };
    for (int i = 0; i < 40; i++) {
        text clean = text_format(&memory, "%d;2;3\n", i % 20);
        check_file(clean, "a.csv", false, "");
        check_file(text_join(&memory, clean, TEXT("131052-308T")), "a.csv", false, told(&memory, "a.csv:2:1", code, ""));
    }
    arena_free(&memory);
}

static void a_file_says_whether_its_contacts_are_public(void **state)
{
    (void)state;
    arena memory = { 0 };
    check_own("x: 040 123 4567\n", "a.yaml", CONTACTS_BY_FILE, false, told(&memory, "a.yaml:1:4", phone, "this file"));
    check_own("x: 040 123 4567\npublic_contacts: true\n", "a.yaml", CONTACTS_BY_FILE, false, "");
    check_own("x: 040 123 4567\npublic_contacts: no\n", "a.yaml", CONTACTS_BY_FILE, false, told(&memory, "a.yaml:1:4", phone, "this file"));
    check_own("x: 040 123 4567\npublic_contacts: [\n", "a.yaml", CONTACTS_BY_FILE, false, told(&memory, "a.yaml:1:4", phone, "this file"));
    check_own("---\npublic_contacts: true\n---\n040 123 4567\n", "a.md", CONTACTS_BY_FILE, false, "");
    check_own("public_contacts: true\n040 123 4567\n", "a.md", CONTACTS_BY_FILE, false, told(&memory, "a.md:2:1", phone, "the front matter"));
    check_own("public_contacts: true\nx: 040 123 4567\n", "a.yaml", CONTACTS_BY_SETTINGS, false, told(&memory, "a.yaml:2:4", phone, "digitori.yaml"));
    check_own("x: 040 123 4567\n", "a.yaml", CONTACTS_BY_SETTINGS, true, "");
    check_own("# 040 123 4567\n", "consents.yaml", CONTACTS_NEVER, false,
              "consents.yaml:1:3: warning: this looks like personal data: the number of a mobile phone; remove it: only the references of consents "
              "stand here\n");
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text_that_pages_link_to_is_looked_through),
        cmocka_unit_test(other_encodings_are_looked_through),
        cmocka_unit_test(files_in_which_nothing_is_are_known),
        cmocka_unit_test(a_file_says_whether_its_contacts_are_public),
    };
    return cmocka_run_group_tests_name("personal_check", tests, NULL, NULL);
}
