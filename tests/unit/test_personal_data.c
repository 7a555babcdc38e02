#include "checks.h"

#include "language/personal_data.h"

// Every finding as "kind:text", with "|" between.
static void check_found(const char *words, const char *expected)
{
    static const char *const names[] = { "code", "phone", "address" };
    text in = text_of(words);
    buffer told = { 0 };
    personal_finding found;
    for (size_t from = 0; personal_data_find(in, from, &found); from = found.start + found.length)
        buffer_format(&told, "%s%s:%.*s", told.length > 0 ? "|" : "", names[found.kind],
                      TEXT_PRINT(text_slice(in, found.start, found.start + found.length)));
    check_text(buffer_text(&told), expected);
    buffer_free(&told);
}

static void identity_codes_are_found(void **state)
{
    (void)state;
    check_found("Tunnus 131052-308T on tässä.", "code:131052-308T");
    check_found("131052A308T, 131052+308T ja 131052Y308T", "code:131052A308T|code:131052+308T|code:131052Y308T");
}

// As text programs change what was typed.
static void codes_and_numbers_are_found_beside_other_signs(void **state)
{
    (void)state;
    check_found("\u201d131052-308T\u201d, \u00a0131052\u2013308t\u2026 ja 131052\u2011308T", "code:131052-308T|code:131052\u2013308t|code:131052\u2011308T");
    check_found("131052a308t", "code:131052a308t");
    check_found("\u201d040 123 4567\u201d \u2013 040\u2011123\u20114567", "phone:040 123 4567|phone:040\u2011123\u20114567");
    check_found("\u00e4131052-308T, 131052-308T\u00e4, \u00e4040 123 4567", "");
    check_found("131052\u2014308T, 131052-", "");
}

static void what_only_looks_like_a_code_is_not(void **state)
{
    (void)state;
    check_found("131052-308U", "");         // the wrong last character
    check_found("321052-308T", "");         // no such day
    check_found("131352-308T", "");
    check_found("131052G308T", "");
    check_found("131052-9086 ja 0131052-308T ja 131052-308T1", "");
    check_found("131052-001L", "");         // no such individual number
    check_found("131052-308", "");
}

static void mobile_numbers_are_found_however_they_are_written(void **state)
{
    (void)state;
    check_found("Soita 040 123 4567.", "phone:040 123 4567");
    check_found("0401234567, 050-1234567", "phone:0401234567|phone:050-1234567");
    check_found("+358 40 123 4567 tai +358(0)501234567 tai 00358 45 1234567",
                "phone:+358 40 123 4567|phone:+358(0)501234567|phone:00358 45 1234567");
    check_found("(044 1234 567)", "phone:044 1234 567");
    check_found("tel:+358401234567", "phone:+358401234567");
    check_found("040\u00a0123\u00a04567", "phone:040\u00a0123\u00a04567");
}

static void other_numbers_are_not(void **state)
{
    (void)state;
    check_found("09 123 4567, 020 123 4567, 029 123 4567, 010 12345678", "");
    check_found("0,50 euroa, 050 %, 2040 123 4567, 040 12", "");
    check_found("040 1234 5678 9012", "");
    check_found("+46 70 123 45 67", "");
    check_found("versio 0.4.0 ja 2026-04-05", "");
}

static void home_addresses_are_found(void **state)
{
    (void)state;
    check_found("Asuu osoitteessa Esimerkkikatu 5 A 12.", "address:Esimerkkikatu 5 A 12");
    check_found("Älvägen 12 b 3, Mallitie 5A12", "address:Älvägen 12 b 3|address:Mallitie 5A12");
}

static void addresses_of_offices_are_not(void **state)
{
    (void)state;
    check_found("Espoonkatu 3, Mallitie 5 A, Kirkkokatu 12 B, kerros 3", "");
    check_found("esimerkkikatu 5 A 12", "");
    check_found("Yhteistyö 5 a 12 ja Katu 5 A 12", "");
    check_found("Luku 1 A 2", "");
}

static void odd_texts_end(void **state)
{
    (void)state;
    check_found("", "");
    check_found("+", "");
    check_found("0", "");
    check_found("+358", "");
    check_found("Katutie 1", "");
    check_found("Mallitie ", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identity_codes_are_found),
        cmocka_unit_test(codes_and_numbers_are_found_beside_other_signs),
        cmocka_unit_test(what_only_looks_like_a_code_is_not),
        cmocka_unit_test(mobile_numbers_are_found_however_they_are_written),
        cmocka_unit_test(other_numbers_are_not),
        cmocka_unit_test(home_addresses_are_found),
        cmocka_unit_test(addresses_of_offices_are_not),
        cmocka_unit_test(odd_texts_end),
    };
    return cmocka_run_group_tests_name("personal_data", tests, NULL, NULL);
}
