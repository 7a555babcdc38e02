#include "given_fixture.h"

#include "printing/form_request.h"

static field_place place_of(const char *name)
{
    return field_place_of(fixed.site.forms.items[0], text_of(name));
}

static void names_lead_to_their_fields(void **state)
{
    (void)state;
    check_text(place_of("nimi").field->id, "nimi");
    check(place_of("kanavat_other").is_other);
    check_text(*place_of("kanavat__lehti").option, "lehti");
    check_text(place_of("rivit__12__kuka").column->id, "kuka");
    assert_int_equal(place_of("rivit__12__kuka").row, 12);
    check(place_of("_phase").is_header && place_of("_phase").field->option_count == 6);
    assert_int_equal(place_of("_total").type, PLACE_COMPUTED);
    assert_int_equal(place_of("rivit__1__tulo").type, PLACE_COMPUTED);
}

static void other_names_are_unknown(void **state)
{
    (void)state;
    static const char *const unknown[] = { "", "_", "x", "nimi_other", "nimi__x", "kanavat__radio", "rivit__0__kuka", "rivit__1__x",
        "rivit__x__kuka", "rivit__1", "rivit__99999__kuka", "__", "kanavat____lehti" };
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_int_equal(place_of(unknown[i]).type, PLACE_UNKNOWN);
}

static void shortened_names_are_made_whole(void **state)
{
    (void)state;
    field_names names = field_names_of(&fixed.memory, fixed.site.forms.items[0]);
    text whole = TEXT("hyvin_pitka_tunniste_joka_lyhenee_tassa");
    text cut = form_name_within(&fixed.memory, whole, 38);
    check(cut.length == 38);
    check_text(field_name_whole(&names, cut), "hyvin_pitka_tunniste_joka_lyhenee_tassa");
    check_text(field_name_whole(&names, TEXT("nimi")), "nimi");
}

static const form *recognised(const char *const *names, size_t count)
{
    given_form given = { 0 };
    for (size_t i = 0; i < count; i++)
        given_add(&fixed.memory, &given, (given_value){ .name = text_of(names[i]) });
    return field_names_recognise(&fixed.memory, &fixed.site, &given);
}

static void a_form_is_known_by_its_fields(void **state)
{
    (void)state;
    static const char *const of_first[] = { "nimi", "alaikainen", "_date", "x" }, *const of_both[] = { "nimi", "_date" };
    static const char *const of_none[] = { "a", "b", "nimi" };
    check_text(recognised(of_first, 4)->id, "koe");
    check(recognised(of_both, 2) == NULL);
    check(recognised(of_none, 3) == NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_lead_to_their_fields, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(other_names_are_unknown, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(shortened_names_are_made_whole, answers_set_up, answers_clean_up),
        cmocka_unit_test_setup_teardown(a_form_is_known_by_its_fields, answers_set_up, answers_clean_up),
    };
    return cmocka_run_group_tests_name("field_names", tests, NULL, NULL);
}
