#include "checks.h"

#include "base/buffer.h"
#include "document/markdown.h"

static arena memory;
static diagnostics found;
static const text own_blocks[] = { { "view", 4 }, { "chart", 5 } };
static markdown_options options;

static int begin(void **state)
{
    (void)state;
    found = (diagnostics){ .memory = &memory };
    options = (markdown_options){
        .path = TEXT("a.md"), .first_line = 1, .own_blocks = own_blocks, .own_block_count = 2
    };
    return 0;
}

static int end(void **state)
{
    (void)state;
    release(&memory, &found);
    return 0;
}

static const char *name_of(node_type type)
{
    static const char *names[] = {
        "document", "paragraph", "heading", "quote", "callout", "list", "item", "code-block", "rule", "table",
        "row", "cell", "footnotes", "footnote", "block", "html-block", "text", "soft", "hard", "code", "em",
        "strong", "strike", "link", "image", "call", "html"
    };
    return names[type];
}

static void describe(buffer *out, const node *n)
{
    buffer_add_string(out, name_of(n->type));
    switch (n->type) {
    case NODE_HEADING: buffer_format(out, "%d", n->heading.level); break;
    case NODE_CALLOUT: buffer_format(out, ":%d", (int)n->callout); break;
    case NODE_LIST:
        buffer_format(out, "%s%s%s", n->list.ordered ? ":ordered" : "", n->list.tight ? ":tight" : "",
                      n->list.is_task_list ? ":tasks" : "");
        if (n->list.ordered)
            buffer_format(out, ":%d", n->list.start);
        break;
    case NODE_ITEM:
        buffer_add_string(out, n->item.is_checked ? ":done" : n->item.is_task ? ":task" : "");
        break;
    case NODE_CODE_BLOCK:
    case NODE_BLOCK: buffer_format(out, ":%.*s", TEXT_PRINT(n->code.info)); break;
    case NODE_TABLE:
        for (size_t i = 0; i < n->table.column_count; i++)
            buffer_format(out, "%s%d", i > 0 ? "," : ":", (int)n->table.alignments[i]);
        break;
    case NODE_TABLE_ROW: buffer_add_string(out, n->row.is_header ? ":head" : ""); break;
    case NODE_TABLE_CELL: buffer_format(out, ":%d", (int)n->cell.alignment); break;
    case NODE_FOOTNOTE: buffer_format(out, ":%d,%d", n->footnote.number, n->footnote.references); break;
    case NODE_FOOTNOTE_CALL: buffer_format(out, ":%d,%d", n->footnote.number, n->footnote.reference); break;
    case NODE_LINK:
    case NODE_IMAGE:
        buffer_format(out, ":%.*s", TEXT_PRINT(n->link.address));
        if (n->link.title.length > 0)
            buffer_format(out, "'%.*s'", TEXT_PRINT(n->link.title));
        break;
    default: break;
    }
    if (n->literal.length > 0)
        buffer_format(out, "\"%.*s\"", TEXT_PRINT(n->literal));
}

// The tree in short: "paragraph(text"a" em(text"b"))", with places as "link@2:5" when asked.
static text outline(node *root, bool with_places)
{
    buffer out = { 0 };
    document_walk walk = { .root = root };
    while (document_next(&walk)) {
        const node *n = walk.current;
        if (n == root)
            continue;
        if (walk.entering) {
            if (n->previous != NULL)
                buffer_add_byte(&out, ' ');
            describe(&out, n);
            if (with_places)
                buffer_format(&out, "@%d:%d", n->line, n->column);
            if (n->first != NULL)
                buffer_add_byte(&out, '(');
        } else if (n->first != NULL) {
            buffer_add_byte(&out, ')');
        }
    }
    text result = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return result;
}

static void gives(const char *markdown, const char *expected)
{
    node *document = markdown_parse(&memory, text_of(markdown), &options, &found);
    check(document != NULL);
    check_text(outline(document, false), expected);
}

static void inline_gives(const char *markdown, const char *expected)
{
    node *document = markdown_parse_inline(&memory, text_of(markdown), &options, &found);
    check(document != NULL);
    check_text(outline(document, false), expected);
}

// Only links, images, calls and blocks that have a place, one after another: "link@2:5".
static void stands_at(const char *markdown, const char *expected)
{
    node *document = markdown_parse(&memory, text_of(markdown), &options, &found);
    buffer out = { 0 };
    document_walk walk = { .root = document };
    while (document_next(&walk)) {
        node_type type = walk.current->type;
        bool is_asked = type == NODE_LINK || type == NODE_IMAGE || type == NODE_FOOTNOTE_CALL
            || type == NODE_HEADING || type == NODE_BLOCK || type == NODE_TABLE_ROW || type == NODE_FOOTNOTE;
        if (walk.entering && is_asked)
            buffer_format(&out, "%s%s@%d:%d", out.length > 0 ? " " : "", name_of(type), walk.current->line,
                          walk.current->column);
    }
    text places = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    check_text(places, expected);
}

static void blocks_become_nodes(void **state)
{
    (void)state;
    gives("", "");
    gives("a\nb  \nc\\\nd\n", "paragraph(text\"a\" soft text\"b\" hard text\"c\" hard text\"d\")");
    gives("# A\n\nB\n---\n\n***\n", "heading1(text\"A\") heading2(text\"B\") rule");
    gives("> a\n>\n> > b\n", "quote(paragraph(text\"a\") quote(paragraph(text\"b\")))");
    gives("    code\n\n```c  x\nint\n```\n", "code-block:\"code\n\" code-block:c\"int\n\"");
}

static void inlines_become_nodes(void **state)
{
    (void)state;
    gives("*a* **b** ~~c~~ `d`", "paragraph(em(text\"a\") text\" \" strong(text\"b\") text\" \" "
                                 "strike(text\"c\") text\" \" code\"d\")");
    gives("[*a*](b \"c\") ![d *e*](f)",
          "paragraph(link:b'c'(em(text\"a\")) text\" \" image:f(text\"d \" em(text\"e\")))");
    gives("[a][r] <http://x.fi> <a@b.fi>\n\n[r]: /u 't'\n",
          "paragraph(link:/u't'(text\"a\") text\" \" link:http://x.fi(text\"http://x.fi\") text\" \" "
          "link:mailto:a@b.fi(text\"a@b.fi\"))");
    gives("\\*a\\* &amp; &auml; [x]", "paragraph(text\"*a* & ä [x]\")");
}

static void lists_keep_their_kind(void **state)
{
    (void)state;
    gives("- a\n- b\n", "list:tight(item(paragraph(text\"a\")) item(paragraph(text\"b\")))");
    gives("3. a\n\n4. b\n", "list:ordered:3(item(paragraph(text\"a\")) item(paragraph(text\"b\")))");
    gives("- [ ] a\n- [x] b\n- c\n", "list:tight:tasks(item:task(paragraph(text\"a\")) "
                                     "item:done(paragraph(text\"b\")) item(paragraph(text\"c\")))");
    gives("1. a\n   - [X] b\n", "list:ordered:tight:1(item(paragraph(text\"a\") "
                                "list:tight:tasks(item:done(paragraph(text\"b\")))))");
}

static void tables_keep_their_columns(void **state)
{
    (void)state;
    gives("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 \\| `x` |\n",
          "table:0,1,2,3(row:head(cell:0(text\"a\") cell:1(text\"b\") cell:2(text\"c\") cell:3(text\"d\")) "
          "row(cell:0(text\"1\") cell:1(text\"2 | \" code\"x\") cell:2 cell:3))");
    gives("text\n|a|\n|-|\n", "paragraph(text\"text\") table:0(row:head(cell:0(text\"a\")))");
}

static void footnotes_come_last_in_order_of_calls(void **state)
{
    (void)state;
    gives("[^b]: B [^a]\n\n[^a]: A\n\n[^c]: never called\n\nx[^a] y[^b] z[^a]\n",
          "paragraph(text\"x\" call:1,1\"a\" text\" y\" call:2,1\"b\" text\" z\" call:1,2\"a\") "
          "footnotes(footnote:1,3\"a\"(paragraph(text\"A\")) "
          "footnote:2,1\"b\"(paragraph(text\"B \" call:1,3\"a\")))");
    check_reported(&found, "");
}

static void unknown_footnotes_are_reported(void **state)
{
    (void)state;
    options.first_line = 10;
    gives("a [^x]\nb \\[^y] `[^z]` [^ no] [^1\n", "paragraph(text\"a [^x]\" soft text\"b [^y] \" code\"[^z]\" "
                                                  "text\" [^ no] [^1\")");
    check_reported(&found, "a.md:10:3: error: the footnote is not defined: "
                           "'[^x]' is called, but no line begins with '[^x]:'\n");
}

static void own_blocks_are_told_from_code(void **state)
{
    (void)state;
    options.first_line = 7;
    node *document = markdown_parse(&memory, TEXT("a\n\n``` view x\nkind: role\n```\n\n~~~ viewer\n~~~\n"), &options,
                                    &found);
    check_text(outline(document, true), "paragraph@7:1(text\"a\"@7:0) block:view\"kind: role\n\"@9:1 "
                                        "code-block:viewer@13:1");
}

static void quotes_become_callouts(void **state)
{
    (void)state;
    gives("> [!NOTE]\n> a\n> b\n", "callout:0(paragraph(text\"a\" soft text\"b\"))");
    gives("> [!tip]  \n>\n> - a\n", "callout:1(list:tight(item(paragraph(text\"a\"))))");
    gives("> [!IMPORTANT]\\\n> a\n", "callout:2(paragraph(text\"a\"))");
    gives("- > [!WARNING]\n  > a\n", "list:tight(item(callout:3(paragraph(text\"a\"))))");
    gives("> [!CAUTION]\n> ```\n> a\n> ```\n", "callout:4(code-block:\"a\n\")");
    gives("> [!NOTE] a\n", "quote(paragraph(text\"[!NOTE] a\"))");
    gives("> [!NOTE]\n", "quote(paragraph(text\"[!NOTE]\"))");
    gives("> [!OTHER]\n> a\n", "quote(paragraph(text\"[!OTHER]\" soft text\"a\"))");
    gives("[!NOTE]\na\n", "paragraph(text\"[!NOTE]\" soft text\"a\")");
    gives("> a\n> [!NOTE]\n", "quote(paragraph(text\"a\" soft text\"[!NOTE]\"))");
}

static void raw_html_is_left_out_and_reported(void **state)
{
    (void)state;
    gives("<div class=x>\na\n</div>\n\nb <b title='>'>c</b> <!-- d --> e<br>f\n\n<!-- g\n\nh -->\n\n<script>\ni\n</script>\n",
          "paragraph(text\"b \" text\"c\" text\" \" text\" e\" hard text\"f\")");
    check_reported(&found,
                   "a.md:1:1: warning: HTML is left out: "
                   "<div>: all from here to the next empty line is not shown; write it in Markdown\n"
                   "a.md:5:3: warning: HTML is left out: "
                   "<b>: the tag is not shown, only the text around it; write **text**\n"
                   "a.md:11:1: warning: HTML is left out: "
                   "<script>: all from here to the next empty line is not shown; write it in Markdown\n");
}

static void odd_html_is_reported_too(void **state)
{
    (void)state;
    gives("a</i>\n\n<!-- b --> c\n\n<!-- d -->\n<?php e ?>\n\n<!-- f\n\ng\n", "paragraph(text\"a\")");
    check_reported(&found,
                   "a.md:1:2: warning: HTML is left out: "
                   "</i>: the tag is not shown, only the text around it; write it in Markdown\n"
                   "a.md:3:1: warning: HTML is left out: text on the line of a comment is hidden with it; "
                   "move it to a line of its own\n"
                   "a.md:6:1: warning: HTML is left out: "
                   "<?php>: all from here to the next empty line is not shown; write it in Markdown\n"
                   "a.md:8:1: warning: HTML is left out: the comment <!-- is never closed and hides all "
                   "that follows; close it with -->\n");
}

static void the_specification_keeps_raw_html(void **state)
{
    (void)state;
    options.keep_raw_html = options.keep_addresses = true;
    gives("<p>\n\na <b>c www.x.fi\n",
          "html-block\"<p>\n\" paragraph(text\"a \" html\"<b>\" text\"c www.x.fi\")");
    check_reported(&found, "");
}

static void addresses_in_text_become_links(void **state)
{
    (void)state;
    gives("See http://x.fi/a_b, *www.y.fi* or a@b.fi.",
          "paragraph(text\"See \" link:http://x.fi/a_b(text\"http://x.fi/a_b\") text\", \" "
          "em(link:http://www.y.fi(text\"www.y.fi\")) text\" or \" link:mailto:a@b.fi(text\"a@b.fi\") text\".\")");
    gives("[www.x.fi](y) ![a@b.fi](z) `http://x.fi`", "paragraph(link:y(text\"www.x.fi\") text\" \" "
                                                      "image:z(text\"a@b.fi\") text\" \" code\"http://x.fi\")");
}

static void unusable_characters_are_replaced(void **state)
{
    (void)state;
    gives("a&#xFFFE;b&#11;\n\n`c\x01`\n\n[d](&#x1B;)\n\n&#x202E;e\xE4",
          "paragraph(text\"a\uFFFDb\uFFFD\") paragraph(code\"c\uFFFD\") "
          "paragraph(link:\uFFFD(text\"d\")) paragraph(text\"\uFFFDe\uFFFD\")");
    const char *remedy = "delete it; it may be written as a code such as &#11; or &#x202E;";
    text expected = text_format(&memory,
                                "a.md:1:1: error: an invisible control character: %s\n"
                                "a.md:3:1: error: an invisible control character: %s\n"
                                "a.md:5:1: error: an invisible control character: %s\n"
                                "a.md:7:1: error: a character that reverses the direction of text: %s\n",
                                remedy, remedy, remedy, remedy);
    check_reported(&found, text_to_string(&memory, expected));
}

// Of a file whose characters are known to be fine.
static void codes_are_looked_at_in_any_file(void **state)
{
    (void)state;
    options.is_checked = true;
    gives("a&#11;b &auml;", "paragraph(text\"a\uFFFDb ä\")");
    check_reported(&found, "a.md:1:1: error: an invisible control character: delete it; it may be written as a code such as &#11; or "
                           "&#x202E;\n");
    gives("ä [b](ö)", "paragraph(text\"ä \" link:ö(text\"b\"))");
}

static void places_are_those_of_the_file(void **state)
{
    (void)state;
    options.first_line = 11;
    stands_at("äö [a](b) and [a](b)\n   c [d](e)\n", "link@11:4 link@11:15 link@12:6");
    stands_at("> - # x [a](b)\n", "heading@11:5 link@11:9");
    stands_at("![a](b) [![c](d)](e) www.x.fi [^1] <http://y.fi> [`f`](g)\n\n[^1]: [h](i)\n",
              "image@11:1 link@11:9 image@11:10 link@11:22 call@11:31 link@11:36 link@11:50 footnote@13:1 link@13:7");
    stands_at("[r]: /x\n[s]: /y\n  'title'\n[a][r] b\nc [d][s]\n", "link@14:1 link@15:3");
    stands_at("x `a\nb` [c](d)\n<i\nk=v> [e](f)\n", "link@12:4 link@14:6");
    stands_at("[a](\nb) c [d](e\n'f') [g](h)\n", "link@11:1 link@12:6 link@13:6");
    stands_at("a\nb\n| c | [d](e) |\n|---|---|\n| f | [g](h) |\n", "row@13:1 link@13:7 row@15:1 link@15:7");
    stands_at("a\r\n\r\n[b](c)\r\n\r[d](e)\r", "link@13:1 link@15:1");
    stands_at("[*a*][r] [_b_](c)\n\n[r]: d\n", "link@11:0 link@11:10");
    stands_at("a\n\n~~~ chart\nx\n~~~\n", "block@13:1");
}

static void too_deep_trees_are_refused(void **state)
{
    (void)state;
    buffer markdown = { 0 };
    for (int i = 0; i < 40; i++)
        buffer_format(&markdown, "%*s- a\n", 2 * i, "");
    check(markdown_parse(&memory, buffer_text(&markdown), &options, &found) == NULL);
    check_reported(&found, "a.md:33:1: error: the text is too complicated: "
                           "more than 32 quotes, lists or emphases inside one another; use fewer levels\n");
    buffer_clear(&markdown);
    found.count = 0;
    for (int i = 0; i < 80; i++)
        buffer_add_string(&markdown, i < 40 ? "*a " : " a*");
    check(markdown_parse_inline(&memory, buffer_text(&markdown), &options, &found) == NULL);
    assert_int_equal(found.count, 1);
    buffer_free(&markdown);
}

static void long_addresses_of_any_form_are_refused(void **state)
{
    (void)state;
    buffer markdown = { 0 };
    buffer_add_string(&markdown, "a <http://x.fi/");
    for (int i = 0; i < 2100; i++)
        buffer_add_byte(&markdown, 'x');
    buffer_add_byte(&markdown, '>');
    check(markdown_parse(&memory, buffer_text(&markdown), &options, &found) == NULL);
    check_reported(&found, "a.md:1:1: error: the text is too complicated: an address is longer than 2,048 "
                           "characters; put pictures and the like into files of their own\n");
    found.count = 0;
    // One in running text is no link.
    node *document = markdown_parse(&memory, text_slice(buffer_text(&markdown), 3, markdown.length - 1), &options, &found);
    assert_int_equal(document->first->first->type, NODE_TEXT);
    assert_null(document->first->first->next);
    buffer_free(&markdown);
}

static void fields_hold_inlines_only(void **state)
{
    (void)state;
    inline_gives("", "");
    inline_gives("# a", "text\"# a\"");
    inline_gives("- a\n- b", "text\"- a - b\"");
    inline_gives("1. *a*\n\n> b", "text\"1. \" em(text\"a\") text\"  > b\"");
    inline_gives("C #", "text\"C #\"");
    inline_gives("C ##", "text\"C ##\"");
    inline_gives("##", "text\"##\"");
    inline_gives("C#", "text\"C#\"");
    inline_gives(" [a](b) www.x.fi ", "link:b(text\"a\") text\" \" link:http://www.x.fi(text\"www.x.fi\")");
    inline_gives("a <b>c</b>", "text\"a \" text\"c\"");
    check_reported(&found, "a.md:1:1: warning: HTML is left out: "
                           "<b>: the tag is not shown, only the text around it; write **text**\n");
}

static void pages_do_not_touch_one_another(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        gives("[a]: /x\n\n[a] ~~b~~\n\n|c|\n|-|\n", "paragraph(link:/x(text\"a\") text\" \" strike(text\"b\")) "
                                                   "table:0(row:head(cell:0(text\"c\")))");
        gives("[a]\n", "paragraph(text\"[a]\")");
    }
}

int main(void)
{
    markdown_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(blocks_become_nodes, begin, end),
        cmocka_unit_test_setup_teardown(inlines_become_nodes, begin, end),
        cmocka_unit_test_setup_teardown(lists_keep_their_kind, begin, end),
        cmocka_unit_test_setup_teardown(tables_keep_their_columns, begin, end),
        cmocka_unit_test_setup_teardown(footnotes_come_last_in_order_of_calls, begin, end),
        cmocka_unit_test_setup_teardown(unknown_footnotes_are_reported, begin, end),
        cmocka_unit_test_setup_teardown(own_blocks_are_told_from_code, begin, end),
        cmocka_unit_test_setup_teardown(quotes_become_callouts, begin, end),
        cmocka_unit_test_setup_teardown(raw_html_is_left_out_and_reported, begin, end),
        cmocka_unit_test_setup_teardown(odd_html_is_reported_too, begin, end),
        cmocka_unit_test_setup_teardown(the_specification_keeps_raw_html, begin, end),
        cmocka_unit_test_setup_teardown(addresses_in_text_become_links, begin, end),
        cmocka_unit_test_setup_teardown(unusable_characters_are_replaced, begin, end),
        cmocka_unit_test_setup_teardown(codes_are_looked_at_in_any_file, begin, end),
        cmocka_unit_test_setup_teardown(places_are_those_of_the_file, begin, end),
        cmocka_unit_test_setup_teardown(too_deep_trees_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(long_addresses_of_any_form_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(fields_hold_inlines_only, begin, end),
        cmocka_unit_test_setup_teardown(pages_do_not_touch_one_another, begin, end),
    };
    return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}
