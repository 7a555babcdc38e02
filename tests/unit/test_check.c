#include "given_fixture.h"

static given_form form_of(filled_format format)
{
    return (given_form){ .form = TEXT("koe"), .format = format, .is_by_labels = format == FILLED_XLSX };
}

static void add_text(given_form *to, const char *name, const char *written)
{
    given_add(&fixed.memory, to, (given_value){ .name = text_of(name), .type = GIVEN_TEXT, .text = text_of(written) });
}

static filled_form checked(const given_form *given)
{
    filled_form made;
    assert_int_equal(answer_check(&fixed.memory, &checker, given, TEXT("a.pdf"), &fixed.found, &made), CHECK_FILLED);
    return made;
}

static void values_of_every_type_are_taken(void **state)
{
    (void)state;
    given_form given = form_of(FILLED_PDF);
    add_text(&given, "nimi", " Maija ");
    add_text(&given, "alaikainen", "ei");
    add_text(&given, "kanavat__lehti", "On");
    add_text(&given, "kanavat_other", "Tori");
    add_text(&given, "paiva", "22.11.2026");
    add_text(&given, "hinta", "12,50");
    add_text(&given, "lupa", "Yes");
    add_text(&given, "pisteet", "3");
    add_text(&given, "rivit__2__maara", "4");
    add_text(&given, "rivit__2__kuka", "B");
    add_text(&given, "rivit__1__kuka", "A");
    add_text(&given, "rivit__1__tulo", "99");
    add_text(&given, "_date", "1.12.2026");
    add_text(&given, "_total", "99");
    filled_form made = checked(&given);
    check_text(answers_shown(&fixed.memory, made.answers), "{\"nimi\":\"Maija\",\"alaikainen\":\"ei\",\"kanavat\":[\"lehti\"],"
               "\"kanavat_other\":\"Tori\",\"paiva\":\"2026-11-22\",\"hinta\":12.5,\"lupa\":true,\"pisteet\":3,"
               "\"rivit\":[{\"kuka\":\"A\"},{\"kuka\":\"B\",\"maara\":4}]}");
    check_text(answers_shown(&fixed.memory, made.header), "{\"_date\":\"2026-12-01\"}");
    check_text(made.filled, "2026-12-01");
    check_reported(&fixed.found, "");
}

static void a_spreadsheet_has_labels_numbers_and_days(void **state)
{
    (void)state;
    given_form given = form_of(FILLED_XLSX);
    add_text(&given, "nimi", "A");
    add_text(&given, "alaikainen", "ei");
    add_text(&given, "lupa", "kyllä");
    add_text(&given, "kanavat__verkko", "Ei");
    given_add(&fixed.memory, &given, (given_value){ .name = TEXT("paiva"), .type = GIVEN_NUMBER, .number = 46348 });
    given_add(&fixed.memory, &given, (given_value){ .name = TEXT("hyvin_pitka_tunniste_joka_lyhenee_tassa"), .type = GIVEN_NUMBER, .number = 401234567 });
    filled_form made = checked(&given);
    check_text(answers_shown(&fixed.memory, made.answers), "{\"nimi\":\"A\",\"alaikainen\":\"ei\",\"paiva\":\"2026-11-22\",\"lupa\":true,"
               "\"hyvin_pitka_tunniste_joka_lyhenee_tassa\":\"401234567\"}");
    check_reported(&fixed.found, "");
}

static void what_does_not_fit_is_told_and_left_out(void **state)
{
    (void)state;
    given_form given = form_of(FILLED_DOCX);
    add_text(&given, "nimi", "A");
    add_text(&given, "alaikainen", "ehkä");
    add_text(&given, "paiva", "eilen");
    add_text(&given, "hinta", "501");
    add_text(&given, "rivit__1__maara", "kaksi");
    add_text(&given, "outo", "x");
    filled_form made = checked(&given);
    check_text(answers_shown(&fixed.memory, made.answers), "{\"nimi\":\"A\"}");
    check_reported(&fixed.found,
        "a.pdf:1:1: error: an answer does not fit the form and is left out: the answer to 'Alaikäinen' ('ehkä') is not one of its options\n"
        "a.pdf:1:1: error: an answer does not fit the form and is left out: the answer to 'Päivä' ('eilen') is no date: 22.11.2026 is\n"
        "a.pdf:1:1: error: an answer does not fit the form and is left out: the answer to 'Hinta' ('501') is more than 500\n"
        "a.pdf:1:1: error: an answer does not fit the form and is left out: the answer to 'Rivit, 1: Määrä' ('kaksi') is no number\n"
        "a.pdf:1:1: warning: an answer to what the form does not ask: 'outo' is not in this version of the form 'koe'; its answer is left out\n");
}

static void what_is_missing_or_not_asked_is_told(void **state)
{
    (void)state;
    given_form given = form_of(FILLED_PDF);
    add_text(&given, "alaikainen", "kylla");
    add_text(&given, "rivit__1__maara", "1");
    checked(&given);
    check_reported(&fixed.found, "a.pdf:1:1: warning: a required answer is missing: 'Nimi'\n"
                   "a.pdf:1:1: warning: a required answer is missing: 'Huoltaja'\n"
                   "a.pdf:1:1: warning: a required answer is missing: 'Rivit, 1: Kuka'\n");
    fixed.found.count = 0;
    given = form_of(FILLED_PDF);
    add_text(&given, "nimi", "A");
    add_text(&given, "huoltaja", "B");
    checked(&given);
    check_reported(&fixed.found, "a.pdf:1:1: warning: an answer is not as the form asks: 'Huoltaja' is answered although the form does not ask it then\n");
}

static void personal_values_are_not_told(void **state)
{
    (void)state;
    given_form given = form_of(FILLED_JSON);
    char many[20002];
    memset(many, 'a', sizeof many);
    given_add(&fixed.memory, &given, (given_value){ .name = TEXT("nimi"), .type = GIVEN_TEXT, .text = { many, sizeof many } });
    add_text(&given, "huoltaja", "B");
    checked(&given);
    check_text(fixed.found.items[0].detail, "the answer to 'Nimi' is longer than an answer can be (20,000 characters)");
}

static void placeholders_are_no_answers(void **state)
{
    (void)state;
    given_form given = form_of(FILLED_DOCX);
    text placeholder = theme_string(&fixed.theme, 0, "form_document.write_here");
    check(placeholder.length > 0);
    given_add(&fixed.memory, &given, (given_value){ .name = TEXT("huoltaja"), .type = GIVEN_TEXT, .text = placeholder, .may_be_placeholder = true });
    add_text(&given, "nimi", "A");
    check_text(answers_shown(&fixed.memory, checked(&given).answers), "{\"nimi\":\"A\"}");
}

static void another_version_is_told_and_unknown_forms_are_refused(void **state)
{
    (void)state;
    filled_form made;
    given_form given = form_of(FILLED_PDF);
    given.version = TEXT("0.x");
    add_text(&given, "nimi", "A");
    checked(&given);
    check_text(fixed.found.items[0].detail, text_to_string(&fixed.memory, text_format(&fixed.memory,
               "it is filled in on version 0.x of the form 'koe', and the site has %.*s", TEXT_PRINT(fixed.site.forms.items[0]->version))));
    fixed.found.count = 0;
    given.form = TEXT("ei-ole");
    assert_int_equal(answer_check(&fixed.memory, &checker, &given, TEXT("a.pdf"), &fixed.found, &made), CHECK_REFUSED);
    check_reported(&fixed.found, "a.pdf:1:1: error: no answers can be read from the file: the site has no form 'ei-ole'\n");
}

static void a_blank_form_is_nobodys(void **state)
{
    (void)state;
    filled_form made;
    given_form given = form_of(FILLED_PDF);
    given_add(&fixed.memory, &given, (given_value){ .name = TEXT("nimi") });
    assert_int_equal(answer_check(&fixed.memory, &checker, &given, TEXT("a.pdf"), &fixed.found, &made), CHECK_BLANK);
    check_reported(&fixed.found, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(values_of_every_type_are_taken, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(a_spreadsheet_has_labels_numbers_and_days, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(what_does_not_fit_is_told_and_left_out, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(what_is_missing_or_not_asked_is_told, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(personal_values_are_not_told, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(placeholders_are_no_answers, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(another_version_is_told_and_unknown_forms_are_refused, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(a_blank_form_is_nobodys, answers_set_up, answers_clean_up),
    };
    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
