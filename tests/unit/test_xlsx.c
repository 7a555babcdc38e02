#include "unzip.h"

#include "formats/xlsx.h"

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

static xlsx *begin(void)
{
    return xlsx_begin(&memory, &(xlsx_properties){ .title = TEXT("Otsikko") });
}

static text part(xlsx *of, const char *name)
{
    if (of != NULL) {
        buffer_clear(&made);
        check(xlsx_finish(of, &made));
    }
    return unzip_part(&memory, buffer_text(&made), name);
}

static void texts_stay_texts(void **state)
{
    (void)state;
    static const char *const texts[] = { "=1+1", "+358401234567", "-1", "@SUM(A1)", "0401", "http://a.fi", "a\x01z", "<b>&\"", "_x0041_", "\xFF", "" };
    xlsx *of = begin();
    size_t sheet = xlsx_add_sheet(of, TEXT("A"));
    for (uint32_t i = 0; i < sizeof texts / sizeof *texts; i++)
        xlsx_set_text(of, (xlsx_cell){ sheet, i, 0 }, text_of(texts[i]), XLSX_TEXT);
    text strings = part(of, "xl/sharedStrings.xml"), cells = part(NULL, "xl/worksheets/sheet1.xml");
    assert_int_equal(check_parts_are_well_formed(&memory, buffer_text(&made)) > 8, 1);
    check(!holds(cells, "<f>") && !holds(cells, "hyperlink"));
    assert_int_equal(count_of(cells, "t=\"s\""), 10);
    check(holds(strings, "<t>=1+1</t>") && holds(strings, "<t>0401</t>") && holds(strings, "<t>a\uFFFDz</t>"));
    check(holds(strings, "<t>_x005F_x0041_</t>"));
    check(holds(strings, "&lt;b&gt;&amp;") && holds(strings, "<t>\uFFFD</t>"));
}

static void long_texts_are_cut(void **state)
{
    (void)state;
    char *letters = ARENA_NEW(&memory, char, 100000);
    memset(letters, 'x', 100000);
    xlsx *of = begin();
    size_t sheet = xlsx_add_sheet(of, TEXT("A"));
    xlsx_set_text(of, (xlsx_cell){ sheet, 0, 0 }, (text){ letters, 100000 }, XLSX_TEXT);
    xlsx_set_label(of, (xlsx_cell){ sheet, 1, 0 }, (text){ letters, 100000 }, (text){ letters, 100000 });
    text strings = part(of, "xl/sharedStrings.xml");
    check(holds(strings, "x\u2026</t>"));
    check(strings.length < 3 * 32768);
}

static void sheets_have_names_of_their_own(void **state)
{
    (void)state;
    xlsx *of = begin();
    static const struct { const char *wanted, *name; } cases[] = {
        { "Osa", "Osa" }, { "osa", "osa 2" }, { "a/b:c[d]*?'", "a b c d" }, { "History", "History 2" }, { "", "-" }, { "***", "- 2" },
        { "1234567890123456789012345678901234567890", "123456789012345678901234567890\u2026" },
        { "1234567890123456789012345678901234567890", "1234567890123456789012345678\u2026 2" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_text(xlsx_sheet_name(of, xlsx_add_sheet(of, text_of(cases[i].wanted))), cases[i].name);
    assert_int_equal(count_of(part(of, "xl/workbook.xml"), "<sheet "), 8);
}

static void cells_have_addresses(void **state)
{
    (void)state;
    xlsx *of = begin();
    size_t sheet = xlsx_add_sheet(of, TEXT("Osa 1"));
    check_text(xlsx_address(&memory, (xlsx_cell){ 0, 0, 0 }), "A1");
    check_text(xlsx_address(&memory, (xlsx_cell){ 0, 9, 26 }), "AA10");
    check_text(xlsx_address(&memory, (xlsx_cell){ 0, 0, 702 }), "AAA1");
    check_text(xlsx_range_address(of, &memory, (xlsx_range){ sheet, 1, 1, 3, 2 }, true), "'Osa 1'!$B$2:$C$4");
    check_text(xlsx_range_address(of, &memory, (xlsx_range){ sheet, 1, 1, 1, 1 }, false), "$B$2");
    check_text(xlsx_quoted(&memory, TEXT("a \"b\"")), "\"a \"\"b\"\"\"");
    part(of, "xl/workbook.xml");
}

static void lists_stand_in_the_rule_or_on_a_hidden_sheet(void **state)
{
    (void)state;
    static const text few[] = { { "yksi", 4 }, { "kaksi", 5 } }, comma[] = { { "a,b", 3 }, { "=c", 2 } };
    xlsx *of = begin();
    size_t sheet = xlsx_add_sheet(of, TEXT("Luettelot"));
    xlsx_rule rule = { .type = XLSX_RULE_LIST, .options = few, .option_count = 2, .lists_sheet = TEXT("Luettelot"), .mistake = TEXT("Ei näin") };
    xlsx_add_rule(of, (xlsx_range){ sheet, 0, 0, 9, 0 }, &rule);
    rule.options = comma;
    xlsx_add_rule(of, (xlsx_range){ sheet, 0, 1, 9, 1 }, &rule);
    xlsx_add_rule(of, (xlsx_range){ sheet, 0, 2, 9, 2 }, &rule);
    text cells = part(of, "xl/worksheets/sheet1.xml");
    check(holds(cells, "<formula1>\"yksi,kaksi\"</formula1>"));
    assert_int_equal(count_of(cells, "<formula1>'Luettelot 2'!$A$1:$A$2</formula1>"), 2);
    check(holds(cells, "error=\"Ei n\u00e4in\""));
    check(holds(part(NULL, "xl/workbook.xml"), "<sheet name=\"Luettelot 2\" sheetId=\"2\" state=\"hidden\""));
}

static void rules_have_limits(void **state)
{
    (void)state;
    char letters[600];
    memset(letters, 'x', sizeof letters);
    xlsx *of = begin();
    size_t sheet = xlsx_add_sheet(of, TEXT("A"));
    xlsx_rule rule = { .type = XLSX_RULE_DATE, .earliest = { 2026, 1, 1 }, .latest = { 2026, 1, 31 }, .help_title = { letters, 600 },
                       .help = { letters, 600 }, .mistake = { letters, 600 } };
    xlsx_add_rule(of, (xlsx_range){ sheet, 0, 0, 0, 0 }, &rule);
    rule = (xlsx_rule){ .type = XLSX_RULE_DECIMAL, .minimum = -0.5, .maximum = 1.5 };
    xlsx_add_rule(of, (xlsx_range){ sheet, 1, 0, 1, 0 }, &rule);
    text cells = part(of, "xl/worksheets/sheet1.xml");
    check(holds(cells, "<formula1>46023</formula1><formula2>46053</formula2>"));
    check(holds(cells, "<formula1>-0.5</formula1><formula2>1.5</formula2>"));
}

static void sheets_are_locked_and_inputs_open(void **state)
{
    (void)state;
    xlsx *of = begin();
    size_t sheet = xlsx_add_sheet(of, TEXT("A"));
    xlsx_set_blank(of, (xlsx_cell){ sheet, 0, 0 }, XLSX_INPUT_TEXT);
    xlsx_set_formula(of, (xlsx_cell){ sheet, 1, 0 }, TEXT("=SUM(A1:A1)"), 7, XLSX_NUMBER);
    xlsx_set_text_formula(of, (xlsx_cell){ sheet, 2, 0 }, TEXT("=IF(A1<>\"\",\"a\",\"b\")"), TEXT("b"), XLSX_STATE);
    xlsx_name(of, TEXT("f_a"), (xlsx_range){ sheet, 0, 0, 0, 0 });
    text cells = part(of, "xl/worksheets/sheet1.xml");
    check(holds(cells, "<sheetProtection sheet=\"1\""));
    check(!holds(cells, "password"));
    check(holds(cells, "<f>SUM(A1:A1)</f><v>7</v>"));
    check(holds(cells, "t=\"str\"><f>IF(A1&lt;&gt;\"\",\"a\",\"b\")</f><v>b</v>"));
    check(holds(part(NULL, "xl/styles.xml"), "<protection locked=\"0\"/>"));
    check(holds(part(NULL, "xl/workbook.xml"), "<definedName name=\"f_a\">'A'!$A$1</definedName>")
          || holds(part(NULL, "xl/workbook.xml"), "<definedName name=\"f_a\">A!$A$1</definedName>"));
}

static void headers_take_any_words(void **state)
{
    (void)state;
    char ampersands[300];
    memset(ampersands, '&', sizeof ampersands);
    text words = { ampersands, sizeof ampersands };
    xlsx *of = begin();
    size_t sheet = xlsx_add_sheet(of, TEXT("A"));
    xlsx_print print = { .is_landscape = true, .repeats_rows = true, .last_repeated = 2, .header = words, .footer_left = words,
                         .footer_middle = words, .page = words, .page_of = words };
    xlsx_set_print(of, sheet, &print);
    text cells = part(of, "xl/worksheets/sheet1.xml");
    check(holds(cells, "paperSize=\"9\"") && holds(cells, "orientation=\"landscape\"") && holds(cells, "fitToHeight=\"0\""));
    check(holds(part(NULL, "xl/workbook.xml"), "_xlnm.Print_Titles"));
}

static void rows_are_kept_on_one_page(void **state)
{
    (void)state;
    xlsx *of = begin();
    size_t sheet = xlsx_add_open_sheet(of, TEXT("A"));
    xlsx_set_print(of, sheet, &(xlsx_print){ .is_landscape = true });
    // 30 rows of 15 points fit on a page of 451.
    xlsx_keep_rows(of, sheet, 20, 29);
    xlsx_keep_rows(of, sheet, 29, 31);          // not whole on the first
    xlsx_keep_rows(of, sheet, 40, 99);          // on no page
    xlsx_keep_rows(of, sheet, 45, 60);          // within it: not whole on the second
    xlsx_set_height(of, sheet, 46, 200);        // so that its page ends early
    text cells = part(of, "xl/worksheets/sheet1.xml");
    check(holds(cells, "<rowBreaks count=\"4\""));
    check(holds(cells, "<brk id=\"29\"") && holds(cells, "<brk id=\"45\"") && holds(cells, "<brk id=\"62\"") && holds(cells, "<brk id=\"92\""));
}

static void wide_sheets_have_more_rows_on_a_page(void **state)
{
    (void)state;
    for (int is_wide = 0; is_wide < 2; is_wide++) {
        xlsx *of = begin();
        size_t sheet = xlsx_add_open_sheet(of, TEXT("A"));
        xlsx_set_width(of, sheet, 0, 52);
        xlsx_set_print(of, sheet, &(xlsx_print){ .is_landscape = true });
        xlsx_chart chart = { .title = TEXT("T"), .labels = { sheet, 0, 0, 1, 0 }, .numbers = { sheet, 0, 1, 1, 1 }, .at = { sheet, 0, 12 },
                             .height = 100 };
        if (is_wide)
            xlsx_add_chart(of, &chart);
        xlsx_keep_rows(of, sheet, 25, 35);
        check(holds(part(of, "xl/worksheets/sheet1.xml"), "<brk id=\"25\"") == !is_wide);
    }
}

static void same_calls_same_bytes(void **state)
{
    (void)state;
    buffer first = { 0 };
    for (int i = 0; i < 2; i++) {
        if (i == 1)
            setenv("TZ", "Asia/Tokyo", 1);
        xlsx *of = begin();
        xlsx_set_text(of, (xlsx_cell){ xlsx_add_sheet(of, TEXT("A")), 0, 0 }, TEXT("x"), XLSX_TITLE);
        check(xlsx_finish(of, i == 0 ? &first : &made));
    }
    unsetenv("TZ");
    check(text_equals(buffer_text(&first), buffer_text(&made)));
    buffer_free(&first);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, clean_up)
    const struct CMUnitTest tests[] = {
        TEST(texts_stay_texts), TEST(long_texts_are_cut), TEST(sheets_have_names_of_their_own), TEST(cells_have_addresses),
        TEST(lists_stand_in_the_rule_or_on_a_hidden_sheet), TEST(rules_have_limits), TEST(sheets_are_locked_and_inputs_open),
        TEST(headers_take_any_words), TEST(rows_are_kept_on_one_page), TEST(wide_sheets_have_more_rows_on_a_page), TEST(same_calls_same_bytes),
    };
    return cmocka_run_group_tests_name("xlsx", tests, NULL, NULL);
}
