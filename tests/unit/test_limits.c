#include "checks.h"

#include "base/buffer.h"
#include "document/limits.h"
#include "document/markdown.h"

#include <time.h>

enum { HOSTILE_BYTES = 256 * 1024, LINE_BYTES = 600 };

static arena memory;
static diagnostics found;

static int begin(void **state)
{
    (void)state;
    found = (diagnostics){ .memory = &memory };
    return 0;
}

static int end(void **state)
{
    (void)state;
    release(&memory, &found);
    return 0;
}

static void add_times(buffer *out, const char *unit, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buffer_add_string(out, unit);
}

// What is said of [before], [times] × [unit], and [after].
static void is_refused(const char *before, const char *unit, size_t times, const char *after,
                       const char *expected)
{
    buffer markdown = { 0 };
    buffer_add_string(&markdown, before);
    add_times(&markdown, unit, times);
    buffer_add_string(&markdown, after);
    bool fine = limits_check(buffer_text(&markdown), TEXT("a.md"), 3, &found);
    buffer_free(&markdown);
    char line[512] = "";
    if (expected[0] != '\0')
        snprintf(line, sizeof line, "a.md:%s\n", expected);
    check_reported(&found, line);
    check(fine == (expected[0] == '\0'));
    found.count = 0;
}

static void is_fine(const char *before, const char *unit, size_t times, const char *after)
{
    is_refused(before, unit, times, after, "");
}

#define REFUSED "1: error: the text is too complicated: "

static void sizes_are_limited(void **state)
{
    (void)state;
    is_fine("", "", 0, "");
    is_fine("", "word\n", 209715, "");
    is_refused("", "word\n", 209716, "",
               "3:" REFUSED "the text is longer than 1 MiB; divide it into several pages");
    is_fine("\n", "x", 65536, "\n");
    is_refused("\n", "x", 65537, "\n",
               "4:" REFUSED "the line is longer than 65,536 characters; divide it into paragraphs");
}

static void zero_bytes_are_refused(void **state)
{
    (void)state;
    check(!limits_check(TEXT("a\n\0b"), TEXT("a.md"), 1, &found));
    check_reported(&found, "a.md:2:" REFUSED
                           "the text holds a zero byte; open the file in a text editor and save it as UTF-8\n");
}

static void nesting_is_limited(void **state)
{
    (void)state;
    const char *message = "4:" REFUSED "more than 32 quotes or lists inside one another; use fewer levels";
    is_fine("\n", ">", 32, "a");
    is_refused("\n", ">", 33, "a", message);
    is_fine("\n", "> - ", 16, "a");
    is_refused("\n", "> 1. ", 17, "a", message);
    is_refused("\n", "[^a]: ", 33, "a", message);
    is_fine("\n", "* ", 1000, "\n");        // a rule
    is_refused("\n", "* ", 33, "a\n", message);
    is_fine("", ">>> a\r", 100, "");
}

static void tables_are_limited(void **state)
{
    (void)state;
    const char *too_wide = "4:" REFUSED "a table has more than 64 columns; divide it into several tables";
    is_fine("|a\n", "|-", 64, "|\n");
    is_refused("|a\n", "|-", 65, "|\n", too_wide);
    is_refused("a|b\n-|-\n", "|a", 70, "\n", "5:" REFUSED
               "a table has more than 64 columns; divide it into several tables");
    is_fine("", "|a", 70, "\n");            // no table
    is_fine("a|b\n-|-\n\n", "|a", 70, "\n");
    is_fine("a|b\n-|-\n", "a\n", 99990, "");
    is_refused("a|b\n-|-\n", "a\n", 100001, "", "100004:" REFUSED
               "the tables of the page have more than 200,000 cells; "
               "divide the page or publish the table as a file");
    is_fine("", "a\n---\n", 100000, "");    // headings
}

static void signs_in_a_paragraph_are_limited(void **state)
{
    (void)state;
    is_fine("", "[a]\n", 2000, "");
    is_refused("", "[a]\n", 2001, "", "2003:" REFUSED
               "more than 2,000 \"[\" in one paragraph; divide it with empty lines");
    is_fine("", "[a]\n\n", 3000, "");
    is_fine("", "[a]\n>\n", 3000, "");
    is_fine("", "<!a\n", 500, "");
    is_refused("", "<?a\n", 501, "", "503:" REFUSED
               "more than 500 \"<!\" or \"<?\" in one paragraph; divide it with empty lines");
    const char *message = "160003:" REFUSED "too many \"[\", \"*\", \"<!\" or table lines in long paragraphs; "
                          "divide them with empty lines";
    is_refused("", "*a_b\n", 160000, "", message);
    is_fine("", "*a_b\n\n", 160000, "");
}

static void footnotes_and_links_are_limited(void **state)
{
    (void)state;
    is_fine("", "[^a]\n\n", 2000, "");
    is_refused("", "[^a]\n\n", 2001, "", "4003:" REFUSED "more than 2,000 footnotes on one page; divide the page");
    is_fine("", "[a]: b\n\n", 5000, "");
    is_refused("", "[a]: b\n\n", 5001, "", "10003:" REFUSED
               "more than 5,000 link definitions on one page; divide the page");

    const char *message = "3:" REFUSED "an address is longer than 2,048 characters; "
                          "put pictures and the like into files of their own";
    is_fine("[a](", "x", 2048, ")");
    is_refused("[a](", "x", 2049, ")", message);
    is_refused("![a](data:", "(x", 1100, ")", message);
    is_refused("[a]:\n", "x", 2049, "\n", message);
    is_fine("[a](b)", "\u00E4", 2000, "");
    is_fine("[^1]: ", "\u00E4", 2000, "");
    is_fine("x]: ", "x", 3000, "");         // no definition: the line begins otherwise
}

static void copies_of_definitions_are_limited(void **state)
{
    (void)state;
    is_refused("[a]: /x \"a title of more than two hundred characters, which is copied to each place where the "
               "definition is used: ten thousand uses would need many megabytes, although the file itself is "
               "quite small and looks harmless\"\n\n", "[a]\n\n", 100000, "",
               "3:" REFUSED "a long link definition on a page with very many links; "
               "shorten its address or title");
    is_fine("[a]: /x\n\n", "[a]\n\n", 100000, "");
}

// ---- Hostile shapes: each is refused or parsed soon

// As in base/workers.c: builds that count branches are slower.
#ifndef LIMITS_TIMES
#define LIMITS_TIMES 1
#endif

// Processor seconds for 256 KB; a sanitizer or valgrind slows all down.
static double seconds_allowed(void)
{
    const char *under = getenv("UNDER");
    return under != NULL && *under != '\0' ? 60 : 0.5 * LIMITS_TIMES;
}

static void ends_soon(const char *name, text markdown)
{
    arena page = { 0 };
    diagnostics reported = { .memory = &page };
    markdown_options options = { .path = TEXT("a.md"), .first_line = 1 };
    clock_t start = clock();
    node *document = markdown_parse(&page, markdown, &options, &reported);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (seconds > seconds_allowed())
        fail_msg("%s takes %.2f seconds", name, seconds);
    if (document == NULL && reported.count == 0)
        fail_msg("%s is refused without a word", name);
    arena_free(&page);
}

typedef struct {
    const char *first, *unit, *last;
} shape;

static void shape_ends_soon(const shape *tried)
{
    size_t times = (HOSTILE_BYTES - strlen(tried->first) - strlen(tried->last)) / strlen(tried->unit);
    buffer whole = { 0 }, broken = { 0 };
    buffer_add_string(&whole, tried->first);
    add_times(&whole, tried->unit, times);
    buffer_add_string(&whole, tried->last);
    ends_soon(tried->unit, buffer_text(&whole));
    // Again in lines and in paragraphs that no limit refuses.
    for (size_t i = 0; i < whole.length; i += LINE_BYTES) {
        buffer_add(&broken, text_slice(buffer_text(&whole), i, i + LINE_BYTES));
        buffer_add_byte(&broken, '\n');
    }
    ends_soon(tried->unit, buffer_text(&broken));
    buffer_clear(&broken);
    for (size_t i = 0; i < whole.length; i += 2 * LINE_BYTES) {
        buffer_add(&broken, text_slice(buffer_text(&whole), i, i + 2 * LINE_BYTES));
        buffer_add_string(&broken, "\n\n");
    }
    ends_soon(tried->unit, buffer_text(&broken));
    buffer_free(&whole);
    buffer_free(&broken);
}

static void hostile_shapes_end_soon(void **state)
{
    (void)state;
    static const shape shapes[] = {
        { "", "![l", "" }, { "", "a<?", "" }, { "", "<!A ", "" }, { "", "<![CDATA[", "" }, { "", "<!--", "" },
        { "", "![[]()", "" }, { "", ">", "" }, { "", "- ", "a" }, { "", "_", "." }, { "", "[^a]", "" },
        { ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> a\n", "a\n", "" }, { "[a]: /xxxxxxxxxxxxxxxx\n\n", "[a]", "" },
        { "|a|b|\n|-|-|\n", "a\n", "" }, { "", "a\n|-|-|\n", "" }, { "", "b   \n|-|\n", "" },
        { "", "~(_a~~-", "" }, { "", "_a _**", "" }, { "", "*a<\\;~|a_", "" }, { "", "*a **a ", "" },
        { "", "a**b* ", "" }, { "", "[a](b \"c ", "" }, { "", "[a](<b", "" }, { "", "`a``b", "" },
        { "", "<a b=\"", "" }, { "", "&", "" }, { "", "&#xFFFE;", "" }, { "", "\\", "" }, { "", "[^a]: b\n", "" },
        { "", "http://a/", "" }, { "", "www.a_", "" }, { "", "a@", "" }, { "", "http://a)))<", "" },
        { "", "www.a.b(", "" }, { "", "a@b.c;", "" }, { "", "\r", "" }, { "", "a\r", "" }, { "", "\t>", "" },
        { "- - - - - - - - a\n", "\n", "                b" }, { "", "[a]: b \"\n", "" }, { "", "[^a](b) \\[^c] ", "" },
        { "", "[a\\_b](c) ", "" }, { "", "[*a*][b] ", "" }, { "", "<b>", "" }, { "", "</b>", "" },
    };
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        shape_ends_soon(&shapes[i]);
}

static void wide_tables_end_soon(void **state)
{
    (void)state;
    for (size_t columns = 60; columns <= 6000; columns *= 10) {
        buffer table = { 0 };
        add_times(&table, "|a", columns);
        buffer_add_byte(&table, '\n');
        add_times(&table, "|-", columns);
        buffer_add_byte(&table, '\n');
        add_times(&table, "|\n", columns == 60 ? 3000 : columns);
        ends_soon("a wide table", buffer_text(&table));
        buffer_free(&table);
    }
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 16;
}

// Signs of Markdown in random order, always the same ones.
static void random_signs_end_soon(void **state)
{
    (void)state;
    static const char *signs[] = {
        "*", "_", "**", "~", "~~", "`", "``", "[", "![", "]", "](", "](a)", "[^a]", "<", "<!", "<?", "<!--", "-->",
        "<a ", "</a>", "\"", "(", ")", "\\", "&", "&#0;", "&amp;", "|", "- ", "1. ", "> ", "#", "    ", "\t", "\n",
        "\n\n", "\n", " ", "  \n", "a", "b ", "\u00E4", "\xFF", ":", "[a]: /b\n", "[^a]: x\n", "```\n", "|-|\n",
        "| a |\n", "- [ ] ", "> [!NOTE]\n", "<div>\n", "http://a", "www.a", "a@b.c", "\r", "===\n", "&#xFFFF;",
    };
    uint32_t seed = 7;
    for (int page = 0; page < 300; page++) {
        buffer markdown = { 0 };
        size_t kinds = 2 + next_random(&seed) % 12, from = next_random(&seed);
        for (int i = 0; i < 1500; i++)
            buffer_add_string(&markdown, signs[(from + next_random(&seed) % kinds * 7)
                                               % (sizeof signs / sizeof *signs)]);
        ends_soon("random signs", buffer_text(&markdown));
        buffer_free(&markdown);
    }
}

int main(void)
{
    markdown_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(sizes_are_limited, begin, end),
        cmocka_unit_test_setup_teardown(zero_bytes_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(nesting_is_limited, begin, end),
        cmocka_unit_test_setup_teardown(tables_are_limited, begin, end),
        cmocka_unit_test_setup_teardown(signs_in_a_paragraph_are_limited, begin, end),
        cmocka_unit_test_setup_teardown(footnotes_and_links_are_limited, begin, end),
        cmocka_unit_test_setup_teardown(copies_of_definitions_are_limited, begin, end),
        cmocka_unit_test(hostile_shapes_end_soon),
        cmocka_unit_test(wide_tables_end_soon),
        cmocka_unit_test(random_signs_end_soon),
    };
    return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
