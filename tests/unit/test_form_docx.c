#include "form_fixture.h"
#include "unzip.h"

#include "document/markdown.h"
#include "publishers/forms/form_docx.h"

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

static text body_of(const fixture *with)
{
    buffer_clear(&made);
    check(form_docx_write(&with->request, &made));
    return unzip_part(&memory, buffer_text(&made), "word/document.xml");
}

static void every_name_has_a_tag_and_a_bookmark(void **state)
{
    (void)state;
    static const char *const names[] = {
        "_process", "_phase", "_filled_by", "_date", "nimi", "alaikainen", "huoltaja", "tarve", "kaytot__digitori",
        "kaytot__painettu", "kaytot_other", "voimassa", "hinta", "lupa", "osapuolet__1__nimi", "osapuolet__3__ok", "vaikutus",
        "laatu", "_total", "liite", "allekirjoitus",
    };
    fixture with;
    fixture_make(&with);
    text body = body_of(&with);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(count_of(body, text_format(&memory, "<w:tag w:val=\"%s\"/>", names[i]).bytes), 1);
        assert_int_equal(count_of(body, text_format(&memory, " w:name=\"f_%s\"/>", names[i]).bytes), 1);
    }
    // 17 fields of one control, 2 options, 15 cells, and the table itself.
    assert_int_equal(count_of(body, "<w:tag "), 4 + 11 + 2 + 1 + 15 + 1 + 1);
    check_parts_are_well_formed(&memory, buffer_text(&made));
}

static void types_have_their_controls(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    text body = body_of(&with);
    check(holds(body, "<w:listItem w:displayText=\"Kyllä\" w:value=\"kylla\"/>"));
    check(holds(body, "<w:listItem w:displayText=\"{phase_6}\" w:value=\"6\"/>"));
    check(holds(body, "<w:listItem w:displayText=\"1\" w:value=\"1\"/><w:listItem w:displayText=\"2\" w:value=\"2\"/>"
                      "<w:listItem w:displayText=\"3\" w:value=\"3\"/></w:dropDownList>"));
    assert_int_equal(count_of(body, "<w14:checkbox>"), 3 + 3);
    assert_int_equal(count_of(body, "<w:date>"), 2 + 3);
    assert_int_equal(count_of(body, "<w15:repeatingSectionItem/>"), 3);
    check(holds(body, "{date_hint}, 1.1.2020–31.12.2099"));
    check(holds(body, "{only_if}: Alle 18-vuotias – Ei"));
    check(holds(body, "{weighted_total} ({at_most} 13)"));
    check(holds(body, "w:line=\"2640\" w:lineRule=\"exact\"") && holds(body, "w:line=\"880\" w:lineRule=\"exact\""));
}

static void nothing_leads_out_but_links(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    body_of(&with);
    text relations = unzip_part(&memory, buffer_text(&made), "word/_rels/document.xml.rels");
    assert_int_equal(count_of(relations, "External"), 2);
    check(holds(relations, "https://esim.fi/fi/b/sivu.html#x\"") && holds(relations, "https://esim.fi/fi/a/koe.html\""));
    check(holds(unzip_part(&memory, buffer_text(&made), "docProps/custom.xml"), ">1.a1b2c3<"));
}

static void english_has_its_dates(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    with.request.language_code = TEXT("en");
    check(holds(body_of(&with), "<w:dateFormat w:val=\"d MMMM yyyy\"/><w:lid w:val=\"en-GB\"/>"));
}

static void hostile_words_stay_words(void **state)
{
    (void)state;
    for (size_t i = 0; i <= FIXTURE_HOSTILE; i++) {
        fixture with;
        fixture_make(&with);
        fixture_fill_with(&memory, &with, i < FIXTURE_HOSTILE ? fixture_hostile[i] : fixture_megabyte(&memory));
        text body = body_of(&with);
        check_parts_are_well_formed(&memory, buffer_text(&made));
        assert_int_equal(count_of(body, "<w:tag "), 35);
        check(!holds(body, "instrText") && !holds(body, "fldSimple") && !holds(body, "altChunk"));
        assert_int_equal(count_of(unzip_part(&memory, buffer_text(&made), "word/_rels/document.xml.rels"), "External"), 2);
    }
}

static void same_form_same_bytes(void **state)
{
    (void)state;
    fixture with;
    buffer again = { 0 };
    fixture_make(&with);
    body_of(&with);
    setenv("TZ", "America/Lima", 1);
    check(form_docx_write(&with.request, &again));
    unsetenv("TZ");
    check(text_equals(buffer_text(&made), buffer_text(&again)));
    buffer_free(&again);
}

int main(void)
{
    markdown_prepare();
#define TEST(name) cmocka_unit_test_teardown(name, clean_up)
    const struct CMUnitTest tests[] = {
        TEST(every_name_has_a_tag_and_a_bookmark), TEST(types_have_their_controls), TEST(nothing_leads_out_but_links),
        TEST(english_has_its_dates), TEST(hostile_words_stay_words), TEST(same_form_same_bytes),
    };
    return cmocka_run_group_tests_name("form_docx", tests, NULL, NULL);
}
