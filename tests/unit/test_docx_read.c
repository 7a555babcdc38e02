#include "checks.h"

#include "formats/docx_read.h"
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

#define BEGIN "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:w14=\"urn:w14\" xmlns:w15=\"urn:w15\"><w:body>"
#define END "</w:body></w:document>"
#define RUN(shown) "<w:r><w:t>" shown "</w:t></w:r>"
#define CONTROL(settings, content) "<w:sdt><w:sdtPr>" settings "</w:sdtPr><w:sdtContent>" content "</w:sdtContent></w:sdt>"
#define MARK(number, name, content) "<w:bookmarkStart w:id=\"" number "\" w:name=\"" name "\"/>" content "<w:bookmarkEnd w:id=\"" number "\"/>"
#define TAG(name) "<w:tag w:val=\"" name "\"/>"

static office_result read_document(const char *body, docx_answers *found)
{
    const zip_entry parts[] = { { TEXT("word/document.xml"), text_format(&memory, BEGIN "%s" END, body), false } };
    buffer_clear(&made);
    check(zip_write_memory(parts, 1, &made));
    office *from;
    *found = (docx_answers){ 0 };
    assert_int_equal(office_open(&memory, buffer_text(&made), &from), OFFICE_READ);
    office_result result = docx_read(&memory, from, found);
    office_close(from);
    return result;
}

static const docx_answer *answer(const docx_answers *in, const char *name)
{
    for (size_t i = 0; i < in->count; i++)
        if (text_equals(in->items[i].name, text_of(name)))
            return &in->items[i];
    fprintf(stderr, "there is no %s\n", name);
    fail();
    return NULL;
}

static void controls_are_found_by_their_tags(void **state)
{
    (void)state;
    docx_answers found;
    assert_int_equal(read_document(
        "<w:p>" MARK("1", "f_a", CONTROL(TAG("a") "<w:text/>", RUN("yksi") "<w:r><w:br/><w:t>kaksi</w:t></w:r>")) "</w:p>"
        "<w:p>" CONTROL(TAG("b") "<w:showingPlcHdr/>", RUN("Kirjoita")) "</w:p>"
        "<w:p>" CONTROL(TAG("c") "<w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox>", RUN("x")) "</w:p>"
        "<w:p>" CONTROL(TAG("d") "<w:date w:fullDate=\"2026-11-22T00:00:00Z\"/>", RUN("22.11.2026")) "</w:p>"
        "<w:p>" CONTROL(TAG("e") "<w:dropDownList><w:listItem w:displayText=\"Ei\" w:value=\"ei\"/></w:dropDownList>", RUN("Ei")) "</w:p>"
        CONTROL(TAG("f"), "<w:p>" RUN("1") "</w:p><w:p>" RUN("2") "</w:p>"), &found), OFFICE_READ);
    check_text(answer(&found, "a")->shown, "yksi\nkaksi");
    check(answer(&found, "b")->is_empty);
    check(answer(&found, "c")->type == DOCX_READ_CHECK && answer(&found, "c")->is_ticked);
    check_text(answer(&found, "d")->day, "2026-11-22");
    check_text(answer(&found, "e")->chosen, "ei");
    check_text(answer(&found, "f")->shown, "1\n2");
}

static void bookmarks_are_the_second_way(void **state)
{
    (void)state;
    docx_answers found;
    assert_int_equal(read_document(
        // As LibreOffice leaves what was typed: one letter within, the rest after it.
        "<w:p>" MARK("1", "f_a", RUN("M")) RUN("aija") "</w:p>"
        "<w:p>" MARK("2", "f_b", CONTROL("<w:text/>", RUN("Pekka"))) "</w:p>"
        "<w:p>" MARK("3", "f_c", RUN("\u2612")) RUN(" Suostun") "</w:p>"
        "<w:p>" MARK("4", "_Toc1", RUN("x")) "</w:p>", &found), OFFICE_READ);
    check(answer(&found, "a")->is_bookmark);
    check_text(answer(&found, "a")->paragraph, "Maija");
    check_text(answer(&found, "b")->shown, "Pekka");
    check(!answer(&found, "b")->is_bookmark);
    check(answer(&found, "c")->type == DOCX_READ_CHECK && answer(&found, "c")->is_ticked);
    assert_int_equal(found.count, 3);
}

static void rows_are_numbered_as_they_stand(void **state)
{
    (void)state;
    docx_answers found;
#define ROW CONTROL("<w15:repeatingSectionItem/>", "<w:p>" CONTROL(TAG("t__1__c"), RUN("x")) "</w:p>")
    assert_int_equal(read_document(CONTROL(TAG("t") "<w15:repeatingSection/>", ROW ROW ROW), &found), OFFICE_READ);
    assert_int_equal(found.count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(found.items[i].row, i + 1);
        check_text(found.items[i].repeat, "t");
    }
}

static void what_is_damaged_is_told(void **state)
{
    (void)state;
    docx_answers found;
    assert_int_equal(read_document("<w:p>", &found), OFFICE_DAMAGED);
    const zip_entry parts[] = { { TEXT("other.xml"), TEXT("x"), false } };
    buffer_clear(&made);
    check(zip_write_memory(parts, 1, &made));
    office *from;
    assert_int_equal(office_open(&memory, buffer_text(&made), &from), OFFICE_READ);
    assert_int_equal(docx_read(&memory, from, &found), OFFICE_NOT_ONE);
    office_close(from);
    assert_int_equal(office_open(&memory, TEXT("PK"), &from), OFFICE_NOT_ONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(controls_are_found_by_their_tags, clean_up),
        cmocka_unit_test_teardown(bookmarks_are_the_second_way, clean_up),
        cmocka_unit_test_teardown(rows_are_numbered_as_they_stand, clean_up),
        cmocka_unit_test_teardown(what_is_damaged_is_told, clean_up),
    };
    return cmocka_run_group_tests_name("docx_read", tests, NULL, NULL);
}
