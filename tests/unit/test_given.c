#include "given_fixture.h"

#include "base/unicode.h"
#include "formats/zip.h"

static buffer made;

static int clean_up(void **state)
{
    buffer_free(&made);
    made = (buffer){ 0 };
    return answers_clean_up(state);
}

// ---- Tables

#define HEAD "form;version;language;filled;file;hyvin_pitka_tunniste_joka_lyhenee_tassa\r\n"

static text first_value(text bytes, text *why)
{
    given_forms given = { 0 };
    *why = (text){ 0 };
    bool is_read = given_read_csv(&fixed.memory, bytes, &given, why);
    return is_read && given.count == 1 && given.items[0].values.count == 1 ? given.items[0].values.items[0].text : (text){ 0 };
}

static void letters_of_another_code_are_refused(void **state)
{
    (void)state;
    text why;
    check_text(first_value(TEXT("\xEF\xBB\xBF" HEAD "koe;'1;fi;;;Jätä tämä\r\n"), &why), "Jätä tämä");
    check_text(first_value(TEXT(HEAD "koe;'1;fi;;;plain\r\n"), &why), "plain");
    check_text(first_value(TEXT(HEAD "koe;'1;fi;;;J\xE4t\xE4\r\n"), &why), "");
    check(text_find(why, TEXT("save it as 'CSV UTF-8'"), 0) != TEXT_NOT_FOUND);
}

// As a spreadsheet saves "Unicode text".
static text in_sixteen_bits(text plain, bool is_big)
{
    buffer out = { 0 };
    buffer_add(&out, is_big ? TEXT("\xFE\xFF") : TEXT("\xFF\xFE"));
    for (uint32_t character; unicode_take(&plain, &character);) {
        uint32_t units[2] = { character, 0 };
        size_t count = 1;
        if (character > 0xFFFF) {
            units[0] = 0xD800 + ((character - 0x10000) >> 10);
            units[1] = 0xDC00 + ((character - 0x10000) & 0x3FF);
            count = 2;
        }
        for (size_t i = 0; i < count; i++) {
            buffer_add_byte(&out, (char)(is_big ? units[i] >> 8 : units[i] & 0xFF));
            buffer_add_byte(&out, (char)(is_big ? units[i] & 0xFF : units[i] >> 8));
        }
    }
    text copy = text_copy(&fixed.memory, buffer_text(&out));
    buffer_free(&out);
    return copy;
}

static void sixteen_bits_are_read(void **state)
{
    (void)state;
    text why, whole = TEXT(HEAD "koe;'1;fi;;;Hyvä \xF0\x9F\x98\x80\r\n");
    check_text(first_value(in_sixteen_bits(whole, false), &why), "Hyvä \xF0\x9F\x98\x80");
    check_text(first_value(in_sixteen_bits(whole, true), &why), "Hyvä \xF0\x9F\x98\x80");
    // Half a pair, and half a unit.
    check_text(first_value(text_join(&fixed.memory, in_sixteen_bits(TEXT(HEAD "koe;'1;fi;;;a"), false), TEXT("\x00\xD8\x62")), &why),
               "a\xEF\xBF\xBD");
}

// ---- Spreadsheets

#define SPREADSHEET "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"urn:r\""
#define NAMED(name, at_cell) "<definedName name=\"f_" name "\">S!" at_cell "</definedName>"

static given_forms read_cells(const char *cells)
{
    given_forms given = { 0 };
    text why = { 0 }, sheet = text_format(&fixed.memory, "<worksheet " SPREADSHEET "><sheetData><row>%s</row></sheetData></worksheet>", cells);
    const zip_entry parts[] = {
        { TEXT("xl/workbook.xml"), TEXT("<workbook " SPREADSHEET "><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets><definedNames>"
                                        "<definedName name=\"f__form\">\"koe 1.a fi\"</definedName>" NAMED("hinta", "$A$1") NAMED("nimi", "$B$1")
                                        NAMED("pisteet", "$C$1") "</definedNames></workbook>"), false },
        { TEXT("xl/worksheets/sheet1.xml"), sheet, false },
        { TEXT("xl/_rels/workbook.xml.rels"), TEXT("<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"), false },
    };
    buffer_clear(&made);
    check(zip_write_memory(parts, 3, &made));
    check(given_read_xlsx(&fixed.memory, text_copy(&fixed.memory, buffer_text(&made)), &given, &why));
    assert_int_equal(given.count, 1);
    return given;
}

static void a_cell_without_a_value_is_told(void **state)
{
    (void)state;
    filled_form filled;
    given_forms given = read_cells("<c r=\"A1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c r=\"B1\" t=\"str\"><v>Maija</v></c><c r=\"C1\"><f>1+1</f></c>");
    given.items[0].version = fixed.site.forms.items[0]->version;
    assert_int_equal(answer_check(&fixed.memory, &checker, &given.items[0], TEXT("a.xlsx"), &fixed.found, &filled), CHECK_FILLED);
    check_text(answers_shown(&fixed.memory, filled.answers), "{\"nimi\":\"Maija\"}");
    const char *said = "a.xlsx:1:1: error: an answer does not fit the form and is left out: the answer to '%s' is an error, or a formula whose "
                       "value is not in the file: open the file in a spreadsheet program, mend the cell and save the file\n";
    char expected[1024];
    size_t length = (size_t)snprintf(expected, sizeof expected, said, "Hinta");
    snprintf(expected + length, sizeof expected - length, said, "Pisteet");
    check_reported(&fixed.found, expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(letters_of_another_code_are_refused, answers_set_up, clean_up),
        cmocka_unit_test_setup_teardown(sixteen_bits_are_read, answers_set_up, clean_up),
        cmocka_unit_test_setup_teardown(a_cell_without_a_value_is_told, answers_set_up, clean_up),
    };
    return cmocka_run_group_tests_name("given", tests, NULL, NULL);
}
