#include "form_fixture.h"
#include "unzip.h"

#include "document/markdown.h"
#include "publishers/forms/form_xlsx.h"

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

static text part(const fixture *with, const char *name)
{
    if (with != NULL) {
        buffer_clear(&made);
        check(form_xlsx_write(&with->request, &made));
    }
    return unzip_part(&memory, buffer_text(&made), name);
}

static void every_name_is_defined(void **state)
{
    (void)state;
    static const char *const names[] = {
        "_process", "_phase", "_filled_by", "_date", "nimi", "alaikainen", "huoltaja", "tarve", "kaytot__digitori",
        "kaytot__painettu", "kaytot_other", "voimassa", "hinta", "lupa", "osapuolet__nimi", "osapuolet__ok", "vaikutus",
        "laatu", "_total", "liite", "allekirjoitus",
    };
    fixture with;
    fixture_make(&with);
    text book = part(&with, "xl/workbook.xml");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(count_of(book, text_format(&memory, "<definedName name=\"f_%s\">", names[i]).bytes), 1);
    check_parts_are_well_formed(&memory, buffer_text(&made));
}

static void sections_are_sheets(void **state)
{
    (void)state;
    static const char *const sheets[] = { "{instructions}", "Kuka", "Käyttö", "Arvio", "{summary}" };
    fixture with;
    fixture_make(&with);
    text book = part(&with, "xl/workbook.xml");
    assert_int_equal(count_of(book, "<sheet "), 5);
    for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
        check(holds(book, text_format(&memory, "<sheet name=\"%s\" sheetId=\"%zu\"", sheets[i], i + 1).bytes));
    assert_int_equal(count_of(book, "_xlnm.Print_Titles"), 4);
}

static void states_follow_conditions(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    text who = part(&with, "xl/worksheets/sheet2.xml"), use = part(NULL, "xl/worksheets/sheet3.xml");
    check(holds(who, "<f>IF(B2&lt;&gt;\"\",\"{done}\",IF(TRUE,\"{missing}\",\"\"))</f><v>{missing}</v>"));
    check(holds(who, "IF(B4&lt;&gt;\"\",\"{done}\",IF('Kuka'!$B$3=\"Kyllä\",\"{missing}\",\"\"))</f><v></v>"));
    check(holds(use, "IF('Kuka'!$B$3=\"Ei\",\"{missing}\",\"\")"));
    check(holds(use, "OR(COUNTIF($B$6:$B$7,\"{yes}\")&gt;=1,B8&lt;&gt;\"\")") || holds(use, "OR(COUNTIF("));
}

static void tables_compute(void **state)
{
    (void)state;
    fixture with;
    fixture_make_computed(&with);
    text sheet = part(&with, "xl/worksheets/sheet2.xml"), summary = part(NULL, "xl/worksheets/sheet3.xml");
    // Ten rows each: a product, a sum by name, points with the weight of their row, and what they could be.
    assert_int_equal(count_of(sheet, "<f>IF(AND(ISNUMBER("), 10);
    assert_int_equal(count_of(sheet, ",SUMPRODUCT(--("), 10);
    assert_int_equal(count_of(sheet, "*N(B"), 20);
    check(holds(sheet, "SUMPRODUCT(--($A$"));
    check(holds(summary, "=SUM(") || holds(summary, "<f>SUM("));
    assert_int_equal(count_of(part(NULL, "xl/workbook.xml"), "<definedName name=\"f__total\">"), 1);
}

static void scores_are_summed(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    text scores = part(&with, "xl/worksheets/sheet4.xml"), summary = part(NULL, "xl/worksheets/sheet5.xml");
    check(holds(scores, "*C") && holds(scores, "<v>10</v>") && holds(scores, "<v>3</v>") && holds(scores, "<v>13</v>"));
    assert_int_equal(count_of(scores, "<f>IF(ISNUMBER("), 4);
    check(holds(summary, "<v>13</v>"));
    check(holds(summary, "COUNTIF('Arvio'!"));
    // Choices are counted by "=", numbers summed.
    check(holds(summary, "SUMPRODUCT(--('Käyttö'!") && holds(summary, "AVERAGE('Käyttö'!"));
    check(!holds(scores, "password"));
}

static void hostile_words_stay_words(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    part(&with, "xl/workbook.xml");
    size_t formulas = 0;
    for (int i = 1; i <= 5; i++)
        formulas += count_of(part(NULL, text_format(&memory, "xl/worksheets/sheet%d.xml", i).bytes), "<f>");
    for (size_t i = 0; i <= FIXTURE_HOSTILE; i++) {
        fixture_fill_with(&memory, &with, i < FIXTURE_HOSTILE ? fixture_hostile[i] : fixture_megabyte(&memory));
        assert_int_equal(count_of(part(&with, "xl/workbook.xml"), "<sheet ") >= 5, 1);
        check_parts_are_well_formed(&memory, buffer_text(&made));
        size_t found = 0;
        for (int j = 1; j <= 5; j++) {
            text cells = part(NULL, text_format(&memory, "xl/worksheets/sheet%d.xml", j).bytes);
            found += count_of(cells, "<f>");
            check(!holds(cells, "<hyperlink"));
            check(!holds(cells, "<f>HYPERLINK"));
        }
        // A label too long for a formula is not counted in the summary.
        assert_int_equal(i < FIXTURE_HOSTILE ? formulas : formulas - 2, found);
    }
}

static void same_form_same_bytes(void **state)
{
    (void)state;
    fixture with;
    buffer again = { 0 };
    fixture_make(&with);
    part(&with, "xl/workbook.xml");
    setenv("TZ", "America/Lima", 1);
    check(form_xlsx_write(&with.request, &again));
    unsetenv("TZ");
    check(text_equals(buffer_text(&made), buffer_text(&again)));
    buffer_free(&again);
}

int main(void)
{
    markdown_prepare();
#define TEST(name) cmocka_unit_test_teardown(name, clean_up)
    const struct CMUnitTest tests[] = {
        TEST(every_name_is_defined), TEST(sections_are_sheets), TEST(states_follow_conditions), TEST(scores_are_summed), TEST(tables_compute),
        TEST(hostile_words_stay_words), TEST(same_form_same_bytes),
    };
    return cmocka_run_group_tests_name("form_xlsx", tests, NULL, NULL);
}
