#include "checks.h"

#include "base/buffer.h"
#include "document/headings.h"
#include "document/markdown.h"

static arena memory;
static diagnostics found;
static heading_list list;

static int begin(void **state)
{
    (void)state;
    found = (diagnostics){ .memory = &memory };
    list = (heading_list){ 0 };
    return 0;
}

static int end(void **state)
{
    (void)state;
    release(&memory, &found);
    return 0;
}

// "id(level) title" of each heading, with "|" between.
static text named(const char *markdown, diagnostics *where)
{
    markdown_options options = { .path = TEXT("a.md"), .first_line = 5 };
    node *document = markdown_parse(&memory, text_of(markdown), &options, &found);
    headings_name(&memory, document, options.path, &list, where);
    buffer out = { 0 };
    for (size_t i = 0; i < list.count; i++) {
        heading_entry *entry = &list.items[i];
        check(text_equals(entry->heading->heading.id, entry->id));
        buffer_format(&out, "%s%.*s(%d) %.*s", i > 0 ? "|" : "", TEXT_PRINT(entry->id), entry->level,
                      TEXT_PRINT(entry->title));
    }
    text result = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return result;
}

static void ids_follow_githubs_rule(void **state)
{
    (void)state;
    check_text(named("## Mitä on *työ*?\n## Hyvä, Åke & co_2\n## A - b\n## \u201DSiteeraus\u201D 10\u00A0%\n", NULL),
               "mitä-on-työ(2) Mitä on työ?|hyvä-åke--co_2(2) Hyvä, Åke & co_2|a---b(2) A - b"
               "|siteeraus-10-(2) \u201DSiteeraus\u201D 10\u00A0%");
}

static void ids_are_unique_and_never_empty(void **state)
{
    (void)state;
    check_text(named("## A\n## A\n## A-1\n## A\n## ???\n## !\n##\n", NULL),
               "a(2) A|a-1(2) A|a-1-1(2) A-1|a-2(2) A|section(2) ???|section-1(2) !|section-2(2) ");
}

static void headings_anywhere_are_listed(void **state)
{
    (void)state;
    check_text(named("> ## In `quote`\n\n- ## In [item](x)[^1]\n\n[^1]: ## In note\n", NULL),
               "in-quote(2) In quote|in-item(2) In item|in-note(2) In note");
    check_text(named("no heading", NULL), "in-quote(2) In quote|in-item(2) In item|in-note(2) In note");
}

static void levels_are_checked(void **state)
{
    (void)state;
    named("### Early\n\n# Title\n\n## Fine\n### Fine\n##### Deep\n## Back\n", &found);
    check_reported(&found,
                   "a.md:5:1: warning: a heading level is skipped: "
                   "'Early' is of level 3 and follows level 1; begin it with '##'\n"
                   "a.md:7:1: warning: a first-level heading in the text: "
                   "'Title': the page's title is its only one; begin this line with '##'\n"
                   "a.md:11:1: warning: a heading level is skipped: "
                   "'Deep' is of level 5 and follows level 3; begin it with '####'\n");
}

static void many_equal_headings_are_named_quickly(void **state)
{
    (void)state;
    buffer out = { 0 };
    for (int i = 0; i < 20000; i++)
        buffer_add_string(&out, "# a\n\n");
    buffer_add_byte(&out, '\0');
    named(out.bytes, NULL);
    buffer_free(&out);
    assert_int_equal(list.count, 20000);
    check_text(list.items[19999].id, "a-19999");
}

int main(void)
{
    markdown_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ids_follow_githubs_rule, begin, end),
        cmocka_unit_test_setup_teardown(ids_are_unique_and_never_empty, begin, end),
        cmocka_unit_test_setup_teardown(headings_anywhere_are_listed, begin, end),
        cmocka_unit_test_setup_teardown(levels_are_checked, begin, end),
        cmocka_unit_test_setup_teardown(many_equal_headings_are_named_quickly, begin, end),
    };
    return cmocka_run_group_tests_name("headings", tests, NULL, NULL);
}
