#include "checks.h"

#include "formats/xlsx_read.h"
#include "formats/zip.h"

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

#define SPREADSHEET "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"urn:r\""

static office_result read_book(const char *names, const char *cells, const char *shared, xlsx_names *found)
{
    text workbook = text_format(&memory, "<workbook " SPREADSHEET "><workbookPr date1904=\"1\"/><sheets><sheet name=\"O'a b\" sheetId=\"1\" "
                                "r:id=\"r1\"/></sheets><definedNames>%s</definedNames></workbook>", names);
    text sheet = text_format(&memory, "<worksheet " SPREADSHEET "><sheetData>%s</sheetData></worksheet>", cells);
    text strings = text_format(&memory, "<sst " SPREADSHEET ">%s</sst>", shared);
    const zip_entry parts[] = {
        { TEXT("xl/workbook.xml"), workbook, false }, { TEXT("xl/worksheets/sheet1.xml"), sheet, false },
        { TEXT("xl/sharedStrings.xml"), strings, false },
        { TEXT("xl/_rels/workbook.xml.rels"), TEXT("<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"), false },
    };
    buffer_clear(&made);
    check(zip_write_memory(parts, 4, &made));
    office *from;
    *found = (xlsx_names){ 0 };
    assert_int_equal(office_open(&memory, buffer_text(&made), &from), OFFICE_READ);
    office_result result = xlsx_read(&memory, from, found);
    office_close(from);
    return result;
}

#define NAME(name, cells) "<definedName name=\"" name "\">'O''a b'!" cells "</definedName>"

static void every_type_of_cell_is_read(void **state)
{
    (void)state;
    xlsx_names found;
    assert_int_equal(read_book(NAME("f_a__b", "$A$1:$A$11") NAME("other", "$A$1"),
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\"><v>9</v></c></row><row><c r=\"A2\" t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c>"
        "<c r=\"A3\" t=\"str\"><f>1+1</f><v>x_x000D_y</v></c><c r=\"A4\" t=\"b\"><v>1</v></c><c r=\"A5\"><v>1.5E1</v></c>"
        "<c r=\"A6\" t=\"e\"><v>#REF!</v></c><c r=\"A7\" t=\"d\"><v>2026-11-22T00:00:00</v></c>"
        "<c r=\"A9\"><f>1+1</f></c><c r=\"A10\"><f>1+1</f><v/></c><c r=\"A11\" t=\"str\"><f>A8</f><v></v></c></row>",
        "<si><t>no</t></si><si><r><t>sha</t></r><rPh><t>ph</t></rPh><r><t>red</t></r></si>", &found), OFFICE_READ);
    assert_int_equal(found.count, 1);
    check(found.is_1904);
    const xlsx_named *named = &found.items[0];
    check_text(named->name, "a__b");
    assert_int_equal(named->rows, 11);
    check_text(named->cells[0].text, "shared");
    check_text(named->cells[1].text, "inline");
    check_text(named->cells[2].text, "x\ry");
    check(named->cells[3].type == XLSX_CELL_TRUTH && named->cells[3].truth);
    check(named->cells[4].type == XLSX_CELL_NUMBER && named->cells[4].number == 15);
    assert_int_equal(named->cells[5].type, XLSX_CELL_WRONG);
    assert_int_equal(named->cells[6].type, XLSX_CELL_DAY);
    assert_int_equal(named->cells[7].type, XLSX_CELL_EMPTY);
    // A formula without a value, unless its value is an empty text.
    assert_int_equal(named->cells[8].type, XLSX_CELL_WRONG);
    assert_int_equal(named->cells[9].type, XLSX_CELL_WRONG);
    assert_int_equal(named->cells[10].type, XLSX_CELL_EMPTY);
}

static void cells_that_say_nothing_are_empty(void **state)
{
    (void)state;
    xlsx_names found;
    assert_int_equal(read_book(NAME("f_a", "$A$1:$A$9"),
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>x</v></c></row>"
        "<row r=\"3\"><c r=\"A3\" t=\"str\"><v></v></c></row><row r=\"4\"><c r=\"A4\"><v>one</v></c></row>"
        "<row r=\"5\"><c r=\"A5\" t=\"b\"><v>true</v></c></row><row r=\"6\"><c r=\"A6\" t=\"str\"><v>_x00zz_ _x0041_x_</v></c></row>"
        "<row r=\"7\"><c r=\"A7\" t=\"s\"><v>-1</v></c><c r=\"?\"><v>1</v></c><c><v>2</v></c></row><row r=\"8\"><c r=\"A8\"/></row>",
        "<si><t>zero</t></si>", &found), OFFICE_READ);
    const xlsx_cell_value *cells = found.items[0].cells;
    for (size_t i = 0; i < 9; i++)
        if (i != 4 && i != 5)
            assert_int_equal(cells[i].type, XLSX_CELL_EMPTY);
    check(cells[4].type == XLSX_CELL_TRUTH && cells[4].truth);
    check_text(cells[5].text, "_x00zz_ Ax_");
    assert_int_equal(read_book(NAME("f_a", "A1"), "<row r=\"1\"><c r=\"A1\"><v>1</row>", "", &found), OFFICE_DAMAGED);
    assert_int_equal(read_book(NAME("f_a", "A1"), "", "<si><t>", &found), OFFICE_DAMAGED);
}

static void names_that_lead_nowhere_are_left_out(void **state)
{
    (void)state;
    xlsx_names found;
    assert_int_equal(read_book("<definedName name=\"f_a\">Missing!$A$1</definedName><definedName name=\"f_b\">#REF!</definedName>"
                               NAME("f_c", "$A$0") NAME("f_d", "$A$2:$A$1") NAME("f_e", "$AAAA$1") NAME("f_f", "$A$1048577")
                               "<definedName name=\"f__form\">\"koe 1.a fi\"</definedName>", "", "", &found), OFFICE_READ);
    assert_int_equal(found.count, 1);
    check_text(found.items[0].constant, "koe 1.a fi");
    assert_int_equal(read_book("<definedName name=\"f_a\">'O''a b</definedName><definedName name=\"f_b\">'O''a b'</definedName>"
                               "<definedName name=\"f_c\">$Sheet.$A$1</definedName><definedName name=\"f_d\">$A$1</definedName>"
                               NAME("f_e", "A") NAME("f_f", "$1") NAME("f_g", "A1:B") NAME("f_h", "B1:A1") NAME("f_i", "A1 ") NAME("f_j", "A1,B1")
                               NAME("f_k", "ZZZZZZZZ1") NAME("f_l", "A99999999999") "<definedName name=\"f_m\">&quot;</definedName>"
                               "<definedName>'O''a b'!A1</definedName><definedName name=\"f_n\">$'O''a b'.B2</definedName>", "", "", &found), OFFICE_READ);
    assert_int_equal(found.count, 2);
    check_text(found.items[0].name, "i");       // spaces around are none of it
    check_text(found.items[1].name, "n");
    assert_int_equal(found.items[1].rows * found.items[1].columns, 1);
    assert_int_equal(read_book(NAME("f_a", "$A$1:$XFD$1048576"), "", "", &found), OFFICE_TOO_LARGE);
    assert_int_equal(read_book("<broken", "", "", &found), OFFICE_DAMAGED);
}

static void check_day(double number, bool is_1904, const char *expected)
{
    int year, month, day;
    bool is_one = xlsx_day(number, is_1904, &year, &month, &day);
    check_text(is_one ? text_format(&memory, "%04d-%02d-%02d", year, month, day) : TEXT("none"), expected);
}

static void days_are_counted_in_both_ways(void **state)
{
    (void)state;
    check_day(46348, false, "2026-11-22");
    check_day(46348.75, false, "2026-11-22");
    check_day(44886, true, "2026-11-22");
    check_day(61, false, "1900-03-01");
    check_day(45351, false, "2024-02-29");
    check_day(2958465, false, "9999-12-31");
    check_day(0, true, "1904-01-01");
    check_day(60, false, "none");
    check_day(-1, true, "none");
    check_day(1e300, false, "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(every_type_of_cell_is_read, clean_up),
        cmocka_unit_test_teardown(cells_that_say_nothing_are_empty, clean_up),
        cmocka_unit_test_teardown(names_that_lead_nowhere_are_left_out, clean_up),
        cmocka_unit_test_teardown(days_are_counted_in_both_ways, clean_up),
    };
    return cmocka_run_group_tests_name("xlsx_read", tests, NULL, NULL);
}
