#include "given_fixture.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(paper_without_a_mark_is_nobodys, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(a_page_without_a_mark_may_belong_to_a_form, answers_set_up, answers_clean_up),
    };
    return cmocka_run_group_tests_name("scans", tests, NULL, NULL);
}
