#include "checks.h"

#include "language/slug.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void titles_become_names(void **state)
{
    (void)state;
    check_text(slug_of(&memory, TEXT("Mitä on työ?")), "mita-on-tyo");
    check_text(slug_of(&memory, TEXT("  Åland – Öst/Väst  ")), "aland-ost-vast");
    check_text(slug_of(&memory, TEXT("Straße, Łódź, Ærø, œuvre")), "strasse-lodz-aero-oeuvre");
    check_text(slug_of(&memory, TEXT("Đoŋŋat ŧ")), "donnat-t");
    check_text(slug_of(&memory, TEXT("The city's plan; vaa\u2019an")), "the-citys-plan-vaaan");
    check_text(slug_of(&memory, TEXT("EU:n 2-vaihe")), "eu-n-2-vaihe");
    check_text(slug_of(&memory, TEXT("työ\u00ADpaja")), "tyopaja");
}

static void nothing_usable_gives_nothing(void **state)
{
    (void)state;
    check_text(slug_of(&memory, (text){ 0 }), "");
    check_text(slug_of(&memory, TEXT("???")), "");
    check_text(slug_of(&memory, TEXT("' \u2019")), "");
    check_text(slug_of(&memory, TEXT("市場")), "");
}

static void long_titles_are_cut_between_words(void **state)
{
    (void)state;
    text title = TEXT("Yhteiskehittämisen käsikirja kaupungeille ja niiden kumppaneille sekä kaikille muille lukijoille");
    text slug = slug_of(&memory, title);
    check_text(slug, "yhteiskehittamisen-kasikirja-kaupungeille-ja-niiden-kumppaneille-seka-kaikille");
    check(slug.length <= 80 && slug_is_valid(slug));

    char letters[200];
    memset(letters, 'a', sizeof letters);
    assert_int_equal(slug_of(&memory, (text){ letters, sizeof letters }).length, 80);
    letters[10] = ' ';      // too early to cut there
    assert_int_equal(slug_of(&memory, (text){ letters, sizeof letters }).length, 80);
}

static void validity_is_plain(void **state)
{
    (void)state;
    check(slug_is_valid(TEXT("a")));
    check(slug_is_valid(TEXT("a-1-b")));
    check(!slug_is_valid((text){ 0 }));
    check(!slug_is_valid(TEXT("A")));
    check(!slug_is_valid(TEXT("a b")));
    check(!slug_is_valid(TEXT("ä")));
    check(!slug_is_valid(TEXT("../a")));
    char letters[81];
    memset(letters, 'a', sizeof letters);
    check(slug_is_valid((text){ letters, 80 }));
    check(!slug_is_valid((text){ letters, 81 }));
}

static void language_codes_name_folders(void **state)
{
    (void)state;
    check(language_code_is_valid(TEXT("fi")));
    check(language_code_is_valid(TEXT("pt-BR")));
    check(!language_code_is_valid(TEXT("f")));
    check(!language_code_is_valid(TEXT("-fi")));
    check(!language_code_is_valid(TEXT("../fi")));
    check(!language_code_is_valid(TEXT("kinds")));
    check(language_code_is_valid(TEXT("smn")) && language_code_is_valid(TEXT("zh-Hans-CN")));
    static const char *const wrong[] = { "", "fi-", "-fi", "fi--x", "FI", "fI", "f1", "constructor", "con", "aux", "fi_FI", "averylongcode", "pt-BR-abcdefg" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        check(!language_code_is_valid(text_of(wrong[i])));
    check_text(language_code_meant(&memory, TEXT("FI")), "fi");
    check_text(language_code_meant(&memory, TEXT("Sv_FI")), "sv-FI");
    check_text(language_code_meant(&memory, TEXT("Suomi")), "");
    check_text(language_code_meant(&memory, TEXT("")), "");
    check(language_tag_is_valid(TEXT("aux")) && !language_tag_is_valid(TEXT("constructor")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(titles_become_names, end),
        cmocka_unit_test_teardown(nothing_usable_gives_nothing, end),
        cmocka_unit_test_teardown(long_titles_are_cut_between_words, end),
        cmocka_unit_test(validity_is_plain),
        cmocka_unit_test(language_codes_name_folders),
    };
    return cmocka_run_group_tests_name("slug", tests, NULL, NULL);
}
