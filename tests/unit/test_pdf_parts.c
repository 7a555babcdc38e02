#include "checks.h"

#include "formats/pdf/pdf_parts.h"

static pdf_element_state known;
static const pdf_element paragraph = { .type = "P", .state = &known }, heading = { .type = "H1", .state = &known };

static bool rewrite(const pdf_element **marks, size_t count, size_t content, const char *from, buffer *out)
{
    pdf_page page = { .content_count = content };
    page.marks.items = marks;
    page.marks.count = count;
    return pdf_content_rewrite(&page, text_of(from), out);
}

static void marks_become_elements_and_artifacts(void **state)
{
    (void)state;
    const pdf_element *marks[] = { NULL, &heading, &paragraph };
    buffer out = { 0 };
    assert_true(rewrite(marks, 3, 2, "q\n/Span << /MCID 0 >> BDC\nf EMC /Span <</MCID 1>>BDC (a) Tj EMC\n"
                                     "/Span <</MCID 2 >> BDC /Span <</ActualText <feff00ad>>> BDC <00> Tj EMC EMC Q", &out));
    check_text(buffer_text(&out), "q\n/Artifact BMC\nf EMC /H1 <</MCID 0>> BDC (a) Tj EMC\n"
                                  "/P <</MCID 1>> BDC /Span <</ActualText <feff00ad>>> BDC <00> Tj EMC EMC Q");
    buffer_free(&out);
}

static void decoration_has_its_kind(void **state)
{
    (void)state;
    static const pdf_element foot = { .type = "/Type /Pagination /Subtype /Footer" };
    const pdf_element *marks[] = { &foot };
    buffer out = { 0 };
    assert_true(rewrite(marks, 1, 0, "/Span <</MCID 0>> BDC (1) Tj EMC", &out));
    check_text(buffer_text(&out), "/Artifact <</Type /Pagination /Subtype /Footer>> BDC (1) Tj EMC");
    buffer_free(&out);
}

static void what_looks_like_a_mark_in_a_string_stays(void **state)
{
    (void)state;
    const pdf_element *marks[] = { &paragraph };
    const char *string = "(/Span <</MCID 7>> BDC \\) (inner) \\\\) Tj";
    char from[200], expected[200];
    snprintf(from, sizeof from, "/Span <</MCID 0>> BDC %s EMC", string);
    snprintf(expected, sizeof expected, "/P <</MCID 0>> BDC %s EMC", string);
    buffer out = { 0 };
    assert_true(rewrite(marks, 1, 1, from, &out));
    check_text(buffer_text(&out), expected);
    buffer_free(&out);
}

static void a_page_with_other_marks_is_refused(void **state)
{
    (void)state;
    const pdf_element *marks[] = { &paragraph, &paragraph };
    buffer out = { 0 };
    assert_false(rewrite(marks, 2, 2, "/Span <</MCID 0>> BDC EMC", &out));
    assert_false(rewrite(marks, 0, 0, "/Span <</MCID 0>> BDC EMC", &out));
    assert_true(rewrite(marks, 0, 0, "(unclosed", &out));
    assert_true(rewrite(marks, 0, 0, "<00", &out));
    buffer_free(&out);
}

static void field_characters_are_win_ansi(void **state)
{
    (void)state;
    assert_int_equal(pdf_win_ansi(0xE4), 0xE4);         // ä
    assert_int_equal(pdf_win_ansi(0x80), 0x20AC);       // €
    assert_int_equal(pdf_win_ansi(0x96), 0x2013);       // –
    assert_int_equal(pdf_win_ansi(0x81), 0);
    assert_int_equal(pdf_win_ansi(10), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_become_elements_and_artifacts), cmocka_unit_test(decoration_has_its_kind),
        cmocka_unit_test(what_looks_like_a_mark_in_a_string_stays),
        cmocka_unit_test(a_page_with_other_marks_is_refused),
        cmocka_unit_test(field_characters_are_win_ansi),
    };
    return cmocka_run_group_tests_name("pdf_parts", tests, NULL, NULL);
}
