#include "site_fixture.h"

#include "site/overrides.h"

static fixture_site opened;

static const fixture_file files[] = {
    { "digitori.yaml", "title: A\nlanguages: [fi]\n" },
    { "content/fi/a.md", "---\ntitle: A\nweight: 1\n---\nAlku.\n\n## Osa\n\nVanha.\n" },
    { "content/fi/b.md", "---\ntitle: B\n---\n" },
    { "content/fi/kuva.png", "vanha" },
    { "overrides/content/fi/a.md", "---\nweight: kaksi\n---\n\n## Osa\n\nUusi.\n" },
    { "overrides/content/fi/kuva.png", "uusi" },
};

static int begin(void **state)
{
    (void)state;
    fixture_open(&opened, files, sizeof files / sizeof *files);
    return 0;
}

static int end(void **state)
{
    (void)state;
    fixture_close(&opened);
    return 0;
}

static text read(const char *path, file_result expected)
{
    text contents = { 0 };
    assert_int_equal(site_file_read(&opened.site, &opened.memory, text_of(path), 1000, &contents), expected);
    return contents;
}

static void files_are_read_with_what_overrides_them(void **state)
{
    (void)state;
    check_text(read("content/fi/a.md", FILE_READ), "---\ntitle: A\nweight: kaksi\n---\nAlku.\n\n## Osa\n\nUusi.\n\n");
    check_text(read("content/fi/kuva.png", FILE_READ), "uusi");
    check_text(read("content/fi/b.md", FILE_READ), "---\ntitle: B\n---\n");
    read("content/fi/c.md", FILE_MISSING);
    read("../etc/passwd", FILE_NOT_PLAIN);
    check(site_file_is_overridden(&opened.site, TEXT("content/fi/a.md")));
    check(!site_file_is_overridden(&opened.site, TEXT("content/fi/b.md")));
}

static void mistakes_move_to_the_file_they_stand_in(void **state)
{
    (void)state;
    report(&opened.found, LINK_BROKEN, at(TEXT("content/fi/a.md"), 5, 2), "alussa");
    report(&opened.found, LINK_BROKEN, at(TEXT("content/fi/a.md"), 9, 3), "osassa");
    report(&opened.found, LINK_BROKEN, at(TEXT("content/fi/a.md"), 99, 1), "perässä");
    report(&opened.found, LINK_BROKEN, at(TEXT("content/fi/b.md"), 2, 1), "toisessa");
    overrides_place(&opened.memory, &opened.site, &opened.found);
    check_reported(&opened.found,
        "overrides/content/fi/a.md:2:9: error: not a number: 'kaksi': write digits only, for example 12 or 12.5\n"
        "content/fi/a.md:5:2: error: the link leads nowhere: alussa\n"
        "overrides/content/fi/a.md:7:3: error: the link leads nowhere: osassa\n"
        "content/fi/a.md:99:1: error: the link leads nowhere: perässä\n"
        "content/fi/b.md:2:1: error: the link leads nowhere: toisessa\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_are_read_with_what_overrides_them, begin, end),
        cmocka_unit_test_setup_teardown(mistakes_move_to_the_file_they_stand_in, begin, end),
    };
    return cmocka_run_group_tests_name("overrides", tests, NULL, NULL);
}
