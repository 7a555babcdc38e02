#include "checks.h"

#include "formats/html.h"

static arena memory;

static int free_memory(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

// ---- Building trees

static node *add(node *parent, node_type type)
{
    node *made = node_new(&memory, type, 1, 1);
    node_append(parent, made);
    return made;
}

static node *document(void)
{
    return node_new(&memory, NODE_DOCUMENT, 1, 1);
}

static node *literal(node *parent, node_type type, const char *bytes)
{
    node *made = add(parent, type);
    made->literal = text_of(bytes);
    return made;
}

static node *paragraph(node *parent, const char *bytes)
{
    node *made = add(parent, NODE_PARAGRAPH);
    literal(made, NODE_TEXT, bytes);
    return made;
}

static node *target(node *parent, node_type type, const char *address, const char *title)
{
    node *made = add(parent, type);
    made->link.address = text_of(address);
    made->link.title = text_of(title);
    return made;
}

static node *link_to(node *parent, const char *address, link_type type)
{
    node *made = target(parent, NODE_LINK, address, "");
    made->link.type = type;
    literal(made, NODE_TEXT, "x");
    return made;
}

static node *list(node *parent, bool tight)
{
    node *made = add(parent, NODE_LIST);
    made->list.tight = tight;
    made->list.start = 1;
    return made;
}

static node *task(node *parent, bool is_checked)
{
    node *made = add(parent, NODE_ITEM);
    parent->list.is_task_list = true;
    made->item.is_task = true;
    made->item.is_checked = is_checked;
    return made;
}

static node *row(node *parent, bool is_header, const char *first, const char *second)
{
    node *made = add(parent, NODE_TABLE_ROW);
    made->row.is_header = is_header;
    node *left = add(made, NODE_TABLE_CELL);
    if (first[0] != '\0')
        literal(left, NODE_TEXT, first);
    node *right = add(made, NODE_TABLE_CELL);
    right->cell.alignment = ALIGN_RIGHT;
    literal(right, NODE_TEXT, second);
    return made;
}

static void write_html(const node *root, html_options options, buffer *out)
{
    const html_words words = {
        .credit = TEXT("Kuva"),
        .callouts = { TEXT("Huomaa"), TEXT("Vinkki"), TEXT("Tärkeää"), TEXT("Varoitus"), TEXT("Vaara") },
        .footnotes = TEXT("Alaviitteet"),
        .back_to_text = TEXT("Takaisin tekstiin"),
        .table = TEXT("Taulukko"),
        .out_of_kit = TEXT("(verkossa)"),
    };
    options.words = &words;
    html_write(root, &options, out);
}

static void check_html_with(const node *root, html_options options, const char *expected)
{
    buffer out = { 0 };
    write_html(root, options, &out);
    text written = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    check_text(written, expected);
}

static void check_html(const node *root, const char *expected)
{
    check_html_with(root, (html_options){ 0 }, expected);
}

static void check_plain(const node *root, bool is_filtered, const char *expected)
{
    buffer out = { 0 };
    if (is_filtered)
        html_write_filtered(root, &out);
    else
        html_write_plain(root, &out);
    text written = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    check_text(written, expected);
}

// ---- Escaping

static void five_characters_are_escaped(void **state)
{
    (void)state;
    check_text(html_escaped(&memory, TEXT("<a href=\"x\">Å & 'ö'</a>")),
               "&lt;a href=&quot;x&quot;&gt;Å &amp; &#39;ö&#39;&lt;/a&gt;");
    text unchanged = TEXT("Hyvä");
    check(html_escaped(&memory, unchanged).bytes == unchanged.bytes);
    check_text(html_escaped(&memory, (text){ 0 }), "");
}

// ---- Blocks

static void blocks_are_semantic(void **state)
{
    (void)state;
    node *root = document();
    node *heading = add(root, NODE_HEADING);
    heading->heading.level = 2;
    heading->heading.id = TEXT("hyvä-\"");
    literal(heading, NODE_TEXT, "Hyvä");
    paragraph(add(root, NODE_QUOTE), "a < b");
    add(root, NODE_RULE);
    node *code = literal(root, NODE_CODE_BLOCK, "a\n<b>\n");
    code->code.info = TEXT("c ruby");
    literal(root, NODE_CODE_BLOCK, "x");
    literal(root, NODE_HTML_BLOCK, "<script>");
    check_html(root,
               "<h2 id=\"hyvä-&quot;\">Hyvä</h2>\n<blockquote>\n<p>a &lt; b</p>\n</blockquote>\n<hr />\n"
               "<pre tabindex=\"0\"><code class=\"language-c\">a\n&lt;b&gt;\n</code></pre>\n"
               "<pre tabindex=\"0\"><code>x</code></pre>\n");
}

static void callouts_have_their_title(void **state)
{
    (void)state;
    node *root = document(), *shown = add(root, NODE_CALLOUT);
    shown->callout = CALLOUT_IMPORTANT;
    paragraph(shown, "a");
    check_html(root, "<div class=\"callout callout-important\" role=\"note\">\n"
                     "<p class=\"callout-title\">Tärkeää</p>\n<p>a</p>\n</div>\n");
}

static void inlines(void **state)
{
    (void)state;
    node *root = document(), *p = paragraph(root, "a");
    literal(add(p, NODE_EMPHASIS), NODE_TEXT, "b");
    literal(add(p, NODE_STRONG), NODE_TEXT, "c");
    literal(add(p, NODE_STRIKETHROUGH), NODE_TEXT, "d");
    add(p, NODE_SOFT_BREAK);
    literal(p, NODE_CODE, "<e>");
    add(p, NODE_HARD_BREAK);
    literal(p, NODE_HTML_INLINE, "<b>");
    check_html(root, "<p>a<em>b</em><strong>c</strong><del>d</del>\n<code>&lt;e&gt;</code><br />\n</p>\n");
}

// ---- Lists

static void lists_are_tight_or_loose(void **state)
{
    (void)state;
    node *root = document(), *outer = list(root, true);
    outer->list.ordered = true;
    outer->list.start = 3;
    node *item = add(outer, NODE_ITEM);
    paragraph(item, "a");
    paragraph(add(list(item, true), NODE_ITEM), "b");
    paragraph(add(outer, NODE_ITEM), "c");
    paragraph(add(list(root, false), NODE_ITEM), "d");
    add(list(root, true), NODE_ITEM);
    check_html(root, "<ol start=\"3\">\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ol>\n"
                     "<ul>\n<li>\n<p>d</p>\n</li>\n</ul>\n<ul>\n<li></li>\n</ul>\n");
}

static void tasks_are_labelled_check_boxes(void **state)
{
    (void)state;
    node *root = document(), *tasks = list(root, true);
    node *first = task(tasks, false);
    paragraph(first, "a");
    paragraph(task(list(first, true), true), "b");
    node *second = task(tasks, false);
    node *labelled = paragraph(second, "c");
    paragraph(second, "d");
    literal(labelled, NODE_CODE, "e");
    tasks->list.tight = false;
    literal(task(tasks, false), NODE_CODE_BLOCK, "f\n");
    check_html(root,
               "<ul class=\"tasks\">\n"
               "<li class=\"task\"><label><input type=\"checkbox\" data-task=\"1\" /> <span>a</span></label>\n"
               "<ul class=\"tasks\">\n"
               "<li class=\"task\"><label><input type=\"checkbox\" data-task=\"2\" checked=\"checked\" /> <span>b</span></label></li>\n"
               "</ul>\n</li>\n"
               "<li class=\"task\"><label><input type=\"checkbox\" data-task=\"3\" /> <span>c<code>e</code></span></label>\n"
               "<p>d</p>\n</li>\n"
               "<li class=\"task\"><label><input type=\"checkbox\" data-task=\"4\" /> <span></span></label>\n"
               "<pre tabindex=\"0\"><code>f\n</code></pre>\n</li>\n</ul>\n");
}

// ---- Tables

static void tables_scroll_and_have_heads(void **state)
{
    (void)state;
    node *root = document(), *shown = add(root, NODE_TABLE);
    row(shown, true, "", "Osuus");
    row(shown, false, "Valtio", "65");
    row(shown, false, "Kunta", "12");
    row(add(root, NODE_TABLE), true, "A", "B");
    check_html(root,
               "<section class=\"table-scroll\" aria-label=\"Taulukko\" tabindex=\"0\"><table>\n"
               "<thead>\n<tr><td></td><th scope=\"col\" class=\"align-right\">Osuus</th></tr>\n</thead>\n"
               "<tbody>\n<tr><td>Valtio</td><td class=\"align-right\">65</td></tr>\n"
               "<tr><td>Kunta</td><td class=\"align-right\">12</td></tr>\n</tbody>\n</table></section>\n"
               "<section class=\"table-scroll\" aria-label=\"Taulukko 2\" tabindex=\"0\"><table>\n"
               "<thead>\n<tr><th scope=\"col\">A</th><th scope=\"col\" class=\"align-right\">B</th></tr>\n</thead>\n"
               "</table></section>\n");
}

// ---- Footnotes

static node *footnotes(void)
{
    node *root = document(), *p = paragraph(root, "a");
    for (int i = 1; i <= 2; i++) {
        node *call = add(p, NODE_FOOTNOTE_CALL);
        call->footnote.number = 1;
        call->footnote.reference = i;
    }
    add(p, NODE_FOOTNOTE_CALL)->footnote.number = 2;
    p->last->footnote.reference = 1;
    node *notes = add(root, NODE_FOOTNOTES);
    node *first = add(notes, NODE_FOOTNOTE), *second = add(notes, NODE_FOOTNOTE);
    first->footnote.number = 1;
    first->footnote.references = 2;
    paragraph(first, "b");
    second->footnote.number = 2;
    second->footnote.references = 1;
    literal(second, NODE_CODE_BLOCK, "c\n");
    return root;
}

static void footnotes_lead_there_and_back(void **state)
{
    (void)state;
    check_html_with(footnotes(), (html_options){ .id_prefix = TEXT("p-") },
        "<p>a<sup><a class=\"footnote-call\" role=\"doc-noteref\" id=\"p-fnref.1\" href=\"#p-fn.1\">1</a></sup>"
        "<sup><a class=\"footnote-call\" role=\"doc-noteref\" id=\"p-fnref.1.2\" href=\"#p-fn.1\">1</a></sup>"
        "<sup><a class=\"footnote-call\" role=\"doc-noteref\" id=\"p-fnref.2\" href=\"#p-fn.2\">2</a></sup></p>\n"
        "<section class=\"footnotes\" aria-labelledby=\"p-fn.title\">\n<h2 id=\"p-fn.title\">Alaviitteet</h2>\n<ol>\n"
        "<li id=\"p-fn.1\">\n<p>b <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#p-fnref.1\" aria-label=\"Takaisin tekstiin 1\">\u21a9\ufe0e</a>"
        " <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#p-fnref.1.2\" aria-label=\"Takaisin tekstiin 1.2\">\u21a9\ufe0e<sup>2</sup></a></p>\n</li>\n"
        "<li id=\"p-fn.2\">\n<pre tabindex=\"0\"><code>c\n</code></pre>\n"
        "<p> <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#p-fnref.2\" aria-label=\"Takaisin tekstiin 2\">\u21a9\ufe0e</a></p>\n</li>\n"
        "</ol>\n</section>\n");
}

static void plain_footnotes_are_cmarks(void **state)
{
    (void)state;
    node *root = footnotes();
    root->last->first->literal = TEXT("a\"ä");
    for (node *call = root->first->first; call != NULL; call = call->next)
        if (call->type == NODE_FOOTNOTE_CALL && call->footnote.number == 1)
            call->literal = TEXT("a\"ä");
    check_plain(root, false,
        "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-a%22%C3%A4\" id=\"fnref-a%22%C3%A4\" data-footnote-ref>1</a></sup>"
        "<sup class=\"footnote-ref\"><a href=\"#fn-a%22%C3%A4\" id=\"fnref-a%22%C3%A4-2\" data-footnote-ref>1</a></sup>"
        "<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\" data-footnote-ref>2</a></sup></p>\n"
        "<section class=\"footnotes\" data-footnotes>\n<ol>\n<li id=\"fn-a%22%C3%A4\">\n"
        "<p>b <a href=\"#fnref-a%22%C3%A4\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">\u21a9</a>"
        " <a href=\"#fnref-a%22%C3%A4-2\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">\u21a9<sup class=\"footnote-ref\">2</sup></a></p>\n</li>\n"
        "<li id=\"fn-2\">\n<pre><code>c\n</code></pre>\n"
        "<a href=\"#fnref-2\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">\u21a9</a>\n</li>\n"
        "</ol>\n</section>\n");
}

// ---- Links and images

static void links_say_where_they_lead(void **state)
{
    (void)state;
    node *root = document();
    link_to(root, "https://a.fi/?b=1&c='", LINK_PLAIN)->link.title = TEXT("\"t\"");
    link_to(root, "mailto:a@b.fi", LINK_PLAIN);
    link_to(root, "#hyvä kunta", LINK_PLAIN);
    link_to(root, "../b.html#x", LINK_PAGE)->link.language = TEXT("sv");
    link_to(root, "c.pdf", LINK_FILE);
    link_to(root, "https://o.fi/d.html", LINK_OUT_OF_KIT);
    link_to(root, "t.html", LINK_TERM);
    link_to(root, "e.html", LINK_DEAD);
    check_html_with(root, (html_options){ .id_prefix = TEXT("p-") },
        "<a class=\"external\" rel=\"external noopener\" href=\"https://a.fi/?b=1&amp;c=&#x27;\" title=\"&quot;t&quot;\">x</a>"
        "<a href=\"mailto:a@b.fi\">x</a><a href=\"#p-hyvä%20kunta\">x</a>"
        "<a href=\"../b.html#x\" hreflang=\"sv\" lang=\"sv\">x</a><a href=\"c.pdf\">x</a>"
        "<a class=\"external\" rel=\"external noopener\" href=\"https://o.fi/d.html\">x <span class=\"out-of-kit\">(verkossa)</span></a>"
        "<a class=\"term\" href=\"t.html\">x</a>x");
}

static void addresses_are_encoded(void **state)
{
    (void)state;
    node *root = document();
    link_to(root, "a b\"<>[x]\\^`{|}\u00a0\xff%20", LINK_PAGE);
    check_html(root, "<a href=\"a%20b%22%3C%3E%5Bx%5D%5C%5E%60%7B%7C%7D%C2%A0%FF%20\">x</a>");
    check_plain(root, false, "<a href=\"a%20b%22%3C%3E%5Bx%5D%5C%5E%60%7B%7C%7D%C2%A0%FF%20\">x</a>");
}

static void pictures_have_alt_texts_and_captions(void **state)
{
    (void)state;
    node *root = document();
    node *image = target(add(root, NODE_PARAGRAPH), NODE_IMAGE, "a.jpg", "Kuva: \"A\"");
    literal(add(image, NODE_EMPHASIS), NODE_TEXT, "Ihmisiä <");
    add(image, NODE_SOFT_BREAK);
    literal(image, NODE_CODE, "torilla");
    target(paragraph(root, "b "), NODE_IMAGE, "b.jpg", "t");
    target(add(root, NODE_PARAGRAPH), NODE_IMAGE, "c.jpg", "");
    check_html(root,
        "<figure><img src=\"a.jpg\" alt=\"Ihmisiä &lt; torilla\" loading=\"lazy\" />\n"
        "<figcaption>Kuva: &quot;A&quot;</figcaption>\n</figure>\n"
        "<p>b <img src=\"b.jpg\" alt=\"\" title=\"t\" loading=\"lazy\" /></p>\n"
        "<p><img src=\"c.jpg\" alt=\"\" loading=\"lazy\" /></p>\n");
}

static void write_block(void *given, const node *block, buffer *out)
{
    buffer_format(out, "<%s %.*s>\n", (const char *)given, TEXT_PRINT(block->code.info));
}

static bool find_picture(void *given, const node *image, html_picture *found)
{
    bool has_widths = text_equals(image->link.address, TEXT("b.jpg"));
    *found = (html_picture){ .address = TEXT("b-9.jpg"), .plain = TEXT("b-4.jpg 4w, b-9.jpg 9w"), .sizes = TEXT("9em"),
                             .webp = TEXT("b-4.webp 4w, b-9.webp 9w"), .width = 9, .height = 6, .is_first = true };
    return given != NULL && has_widths;
}

static void the_caller_writes_blocks_and_images(void **state)
{
    (void)state;
    node *root = document();
    paragraph(root, "a");
    literal(root, NODE_BLOCK, "x: 1\n")->code.info = TEXT("chart");
    target(root, NODE_IMAGE, "b.jpg", "");
    check_html(root, "<p>a</p>\n<img src=\"b.jpg\" alt=\"\" loading=\"lazy\" />");
    char given[] = "own";
    check_html_with(root,
        (html_options){ .write_block = write_block, .find_picture = find_picture, .context = given },
        "<p>a</p>\n<own chart>\n<picture><source type=\"image/webp\" srcset=\"b-4.webp 4w, b-9.webp 9w\" sizes=\"9em\" />"
        "<img src=\"b-9.jpg\" srcset=\"b-4.jpg 4w, b-9.jpg 9w\" sizes=\"9em\" width=\"9\" height=\"6\" alt=\"\" /></picture>");
}

static void a_credit_makes_a_figure(void **state)
{
    (void)state;
    node *root = document();
    target(add(root, NODE_PARAGRAPH), NODE_IMAGE, "b.jpg", "")->link.credit = TEXT("A & B, CC0");
    node *both = target(add(root, NODE_PARAGRAPH), NODE_IMAGE, "c.jpg", "Tori");
    both->link.credit = TEXT("A");
    check_html(root,
        "<figure><img src=\"b.jpg\" alt=\"\" loading=\"lazy\" />\n"
        "<figcaption><span class=\"credit\">Kuva: A &amp; B, CC0</span></figcaption>\n</figure>\n"
        "<figure><img src=\"c.jpg\" alt=\"\" loading=\"lazy\" />\n"
        "<figcaption>Tori <span class=\"credit\">Kuva: A</span></figcaption>\n</figure>\n");
}

// ---- Depth and cmark's form

static void deep_trees_are_written(void **state)
{
    (void)state;
    node *root = document(), *inner = root;
    for (int i = 0; i < 100000; i++)
        inner = add(inner, NODE_QUOTE);
    buffer out = { 0 };
    write_html(root, (html_options){ 0 }, &out);
    html_write_plain(root, &out);
    size_t length = out.length;
    buffer_free(&out);
    assert_int_equal(length, 2 * 100000 * strlen("<blockquote>\n</blockquote>\n"));
}

static void plain_is_cmarks(void **state)
{
    (void)state;
    node *root = document();
    paragraph(root, "it's \"<\"");
    paragraph(task(list(root, true), true), "a");
    paragraph(task(list(root, false), false), "b'");
    node *shown = add(root, NODE_TABLE);
    row(shown, true, "", "B");
    row(shown, false, "c", "d");
    literal(root, NODE_CODE_BLOCK, "x")->code.info = TEXT("c\tm");
    node *image = target(add(root, NODE_PARAGRAPH), NODE_IMAGE, "ä.jpg", "t'");
    literal(add(image, NODE_STRONG), NODE_TEXT, "A'");
    check_plain(root, false,
        "<p>it's &quot;&lt;&quot;</p>\n"
        "<ul>\n<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> a</li>\n</ul>\n"
        "<ul>\n<li><input type=\"checkbox\" disabled=\"\" /> \n<p>b'</p>\n</li>\n</ul>\n"
        "<table>\n<thead>\n<tr>\n<th></th>\n<th align=\"right\">B</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td>c</td>\n<td align=\"right\">d</td>\n</tr>\n</tbody>\n</table>\n"
        "<pre><code class=\"language-c\">x</code></pre>\n"
        "<p><img src=\"%C3%A4.jpg\" alt=\"A'\" title=\"t'\" /></p>\n");
}

static void the_tag_filter_is_cmarks(void **state)
{
    (void)state;
    node *root = document(), *p = paragraph(root, "");
    literal(p, NODE_HTML_INLINE, "<title>");
    literal(p, NODE_HTML_INLINE, "<b title=\"<xmp>\">");
    literal(p, NODE_HTML_INLINE, "</STYLE>");
    literal(root, NODE_HTML_BLOCK, "<i><script\n><scripts></iframe/><xmp/\n");
    check_plain(root, true, "<p>&lt;title><b title=\"<xmp>\">&lt;/STYLE></p>\n<i>&lt;script\n><scripts>&lt;/iframe/><xmp/\n");
    check_plain(root, false, "<p><title><b title=\"<xmp>\"></STYLE></p>\n<i><script\n><scripts></iframe/><xmp/\n");
}

static void books_have_nothing_to_click_but_links(void **state)
{
    (void)state;
    node *root = document(), *items = list(root, true);
    paragraph(task(items, true), "a");
    add(task(items, false), NODE_QUOTE);
    node *shown = add(root, NODE_TABLE);
    row(shown, true, "A", "B");
    literal(root, NODE_CODE_BLOCK, "x");
    target(add(root, NODE_PARAGRAPH), NODE_IMAGE, "a.png", "");
    check_html_with(root, (html_options){ .is_epub = true },
        "<ul class=\"tasks\">\n<li class=\"task\"><span class=\"task-mark\">\u2611</span> <span>a</span></li>\n"
        "<li class=\"task\"><span class=\"task-mark\">\u2610</span> <span></span>\n<blockquote>\n</blockquote>\n</li>\n</ul>\n"
        "<table>\n<thead>\n<tr><th scope=\"col\">A</th><th scope=\"col\" class=\"align-right\">B</th></tr>\n</thead>\n</table>\n"
        "<pre><code>x</code></pre>\n<p><img src=\"a.png\" alt=\"\" /></p>\n");
    node *noted = document();
    node *call = add(add(noted, NODE_PARAGRAPH), NODE_FOOTNOTE_CALL), *note = add(add(noted, NODE_FOOTNOTES), NODE_FOOTNOTE);
    call->footnote.number = call->footnote.reference = note->footnote.number = note->footnote.references = 1;
    check_html_with(noted, (html_options){ .is_epub = true, .id_prefix = TEXT("p1.") },
        "<p><sup><a class=\"footnote-call\" epub:type=\"noteref\" role=\"doc-noteref\" id=\"p1.fnref.1\" href=\"#p1.fn.1\">1</a></sup></p>\n"
        "<section class=\"footnotes\" epub:type=\"footnotes\" aria-labelledby=\"p1.fn.title\">\n<h2 id=\"p1.fn.title\">Alaviitteet</h2>\n"
        "<ol>\n<li epub:type=\"footnote\" id=\"p1.fn.1\">\n<p> <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#p1.fnref.1\" "
        "aria-label=\"Takaisin tekstiin 1\">\u21a9\ufe0e</a></p>\n</li>\n</ol>\n</section>\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(five_characters_are_escaped, free_memory),
        cmocka_unit_test_teardown(blocks_are_semantic, free_memory),
        cmocka_unit_test_teardown(callouts_have_their_title, free_memory),
        cmocka_unit_test_teardown(inlines, free_memory),
        cmocka_unit_test_teardown(lists_are_tight_or_loose, free_memory),
        cmocka_unit_test_teardown(tasks_are_labelled_check_boxes, free_memory),
        cmocka_unit_test_teardown(tables_scroll_and_have_heads, free_memory),
        cmocka_unit_test_teardown(footnotes_lead_there_and_back, free_memory),
        cmocka_unit_test_teardown(plain_footnotes_are_cmarks, free_memory),
        cmocka_unit_test_teardown(links_say_where_they_lead, free_memory),
        cmocka_unit_test_teardown(addresses_are_encoded, free_memory),
        cmocka_unit_test_teardown(pictures_have_alt_texts_and_captions, free_memory),
        cmocka_unit_test_teardown(the_caller_writes_blocks_and_images, free_memory),
        cmocka_unit_test_teardown(a_credit_makes_a_figure, free_memory),
        cmocka_unit_test_teardown(deep_trees_are_written, free_memory),
        cmocka_unit_test_teardown(books_have_nothing_to_click_but_links, free_memory),
        cmocka_unit_test_teardown(plain_is_cmarks, free_memory),
        cmocka_unit_test_teardown(the_tag_filter_is_cmarks, free_memory),
    };
    return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
