#include "site_fixture.h"

#include "printing/print_style.h"

#define SITE { "digitori.yaml", "title: Sivusto\nlanguages: [fi]\n" }, { "content/fi/index.md", "---\ntitle: Etusivu\n---\n" }

static void read_with(fixture_site *opened, const char *own, print_style *into)
{
    const fixture_file files[] = { SITE, { "content/kuvat/vaakuna.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>" },
                                   { "themes/digitori/print.yaml", own } };
    fixture_open(opened, files, own != NULL ? 4 : 3);
    print_style_read(&opened->memory, &opened->site, &opened->theme, &opened->found, into);
}

static void test_carried(void **state)
{
    (void)state;
    fixture_site opened;
    print_style style;
    read_with(&opened, NULL, &style);
    check_reported(&opened.found, "");
    check(style.text == PDF_SERIF && style.headings == PDF_SANS);
    check((long)style.colours.accent == 0x0c5647);
    check((long)style.stall_count == 7);
    check(style.sizes.text.size == 10.5 && style.sizes.text.leading == 15.5);
    check(style.a4.inner == PDF_MM(26) && style.a5.bottom == PDF_MM(20) && style.a5_titles == 0.82);
    check(style.logo.length == 0 && style.prints_addresses);
    fixture_close(&opened);
}

static void test_own(void **state)
{
    (void)state;
    fixture_site opened;
    print_style style;
    read_with(&opened,
              "colours: {accent: '#0A4a8f', soft-ink: '#333333', stalls: ['#000000', '#ffffff']}\nsizes: {text: [11, 16]}\n"
              "margins: {a4: {inner: 30}}\nlogo: kuvat/vaakuna.svg\nprint_addresses: no\na5_titles: 0.9\nfonts: {text: Lato}\n", &style);
    check_reported(&opened.found, "");
    check((long)style.colours.accent == 0x0a4a8f);
    check((long)style.colours.soft_ink == 0x333333);
    check((long)style.colours.title == 0x083d33);
    check((long)style.stall_count == 2);
    check(style.sizes.text.size == 11 && style.sizes.part.size == 34);
    check(style.a4.inner == PDF_MM(30) && style.a4.outer == PDF_MM(20));
    check_text(style.logo, "content/kuvat/vaakuna.svg");
    check(style.text == PDF_SANS);
    check(!style.prints_addresses && style.a5_titles == 0.9);
    fixture_close(&opened);
}

static void test_mistakes(void **state)
{
    (void)state;
    fixture_site opened;
    print_style style;
    read_with(&opened,
              "colours:\n  acent: '#000000'\n  accent: green\n  charts: ['#000000']\nsizes:\n  text: 11\n  label: [12, 9]\n  small: [2, 3]\n"
              "margins:\n  a4: {inner: 90}\n  a6: {}\nlogo: kuvat/ei-ole.svg\nfonts:\n  headings: Ei Ole\nprint_addresses: ehkä\nkannet: x\n", &style);
    check_reported(&opened.found,
        "themes/digitori/print.yaml:16:1: error: unknown key: 'kannet': the keys that can be used here are fonts, colours, sizes, a5_titles, margins, logo, print_addresses\n"
        "themes/digitori/print.yaml:14:13: error: the setting cannot be used: 'Ei Ole': the fonts for print are Vollkorn, Lato, DejaVu Sans Mono\n"
        "themes/digitori/print.yaml:2:3: error: unknown key: 'acent': did you mean 'accent'?\n"
        "themes/digitori/print.yaml:3:11: error: the setting cannot be used: write a colour as '#rrggbb', in quotes\n"
        "themes/digitori/print.yaml:4:11: error: the setting cannot be used: write 6 colours: ['#rrggbb', ...]\n"
        "themes/digitori/print.yaml:6:9: error: the setting cannot be used: write the size and the points from line to line: [10.5, 15.5]\n"
        "themes/digitori/print.yaml:7:15: error: the setting cannot be used: lines would touch: the second number is at least the first\n"
        "themes/digitori/print.yaml:8:11: error: the setting cannot be used: write a number from 6 to 96\n"
        "themes/digitori/print.yaml:11:3: error: unknown key: 'a6': did you mean 'a4'?\n"
        "themes/digitori/print.yaml:10:15: error: the setting cannot be used: write a number from 10 to 50\n"
        "themes/digitori/print.yaml:12:7: error: there is no such image: 'kuvat/ei-ole.svg': write the path of a picture in content\n"
        "themes/digitori/print.yaml:15:18: error: the field has the wrong kind of value: write true or false\n");
    check((long)style.colours.accent == 0x0c5647);
    check(style.sizes.text.size == 10.5 && style.sizes.label.leading == 13 && style.sizes.small.size == 8.5);
    check(style.a4.inner == PDF_MM(26) && style.logo.length == 0);
    check(style.headings == PDF_SANS);
    fixture_close(&opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_carried),
        cmocka_unit_test(test_own),
        cmocka_unit_test(test_mistakes),
    };
    return cmocka_run_group_tests_name("print_style", tests, NULL, NULL);
}
