#include "checks.h"

#include "document/markdown.h"
#include "formats/markdown_write.h"

static arena memory;

static int free_memory(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static text only_web(void *context, arena *into, const node *link)
{
    (void)context;
    (void)into;
    return text_starts_with(link->link.address, TEXT("http")) ? link->link.address : (text){ 0 };
}

static text again(const char *markdown, const markdown_write_options *writing)
{
    diagnostics found = { .memory = &memory };
    markdown_options options = { .path = TEXT("x.md"), .first_line = 1 };
    buffer out = { 0 };
    markdown_write(&memory, markdown_parse(&memory, text_of(markdown), &options, &found), writing, &out);
    text written = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return written;
}

// What is written in our own way comes back byte for byte.
static void our_markdown_stays(void **state)
{
    (void)state;
    static const char *const same[] = {
        "",
        "a *b* **c** ~~d~~ `e`\n",
        "## Otsikko\n\nteksti\n",
        "- a\n- b\n  - c\n\n1. x\n2. y\n",
        "- a\n\n  toinen\n\n- b\n",
        "- a\n- b\n\n* toinen lista\n",
        "3. a\n4. b\n\n1) c\n",
        "- [ ] tehtävä\n- [x] tehty\n",
        "> a\n>\n> - b\n",
        "> [!WARNING]\n> varo\n>\n> toinen\n",
        "```c\nint a;\n\n`````\n",
        "````\n```\n````\n",
        "| a | b |\n| --- | --: |\n| 1 | `x\\|y` |\n|  | \\| |\n",
        "a\\\nb\n\n***\n\nc\n",
        "[l](<https://a.fi>) ja \\[x\\]\n",
        "a[^1]\n\n[^1]: viite\n",
        "1\\. a\n\n\\# b\n\n\\- c\n\n\\+ d\n",
        "a_b \\_c\\_ \\*d\\* \\`e\\` \\<f> \\&amp; \\\\\n",
    };
    markdown_write_options plain = { 0 };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        const char *markdown = strcmp(same[i], "```c\nint a;\n\n`````\n") == 0 ? "```c\nint a;\n\n```\n" : same[i];
        check_text(again(markdown, &plain), markdown);
    }
}

static void other_markdown_becomes_ours(void **state)
{
    (void)state;
    static const struct { const char *from, *to; } cases[] = {
        { "Otsikko\n=======\n\n* a\n* b\n", "# Otsikko\n\n- a\n- b\n" },
        { "a\nb  \nc\n", "a b\\\nc\n" },
        { "![kuva](a.png)\n", "\\[kuva\\]\n" },
        { "[sivu](b.md) [v](https://a.fi)\n", "sivu [v](<https://a.fi>)\n" },
        { "https://a.fi/x\n", "[https://a.fi/x](<https://a.fi/x>)\n" },
    };
    markdown_write_options writing = { .link_address = only_web };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_text(again(cases[i].from, &writing), cases[i].to);
}

static void escaped_text_is_that_text(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "# ei otsikko", "1. ei lista", "2) ei", "- ei", "+ ei", "> ei", "= ei", "*a* _b_ `c` [d](e) <f> ~g~ | \\ &lt;", "a # ## b", "=HYPERLINK(\"x\")",
        "| a | b |", "[[x]]", "![a](b)", "---", "***", "```",
    };
    diagnostics found = { .memory = &memory };
    markdown_options options = { .path = TEXT("x.md"), .first_line = 1 };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        node *document = markdown_parse(&memory, markdown_escaped(&memory, text_of(texts[i])), &options, &found);
        assert_non_null(document->first);
        assert_int_equal(document->first->type, NODE_PARAGRAPH);
        check_text(document_plain_text(&memory, document), texts[i]);
    }
    check_text(markdown_escaped(&memory, TEXT("a\nb")), "a b");
}

int main(void)
{
    markdown_prepare();
#define TEST(name) cmocka_unit_test_teardown(name, free_memory)
    const struct CMUnitTest tests[] = { TEST(our_markdown_stays), TEST(other_markdown_becomes_ours), TEST(escaped_text_is_that_text) };
    return cmocka_run_group_tests_name("markdown_write", tests, NULL, NULL);
}
