#include "unzip.h"

#include "document/markdown.h"
#include "formats/docx.h"

static arena memory;
static buffer made;

static int clean_up(void **state)
{
    (void)state;
    buffer_free(&made);
    made = (buffer){ 0 };
    arena_free(&memory);
    return 0;
}

static const docx_properties plain = { .title = { "Otsikko", 7 }, .language = { "fi-FI", 5 }, .page = { "Sivu", 4 }, .page_of = { "/", 1 } };

static docx *begin(void)
{
    return docx_begin(&memory, &plain);
}

static text body_of(docx *of)
{
    buffer_clear(&made);
    check(docx_finish(of, &made));
    return unzip_part(&memory, buffer_text(&made), "word/document.xml");
}

static void a_file_has_its_parts(void **state)
{
    (void)state;
    static const text own[][2] = { { { "form", 4 }, { "koe", 3 } } };
    docx_properties properties = { .title = TEXT("Otsikko & muu"), .summary = TEXT("Mistä"), .author = TEXT("Kunta"),
        .language = TEXT("sv-FI"), .first_header = TEXT("Digitori"), .footer = TEXT("koe · 1"), .page = TEXT("Sida"),
        .page_of = TEXT(" av "), .properties = own, .property_count = 1 };
    docx *of = docx_begin(&memory, &properties);
    docx_write_paragraph(of, DOCX_TITLE, TEXT("Otsikko"));
    check(holds(body_of(of), "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Otsikko</w:t></w:r></w:p>"));
    text archive = buffer_text(&made);
    assert_int_equal(check_parts_are_well_formed(&memory, archive), 14);
    check(holds(unzip_part(&memory, archive, "docProps/core.xml"), "<dc:title>Otsikko &amp; muu</dc:title><dc:creator>Kunta</dc:creator>"));
    check(holds(unzip_part(&memory, archive, "docProps/core.xml"), "<dc:language>sv-FI</dc:language>"));
    check(holds(unzip_part(&memory, archive, "docProps/custom.xml"), "name=\"form\"><vt:lpwstr>koe</vt:lpwstr>"));
    check(holds(unzip_part(&memory, archive, "word/styles.xml"), "<w:lang w:val=\"sv-FI\""));
    check(holds(unzip_part(&memory, archive, "word/header2.xml"), "Otsikko &amp; muu"));
    text footer = unzip_part(&memory, archive, "word/footer1.xml");
    check(holds(footer, "koe · 1") && holds(footer, ">Sida <") && holds(footer, "> av <"));
    assert_int_equal(count_of(footer, "w:instr="), 2);
}

static void text_is_escaped(void **state)
{
    (void)state;
    docx *of = begin();
    docx_open_paragraph(of, &(docx_paragraph){ .style = DOCX_NORMAL });
    docx_text(of, TEXT("<a> & \"b\"\nrivi\tsarake\x01\xFF"), 0);
    docx_close_paragraph(of);
    check(holds(body_of(of), ">&lt;a&gt; &amp; &quot;b&quot;</w:t><w:br/><w:t xml:space=\"preserve\">rivi</w:t><w:tab/>"
                             "<w:t xml:space=\"preserve\">sarake\uFFFD\uFFFD</w:t>"));
}

static void marks_stand_in_order(void **state)
{
    (void)state;
    docx *of = begin();
    docx_open_paragraph(of, &(docx_paragraph){ .style = DOCX_HELP, .keeps_next = true, .indent = 2, .space_after = 60 });
    docx_text(of, TEXT("x"), DOCX_STRONG | DOCX_EMPHASIS | DOCX_STRIKE | DOCX_RAISED);
    docx_close_paragraph(of);
    text body = body_of(of);
    check(holds(body, "<w:pStyle w:val=\"FormHelp\"/><w:keepNext/><w:spacing w:after=\"60\"/><w:ind w:left=\"850\"/></w:pPr>"));
    check(holds(body, "<w:rPr><w:b/><w:bCs/><w:i/><w:iCs/><w:strike/><w:vertAlign w:val=\"superscript\"/></w:rPr>"));
}

static void addresses_are_cleaned_or_refused(void **state)
{
    (void)state;
    static const char *const refused[] = { "", "x.html", "javascript:a", "file:///etc/passwd", "http://", "https://[::1", "http://a b/c",
                                           "http://u:p@h/", "http://ä.fi/", "mailto:", "http://h:99999999/" };
    docx *of = begin();
    docx_open_paragraph(of, &(docx_paragraph){ .style = DOCX_NORMAL });
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        check(!docx_open_link(of, text_of(refused[i])));
    check(docx_open_link(of, TEXT("https://a.fi:8080/ä b?x=\"1\"&y=<2>#c#d%2")));
    docx_text(of, TEXT("linkki"), DOCX_LINKED);
    docx_close_link(of);
    docx_close_paragraph(of);
    check(holds(body_of(of), "<w:hyperlink r:id=\"rId8\" w:history=\"1\"><w:r><w:rPr><w:rStyle w:val=\"Hyperlink\"/></w:rPr>"));
    text relations = unzip_part(&memory, buffer_text(&made), "word/_rels/document.xml.rels");
    check(holds(relations, "Id=\"rId8\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" "
                           "TargetMode=\"External\" Target=\"https://a.fi:8080/%C3%A4%20b?x=%221%22&amp;y=%3C2%3E#c%23d%252\""));
    assert_int_equal(count_of(relations, "External"), 1);
}

static void controls_are_as_word_writes_them(void **state)
{
    (void)state;
    static const docx_option options[] = { { { "a", 1 }, { "Aa", 2 } }, { { "b", 1 }, { "Aa", 2 } } };
    docx *of = begin();
    docx_open_paragraph(of, &(docx_paragraph){ .style = DOCX_BOX });
    docx_add_control(of, &(docx_control){ .type = DOCX_CONTROL_LONG, .name = TEXT("t"), .mark = TEXT("f_t"), .label = TEXT("Nimi <>"),
                                          .placeholder = TEXT("Kirjoita") });
    docx_add_control(of, &(docx_control){ .type = DOCX_CONTROL_DATE, .can_be_removed = true, .placeholder = TEXT("pp.kk.") });
    docx_add_control(of, &(docx_control){ .type = DOCX_CONTROL_LIST, .name = TEXT("l"), .placeholder = TEXT("Valitse"),
                                          .options = options, .option_count = 2 });
    docx_add_control(of, &(docx_control){ .type = DOCX_CONTROL_CHECK, .name = TEXT("c") });
    docx_close_paragraph(of);
    text body = body_of(of);
    check(holds(body, "<w:bookmarkStart w:id=\"0\" w:name=\"f_t\"/><w:sdt><w:sdtPr><w:alias w:val=\"Nimi &lt;&gt;\"/><w:tag w:val=\"t\"/>"
                      "<w:id w:val=\"1001\"/><w:lock w:val=\"sdtLocked\"/><w:showingPlcHdr/><w:text w:multiLine=\"1\"/></w:sdtPr>"));
    check(holds(body, ">Kirjoita</w:t></w:r></w:sdtContent></w:sdt><w:bookmarkEnd w:id=\"0\"/>"));
    check(holds(body, "<w:sdt><w:sdtPr><w:id w:val=\"1002\"/><w:showingPlcHdr/><w:date><w:dateFormat w:val=\"d.M.yyyy\"/><w:lid w:val=\"fi-FI\"/>"));
    check(holds(body, "<w:listItem w:displayText=\"Valitse\" w:value=\"\"/><w:listItem w:displayText=\"Aa\" w:value=\"a\"/>"
                      "<w:listItem w:displayText=\"Aa (2)\" w:value=\"b\"/>"));
    check(holds(body, "<w14:checked w14:val=\"0\"/>") && holds(body, "<w:t>\u2610</w:t>"));
    assert_int_equal(count_of(body, "<w:showingPlcHdr/>"), 3);
}

static void long_labels_are_cut(void **state)
{
    (void)state;
    char letters[200];
    memset(letters, 'x', sizeof letters);
    docx *of = begin();
    docx_open_paragraph(of, &(docx_paragraph){ .style = DOCX_BOX });
    docx_add_control(of, &(docx_control){ .type = DOCX_CONTROL_TEXT, .label = { letters, sizeof letters } });
    docx_close_paragraph(of);
    text body = body_of(of);
    size_t from = text_find(body, TEXT("<w:alias w:val=\""), 0) + 16, to = text_find_byte(body, '"', from);
    assert_int_equal(to - from, 63 + 3);
    check(text_ends_with(text_slice(body, from, to), TEXT("x\u2026")));
}

static void tables_repeat_their_heads_and_rows(void **state)
{
    (void)state;
    static const int widths[] = { 3000, 2000 };
    docx *of = begin();
    size_t mark = docx_open_mark(of, TEXT("f_t"));
    docx_open_table(of, widths, 2, TEXT("Taulu"));
    docx_open_row(of, true, 0);
    for (int i = 0; i < 2; i++) {
        docx_open_cell(of);
        docx_write_paragraph(of, DOCX_CELL_HEAD, TEXT("Otsake"));
        docx_close_cell(of);
    }
    docx_close_row(of);
    docx_open_repeat(of, &(docx_control){ .name = TEXT("t") });
    docx_open_repeat_item(of);
    docx_open_row(of, false, 480);
    docx_close_row(of);
    docx_close_repeat_item(of);
    docx_close_repeat(of);
    docx_close_table(of);
    docx_close_mark(of, mark);
    text body = body_of(of);
    check(is_well_formed(&memory, body));
    check(holds(body, "<w:tblGrid><w:gridCol w:w=\"3000\"/><w:gridCol w:w=\"2000\"/></w:tblGrid>"));
    check(holds(body, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"3000\" w:type=\"dxa\"/>"));
    check(holds(body, "<w:tblCaption w:val=\"Taulu\"/>"));
    check(holds(body, "<w:trHeight w:val=\"480\" w:hRule=\"atLeast\"/>"));
    check(holds(body, "<w15:repeatingSection/>") && holds(body, "<w15:repeatingSectionItem/>"));
}

static void width_is_shared(void **state)
{
    (void)state;
    int widths[3];
    docx *of = docx_begin(&memory, &(docx_properties){ 0 });
    docx *large = docx_begin(&memory, &(docx_properties){ .is_large = true });
    assert_int_equal(docx_text_width(of), 9638);
    docx_share_width(of, (int[]){ 1000, 1000, 1000 }, (int[]){ 1, 0, 1 }, 3, widths);
    assert_int_equal(widths[1], 1000);
    assert_int_equal(widths[0], 1000 + (9638 - 3000) / 2);
    docx_share_width(of, (int[]){ 20000, 20000, 10000 }, (int[]){ 1, 1, 1 }, 3, widths);
    check(widths[0] + widths[1] + widths[2] <= 9638 && widths[0] / 2 == widths[2]);
    docx_share_width(large, (int[]){ 1000, 1000, 1000 }, (int[]){ 1, 0, 1 }, 3, widths);
    assert_int_equal(widths[0], 1000 + (docx_text_width(large) - 3000) / 2);
    check(holds(body_of(large), "w:orient=\"landscape\"") && !holds(body_of(of), "landscape"));
    check(docx_least_width(TEXT("a bb")) < docx_least_width(TEXT("aaa b")));
}

static text tree_of(const char *markdown)
{
    diagnostics found = { .memory = &memory };
    markdown_options options = { .path = TEXT("x.md"), .first_line = 1 };
    docx_tree_options writing = { .heading_shift = -1, .callouts = { { "Huomaa", 6 } } };
    docx *of = begin();
    docx_write_tree(of, markdown_parse(&memory, text_of(markdown), &options, &found), &writing);
    text body = body_of(of);
    check(is_well_formed(&memory, body));
    return body;
}

static void trees_become_paragraphs(void **state)
{
    (void)state;
    text body = tree_of("## A *b*\n\nx  \ny `c` **d** [l](https://a.fi) [m](javascript:x)\n\n1. yksi\n   - alla\n2. kaksi\n\n   toinen kappale\n\n"
                        "> [!NOTE]\n> huom\n\n> lainaus\n\n```\nkoodi\n```\n\n***\n\n- [ ] tehtävä\n\nloppu[^1]\n\n[^1]: viite\n");
    check(holds(body, "<w:pStyle w:val=\"Heading1\"/>"));
    check(holds(body, "<w:br/>"));
    check(holds(body, "<w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"));
    check(holds(body, "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"2\"/></w:numPr>"));
    check(holds(body, "<w:pStyle w:val=\"Normal\"/><w:ind w:left=\"425\"/></w:pPr><w:r><w:t xml:space=\"preserve\">toinen"));
    check(holds(body, ">Huomaa<") && holds(body, "<w:pStyle w:val=\"Callout\"/>") && holds(body, "<w:pStyle w:val=\"Quote\"/>"));
    check(holds(body, "<w:pStyle w:val=\"CodeBlock\"/>") && holds(body, "<w:pStyle w:val=\"Rule\"/>"));
    assert_int_equal(count_of(body, "<w:hyperlink"), 1);
    check(holds(body, "superscript"));
    text numbering = unzip_part(&memory, buffer_text(&made), "word/numbering.xml");
    assert_int_equal(count_of(numbering, "<w:num w:numId="), 3);
}

static void tables_of_trees_are_whole(void **state)
{
    (void)state;
    text body = tree_of("| a | b |\n| --- | ---: |\n| 1 |\n| 2 | 3 | 4 |\n");
    assert_int_equal(count_of(body, "<w:tr>"), 3);
    assert_int_equal(count_of(body, "<w:tc>"), 6);
    check(holds(body, "<w:tblHeader/>") && holds(body, "TableNumber"));
}

static void same_calls_same_bytes(void **state)
{
    (void)state;
    buffer again = { 0 };
    docx *of = begin();
    docx_write_paragraph(of, DOCX_TITLE, TEXT("x"));
    check(docx_finish(of, &made));
    setenv("TZ", "Asia/Tokyo", 1);
    of = begin();
    docx_write_paragraph(of, DOCX_TITLE, TEXT("x"));
    check(docx_finish(of, &again));
    unsetenv("TZ");
    check(text_equals(buffer_text(&made), buffer_text(&again)));
    buffer_free(&again);
}

int main(void)
{
    markdown_prepare();
#define TEST(name) cmocka_unit_test_teardown(name, clean_up)
    const struct CMUnitTest tests[] = {
        TEST(a_file_has_its_parts), TEST(text_is_escaped), TEST(marks_stand_in_order), TEST(addresses_are_cleaned_or_refused),
        TEST(controls_are_as_word_writes_them), TEST(long_labels_are_cut), TEST(tables_repeat_their_heads_and_rows),
        TEST(width_is_shared), TEST(trees_become_paragraphs), TEST(tables_of_trees_are_whole), TEST(same_calls_same_bytes),
    };
    return cmocka_run_group_tests_name("docx", tests, NULL, NULL);
}
