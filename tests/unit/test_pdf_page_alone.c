#include "checks.h"

#include "answers/scans/scan_file.h"
#include "formats/pdf/pdf_page_alone.h"

static arena memory;
static buffer taken;

static int clean_up(void **state)
{
    (void)state;
    buffer_free(&taken);
    taken = (buffer){ 0 };
    arena_free(&memory);
    return 0;
}

// A PDF whose cross-reference table qpdf mends.
static text file_of(const char *objects)
{
    return text_format(&memory, "%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(secret)>>>>endobj\n"
                                "%s\ntrailer<</Root 1 0 R/Info 1 0 R/Size 9>>\nstartxref\n0\n%%%%EOF\n", objects);
}

// Two pages within one branch, with what they inherit from it, and one beside them.
static const char three_pages[] =
    "2 0 obj<</Type/Pages/MediaBox[0 0 90 90]/Kids[3 0 R 6 0 R]/Count 3>>endobj\n"
    "3 0 obj<</Type/Pages/Parent 2 0 R/MediaBox[0 0 90 180]/Kids[4 0 R 5 0 R]/Count 2>>endobj\n"
    "4 0 obj<</Type/Page/Parent 3 0 R/Contents 7 0 R/AA<</O<</S/JavaScript/JS(secret)>>>>/Annots[8 0 R]>>endobj\n"
    "5 0 obj<</Type/Page/Parent 3 0 R/Rotate 90/Metadata 7 0 R>>endobj\n"
    "6 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 45 45]/PieceInfo(secret)>>endobj\n"
    "7 0 obj<</Length 14>>stream\n0 0 45 180 re f\nendstream endobj\n"
    "8 0 obj<</Type/Annot/Subtype/Stamp/Rect[45 0 90 90]/F 4/P 6 0 R/A<</S/URI/URI(secret)>>/AP<</N 9 0 R>>>>endobj\n"
    "9 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 8>>stream\n0 0 9 9 re f\nendstream endobj";

static pdf_read_result count_pages(text file, size_t most, size_t *count)
{
    pdf_pages *opened;
    pdf_read_result result = pdf_pages_open(file, most, &opened);
    *count = result == PDF_READ ? pdf_pages_count(opened) : 0;
    pdf_pages_close(opened);
    return result;
}

static pdf_read_result take_page(text file, size_t number)
{
    pdf_pages *opened;
    pdf_read_result result = pdf_pages_open(file, 500, &opened);
    if (result == PDF_READ)
        result = pdf_page_alone(opened, number, &taken);
    pdf_pages_close(opened);
    return result;
}

static scan_result draw_page(text file, size_t number, grey *read)
{
    scan_file opened;
    scan_result result = scan_file_open(&opened, file);
    if (result == SCAN_READ)
        result = scan_file_page(&memory, &opened, number, read);
    scan_file_close(&opened);
    return result;
}

static void pages_are_counted(void **state)
{
    (void)state;
    size_t count;
    assert_int_equal(count_pages(file_of(three_pages), 500, &count), PDF_READ);
    assert_int_equal(count, 3);
    assert_int_equal(count_pages(file_of(three_pages), 1, &count), PDF_READ);
    assert_int_equal(count, 2);
    assert_int_equal(count_pages(TEXT("%PDF-1.7\n"), 500, &count), PDF_READ_DAMAGED);
}

static void a_page_comes_without_the_rest(void **state)
{
    (void)state;
    size_t count;
    pdf_pages *opened;
    assert_int_equal(pdf_pages_open(file_of(three_pages), 500, &opened), PDF_READ);
    for (size_t page = 0; page < 3; page++) {
        taken.length = 0;
        assert_int_equal(pdf_page_alone(opened, page, &taken), PDF_READ);
        check(text_find(buffer_text(&taken), TEXT("secret"), 0) == TEXT_NOT_FOUND);
        assert_int_equal(count_pages(buffer_text(&taken), 500, &count), PDF_READ);
        assert_int_equal(count, 1);
    }
    assert_int_equal(pdf_page_alone(opened, 3, &taken), PDF_READ_DAMAGED);
    pdf_pages_close(opened);
}

static void check_drawn(text file, size_t page, int width, int height)
{
    grey read;
    assert_int_equal(draw_page(file, page, &read), SCAN_READ);
    assert_int_equal(read.width, width);
    assert_int_equal(read.height, height);
}

static void pages_are_drawn_with_what_they_inherit(void **state)
{
    (void)state;
    text file = file_of(three_pages);
    check_drawn(file, 0, 250, 500);
    check_drawn(file, 1, 500, 250);
    check_drawn(file, 2, 125, 125);
}

static uint8_t at_place(const grey *of, int x, int y)
{
    return of->pixels[(size_t)y * (size_t)of->width + (size_t)x];
}

// What was drawn on a tablet over a page is an annotation.
static void what_is_pinned_to_a_page_is_drawn(void **state)
{
    (void)state;
    grey read;
    assert_int_equal(draw_page(file_of(three_pages), 0, &read), SCAN_READ);
    assert_int_equal(at_place(&read, 60, 100), 0);          // the page itself
    assert_int_equal(at_place(&read, 190, 100), 255);
    assert_int_equal(at_place(&read, 190, 400), 0);         // the stamp
}

static void the_place_of_a_page_that_is_missing_counts(void **state)
{
    (void)state;
    size_t count;
    text file = file_of("2 0 obj<</Type/Pages/MediaBox[0 0 9 9]/Kids[8 0 R 3 0 R]/Count 2>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj");
    assert_int_equal(count_pages(file, 500, &count), PDF_READ);
    assert_int_equal(count, 2);
    assert_int_equal(take_page(file, 0), PDF_READ_DAMAGED);
    assert_int_equal(take_page(file, 1), PDF_READ);
}

static void a_page_tree_without_end_is_damaged(void **state)
{
    (void)state;
    size_t count;
    buffer kids = { 0 };
    for (int i = 0; i < 30000; i++)
        buffer_add(&kids, TEXT("3 0 R "));
    const char *const trees[] = {
        "2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>endobj",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 9>>endobj\n3 0 obj<</Type/Pages/Kids[2 0 R]>>endobj",
        text_to_string(&memory, text_format(&memory, "2 0 obj<</Type/Pages/Kids[%.*s]/Count 9>>endobj\n3 0 obj<</Kids[]>>endobj",
                                            TEXT_PRINT(buffer_text(&kids)))),
    };
    buffer_free(&kids);
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        assert_int_equal(count_pages(file_of(trees[i]), 500, &count), PDF_READ_DAMAGED);
        assert_int_equal(take_page(file_of(trees[i]), 0), PDF_READ_DAMAGED);
    }
}

// Poppler would make a table of 640 MiB.
static void a_file_that_says_it_is_huge_is_small_alone(void **state)
{
    (void)state;
    text file = file_of("2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
                        "16000000 0 obj(x)endobj");
    assert_int_equal(take_page(file, 0), PDF_READ);
    check(text_find(buffer_text(&taken), TEXT("16000000"), 0) == TEXT_NOT_FOUND);
    check(taken.length < 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(pages_are_counted, clean_up),
        cmocka_unit_test_teardown(a_page_comes_without_the_rest, clean_up),
        cmocka_unit_test_teardown(pages_are_drawn_with_what_they_inherit, clean_up),
        cmocka_unit_test_teardown(what_is_pinned_to_a_page_is_drawn, clean_up),
        cmocka_unit_test_teardown(the_place_of_a_page_that_is_missing_counts, clean_up),
        cmocka_unit_test_teardown(a_page_tree_without_end_is_damaged, clean_up),
        cmocka_unit_test_teardown(a_file_that_says_it_is_huge_is_small_alone, clean_up),
    };
    return cmocka_run_group_tests_name("pdf_page_alone", tests, NULL, NULL);
}
