// What books print besides text: pictures, lines and boxes to write in, words of other languages.
#include "pdf_fixture.h"

#include "formats/pdf/pdf_parts.h"

// ---- Pictures

static picture drawing(const char *inside)
{
    picture made;
    text svg = text_format(&memory, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\">%s</svg>", inside);
    assert_int_equal(picture_read(&memory, svg, &made), PICTURE_FINE);
    return made;
}

static void figures_have_words_and_captions(void **state)
{
    (void)state;
    pdf *document = begin();
    picture shown = drawing("<rect class=\"a\" width=\"50\" height=\"50\"/>"
                            "<g opacity=\"0.5\"><a href=\"https://example.org/\"><text x=\"9\" y=\"9\">t</text></a></g>");
    shown.stylesheet = TEXT(".a { fill: #00ff00 }");
    pdf_run run = { .words = TEXT("A caption") };
    pdf_runs caption = { .items = &run, .count = 1 };
    pdf_add_figure(document, NULL, &shown, TEXT("A rectangle"), &caption, column(document));
    pdf_add_figure(document, NULL, &shown, TEXT(""), NULL, column(document));
    qpdf_oh catalogue = open_pdf(finish(document));
    check_structure(catalogue, "(Div(Figure Caption))");
    qpdf_oh group = qpdf_oh_get_array_item(opened, get(get(get(catalogue, "/StructTreeRoot"), "/K"), "/K"), 0);
    qpdf_oh figure = qpdf_oh_get_array_item(opened, get(group, "/K"), 0);
    check_text(text_of_key(figure, "/Alt"), "A rectangle");
    // Vectors in the colour of the style sheet, and no link of its own.
    assert_true(has(content_of(1), "0 1 0 rg"));
    assert_int_equal(count_of(page(1), "/Annots"), 0);
    assert_int_equal((int)(number_in(get(get(figure, "/A"), "/BBox"), 2) - number_in(get(get(figure, "/A"), "/BBox"), 0)), 200);
}

static void a_picture_is_no_larger_than_the_page(void **state)
{
    (void)state;
    pdf *document = begin();
    picture shown = drawing("<path d=\"M0 0h9\"/>");
    shown.width = 400;
    shown.height = 4000;
    pdf_add_figure(document, NULL, &shown, TEXT("Tall"), NULL, column(document));
    shown.width = 40000;
    pdf_add_figure(document, NULL, &shown, TEXT("Wide"), NULL, column(document));
    assert_int_equal(pdf_page_count(document), 2);
    open_pdf(finish(document));
}

static void a_broken_picture_leaves_the_document_whole(void **state)
{
    (void)state;
    pdf *document = begin();
    picture broken[] = {
        { .type = PICTURE_SVG, .bytes = TEXT("<svg><g>"), .width = 10, .height = 10 },
        { .type = PICTURE_PNG, .bytes = TEXT("\x89PNG\r\n\x1a\n"), .width = 10, .height = 10 },
        { .type = PICTURE_JPEG, .bytes = TEXT("\xFF\xD8\xFF\xC0\0\x0B\x08\0\x0A\0\x0A\x01\x01\x11\0\xFF\xD9"), .width = 10, .height = 10 },
    };
    for (size_t i = 0; i < 3; i++)
        pdf_add_figure(document, NULL, &broken[i], TEXT("Broken"), NULL, column(document));
    open_pdf(finish(document));
    assert_int_equal(qpdf_get_num_pages(opened), 1);
}

// ---- What is written on

static void lines_to_write_on_are_a_field_on_every_page(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Notes"));
    pdf_add_write_lines(document, NULL, 40, 24, TEXT("notes"), TEXT("Own notes"), column(document));
    pdf_add_write_lines(document, NULL, 3, 24, TEXT(""), TEXT(""), column(document));
    qpdf_oh catalogue = open_pdf(finish(document));
    check_structure(catalogue, "(H1 Form Form)");
    qpdf_oh fields = get(get(catalogue, "/AcroForm"), "/Fields");
    assert_int_equal(qpdf_oh_get_array_n_items(opened, fields), 2);
    check_text(text_of_key(qpdf_oh_get_array_item(opened, fields, 1), "/T"), "notes-2");
    double first = number_in(get(annotation(1, 0), "/Rect"), 3) - number_in(get(annotation(1, 0), "/Rect"), 1);
    double second = number_in(get(annotation(2, 0), "/Rect"), 3) - number_in(get(annotation(2, 0), "/Rect"), 1);
    assert_true(first + second > 959 && first + second < 961);
}

static text name_of_task(const void *context, arena *into, const node *item)
{
    (void)context;
    return item->item.is_checked ? text_copy(into, TEXT("done")) : TEXT("");
}

static void tasks_have_boxes_or_fields(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Tasks"));
    pdf_document_request request = { .place = column(document), .task_name = name_of_task };
    pdf_add_document(document, parse("- [ ] do\n- [x] did *it*\n"), &request);
    qpdf_oh catalogue = open_pdf(finish(document));
    check_structure(catalogue, "(H1 L(LI(Lbl LBody(P)) LI(Lbl(Form) LBody(P))))");
    qpdf_oh field = annotation(1, 0);
    check_text(text_of_key(field, "/TU"), "did it");
    assert_true(qpdf_oh_is_name_and_equals(opened, get(field, "/AS"), "/Yes"));
    qpdf_oh list = qpdf_oh_get_array_item(opened, get(get(get(catalogue, "/StructTreeRoot"), "/K"), "/K"), 1);
    qpdf_oh label = qpdf_oh_get_array_item(opened, get(qpdf_oh_get_array_item(opened, get(list, "/K"), 0), "/K"), 0);
    check_text(text_of_key(label, "/ActualText"), "☐");
}

// ---- Words

static void other_languages_are_told(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Languages"));
    pdf_run runs[] = { { .words = TEXT("suomea ") }, { .words = TEXT("English"), .language = TEXT("en") },
                       { .words = TEXT(" svenska"), .language = TEXT("sv"), .address = TEXT("https://example.org/") } };
    pdf_add_lines(document, pdf_element_new(document, NULL, "P"),
                  pdf_break(document, runs, 3, &pdf_default_look.body, 400), column(document));
    qpdf_oh catalogue = open_pdf(finish(document));
    check_structure(catalogue, "(H1 P(Span Link))");
    qpdf_oh paragraph = qpdf_oh_get_array_item(opened, get(get(get(catalogue, "/StructTreeRoot"), "/K"), "/K"), 1);
    check_text(text_of_key(qpdf_oh_get_array_item(opened, get(paragraph, "/K"), 1), "/Lang"), "en");
    check_text(text_of_key(qpdf_oh_get_array_item(opened, get(paragraph, "/K"), 2), "/Lang"), "sv");
}

// Lines share a mark, but nothing follows in it behind a mark of cairo's own.
static void a_mark_ends_behind_another_inside_it(void **state)
{
    (void)state;
    pdf *document = begin();
    add_paragraph(document, TEXT("plain words on a line and then many more of them which go on to a second line of it"));
    open_pdf(finish(document));
    text plain = content_of(1);
    assert_false(has(plain, "/ActualText"));
    assert_true(has(plain, "/P <</MCID 0>> BDC"));
    assert_false(has(plain, "/P <</MCID 1>> BDC"));
    document = begin();
    pdf_style style = pdf_default_look.body;
    style.family = PDF_SANS;
    pdf_add_text(document, NULL, "P", TEXT("Who \u00a0fills it in"), &style, column(document));
    open_pdf(finish(document));
    text ligature = content_of(1);
    assert_false(has(ligature, "00a0"));
    assert_int_equal(has(ligature, "/ActualText"), has(ligature, "/P <</MCID 1>> BDC"));
}

static text divide_anywhere(const void *context, arena *into, text words)
{
    (void)context;
    buffer out = { 0 };
    for (size_t i = 0; i < words.length; i++) {
        buffer_add_byte(&out, words.bytes[i]);
        if (i % 4 == 3)
            buffer_add_string(&out, "\u00ad");
    }
    text made = text_copy(into, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static void headings_are_divided_only_where_they_must(void **state)
{
    (void)state;
    pdf_settings settings = pdf_default_settings();
    settings.hyphenate = divide_anywhere;
    pdf *document = pdf_begin(&memory, &settings);
    const pdf_style *style = &settings.look.headings[0];
    double width = pdf_lines_width(pdf_break_text(document, TEXT("aaaaaaaaaaa"), style, 1000)) + 1;
    const text words = TEXT("aaaaa aaaaaaaaaa"), word = TEXT("aaaaaaaaaaaaaaaaaaaa");
    assert_int_equal(pdf_lines_count(pdf_break_text(document, words, style, width)), 2);
    // Eight letters and a hyphen, twice, and four; cut anywhere, it would be eleven and nine.
    assert_int_equal(pdf_lines_count(pdf_break_text(document, word, style, width)), 3);
    pdf_abandon(document);
    document = begin();
    assert_int_equal(pdf_lines_count(pdf_break_text(document, word, style, width)), 2);
    pdf_abandon(document);
}

static void no_line_ends_behind_a_hyphen_that_begins_a_word(void **state)
{
    (void)state;
    pdf *document = begin();
    const pdf_style *style = &pdf_default_look.body;
    double whole = pdf_lines_width(pdf_break_text(document, TEXT("voisimme -"), style, 400));
    const pdf_lines *broken = pdf_break_text(document, TEXT("voisimme -kysymys"), style, whole + 6);
    assert_int_equal(pdf_lines_count(broken), 2);
    double second = pdf_lines_width(pdf_break_text(document, TEXT("-kysymys"), style, 400));
    double first = pdf_lines_width(pdf_break_text(document, TEXT("voisimme"), style, 400));
    assert_true(pdf_lines_width(broken) <= (first > second ? first : second) + 0.1);
    pdf_abandon(document);
}

static void words_with_spaces_that_join_are_one(void **state)
{
    (void)state;
    pdf *document = begin();
    const pdf_style *style = &pdf_default_look.body;
    const pdf_lines *number = pdf_break_text(document, TEXT("12\u00a0250,75"), style, 400);
    assert_true(pdf_longest_word(number) > pdf_lines_width(number) - 0.1);
    const pdf_lines *two = pdf_break_text(document, TEXT("12 250,75"), style, 400);
    assert_true(pdf_longest_word(two) < pdf_lines_width(two) - 5);
    pdf_abandon(document);
}

int main(void)
{
    markdown_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_have_words_and_captions),
        cmocka_unit_test(a_picture_is_no_larger_than_the_page),
        cmocka_unit_test(a_broken_picture_leaves_the_document_whole),
        cmocka_unit_test(lines_to_write_on_are_a_field_on_every_page),
        cmocka_unit_test(tasks_have_boxes_or_fields),
        cmocka_unit_test(other_languages_are_told),
        cmocka_unit_test(a_mark_ends_behind_another_inside_it),
        cmocka_unit_test(headings_are_divided_only_where_they_must),
        cmocka_unit_test(no_line_ends_behind_a_hyphen_that_begins_a_word),
        cmocka_unit_test(words_with_spaces_that_join_are_one),
    };
    return cmocka_run_group_tests_name("pdf_blocks", tests, NULL, clean_up);
}
