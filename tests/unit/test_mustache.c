#include "checks.h"

#include "formats/mustache.h"

static arena memory, scratch;
static mustache_set set;
static diagnostics found;
static data *context;

static int prepare(void **state)
{
    (void)state;
    set = (mustache_set){ .memory = &memory, .strict = true };
    found = (diagnostics){ .memory = &memory };
    context = data_map(&memory);
    return 0;
}

static int free_all(void **state)
{
    (void)state;
    arena_free(&memory);
    arena_free(&scratch);
    return 0;
}

static bool add(const char *name, const char *source)
{
    text path = text_format(&memory, "themes/x/%s.html", name);
    return mustache_add(&set, text_of(name), text_of(source), path, &found);
}

static void check_rendered(const char *name, const char *expected)
{
    buffer out = { 0 };
    mustache_render(&set, text_of(name), context, &scratch, &found, &out);
    text rendered = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    arena_reset(&scratch);
    check_text(rendered, expected);
}

static void check_syntax(const char *source, const char *expected)
{
    found.count = 0;
    check(!add("t", source));
    check(!mustache_has(&set, TEXT("t")));
    check_reported(&found, expected);
}

// ---- Values

static void text_is_escaped_and_markup_is_not(void **state)
{
    (void)state;
    data_set_text(&memory, context, "text", TEXT("<b> & \"'"));
    data_set(&memory, context, "html", data_markup(&memory, TEXT("<b>&amp;</b>")));
    check(add("t", "{{text}}|{{html}}|{{{html}}}|{{& html }}"));
    check_rendered("t", "&lt;b&gt; &amp; &quot;&#39;|<b>&amp;</b>|<b>&amp;</b>|<b>&amp;</b>");
    check_reported(&found, "");
}

static void raw_text_is_reported_and_escaped(void **state)
{
    (void)state;
    data_set_text(&memory, context, "a", TEXT("<"));
    add("t", "x\n  {{{a}}}{{&a}}");
    check_rendered("t", "x\n  &lt;&lt;");
    check_reported(&found, "themes/x/t.html:2:3: error: the template would write plain text as HTML: write {{a}} with two braces\n"
                "themes/x/t.html:2:10: error: the template would write plain text as HTML: write {{a}} with two braces\n");
    set.strict = false;
    check_rendered("t", "x\n  <<");
}

static void numbers_bools_and_nothing(void **state)
{
    (void)state;
    data_set(&memory, context, "n", data_number(&memory, 2.5));
    data_set_bool(&memory, context, "yes", true);
    data_set(&memory, context, "nothing", data_nothing(&memory));
    data_set(&memory, context, "list", data_list(&memory));
    add("t", "{{n}} {{{n}}} {{yes}} [{{nothing}}] [{{list}}]");
    check_rendered("t", "2.5 2.5 true [] []");
    check_reported(&found, "");
}

static void what_is_false(void **state)
{
    (void)state;
    data_set(&memory, context, "nothing", data_nothing(&memory));
    data_set_bool(&memory, context, "no", false);
    data_set_text(&memory, context, "empty", (text){ 0 });
    data_set(&memory, context, "zero", data_number(&memory, 0));
    data_set(&memory, context, "list", data_list(&memory));
    data_set(&memory, context, "map", data_map(&memory));
    add("t", "{{#nothing}}1{{/nothing}}{{#no}}2{{/no}}{{#empty}}3{{/empty}}{{#zero}}4{{/zero}}{{#list}}5{{/list}}"
             "{{#map}}6{{/map}}{{^nothing}}a{{/nothing}}{{^no}}b{{/no}}{{^empty}}c{{/empty}}{{^zero}}d{{/zero}}"
             "{{^list}}e{{/list}}{{^map}}f{{/map}}");
    check_rendered("t", "6abcde");
    check_reported(&found, "");
}

// ---- Names

static void unknown_names_are_reported(void **state)
{
    (void)state;
    data *page = data_map(&memory);
    data_set(&memory, context, "page", page);
    data_set_text(&memory, page, "title", TEXT("T"));
    data_set(&memory, page, "image", data_nothing(&memory));
    data_set_bool(&memory, page, "draft", false);
    add("t", "{{page.titel}}\n{{#pages}}x{{/pages}}\nä {{^zzz}}y{{/zzz}}\n{{page.image.alt}}{{page.draft.x}}{{page.title.x}}");
    check_rendered("t", "\n\nä y\n");
    check_reported(&found,
        "themes/x/t.html:1:1: error: the template uses a name that nothing provides: 'page.titel': did you mean 'title' in place of 'titel'?\n"
        "themes/x/t.html:2:1: error: the template uses a name that nothing provides: 'pages': did you mean 'page' in place of 'pages'?\n"
        "themes/x/t.html:3:3: error: the template uses a name that nothing provides: 'zzz': remove it or correct its spelling\n"
        "themes/x/t.html:4:35: error: the template uses a name that nothing provides: 'page.title.x': remove it or correct its spelling\n");
}

static void names_come_from_any_level(void **state)
{
    (void)state;
    data *list = data_list(&memory), *item = data_map(&memory);
    data_set_text(&memory, context, "site", TEXT("S"));
    data_set(&memory, context, "list", list);
    data_set_text(&memory, item, "name", TEXT("N"));
    data_add(&memory, list, item);
    data_add(&memory, list, data_text(&memory, TEXT("t")));
    add("t", "{{#list}}{{site}} {{/list}}");
    check_rendered("t", "S S ");
    check_reported(&found, "");
    set.strict = false;
    add("t", "{{#list}}<{{.}}{{name}}>{{/list}}");
    check_rendered("t", "<N><t>");
}

static void nobody_needs_to_listen(void **state)
{
    (void)state;
    add("t", "a{{b}}{{>c}}{{{d}}}");
    buffer out = { 0 };
    mustache_render(&set, TEXT("t"), context, &scratch, NULL, &out);
    mustache_render(&set, TEXT("none"), context, &scratch, NULL, &out);
    bool is_right = text_equals(buffer_text(&out), TEXT("a"));
    buffer_free(&out);
    check(is_right);
}

// ---- Partials and inheritance

static void unknown_partials_are_reported_once(void **state)
{
    (void)state;
    add("partials/header", "h");
    add("t", "{{>partials/heder}}\n{{<base}}{{/base}}");
    mustache_check(&set, &found);
    check_rendered("t", "");
    diagnostics_sort(&found);
    check_reported(&found, "themes/x/t.html:1:1: error: the template includes a partial that does not exist: 'partials/heder': did you mean 'partials/header'?\n"
                "themes/x/t.html:2:1: error: the template includes a partial that does not exist: add a template 'base' to the theme, or remove the tag\n");
}

static void a_site_replaces_a_template(void **state)
{
    (void)state;
    add("t", "{{>p}}");
    add("p", "theme");
    check(mustache_add(&set, TEXT("p"), TEXT("site"), TEXT("themes/own/p.html"), &found));
    check_rendered("t", "site");
    assert_int_equal(set.all.count, 2);
    check(mustache_has(&set, TEXT("p")));
    check(!mustache_has(&set, TEXT("q")));
}

static void endless_inclusion_ends(void **state)
{
    (void)state;
    data_set_bool(&memory, context, "yes", true);
    add("t", "x{{#yes}}{{>t}}{{>t}}{{/yes}}");
    buffer out = { 0 };
    mustache_render(&set, TEXT("t"), context, &scratch, &found, &out);
    size_t length = out.length;
    buffer_free(&out);
    assert_int_equal(length, 65);
    check_reported(&found, "themes/x/t.html:1:10: error: the template includes itself without end: 't' is the 64th template inside "
                "another; let it include itself only under a condition that ends\n");
}

static void a_block_that_holds_itself_ends(void **state)
{
    (void)state;
    add("page", "<main>{{$main}}{{/main}}</main>");
    add("t", "{{<page}}{{$main}}[{{$main}}inner{{/main}}]{{/main}}{{/page}}");
    check_rendered("t", "<main>[inner]</main>");
    check_reported(&found, "");
}

static void deepest_nesting_is_written(void **state)
{
    (void)state;
    buffer source = { 0 };
    data_set_bool(&memory, context, "a", true);
    for (int i = 0; i < 64; i++)
        buffer_add_string(&source, "{{#a}}");
    buffer_add_string(&source, "x{{>t}}");
    for (int i = 0; i < 64; i++)
        buffer_add_string(&source, "{{/a}}");
    char *whole = text_to_string(&memory, buffer_text(&source));
    buffer_free(&source);
    check(add("t", whole));
    buffer out = { 0 };
    mustache_render(&set, TEXT("t"), context, &scratch, &found, &out);
    size_t length = out.length;
    buffer_free(&out);
    assert_int_equal(length, 65);
}

static void blocks_keep_lines_tidy(void **state)
{
    (void)state;
    add("page", "<body>\n  {{$head}}{{/head}}\n  {{$main}}\n  <p>\n    none\n  </p>\n  {{/main}}\n</body>\n");
    add("empty", "{{<page}}{{/page}}");
    check_rendered("empty", "<body>\n  <p>\n    none\n  </p>\n</body>\n");
    add("full", "{{<page}}\n{{$head}}<h1>T</h1>{{/head}}\n{{$main}}\n      <ul>\n\n        <li>\n      </ul>\n{{/main}}\n{{/page}}\n");
    check_rendered("full", "<body>\n  <h1>T</h1>\n  <ul>\n\n    <li>\n  </ul>\n</body>\n");
    check_reported(&found, "");
}

static void partials_in_blocks_are_indented(void **state)
{
    (void)state;
    data_set(&memory, context, "code", data_markup(&memory, TEXT("<pre>\na\n</pre>")));
    add("list", "<ul>\n  {{code}}\n</ul>\n");
    add("page", "<main>\n  {{$main}}{{/main}}\n</main>\n");
    add("t", "{{<page}}\n  {{$main}}\n    <div>\n      {{>list}}\n    </div> {{>list}} end\n  {{/main}}\n{{/page}}\n");
    check_rendered("t", "<main>\n  <div>\n    <ul>\n      <pre>\na\n</pre>\n    </ul>\n  </div> <ul>\n  <pre>\na\n</pre>\n</ul>\n end\n</main>\n");
}

// ---- Syntax

static void syntax_errors_say_where(void **state)
{
    (void)state;
    check_syntax("a\n ä {{b", "themes/x/t.html:2:4: error: the template is not valid Mustache: the tag is never closed: there is no '}}' after it\n");
    check_syntax("{{{b}}", "themes/x/t.html:1:1: error: the template is not valid Mustache: the tag is never closed: there is no '}}}' after it\n");
    check_syntax("{{#b}}\n{{^c}}{{/c}}", "themes/x/t.html:1:1: error: the template is not valid Mustache: 'b' is never closed: add {{/b}}\n");
    check_syntax("{{#b}}\n{{/c}}{{/b}}", "themes/x/t.html:2:1: error: the template is not valid Mustache: {{/c}} stands where 'b' of line 1 has to be closed first\n");
    check_syntax("{{/b}}", "themes/x/t.html:1:1: error: the template is not valid Mustache: {{/b}} closes nothing: remove it, or open 'b' before it\n");
    check_syntax("{{ }}", "themes/x/t.html:1:1: error: the template is not valid Mustache: the tag has no name in it\n");
    check_syntax("{{#}}{{/}}", "themes/x/t.html:1:1: error: the template is not valid Mustache: the tag has no name in it\n");
    check_syntax("{{a..b}}", "themes/x/t.html:1:1: error: the template is not valid Mustache: the name 'a..b' has a dot with nothing beside it\n");
    check_syntax("{{=<%=}}", "themes/x/t.html:1:1: error: the template is not valid Mustache: new delimiters are written as {{=<% %>=}}\n");
    check_syntax("{{= a b c =}}", "themes/x/t.html:1:1: error: the template is not valid Mustache: new delimiters are written as {{=<% %>=}}\n");
}

// Partials p0, p1, ..., of which each holds the next eight times, and the last [innermost].
static void add_partials(int count, const char *innermost)
{
    for (int i = 0; i < count; i++) {
        buffer source = { 0 };
        for (int times = 0; times < 8; times++)
            buffer_format(&source, "{{>p%d}}", i + 1);
        const char *kept = text_to_string(&memory, buffer_text(&source));
        check(add(text_format(&memory, "p%d", i).bytes, kept));
        buffer_free(&source);
    }
    check(add(text_format(&memory, "p%d", count).bytes, innermost));
}

// The last thing that is told.
static void check_told(const char *name, diagnostic_kind last, size_t count)
{
    buffer out = { 0 };
    mustache_render(&set, text_of(name), context, &scratch, &found, &out);
    size_t length = out.length;
    buffer_free(&out);
    assert_int_equal(found.count, count);
    assert_int_equal(found.items[count - 1].kind, last);
    assert_int_equal(length, 0);
}

static void what_is_written_is_limited(void **state)
{
    (void)state;
    add_partials(10, "");
    check_told("p0", TEMPLATE_TOO_MUCH, 1);
}

// A name that no section around has takes as long as they are many.
static void what_is_looked_for_is_limited(void **state)
{
    (void)state;
    buffer source = { 0 };
    data_set_bool(&memory, context, "a", true);
    for (int i = 0; i < 60; i++)
        buffer_add_string(&source, "{{#a}}");
    buffer_add_string(&source, "{{>p0}}");
    for (int i = 0; i < 60; i++)
        buffer_add_string(&source, "{{/a}}");
    check(add("t", text_to_string(&memory, buffer_text(&source))));
    buffer_free(&source);
    add_partials(6, "{{nowhere}}{{^nowhere}}{{/nowhere}}");
    set.strict = false;
    check_told("t", TEMPLATE_TOO_MUCH, 1);
    check_reported(&found, "themes/x/p6.html:1:12: error: the template writes too much: names were looked for in sections around them more than "
                           "20000000 times for one page here; let fewer sections stand inside one another\n");
}

static void mistakes_of_a_template_are_told_a_thousand_times_at_most(void **state)
{
    (void)state;
    data_set_text(&memory, context, "a", TEXT(""));
    add_partials(4, "{{{a}}}{{&a}}{{>nowhere}}");
    check_told("p0", TEMPLATE_RAW_TEXT, 1000);
}

static void nesting_is_limited(void **state)
{
    (void)state;
    buffer source = { 0 };
    for (int i = 0; i < 65; i++)
        buffer_add_string(&source, "{{#a}}");
    char *whole = text_to_string(&memory, buffer_text(&source));
    buffer_free(&source);
    check_syntax(whole, "themes/x/t.html:1:385: error: the template is not valid Mustache: sections stand inside one another more than 64 deep\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, free_all)
    const struct CMUnitTest tests[] = {
        TEST(text_is_escaped_and_markup_is_not),
        TEST(raw_text_is_reported_and_escaped),
        TEST(numbers_bools_and_nothing),
        TEST(what_is_false),
        TEST(unknown_names_are_reported),
        TEST(names_come_from_any_level),
        TEST(nobody_needs_to_listen),
        TEST(unknown_partials_are_reported_once),
        TEST(a_site_replaces_a_template),
        TEST(endless_inclusion_ends),
        TEST(a_block_that_holds_itself_ends),
        TEST(deepest_nesting_is_written),
        TEST(blocks_keep_lines_tidy),
        TEST(partials_in_blocks_are_indented),
        TEST(syntax_errors_say_where),
        TEST(nesting_is_limited),
        TEST(what_is_written_is_limited),
        TEST(what_is_looked_for_is_limited),
        TEST(mistakes_of_a_template_are_told_a_thousand_times_at_most),
    };
    return cmocka_run_group_tests_name("mustache", tests, NULL, NULL);
}
