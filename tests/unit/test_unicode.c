#include "checks.h"

#include "base/buffer.h"
#include "base/unicode.h"

#include <stdlib.h>

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void checked(text t, unicode_fault expected, size_t where)
{
    size_t offset = 99;
    assert_int_equal(unicode_check(t, &offset), expected);
    if (expected != UNICODE_FINE)
        assert_int_equal(offset, where);
}

static void ordinary_text_is_fine(void **state)
{
    (void)state;
    checked((text){ 0 }, UNICODE_FINE, 0);
    checked(TEXT("abc\t\r\n"), UNICODE_FINE, 0);
    checked(TEXT("Hyvää päivää, Åke – 10\u00A0000 € 😀 한국 \u200D\u200E\uFFFD"), UNICODE_FINE, 0);
    checked(TEXT("\uFEFFx"), UNICODE_FINE, 0);
}

static void what_is_no_utf8_is_malformed(void **state)
{
    (void)state;
    checked(TEXT("ab\xE4"), UNICODE_MALFORMED, 2);
    checked(TEXT("\x80"), UNICODE_MALFORMED, 0);
    checked(TEXT("ä\xC3"), UNICODE_MALFORMED, 2);
    checked(TEXT("\xC0\x80"), UNICODE_MALFORMED, 0);             // overlong
    checked(TEXT("x\xED\xA0\x80"), UNICODE_MALFORMED, 1);        // a surrogate
    checked(TEXT("\xF4\x90\x80\x80"), UNICODE_MALFORMED, 0);     // beyond Unicode
    checked(TEXT("\xF8\x88\x80\x80\x80"), UNICODE_MALFORMED, 0);
    checked(TEXT("\xE2\x82"), UNICODE_MALFORMED, 0);
}

static void invisible_characters_are_faults(void **state)
{
    (void)state;
    checked(TEXT("a\0b"), UNICODE_CONTROL, 1);
    checked(TEXT("ä\x1B[1m"), UNICODE_CONTROL, 2);
    checked(TEXT("\x7F"), UNICODE_CONTROL, 0);
    checked(TEXT("a\xC2\x85"), UNICODE_CONTROL, 1);
    checked(TEXT("\xC2\x9B"), UNICODE_CONTROL, 0);
    checked(TEXT("\xEF\xBF\xBE"), UNICODE_CONTROL, 0);
    checked(TEXT("\xEF\xBF\xBF"), UNICODE_CONTROL, 0);
    checked(TEXT("a\xEF\xB7\x90"), UNICODE_CONTROL, 1);
    checked(TEXT("\xEF\xB7\xAF"), UNICODE_CONTROL, 0);
    checked(TEXT("\xF2\x9F\xBF\xBE"), UNICODE_CONTROL, 0);
    checked(TEXT("\xF4\x8F\xBF\xBF"), UNICODE_CONTROL, 0);
    checked(TEXT("\xEF\xB7\x8F\xEF\xB7\xB0\xF2\x9F\xBF\xBD"), UNICODE_FINE, 12);
    checked(TEXT("a\u202Eb"), UNICODE_DIRECTION, 1);
    checked(TEXT("ab\u2066"), UNICODE_DIRECTION, 2);
    checked(TEXT("\u2069\x1B"), UNICODE_DIRECTION, 0);
}

static void characters_are_taken_one_by_one(void **state)
{
    (void)state;
    text rest = TEXT("aä€😀\xE4\xC3");
    static const uint32_t expected[] = { 'a', 0xE4, 0x20AC, 0x1F600, 0xFFFD, 0xFFFD };
    uint32_t character;
    for (size_t i = 0; i < 6; i++) {
        check(unicode_take(&rest, &character));
        assert_int_equal(character, expected[i]);
    }
    check(!unicode_take(&rest, &character));
    assert_int_equal(unicode_count(TEXT("aä€😀\xE4\xC3")), 6);
    assert_int_equal(unicode_count((text){ 0 }), 0);
}

static void characters_are_encoded(void **state)
{
    (void)state;
    static const struct { uint32_t character; const char *bytes; } cases[] = {
        { 'a', "a" }, { 0xE4, "ä" }, { 0x20AC, "€" }, { 0x1F600, "😀" }, { 0x10FFFF, "\xF4\x8F\xBF\xBF" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char bytes[4];
        text encoded = { bytes, unicode_encode(cases[i].character, bytes) };
        check_text(encoded, cases[i].bytes);
    }
    char bytes[4];
    assert_int_equal(unicode_encode(0x110000, bytes), 0);
}

static void letters_and_digits_are_known(void **state)
{
    (void)state;
    check(unicode_is_letter('a') && unicode_is_letter(0xC5) && unicode_is_letter(0x416) && unicode_is_letter(0x0301));
    check(!unicode_is_letter('1') && !unicode_is_letter('-') && !unicode_is_letter(0x20AC) && !unicode_is_letter(0x1F600));
    check(unicode_is_digit('7') && !unicode_is_digit('a') && !unicode_is_digit(0xBD));
}

// Texts in Latin letters alone take a way of their own.
static void latin_letters_are_changed_as_others(void **state)
{
    (void)state;
    for (uint32_t c = 0x20; c < 0x100; c = c == 0x7E ? 0xC0 : c + 1) {
        char bytes[4];
        text letter = { bytes, unicode_encode(c, bytes) };
        text alone = unicode_lower(&memory, text_join(&memory, TEXT("Ä"), letter));
        text among = unicode_lower(&memory, text_join(&memory, text_join(&memory, TEXT("Ä"), letter), TEXT("Ж")));
        check(text_starts_with(among, alone) && among.length == alone.length + 2);
        check(text_equals(unicode_normalize(&memory, letter), letter));
    }
}

static void faults_are_found_wherever_they_stand(void **state)
{
    (void)state;
    static const char *const around[] = { "aaaaaaaaaaaaaaaaaaaaaaaa", "äaäaaäaaaäaaaaäaaaaaäaaa", "ä€ä€ä€ä€ä€ä€", "\n\ta\r\na\ta\na b c d e f g" };
    static const struct { const char *bytes; unicode_fault fault; } faults[] = {
        { "\x01", UNICODE_CONTROL }, { "\x7F", UNICODE_CONTROL }, { "\xC3", UNICODE_MALFORMED },
        { "\x80", UNICODE_MALFORMED }, { "\u202E", UNICODE_DIRECTION },
    };
    for (size_t a = 0; a < 4; a++) {
        text whole = text_of(around[a]), rest = whole;
        for (uint32_t character; rest.length > 0; unicode_take(&rest, &character)) {
            for (size_t f = 0; f < 5; f++) {
                text before = text_slice(whole, 0, whole.length - rest.length), broken = text_of(faults[f].bytes);
                text joined = text_join(&memory, text_join(&memory, before, broken), rest);
                size_t offset;
                assert_int_equal(unicode_check(joined, &offset), faults[f].fault);
                assert_int_equal(offset, before.length);
            }
        }
    }
}

static void case_and_forms_are_changed(void **state)
{
    (void)state;
    check_text(unicode_lower(&memory, TEXT("ÅÄÖ Abc ẞ ŠŽ 1")), "åäö abc ß šž 1");
    check_text(unicode_lower(&memory, TEXT("A\u0308")), "ä");
    check_text(unicode_lower(&memory, (text){ 0 }), "");
    check_text(unicode_normalize(&memory, TEXT("a\u0308o\u0308a\u030A")), "äöå");
    check_text(unicode_normalize(&memory, TEXT("ﬁ ²")), "ﬁ ²");
    check_text(unicode_normalize(&memory, TEXT("ä\xE4")), "ä\xE4");
    check_text(unicode_fold(&memory, TEXT("Hyvä Åke")), "hyva ake");
    check_text(unicode_fold(&memory, TEXT("ÉÜšŽ Straße co\u00ADop")), "eusz strasse coop");
    check_text(unicode_fold(&memory, (text){ 0 }), "");
}

static void plain_text_has_no_marks_and_no_compatibility_forms(void **state)
{
    (void)state;
    check_text(unicode_plain(&memory, TEXT("Työ\u00ADPÄIVÄ")), "tyopaiva");
    check_text(unicode_plain(&memory, TEXT("\uFB01lm \uFF21\u2460")), "film a1");
    check_text(unicode_plain(&memory, TEXT("Straße Øst")), "straße øst");
    check_text(unicode_plain(&memory, TEXT("a\u200D\u0301\uFE0F")), "a");
    check_text(unicode_plain(&memory, (text){ 0 }), "");
    check(unicode_is_unseen(0xAD) && unicode_is_unseen(0x200B) && unicode_is_unseen(0xFEFF) && unicode_is_unseen(0xFE0F));
    check(!unicode_is_unseen('a') && !unicode_is_unseen(0xE4) && !unicode_is_unseen(0x301) && !unicode_is_unseen('-'));
}

static void words_are_in_alphabetical_order(void **state)
{
    (void)state;
    static const char *const sorted[] = {
        "", "10 vinkkiä", "2 vinkkiä", "aamu", "Aamu kahvi", "aamukahvi", "aaŠi", "Éclair", "kortti", "Östersund", "öljy",
    };
    static const char *const pairs[][2] = {
        { "a", "B" }, { "b", "C" }, { "z", "å" }, { "Z", "Å" }, { "å", "ä" }, { "Å", "Ä" }, { "ä", "ö" }, { "ä", "Ö" },
        { "zz", "åa" }, { "9", "a" }, { "e", "éa" }, { "ea", "éb" }, { "aamu", "aamukahvi" }, { "aamu kahvi", "aamukahvi" },
        { "kortti", "kortti x" }, { "co-op", "coopa" }, { "ö", "б" }, { "resume", "resumé" }, { "ab", "(b)" }, { "työtå", "työtä" }, { "työä", "työäs" },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        check(unicode_collate(text_of(pairs[i][0]), text_of(pairs[i][1])) < 0);
        check(unicode_collate(text_of(pairs[i][1]), text_of(pairs[i][0])) > 0);
    }
    for (size_t i = 0; i < sizeof sorted / sizeof *sorted; i++)
        assert_int_equal(unicode_collate(text_of(sorted[i]), text_of(sorted[i])), 0);
    for (size_t i = 0; i + 1 < 7; i++)
        check(unicode_collate(text_of(sorted[i]), text_of(sorted[i + 1])) < 0);
}

// Texts of some letters each, put together at random: where what they begin with differs, it is right.
static void beginnings_are_in_the_same_order(void **state)
{
    (void)state;
    static const char *const parts[] = { "a", "A", "b", "z", "å", "ä", "Ö", "é", "б", "한", "1", "9", " ", "-", "\u00A0", "aaaaaaa", "😀" };
    enum { PARTS = sizeof parts / sizeof *parts, TEXTS = 400 };
    buffer made[TEXTS] = { 0 };
    srand(1);
    for (int i = 0; i < TEXTS; i++)
        for (int left = rand() % 12; left > 0; left--)
            buffer_add_string(&made[i], parts[rand() % PARTS]);
    for (int i = 0; i < TEXTS; i++) {
        for (int j = 0; j < TEXTS; j++) {
            text a = buffer_text(&made[i]), b = buffer_text(&made[j]);
            uint64_t start = unicode_collation_start(a), other = unicode_collation_start(b);
            if (start != other)
                check((start < other) == (unicode_collate(a, b) < 0));
        }
    }
    for (int i = 0; i < TEXTS; i++)
        buffer_free(&made[i]);
    check(unicode_collation_start(TEXT("Kehittäjä")) < unicode_collation_start(TEXT("kehitys")));
    check(unicode_collation_start(TEXT("")) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ordinary_text_is_fine),
        cmocka_unit_test(what_is_no_utf8_is_malformed),
        cmocka_unit_test(invisible_characters_are_faults),
        cmocka_unit_test(characters_are_taken_one_by_one),
        cmocka_unit_test(characters_are_encoded),
        cmocka_unit_test(letters_and_digits_are_known),
        cmocka_unit_test_teardown(faults_are_found_wherever_they_stand, end),
        cmocka_unit_test_teardown(case_and_forms_are_changed, end),
        cmocka_unit_test_teardown(latin_letters_are_changed_as_others, end),
        cmocka_unit_test_teardown(plain_text_has_no_marks_and_no_compatibility_forms, end),
        cmocka_unit_test(words_are_in_alphabetical_order),
        cmocka_unit_test(beginnings_are_in_the_same_order),
    };
    return cmocka_run_group_tests_name("unicode", tests, NULL, NULL);
}
