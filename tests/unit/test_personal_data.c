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
    check_found("Mannerheimintiellä 5 A 12, Esimerkkikadun 5 A 12, Esimerkkikatu 5 A 12345", "");
    check_found("luontopolku 5 A 12, hakutie 3 b 2, tie 5 A 12, katu 5 a 12, på vägen 5 a 12", "");
    check_found("Esimerkkikatu 5-7, Esimerkkikatu 5 as, Esimerkkikatu 5 asti 12, Katu-3 A 12", "");
    check_found("Yhteistyö 5 a 12 ja Katu 5 A 12", "");
    check_found("Luku 1 A 2", "");
}

static void phone_numbers_with_other_signs_are_found(void **state)
{
    (void)state;
    static const char *const alike[] = {
        "040.123.4567", "040.1234567", "0400.123.456", "040/1234567", "040/123 4567", "040 - 123 4567", "040 \u2013 1234567",
        "+358-40-1234567", "+358 (0)40 123 4567", "+358 (0) 40 123 4567", "+358 (40) 123 4567", "+358(40)1234567", "+358.40.123.4567",
        "+358 040 123 4567", "00358-40-1234567", "040\u2009123\u20094567", "040\u2007123\u20074567", "040\u202f123\u202f4567",
        "040&nbsp;123 4567", "040&#160;123&#xA0;4567", "040&thinsp;123&#8209;4567", "040&ndash;1234567", "040\\-123\\-4567",
        "0400 123 456", "0457 123 4567", "04570123456", "050 123 456", "040 123 45 67", "040 1 234 567", "040\u00ad1234567",
    };
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
        arena memory = { 0 };
        text expected = text_format(&memory, "phone:%s", alike[i]), within = text_format(&memory, "Soita (%s).", alike[i]);
        check_found(alike[i], text_to_string(&memory, expected));
        check_found(text_to_string(&memory, within), text_to_string(&memory, expected));
        arena_free(&memory);
    }
    check_found("(040) 123 4567, (040)1234567", "phone:040) 123 4567|phone:040)1234567");
    check_found("(+358) 40 123 4567, (+358)401234567", "phone:+358) 40 123 4567|phone:+358)401234567");
    check_found("[soita](tel:+358401234567) tai <tel:+358-40-123-4567>", "phone:+358401234567|phone:+358-40-123-4567");
    check_found("puh.0401234567, gsm:040-1234567, *040 123 4567*, _040 123 4567_, `0401234567`",
                "phone:0401234567|phone:040-1234567|phone:040 123 4567|phone:040 123 4567|phone:0401234567");
}

static void numbers_beside_others_are_found(void **state)
{
    (void)state;
    check_found("040 123 4567 050 765 4321", "phone:040 123 4567|phone:050 765 4321");
    check_found("0501234567/0401234567", "phone:0501234567|phone:0401234567");
    check_found("0401234567 12 kpl, 040 123 4567 2026", "phone:0401234567|phone:040 123 4567");
    check_found("040 1234567 09 123 456, 040 12 34 567 2026, Huone AB12 040 123 4567",
                "phone:040 1234567|phone:040 12 34 567|phone:040 123 4567");
    check_found("Huone 3 040 123 4567, 040 123 4567 Eura", "phone:040 123 4567|phone:040 123 4567");
    check_found("nimi;0401234567;12\n1,0401234567,2\n1\t040 123 4567\t5", "phone:0401234567|phone:0401234567|phone:040 123 4567");
    check_found("https://example.fi,0401234567", "phone:0401234567");
}

static void what_only_looks_like_a_phone_number_is_not(void **state)
{
    (void)state;
    static const char *const others[] = {
        "04.05.2026", "04.05.2026 9:00", "04.05.2026 12.30", "04-05-2026 12:00", "2026-04-05 0400", "0405.2026",      // dates
        "versio 0.40.123.4567", "10.040.123.4567", "192.168.050.100", "v0401234567",                               // versions, addresses
        "ISBN 978-951-040-123-4", "ISBN 0415123456", "ISBN-10: 0415123456", "isbn 0-415-12345-6", "978-045-1234567",
        "FI21 1234 5600 0007 85", "FI21 1234 5604 0412 34", "FI21\u00a01234\u00a05604\u00a00412\u00a034", "FI21 0412 3456 00", "FI2104123456000785",               // accounts
        "1234567-8", "0401234-5", "0401234-5 12", "FI04012345",                                                      // companies
        "040 000 000", "0400000000", "050 120 000", "1 040 123 456", "1\u00a0040\u00a0123\u00a0456", "045 123 456 \u20ac", "0451 234 567,50 euroa", "1.040.123.456",
        "Ruokailu 045 12,50 050 13,90", "04500 04600", "04130 Sipoo, 04500 Kellokoski",                              // prices, postal codes
        "IMG-0401234567.jpg", "IMG_0401234567.jpg", "0401234567.pdf", "kuvat/0401234567", "0401234567_a", "#0401234567",
        "https://example.fi/0401234567", "https://example.fi/?id=0401234567&a=050-1234567", "www.example.fi/a/040-123-4567",
        "https://example.fi/+358401234567", "040426-9012", "550e8400-0412-4345-8790-446655440000",
        "24.0401234567", "0,401234567", "040;123;4567", "040\t123\t4567", "040\n123 4567", "040,123,4567", "04 0123 4567",
        "&#040123456;", "040&amp;123 4567", "040&#x;1234567",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        check_found(others[i], "");
}

static void codes_are_found_in_all_surroundings(void **state)
{
    (void)state;
    static const char *const around[] = {
        "hetu:%s", "hetu=%s", "hetu_%s_", "(%s)", "1;%s;2", "1,%s,2", "https://example.fi/%s", "\"%s\"", "%s.pdf", "/%s/" };
    arena memory = { 0 };
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        text where = text_of(around[i]), before, within = { 0 };
        text_take_part(&where, '%', &before);
        within = text_format(&memory, "%.*s131052-308T%.*s", TEXT_PRINT(before), TEXT_PRINT(text_from(where, 1)));
        check_found(text_to_string(&memory, within), "code:131052-308T");
    }
    arena_free(&memory);
    check_found("131052 - 308T, 131052&#8209;308T, 131052\\-308T", "code:131052 - 308T|code:131052&#8209;308T|code:131052\\-308T");
}

static void addresses_of_many_forms_are_found(void **state)
{
    (void)state;
    check_found("Esimerkki-katu 5 A 12, Matti-Vainion-katu 5-7 B 3", "address:Esimerkki-katu 5 A 12|address:Matti-Vainion-katu 5-7 B 3");
    check_found("Vanha Talvitie 5 B 3, Stora Robertsgatan 5 A 12", "address:Talvitie 5 B 3|address:Robertsgatan 5 A 12");
    check_found("Vanha tie 5 A 12, Pitkä kuja 3 b 1", "address:Vanha tie 5 A 12|address:Pitkä kuja 3 b 1");
    check_found("Esimerkkikatu 5 as. 12, Esimerkkikatu 5 B as 12, Älvägen 5 A bost. 2, Älvägen 5 lgh 2",
                "address:Esimerkkikatu 5 as. 12|address:Esimerkkikatu 5 B as 12|address:Älvägen 5 A bost. 2|address:Älvägen 5 lgh 2");
    check_found("esimerkkikatu 5 a 12, mannerheimintie 5 a 12, älvägen 5 b 1",
                "address:esimerkkikatu 5 a 12|address:mannerheimintie 5 a 12|address:älvägen 5 b 1");
    check_found("Esimerkkikatu\u00a05\u00a0A\u00a012, Esimerkkikatu&nbsp;5 A 12, \u201dEsimerkkikatu 5\u20137 A 12\u201d",
                "address:Esimerkkikatu\u00a05\u00a0A\u00a012|address:Esimerkkikatu&nbsp;5 A 12|address:Esimerkkikatu 5\u20137 A 12");
}

// Sixteen bytes are looked at together.
static void places_do_not_matter(void **state)
{
    (void)state;
    arena memory = { 0 };
    for (int i = 0; i < 40; i++) {
        text moved = text_format(&memory, "%*s040 123 4567 131052-308T +358401234567 Esimerkkikatu 5 A 12", i, "");
        check_found(text_to_string(&memory, moved), "phone:040 123 4567|code:131052-308T|phone:+358401234567|address:Esimerkkikatu 5 A 12");
    }
    arena_free(&memory);
}

// Tables in other encodings than UTF-8 are looked through too.
static void texts_need_not_be_utf_8(void **state)
{
    (void)state;
    check_found("\xc4\xe4kk\xf6set;0401234567;131052-308T\n\xff\xfe", "phone:0401234567|code:131052-308T");
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
        cmocka_unit_test(phone_numbers_with_other_signs_are_found),
        cmocka_unit_test(numbers_beside_others_are_found),
        cmocka_unit_test(what_only_looks_like_a_phone_number_is_not),
        cmocka_unit_test(codes_are_found_in_all_surroundings),
        cmocka_unit_test(addresses_of_many_forms_are_found),
        cmocka_unit_test(places_do_not_matter),
        cmocka_unit_test(texts_need_not_be_utf_8),
        cmocka_unit_test(odd_texts_end),
    };
    return cmocka_run_group_tests_name("personal_data", tests, NULL, NULL);
}
