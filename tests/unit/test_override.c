#include "checks.h"

#include "forks/override.h"

static arena memory;
static diagnostics found;
static overridden_page made;

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

static text apply(const char *page, const char *override)
{
    made = override_apply(&memory, text_of(page), text_of(override), TEXT("overrides/p.md"), &found);
    return made.contents;
}

// "p1 o2 ...": the file and line each line came from.
static text origins(void)
{
    buffer out = { 0 };
    for (size_t i = 0; i < made.line_count; i++)
        buffer_format(&out, "%s%c%d", i > 0 ? " " : "", made.lines[i].is_overridden ? 'o' : 'p', made.lines[i].line);
    text drawn = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return drawn;
}

static void keys_stand_in_the_place_of_keys(void **state)
{
    (void)state;
    check_text(apply("---\ntitle: A\ntags:\n  - x\nweight: 1\n---\nTeksti\n", "---\nnew: 1\ntags: [y]\n---\n"),
               "---\ntitle: A\ntags: [y]\nweight: 1\nnew: 1\n---\nTeksti\n");
    check_text(origins(), "p1 p2 o3 p5 o2 p6 p7");
    check_reported(&found, "");
}

static void sections_stand_in_the_place_of_sections(void **state)
{
    (void)state;
    static const char page[] = "---\ntitle: A\n---\nAlku\n## Yksi\nvanha\n### Osa\nvanha osa\n## Kaksi\nkaksi\n";
    check_text(apply(page, "## Yksi\nuusi\n"), "---\ntitle: A\n---\nAlku\n## Yksi\nuusi\n\n## Kaksi\nkaksi\n");
    check_text(origins(), "p1 p2 p3 p4 o1 o2 o2 p9 p10");
    check_text(apply(page, "### Osa ###\nuusi osa\n\n\n"),
               "---\ntitle: A\n---\nAlku\n## Yksi\nvanha\n### Osa ###\nuusi osa\n\n## Kaksi\nkaksi\n");
    check_text(apply(page, "Uusi alku\n"),
               "---\ntitle: A\n---\nUusi alku\n\n## Yksi\nvanha\n### Osa\nvanha osa\n## Kaksi\nkaksi\n");
    check_text(apply(page, "---\n---\n\n\n## Kaksi"), "---\ntitle: A\n---\nAlku\n## Yksi\nvanha\n### Osa\nvanha osa\n## Kaksi\n\n");
    check_reported(&found, "");
}

static void headings_in_code_are_none(void **state)
{
    (void)state;
    check_text(apply("---\ntitle: A\n---\n~~~~\n## Yksi\n~~~\n## Yksi\n~~~~\n## Yksi\nteksti\n", "## Yksi\n```\n## Kaksi\n```\n"),
               "---\ntitle: A\n---\n~~~~\n## Yksi\n~~~\n## Yksi\n~~~~\n## Yksi\n```\n## Kaksi\n```\n\n");
    check_reported(&found, "");
}

static void equal_headings_are_taken_in_order(void **state)
{
    (void)state;
    check_text(apply("---\ntitle: A\n---\n## X\n1\n## X\n2\n", "## X\na\n## X\nb\n"), "---\ntitle: A\n---\n## X\na\n\n## X\nb\n\n");
    check_reported(&found, "");
}

static void what_meets_nothing_is_reported(void **state)
{
    (void)state;
    check_text(apply("---\ntitle: A\n---\n## Yksi\n", "## Yks\n"), "---\ntitle: A\n---\n## Yksi\n");
    check_text(apply("---\ntitle: A\n---\n## Yksi\n", "\n### Yksi\n"), "---\ntitle: A\n---\n## Yksi\n");
    check_reported(&found,
        "overrides/p.md:1:1: error: the override meets nothing it could change: the page has no heading 'Yks'; did you mean 'Yksi'?\n"
        "overrides/p.md:2:1: error: the override meets nothing it could change: the heading 'Yksi' has 2 '#' in the page, here it has 3\n");
}

static void broken_files_change_nothing(void **state)
{
    (void)state;
    static const char page[] = "---\ntitle: A\n---\n## Yksi\n";
    check_text(apply(page, ""), page);
    check_text(apply("", "## Yksi\n"), "");
    check_text(apply("ilman\n", "## Yksi\n"), "ilman\n");
    check_text(apply("---\ntitle: [\n---\n", "---\nweight: 1\n---\n"), "---\ntitle: [\n---\n");
    check_reported(&found, "");
    check_text(apply(page, "---\n- a\n---\n"), page);
    check_text(apply(page, "---\ntitle: B\n"), page);
    check_reported(&found,
        "overrides/p.md:2:1: error: the value has the wrong form: front matter is lines of the form 'key: value'\n"
        "overrides/p.md:1:1: error: front matter is never closed: write a line --- after the last key\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys_stand_in_the_place_of_keys, begin, end),
        cmocka_unit_test_setup_teardown(sections_stand_in_the_place_of_sections, begin, end),
        cmocka_unit_test_setup_teardown(headings_in_code_are_none, begin, end),
        cmocka_unit_test_setup_teardown(equal_headings_are_taken_in_order, begin, end),
        cmocka_unit_test_setup_teardown(what_meets_nothing_is_reported, begin, end),
        cmocka_unit_test_setup_teardown(broken_files_change_nothing, begin, end),
    };
    return cmocka_run_group_tests_name("override", tests, NULL, NULL);
}
