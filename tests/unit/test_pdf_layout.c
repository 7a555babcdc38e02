// What stands on which page: chapters, places that links lead to, footnotes; trials; booklets.
#include "pdf_fixture.h"

#include "document/headings.h"

static const pdf_page_style *mirrored(pdf *document)
{
    static pdf_page_style style;
    style = pdf_page_style_of(document);
    style.left = 100;
    style.right = 40;
    style.is_mirrored = true;
    return &style;
}

static text address_as_written(const void *context, arena *into, const node *link)
{
    (void)context;
    return text_copy(into, link->link.address);
}

// ---- Pages

static void chapters_begin_on_their_side_after_an_empty_page(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Cover"));
    pdf_begin_pages(document, mirrored(document), PDF_RIGHT_PAGE);
    add_field_at_left(document, TEXT("a"));
    pdf_new_page(document, PDF_NEXT_PAGE);
    add_field_at_left(document, TEXT("b"));
    pdf_new_page(document, PDF_LEFT_PAGE);
    add_field_at_left(document, TEXT("c"));
    pdf_new_page(document, PDF_LEFT_PAGE);
    add_field_at_left(document, TEXT("d"));
    assert_int_equal(pdf_page_count(document), 8);
    open_pdf(finish(document));
    assert_int_equal(qpdf_get_num_pages(opened), 8);
    // 2, 5 and 7 are empty; the inner margin is at the left of right pages only.
    assert_false(has(content_of(2), "BDC"));
    assert_true(has(content_of(1), "BDC"));
    assert_false(has(content_of(5), "BDC"));
    assert_int_equal((int)number_in(get(annotation(3, 0), "/Rect"), 0), 100);
    assert_int_equal((int)number_in(get(annotation(4, 0), "/Rect"), 0), 40);
    assert_int_equal((int)number_in(get(annotation(6, 0), "/Rect"), 0), 40);
    assert_int_equal((int)number_in(get(annotation(8, 0), "/Rect"), 0), 40);
}

static void a_turned_page_lies_and_the_next_stands(void **state)
{
    (void)state;
    pdf *document = begin();
    pdf_page_style upright = pdf_page_style_of(document), turned = pdf_page_style_turned(upright);
    assert_true(turned.width == upright.height && turned.height == upright.width);
    add_title(document, TEXT("Upright"));
    pdf_begin_pages(document, &turned, PDF_NEXT_PAGE);
    assert_true(pdf_text_width(document) > pdf_text_height(document));
    add_paragraph(document, TEXT("lies"));
    pdf_begin_pages(document, &upright, PDF_LEFT_PAGE);
    add_paragraph(document, TEXT("stands"));
    open_pdf(finish(document));
    assert_int_equal(qpdf_get_num_pages(opened), 4);
    const int widths[] = { 595, 841, 595, 595 };
    for (size_t i = 1; i <= 4; i++)
        assert_int_equal((int)number_in(get(page(i), "/MediaBox"), 2), widths[i - 1]);
}

static void pages_without_edges_have_nothing_but_text(void **state)
{
    (void)state;
    pdf *document = begin();
    pdf_page_style cover = pdf_page_style_of(document);
    cover.has_edges = false;
    pdf_begin_pages(document, &cover, PDF_NEXT_PAGE);
    add_paragraph(document, TEXT("cover"));
    open_pdf(finish(document));
    assert_false(has(content_of(1), "/Artifact"));
}

// ---- Places

static void links_lead_to_places_and_tell_their_pages(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Links"));
    pdf_run runs[] = { { .words = TEXT("to (b)"), .address = TEXT("#b(1)") }, { .words = TEXT(" on ") },
                       { .page_of = TEXT("b(1)"), .address = TEXT("#b(1)") },
                       { .words = TEXT("nowhere"), .address = TEXT("#c") } };
    pdf_add_lines(document, pdf_element_new(document, NULL, "P"),
                  pdf_break(document, runs, 4, &pdf_default_look.body, 400), column(document));
    pdf_new_page(document, PDF_RIGHT_PAGE);
    add_paragraph(document, TEXT("there"));
    pdf_put_anchor(document, pdf_slice_new(document, 0, 4), TEXT("b(1)"));
    check_text(pdf_missing_anchors(document), "c");
    qpdf_oh catalogue = open_pdf(finish(document));
    check_structure(catalogue, "(H1 P(Link Link) P)");
    assert_int_equal(count_of(page(1), "/Annots"), 2);
    assert_int_equal(page_led_to(annotation(1, 0)), 3);
    check_text(text_of_key(annotation(1, 0), "/Contents"), "to (b)");
    check_text(text_of_key(annotation(1, 1), "/Contents"), "3");
}

static void contents_tell_titles_and_pages(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Contents"));
    pdf_element *toc = pdf_element_new(document, NULL, "TOC");
    pdf_add_contents_line(document, toc, 1, TEXT("1"), TEXT("First"), TEXT("a"), column(document));
    pdf_add_contents_line(document, toc, 2, TEXT(""), TEXT("Lost"), TEXT("x"), column(document));
    for (int i = 0; i < 11; i++) {
        pdf_new_page(document, PDF_NEXT_PAGE);
        add_paragraph(document, TEXT("page"));
    }
    pdf_put_anchor(document, pdf_slice_new(document, 0, 4), TEXT("a"));
    qpdf_oh catalogue = open_pdf(finish(document));
    check_structure(catalogue, "(H1 TOC(TOCI(Lbl Reference(Link)) TOCI(Reference(Span))) P P P P P P P P P P P)");
    check_text(text_of_key(annotation(1, 0), "/Contents"), "First, 12");
    assert_int_equal(page_led_to(annotation(1, 0)), 12);
    assert_int_equal(count_of(page(1), "/Annots"), 1);
}

static void headings_of_a_tree_are_places(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Whole"));
    node *tree = parse("## First part\n\n[there](#x.first-part)\n");
    heading_list headings = { 0 };
    headings_name(&memory, tree, TEXT("a.md"), &headings, NULL);
    pdf_document_request request = { .place = column(document), .anchor_prefix = TEXT("x."), .level_shift = 1,
                                     .address = address_as_written };
    pdf_add_document(document, tree, &request);
    check_text(pdf_missing_anchors(document), "");
    check_structure(open_pdf(finish(document)), "(H1 H3 P(Link))");
    assert_int_equal(page_led_to(annotation(1, 0)), 1);
}

// ---- Notes

static void add_with_notes(pdf *document, const char *markdown)
{
    pdf_document_request request = { .place = column(document), .notes_at_foot = true };
    pdf_add_document(document, parse(markdown), &request);
}

static void notes_stand_on_the_page_of_their_call(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Notes"));
    add_with_notes(document, "One[^a] and again[^a].\n\n| A |\n|---|\n| cell[^b] |\n\n[^a]: First *note*.\n\n[^b]: Second.\n");
    qpdf_oh catalogue = open_pdf(finish(document));
    check_structure(catalogue, "(H1 P(Reference(Link) Reference(Link)) Note(Lbl P) "
                               "Table(TR(TH(P)) TR(TD(P(Reference(Link)) Note(Lbl P)))))");
    assert_int_equal(count_of(get(get(catalogue, "/StructTreeRoot"), "/IDTree"), "/Names"), 4);
    assert_int_equal(count_of(page(1), "/Annots"), 3);
    // The note is far below its call, at the foot.
    double y = number_in(get(get(annotation(1, 0), "/A"), "/D"), 3);
    assert_true(y < 160 && y > 60);
}

static text many(const char *words, int count)
{
    buffer out = { 0 };
    for (int i = 0; i < count; i++)
        buffer_add_string(&out, words);
    text made = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static void a_long_note_goes_on_at_the_foot_of_other_pages(void **state)
{
    (void)state;
    pdf *document = begin();
    add_title(document, TEXT("Notes"));
    text long_note = many("words of a note that never ends ", 700);
    add_with_notes(document, text_to_string(&memory, text_format(&memory,
        "One[^a] and two[^b].\n\nNext.\n\n[^a]: %.*s\n\n[^b]: Second.\n", TEXT_PRINT(long_note))));
    pdf_new_page(document, PDF_NEXT_PAGE);
    add_paragraph(document, TEXT("a chapter"));
    size_t count = pdf_page_count(document);
    assert_in_range(count, 4, 7);
    check_structure(open_pdf(finish(document)),
                    "(H1 P(Reference(Link) Reference(Link)) Note(Lbl P) Note(Lbl P) P P)");
    assert_int_equal(qpdf_get_num_pages(opened), count);
}

static void a_note_nobody_calls_is_left_out(void **state)
{
    (void)state;
    pdf *document = begin();
    pdf_note *note = pdf_note_begin(document, TEXT("*"));
    pdf_add_text(document, pdf_note_element(note), "P", TEXT("alone"), &pdf_default_look.small, column(document));
    pdf_note_end(document, note);
    add_paragraph(document, TEXT("text"));
    check_structure(open_pdf(finish(document)), "(P)");
}

static void hundreds_of_notes_and_keeps_find_their_pages(void **state)
{
    (void)state;
    pdf *document = begin();
    buffer out = { 0 };
    for (int i = 0; i < 300; i++)
        buffer_format(&out, "Words[^%d] and more words that fill a line.\n\n[^%d]: A note, which is a line or two "
                            "long, so that many of them fill a page and some go on.\n\n", i, i);
    buffer_add_byte(&out, '\0');
    add_with_notes(document, out.bytes);
    buffer_free(&out);
    for (int i = 0; i < 500; i++)
        pdf_slice_new(document, 2, 20)->keep = true;
    open_pdf(finish(document));
    assert_in_range(qpdf_get_num_pages(opened), 20, 40);
    int calls = 0;
    for (int i = 1; i <= qpdf_get_num_pages(opened); i++)
        for (int j = 0; j < count_of(page((size_t)i), "/Annots"); j++, calls++)
            assert_int_equal(page_led_to(annotation((size_t)i, j)), i);
    assert_int_equal(calls, 300);
}

// ---- Trials

static void add_chapter(pdf *document)
{
    add_title(document, TEXT("A chapter \U0001FAE0"));
    add_with_notes(document, "One[^a] and two[^b], as on [a page](#later).\n\n[^a]: First.\n\n[^b]: Second.\n");
    add_field_at_left(document, TEXT("answer"));
    pdf_keep_last(document);
    pdf_add_room(document, 30);
}

static text book_of(bool is_tried)
{
    pdf *document = begin();
    add_with_notes(document, "Before[^a].\n\n[^a]: A note.\n");
    pdf_set_field_prefix(document, TEXT("form:"));
    for (int chapter = 0; chapter < 2; chapter++) {
        pdf_add_room(document, 50);
        pdf_new_page(document, PDF_LEFT_PAGE);
        pdf_set_heads(document, TEXT("A book"), TEXT("A chapter"));
        pdf *into = is_tried ? pdf_begin_trial(&memory, document) : document;
        add_chapter(into);
        if (is_tried)
            pdf_take_over(document, into);
    }
    add_with_notes(document, "After[^a] \U0001FAE0.\n\n[^a]: A last note.\n");
    check_text(pdf_missing_characters(document), "\U0001FAE0");
    return finish(document);
}

static void what_was_tried_stands_as_if_it_had_been_added(void **state)
{
    (void)state;
    text added = book_of(false), tried = book_of(true);
    assert_true(text_equals(added, tried));
    open_pdf(tried);
    assert_int_equal(qpdf_get_num_pages(opened), 4);
}

static void a_trial_that_was_given_up_leaves_nothing(void **state)
{
    (void)state;
    text made[2];
    for (int i = 0; i < 2; i++) {
        pdf *document = begin();
        add_paragraph(document, TEXT("before"));
        arena own = { 0 };
        pdf *tried = pdf_begin_trial(&own, document);
        if (i == 1)
            add_chapter(tried);
        pdf_abandon(tried);
        arena_free(&own);
        add_paragraph(document, TEXT("after"));
        check_text(pdf_missing_characters(document), "");
        made[i] = finish(document);
    }
    assert_true(text_equals(made[0], made[1]));
}

static void pages_are_counted_with_what_might_come(void **state)
{
    (void)state;
    pdf *document = begin();
    double height = pdf_text_height(document);
    pdf_slice_new(document, 0, height * 0.75);
    pdf_add_room(document, height * 0.1);
    assert_int_equal(pdf_page_count_with(document, height * 0.1), 1);
    assert_int_equal(pdf_page_count_with(document, height * 0.2), 2);
    // Nothing came, and the room waits.
    assert_int_equal(pdf_page_count(document), 1);
    pdf_slice_new(document, 0, height * 0.2);
    assert_int_equal(pdf_page_count(document), 2);
    pdf_abandon(document);
}

// ---- Booklets

static void sheets_fold_into_a_booklet(void **state)
{
    (void)state;
    pdf *document = begin();
    pdf_page_style turned = pdf_page_style_turned(pdf_page_style_of(document));
    for (int i = 1; i <= 4; i++) {
        pdf_new_page(document, PDF_NEXT_PAGE);
        add_paragraph(document, TEXT("a page"));
    }
    pdf_begin_pages(document, &turned, PDF_NEXT_PAGE);
    add_field_at_left(document, TEXT("f"));
    buffer out = { 0 }, booklet = { 0 };
    assert_true(pdf_finish_with_booklet(document, &out, &booklet));
    open_pdf(buffer_text(&booklet));
    assert_int_equal(qpdf_get_num_pages(opened), 4);
    assert_int_equal((int)number_in(get(page(1), "/MediaBox"), 2), 1190);
    // Eight pages: 8 1, 2 7, 6 3, 4 5. The last three are empty, and 5 lies on its side.
    const char *const expected[] = { "R", "L", "R", "LR" };
    for (size_t i = 1; i <= 4; i++) {
        assert_int_equal(has(content_of(i), "/L Do"), strchr(expected[i - 1], 'L') != NULL);
        assert_int_equal(has(content_of(i), "/R Do"), strchr(expected[i - 1], 'R') != NULL);
    }
    assert_true(has(content_of(4), "0.00 1.00 -1.00 0.00"));
    qpdf_oh catalogue = qpdf_get_root(opened);
    assert_true(qpdf_oh_is_null(opened, get(catalogue, "/StructTreeRoot")));
    assert_true(qpdf_oh_is_null(opened, get(catalogue, "/AcroForm")));
    assert_string_equal(qpdf_oh_get_name(opened, get(get(catalogue, "/ViewerPreferences"), "/Duplex")), "/DuplexFlipShortEdge");
    buffer_free(&out);
    buffer_free(&booklet);
}

static text asked_of_printers(const buffer *made)
{
    qpdf_oh asked = get(get(open_pdf(buffer_text(made)), "/ViewerPreferences"), "/Duplex");
    return qpdf_oh_is_null(opened, asked) ? (text){ 0 } : text_copy(&memory, text_of(qpdf_oh_get_name(opened, asked)));
}

static void printers_are_asked_to_turn_what_has_backs(void **state)
{
    (void)state;
    static const char *const expected[] = { "", "/DuplexFlipLongEdge" };
    for (int i = 0; i < 2; i++) {
        pdf_settings settings = pdf_default_settings();
        settings.has_backs = i == 1;
        pdf *document = pdf_begin(&memory, &settings);
        assert_non_null(document);
        add_paragraph(document, TEXT("a page"));
        buffer out = { 0 }, booklet = { 0 };
        assert_true(pdf_finish_with_booklet(document, &out, &booklet));
        check_text(asked_of_printers(&out), expected[i]);
        check_text(asked_of_printers(&booklet), "/DuplexFlipShortEdge");
        buffer_free(&out);
        buffer_free(&booklet);
    }
}

static void pages_of_many_sizes_make_no_booklet(void **state)
{
    (void)state;
    pdf *document = begin();
    pdf_page_style small = pdf_page_style_of(document);
    small.width = 300;
    add_paragraph(document, TEXT("a page"));
    pdf_begin_pages(document, &small, PDF_NEXT_PAGE);
    add_paragraph(document, TEXT("another"));
    buffer out = { 0 }, booklet = { 0 };
    assert_false(pdf_finish_with_booklet(document, &out, &booklet));
    buffer_free(&out);
    buffer_free(&booklet);
}

int main(void)
{
    markdown_prepare();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chapters_begin_on_their_side_after_an_empty_page),
        cmocka_unit_test(a_turned_page_lies_and_the_next_stands),
        cmocka_unit_test(pages_without_edges_have_nothing_but_text),
        cmocka_unit_test(links_lead_to_places_and_tell_their_pages),
        cmocka_unit_test(contents_tell_titles_and_pages),
        cmocka_unit_test(headings_of_a_tree_are_places),
        cmocka_unit_test(notes_stand_on_the_page_of_their_call),
        cmocka_unit_test(a_long_note_goes_on_at_the_foot_of_other_pages),
        cmocka_unit_test(a_note_nobody_calls_is_left_out),
        cmocka_unit_test(hundreds_of_notes_and_keeps_find_their_pages),
        cmocka_unit_test(what_was_tried_stands_as_if_it_had_been_added),
        cmocka_unit_test(a_trial_that_was_given_up_leaves_nothing),
        cmocka_unit_test(pages_are_counted_with_what_might_come),
        cmocka_unit_test(sheets_fold_into_a_booklet),
        cmocka_unit_test(printers_are_asked_to_turn_what_has_backs),
        cmocka_unit_test(pages_of_many_sizes_make_no_booklet),
    };
    return cmocka_run_group_tests_name("pdf_layout", tests, NULL, clean_up);
}
