#include "checks.h"

#include "document/markdown.h"
#include "document/typesetting.h"
#include "formats/html.h"

static arena memory;

static text typeset(const char *markdown, const char *language)
{
    diagnostics found = { .memory = &memory };
    markdown_options options = { .path = TEXT("x.md"), .first_line = 1 };
    static const html_words words = { .table = TEXT_CONSTANT("T") };
    html_options writing = { .words = &words };
    node *document = markdown_parse(&memory, text_of(markdown), &options, &found);
    document_typeset(&memory, document, text_of(language));
    buffer out = { 0 };
    html_write(document, &writing, &out);
    text written = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return written;
}

static void words_are_mended_across_nodes(void **state)
{
    (void)state;
    check_text(typeset("Say \"**it**\" - 5\n% of *\"all\"*...", "en"),
               "<p>Say “<strong>it</strong>”\u00A0– 5\u00A0% of <em>“all”</em>…</p>\n");
    check_text(typeset("ks. s.\n5 ja **10** %", "fi"), "<p>ks.\u00A0s.\u00A05 ja <strong>10</strong>\u00A0%</p>\n");
    check_text(typeset("a\\\n\"b\" - c", "en"), "<p>a<br />\n“b”\u00A0– c</p>\n");
    arena_free(&memory);
}

static void code_and_addresses_stay(void **state)
{
    (void)state;
    check_text(typeset("`\"a\" - ...` \"b\"\n\n    x = \"y\"...\n", "en"),
               "<p><code>&quot;a&quot; - ...</code> “b”</p>\n<pre tabindex=\"0\"><code>x = &quot;y&quot;...\n</code></pre>\n");
    check_text(typeset("https://a.example/x...y", "fi"),
               "<p><a class=\"external\" rel=\"external noopener\" href=\"https://a.example/x...y\">https://a.example/x...y</a></p>\n");
    check_text(typeset("![\"alt\"](a.png)", "fi"), "<p><img src=\"a.png\" alt=\"&quot;alt&quot;\" loading=\"lazy\" /></p>\n");
    arena_free(&memory);
}

static void blocks_begin_anew(void **state)
{
    (void)state;
    check_text(typeset("- \"a\n- \"b\"\n\n| \"x\" |\n|---|\n| 5 % |\n", "en"),
               "<ul>\n<li>“a</li>\n<li>“b”</li>\n</ul>\n<section class=\"table-scroll\" aria-label=\"T\" tabindex=\"0\"><table>\n"
               "<thead>\n<tr><th scope=\"col\">“x”</th></tr>\n</thead>\n<tbody>\n<tr><td>5\u00A0%</td></tr>\n</tbody>\n</table></section>\n");
    arena_free(&memory);
}

static int prepare(void **state)
{
    (void)state;
    markdown_prepare();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_mended_across_nodes),
        cmocka_unit_test(code_and_addresses_stay),
        cmocka_unit_test(blocks_begin_anew),
    };
    return cmocka_run_group_tests_name("typesetting", tests, prepare, NULL);
}
