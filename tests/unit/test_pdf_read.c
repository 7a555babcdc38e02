#include "form_fixture.h"

#include "font_leaks.h"
#include "answers/given.h"
#include "document/markdown.h"
#include "formats/pdf/pdf_read.h"
#include "printing/form_pdf.h"

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

// A PDF whose cross-reference table qpdf mends.
static pdf_read_result read_fields(const char *objects, pdf_read_fields *found)
{
    text file = text_format(&memory, "%%PDF-1.7\n1 0 obj<</Type/Catalog/Lang(sv)/Pages 2 0 R/AcroForm<</Fields 4 0 R>>>>endobj\n"
                            "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
                            "%s\ntrailer<</Root 1 0 R/Size 9>>\nstartxref\n0\n%%%%EOF\n", objects);
    *found = (pdf_read_fields){ 0 };
    return pdf_read(&memory, file, found);
}

static void our_form_tells_what_it_is(void **state)
{
    (void)state;
    fixture fixed;
    pdf_read_fields found = { 0 };
    markdown_prepare();
    fixture_make(&fixed);
    check(form_pdf_write(&fixed.request, &made));
    assert_int_equal(pdf_read(&memory, buffer_text(&made), &found), PDF_READ);
    check_text(found.identity, "koe 1.a1b2c3 fi");
    check_text(found.language, "fi");
    check(found.count > 20);
    for (size_t i = 0; i < found.count; i++)
        check_text(found.items[i].value, "");
}

static void values_are_read_as_each_program_writes_them(void **state)
{
    (void)state;
    pdf_read_fields found;
    assert_int_equal(read_fields("4 0 obj[5 0 R 6 0 R 7 0 R 8 0 R <</T(u)/FT/Tx/V<FEFF00E4263A>>> <</T(n)/FT/Tx>>]endobj\n"
        "5 0 obj<</T(a)/FT/Tx/Kids[<</T(b)/V(\\344\\n)>>]>>endobj\n6 0 obj<</T(r)/FT/Btn/V/kylla/Kids[<</AS/Off>>]>>endobj\n"
        "7 0 obj<</T(k)/FT/Btn/Kids[<</AS/Off>><</AS/Yes>>]>>endobj\n8 0 obj<</T(c)/FT/Ch/V(Ei)/Opt[[(ei)(Ei)][(kylla)(Kylla)]]>>endobj", &found), PDF_READ);
    assert_int_equal(found.count, 6);
    check_text(found.items[0].name, "a.b");
    check_text(found.items[0].value, "ä\n");
    check_text(found.items[1].value, "kylla");
    check_text(found.items[2].value, "Yes");
    check_text(found.items[3].value, "ei");
    check_text(found.items[4].value, "ä\u263a");
    check_text(found.items[5].value, "");
    check_text(found.language, "sv");
}

static void loops_come_to_an_end(void **state)
{
    (void)state;
    pdf_read_fields found;
    assert_int_equal(read_fields("4 0 obj[5 0 R 5 0 R]endobj\n5 0 obj<</T(a)/FT/Tx/Kids[5 0 R 5 0 R 5 0 R 5 0 R]>>endobj", &found), PDF_READ);
    assert_int_equal(found.count, 0);
    assert_int_equal(read_fields("4 0 obj[5 0 R 6 0 R]endobj\n5 0 obj<</T(a)/FT/Tx/Kids[6 0 R 7 0 R 6 0 R]>>endobj\n"
        "6 0 obj<</T(b)/FT/Tx/V(1)/Kids[5 0 R]>>endobj\n7 0 obj<</T(c)/FT/Tx/V(2)>>endobj", &found), PDF_READ);
    assert_int_equal(found.count, 1);
    check_text(found.items[0].name, "a.c");
}

static void parts_that_are_listed_too_are_read_as_parts(void **state)
{
    (void)state;
    pdf_read_fields found;
    assert_int_equal(read_fields("4 0 obj[6 0 R 5 0 R 7 0 R]endobj\n5 0 obj<</T(a)/FT/Tx/Kids[6 0 R]>>endobj\n"
        "6 0 obj<</T(b)/V(1)/Parent 5 0 R>>endobj\n7 0 obj<</T(c)/FT/Tx/V(2)/Parent 8 0 R>>endobj", &found), PDF_READ);
    assert_int_equal(found.count, 2);
    check_text(found.items[0].name, "a.b");
    check_text(found.items[1].name, "c");
}

static text list_of(const char *item, size_t count)
{
    buffer out = { 0 };
    buffer_add(&out, TEXT("["));
    for (size_t i = 0; i < count; i++)
        buffer_add_string(&out, item);
    buffer_add(&out, TEXT("]"));
    text whole = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return whole;
}

// [count] fields like this one, all of which lead to object 5.
static text many_fields(const char *one, size_t count, text of_all)
{
    return text_format(&memory, "4 0 obj%.*sendobj\n5 0 obj%.*s endobj", TEXT_PRINT(list_of(one, count)), TEXT_PRINT(of_all));
}

static void what_many_fields_share_is_not_read_without_end(void **state)
{
    (void)state;
    enum { MANY = 1000 };
    pdf_read_fields found;
    text long_value = text_format(&memory, "(%0100000d)", 0);
    text shared[] = { many_fields("<</T(a)/FT/Tx/Kids 5 0 R>>", MANY, list_of("<</AS/Off>>", MANY)),
                      many_fields("<</T(a)/FT/Ch/V(x)/Opt 5 0 R>>", MANY, list_of("[(a)(b)]", MANY)),
                      many_fields("<</T(a)/FT/Tx/V 5 0 R>>", MANY, long_value),
                      many_fields("<</T 5 0 R/FT/Tx/V(x)>>", MANY, long_value) };
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
        assert_int_equal(read_fields(text_to_string(&memory, shared[i]), &found), PDF_READ_DAMAGED);
        check(memory.used < 256 * 1024 * 1024);
    }
}

static void a_name_longer_than_any_form_has_is_passed_over(void **state)
{
    (void)state;
    pdf_read_fields found;
    text objects = text_format(&memory, "4 0 obj[<</T(%01000d)/FT/Tx/V(1)>> <</T(%01001d)/FT/Tx/V(2)>> <</T(b)/FT/Tx/V(3)>>]endobj", 0, 0);
    assert_int_equal(read_fields(text_to_string(&memory, objects), &found), PDF_READ);
    assert_int_equal(found.count, 2);
    check_text(found.items[1].value, "3");
}

static void what_is_no_pdf_is_told(void **state)
{
    (void)state;
    pdf_read_fields found = { 0 };
    assert_int_equal(pdf_read(&memory, TEXT("x"), &found), PDF_READ_DAMAGED);
    assert_int_equal(pdf_read(&memory, TEXT("%PDF-1.7\n"), &found), PDF_READ_DAMAGED);
    assert_int_equal(read_fields("4 0 obj(no list)endobj", &found), PDF_READ);
    assert_int_equal(found.count, 0);
}

static void a_book_holds_several_forms(void **state)
{
    (void)state;
    pdf_read_fields found;
    given_forms given = { 0 };
    text why = { 0 };
    const char *objects = "4 0 obj[<</T(koe:nimi)/FT/Tx/V(A)>> <</T(muu:nimi)/FT/Tx/V(B)>> <</T(koe:lupa)/FT/Btn/V/Yes>>]endobj";
    assert_int_equal(read_fields(objects, &found), PDF_READ);
    text file = text_format(&memory, "%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields 4 0 R>>>>endobj\n"
                            "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%s\ntrailer<</Root 1 0 R>>\n%%%%EOF\n", objects);
    check(given_read_pdf(&memory, file, &given, &why));
    assert_int_equal(given.count, 2);
    check_text(given.items[0].form, "koe");
    assert_int_equal(given.items[0].values.count, 2);
    check(given.items[0].values.items[1].type == GIVEN_TRUTH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(our_form_tells_what_it_is, clean_up),
        cmocka_unit_test_teardown(values_are_read_as_each_program_writes_them, clean_up),
        cmocka_unit_test_teardown(loops_come_to_an_end, clean_up),
        cmocka_unit_test_teardown(parts_that_are_listed_too_are_read_as_parts, clean_up),
        cmocka_unit_test_teardown(what_many_fields_share_is_not_read_without_end, clean_up),
        cmocka_unit_test_teardown(a_name_longer_than_any_form_has_is_passed_over, clean_up),
        cmocka_unit_test_teardown(what_is_no_pdf_is_told, clean_up),
        cmocka_unit_test_teardown(a_book_holds_several_forms, clean_up),
    };
    return cmocka_run_group_tests_name("pdf_read", tests, NULL, NULL);
}
