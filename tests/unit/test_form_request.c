#include "form_fixture.h"

#include "document/markdown.h"

static arena memory;

static int free_memory(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void names_are_joined(void **state)
{
    (void)state;
    check_text(form_option_name(&memory, &fixture_fields[4], TEXT("painettu")), "kaytot__painettu");
    check_text(form_cell_name(&memory, &fixture_fields[8], 2, &fixture_columns[0]), "osapuolet__2__nimi");
    check_text(form_other_name(&memory, &fixture_fields[4]), "kaytot_other");
    check_text(form_mark_name(&memory, TEXT("_phase"), 40), "f__phase");
}

static void long_names_are_cut_and_stay_apart(void **state)
{
    (void)state;
    text a = TEXT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa__1__x"), b = TEXT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa__2__x");
    text cut_a = form_mark_name(&memory, a, 40), cut_b = form_mark_name(&memory, b, 40);
    assert_int_equal(cut_a.length, 40);
    check(text_starts_with(cut_a, TEXT("f_aaaaaaaaaaaaaaaaaaaaaaaaaaaaa_")));
    check(!text_equals(cut_a, cut_b));
    check(text_equals(cut_a, form_mark_name(&memory, a, 40)));
    check_text(form_name_within(&memory, TEXT("abc"), 3), "abc");
}

static void the_header_has_four_fields(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    form_header header = form_header_of(&memory, &with.request);
    assert_int_equal(header.count, 4);
    check_text(header.items[1].field->id, "_phase");
    check_text(header.items[1].words->label, "{phase}");
    check_text(header.items[1].words->options[5], "{phase_6}");
    with.form.has_header = false;
    assert_int_equal(form_header_of(&memory, &with.request).count, 0);
}

static void limits_are_told_in_words(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    static const struct { size_t field; const char *limits; } cases[] = {
        { 0, "" }, { 4, "{choose_at_least} 1" }, { 5, "{date_hint}, 1.1.2020–31.12.2099" }, { 6, "{at_most} 500" }, { 9, "{at_least} 0" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases - 1; i++)
        check_text(form_limits_text(&memory, &with.request, form_item_of(&with.request, &fixture_fields[cases[i].field])),
                   cases[i].limits);
    form_field both = { .type = FORM_MULTI, .has_minimum = true, .minimum = 1, .has_maximum = true, .maximum = 3 };
    form_field_words said = { .pattern_help = TEXT("kuin 12345") };
    check_text(form_limits_text(&memory, &with.request, (form_item){ &both, &said }), "{choose_at_least} 1, {at_most} 3");
    both.type = FORM_NUMBER;
    check_text(form_limits_text(&memory, &with.request, (form_item){ &both, &said }), "1–3");
    both.type = FORM_TEXT;
    check_text(form_limits_text(&memory, &with.request, (form_item){ &both, &said }), "kuin 12345");
}

static void conditions_are_told_in_words(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    check_text(form_condition_text(&memory, &with.request, &fixture_fields[2].when), "{only_if}: Alle 18-vuotias – Kyllä");
    check_text(form_condition_text(&memory, &with.request, &fixture_fields[0].when), "");
    form_condition ticked = { &fixture_fields[7], TEXT("true") };
    check_text(form_condition_text(&memory, &with.request, &ticked), "{only_if}: Annan luvan – {yes}");
}

static void scores_have_steps_and_a_maximum(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    assert_int_equal(form_score_steps(&fixture_fields[9]), 6);
    assert_int_equal(form_score_steps(&(form_field){ .minimum = 0, .maximum = 100 }), 0);
    assert_int_equal(form_score_steps(&(form_field){ .minimum = 0.5, .maximum = 3 }), 0);
    check(form_has_total(&with.form) && form_total_maximum(&with.form) == 13);
    // After the section of the last score.
    check_text(form_total_follows(&with.form)->id, "allekirjoitus");
    check_text(form_total_label(&with.request), "{weighted_total}");
    check_text(form_total_help(&with.request), "{how_total}");
}

static void one_score_is_no_total(void **state)
{
    (void)state;
    const form_field one[] = { { .type = FORM_SCORE, .maximum = 5, .weight = 1 } };
    const form_field three[] = {
        { .type = FORM_SCORE, .maximum = 5, .weight = 1, .number = 0 },
        { .type = FORM_SCORE, .maximum = 4, .weight = 1, .number = 1 },
        { .type = FORM_SCORE, .maximum = 3, .weight = 1, .is_factor = true, .number = 2 },
    };
    form of = { .fields = one, .field_count = 1 };
    form_request request = { .form = &of, .strings = &(form_strings){ .how_sum = TEXT("sum"), .points_total = TEXT("points") } };
    check(!form_has_total(&of) && form_total_follows(&of) == NULL);
    of = (form){ .fields = three, .field_count = 3 };
    check(form_has_total(&of) && form_total_maximum(&of) == 9);
    check_text(form_total_help(&request), "sum");
    check_text(form_total_label(&request), "points");
}

static void what_is_computed_is_told(void **state)
{
    (void)state;
    fixture with;
    fixture_make_computed(&with);
    form_item rows = form_item_of(&with.request, &computed_fields[0]), sums = form_item_of(&with.request, &computed_fields[1]);
    check_text(form_column_limits(&memory, &with.request, rows, 4), "{calculated}: Paino × Riski");
    check_text(form_column_limits(&memory, &with.request, sums, 1), "{added_up}: Tulo, {same} Kuka");
    check_text(form_column_limits(&memory, &with.request, rows, 0), "");
    check(form_has_total(&with.form) && form_total_maximum(&with.form) == 0);
    check_text(form_total_help(&with.request), "{how_total}");
}

static void links_lead_to_the_web(void **state)
{
    (void)state;
    static const struct { const char *address, *result; } cases[] = {
        { "https://a.fi/b", "https://a.fi/b" }, { "mailto:a@b.fi", "mailto:a@b.fi" }, { "../b/c.html#d", "https://esim.fi/fi/b/c.html#d" },
        { "#d", "https://esim.fi/fi/a/koe.html#d" }, { "../../../../x", "" }, { "/x", "" }, { "javascript:alert(1)", "" },
        { "//evil.example/x", "" }, { "tel:123", "tel:123" },
    };
    node link = { .type = NODE_LINK };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        link.link.address = text_of(cases[i].address);
        check_text(form_link_address(&memory, TEXT("https://esim.fi/fi/a/koe.html"), &link), cases[i].result);
    }
    link.link.address = TEXT("b.html");
    check_text(form_link_address(&memory, (text){ 0 }, &link), "");
    link.link.type = LINK_DEAD;
    check_text(form_link_address(&memory, TEXT("https://esim.fi/fi/a/koe.html"), &link), "");
}

static void refused_markdown_is_empty(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    buffer deep = { 0 };
    for (int i = 0; i < 100; i++)
        buffer_add_string(&deep, "> ");
    buffer_add_string(&deep, "x");
    node *parsed = form_parse(&memory, &with.request, text_copy(&memory, buffer_text(&deep)), 1);
    buffer_free(&deep);
    assert_non_null(parsed);
    assert_null(parsed->first);
    assert_non_null(form_parse(&memory, &with.request, TEXT("a"), 1)->first);
}

int main(void)
{
    markdown_prepare();
#define TEST(name) cmocka_unit_test_teardown(name, free_memory)
    const struct CMUnitTest tests[] = {
        TEST(names_are_joined), TEST(long_names_are_cut_and_stay_apart), TEST(the_header_has_four_fields),
        TEST(limits_are_told_in_words), TEST(conditions_are_told_in_words), TEST(scores_have_steps_and_a_maximum), TEST(one_score_is_no_total), TEST(what_is_computed_is_told),
        TEST(links_lead_to_the_web), TEST(refused_markdown_is_empty),
    };
    return cmocka_run_group_tests_name("form_request", tests, NULL, NULL);
}
