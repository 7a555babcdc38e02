#include "given_fixture.h"

#include "answers/scans/page_code.h"
#include "answers/scans/rings.h"
#include "answers/scans/scans.h"

// Pages of the form 'muu' from [first] to [last] of two.
static filled_form sheet(const char *path, size_t first, size_t last)
{
    return (filled_form){ .form = fixed.site.forms.items[1], .path = text_of(path), .format = FILLED_PAPER, .answers = data_map(&fixed.memory),
                          .header = data_map(&fixed.memory),
                          .pages = { 2, first, last, last - first == 1 ? (text){ 0 } : first == 1 ? TEXT("2") : TEXT("1") } };
}

static void paper_without_a_mark_is_nobodys(void **state)
{
    (void)state;
    doubtful_mark doubt = { TEXT("nimi"), 0.5, { 0 } };
    handwriting written = { TEXT("nimi"), { 0 } };
    data *answers = data_map(&fixed.memory), *header = data_map(&fixed.memory);
    data_set_text(&fixed.memory, answers, "nimi", TEXT("A"));
    data_set_text(&fixed.memory, header, "_phase", TEXT("1"));
    filled_form items[6];
    for (size_t i = 0; i < 6; i++)
        items[i] = sheet(i == 0 ? "tyhja.pdf" : "kasin.pdf", 1, 2);
    items[1].answers = answers;
    items[2].header = header;
    items[3].doubts = &doubt;
    items[3].doubt_count = 1;
    items[4].written = &written;
    items[4].written_count = 1;
    items[5].format = FILLED_JSON;
    filled_forms forms = { items, 6, 6 };
    scans_leave_out_blank(&forms, &fixed.found);
    assert_int_equal(forms.count, 5);
    check(forms.items[0].answers == answers && forms.items[4].format == FILLED_JSON);
    check_reported(&fixed.found, "tyhja.pdf:1:1: warning: nobody has filled in the form: no box is marked and nothing is written in its fields\n");
}

static void a_page_without_a_mark_may_belong_to_a_form(void **state)
{
    (void)state;
    filled_form items[] = { sheet("a/IMG_9.jpg", 1, 1), sheet("a/IMG_10.jpg", 2, 2), sheet("b/IMG_1.jpg", 1, 1) };
    data *answers = data_map(&fixed.memory);
    data_set_text(&fixed.memory, answers, "nimi", TEXT("A"));
    items[1].answers = answers;
    filled_forms forms = { items, 3, 3 };
    scans_join(&fixed.memory, &forms, &fixed.found);
    scans_leave_out_blank(&forms, &fixed.found);
    assert_int_equal(forms.count, 1);
    check_text(forms.items[0].path, "a/IMG_9.jpg");
    check_text(answers_shown(&fixed.memory, forms.items[0].answers), "{\"nimi\":\"A\"}");
}

// White, with the same picture of [side] pixels in every place that is [apart] from the one before.
static grey repeated(int size, const grey *one, int apart)
{
    grey made = grey_new(&fixed.memory, size, size);
    memset(made.pixels, 255, (size_t)size * (size_t)size);
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++)
            if (y % apart < one->height && x % apart < one->width)
                made.pixels[(size_t)y * (size_t)size + (size_t)x] = grey_at(one, x % apart, y % apart);
    return made;
}

// The mark in the corner of a QR code, of modules that are [module] pixels wide.
static grey corner_mark(int module)
{
    grey made = grey_new(&fixed.memory, 7 * module, 7 * module);
    for (int y = 0; y < made.height; y++)
        for (int x = 0; x < made.width; x++) {
            int across = abs(x / module - 3), down = abs(y / module - 3), out = across > down ? across : down;
            made.pixels[(size_t)y * (size_t)made.width + (size_t)x] = out == 2 ? 255 : 0;
        }
    return made;
}

static void pictures_full_of_marks_are_told(void **state)
{
    (void)state;
    static const struct { int size, module, apart; } tried[] = { { 1000, 8, 80 }, { 1500, 1, 9 }, { 2000, 3, 30 }, { 3000, 20, 300 } };
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
        page_code found[1];
        bool is_cluttered = false;
        grey one = corner_mark(tried[i].module), all = repeated(tried[i].size, &one, tried[i].apart);
        assert_int_equal(page_codes_find(&fixed.memory, &all, found, 1, &is_cluttered), 0);
        check(is_cluttered);
    }
}

static void a_few_marks_are_tried(void **state)
{
    (void)state;
    page_code found[1];
    bool is_cluttered = true;
    grey one = corner_mark(4), all = repeated(400, &one, 100);
    assert_int_equal(page_codes_find(&fixed.memory, &all, found, 1, &is_cluttered), 0);
    check(!is_cluttered);
}

static void each_of_many_rings_is_found(void **state)
{
    (void)state;
    const int size = 20;
    grey one = grey_new(&fixed.memory, size, size);
    for (int y = 0; y < size; y++)
        for (int x = 0; x < size; x++) {
            int dx = 2 * x + 1 - size, dy = 2 * y + 1 - size, from_middle = dx * dx + dy * dy;
            bool is_dark = from_middle < 8 * 8 || (from_middle > 15 * 15 && from_middle < size * size);
            one.pixels[y * size + x] = is_dark ? 0 : 255;
        }
    grey all = repeated(4000, &one, 25);
    ring_list found = rings_find(&fixed.memory, &all, size);
    assert_int_equal(found.count, 160 * 160);
    check(found.items[0].middle.x > 9.5 && found.items[0].middle.x < 10.5 && found.items[1].middle.x > 34.5 && found.items[1].middle.x < 35.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(paper_without_a_mark_is_nobodys, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(a_page_without_a_mark_may_belong_to_a_form, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(pictures_full_of_marks_are_told, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(a_few_marks_are_tried, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(each_of_many_rings_is_found, answers_set_up, answers_clean_up),
    };
    return cmocka_run_group_tests_name("scans", tests, NULL, NULL);
}
