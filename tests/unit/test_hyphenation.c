#include "checks.h"

#include "language/hyphenation.h"

static arena memory;

// [words] with "-" where they may be divided.
static char *shown(const hyphenation *with, const char *words)
{
    text made = hyphenation_divide(with, &memory, text_of(words));
    char *out = ARENA_NEW(&memory, char, made.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < made.length; i++)
        if (made.bytes[i] == '\xC2' && i + 1 < made.length && made.bytes[i + 1] == '\xAD') {
            out[length++] = '|';
            i++;
        } else {
            out[length++] = made.bytes[i];
        }
    return out;
}

static void check_words(const char *language, const char *const *words, size_t count)
{
    hyphenation *with = hyphenation_open(text_of(language));
    if (with == NULL)
        skip();
    for (int round = 0; round < 2; round++)         // the second time from memory
        for (size_t i = 0; i < count; i += 2)
            check_text(text_of(shown(with, words[i])), words[i + 1]);
    hyphenation_close(with);
    arena_free(&memory);
}
#define CHECK_WORDS(language, words) check_words(language, words, sizeof(words) / sizeof *(words))

static void finnish_words(void **state)
{
    (void)state;
    static const char *const words[] = {
        "suunnitteluapu", "suun|nit|te|lu|apu",
        "yhteiskehittäminen", "yh|teis|ke|hit|tä|mi|nen",
        "Kaupunkilaisille!", "Kau|pun|ki|lai|sille!",
        "työpaja", "työ|paja",
        "hyöty", "hyöty",
        "aina", "aina",
        "öljyä", "öl|jyä",
        "kehittäjäyhteisö", "ke|hit|tä|jä|yh|teisö",
        "vaa'an", "vaa'an",
        "tunnettuus, näkyvyys", "tun|net|tuus, nä|ky|vyys",
    };
    CHECK_WORDS("fi", words);
}

static void swedish_words(void **state)
{
    (void)state;
    static const char *const words[] = {
        "samskapande", "sam|ska|pande",
        "medborgare", "med|bor|gare",
        "människor", "män|ni|skor",
        "förhållande", "för|hål|lande",
        "ansvarig", "an|sva|rig",
        "också", "också",
        "år", "år",
    };
    CHECK_WORDS("sv", words);
}

static void english_words(void **state)
{
    (void)state;
    static const char *const words[] = {
        "development", "de|vel|op|ment",
        "workshop", "work|shop",
        "co-creation", "co-cre|ation",
        "citizens", "cit|izens",
        "people", "people",
    };
    CHECK_WORDS("en", words);
}

static void what_is_no_word_stays_whole(void **state)
{
    (void)state;
    static const char *const words[] = {
        "https://digitori.example/kasikirja", "https://digitori.example/kasikirja",
        "www.kaupunki.fi", "www.kaupunki.fi",
        "kirjaamo@kaupunki.fi", "kirjaamo@kaupunki.fi",
        "KAUPUNKI", "KAUPUNKI",
        "KAUPUNKI-hankkeelle", "KAUPUNKI-hank|keelle",
        "LibreOffice", "LibreOffice",
        "versio2024alpha", "versio2024alpha",
        "kehittä\u00ADminen", "kehittä|minen",
        "kuva_tiedosto", "kuva_tiedosto",
        "esim.kaupunki", "esim.kaupunki",
        "lomakkeet/palautteet", "lo|mak|keet/pa|laut|teet",
        "10\u00A0000 kaupunkilaista", "10\u00A0000 kau|pun|ki|laista",
        "", "",
        "\xFF kaupunki", "\xFF kau|punki",
    };
    CHECK_WORDS("fi", words);
}

static void other_languages_are_not_divided(void **state)
{
    (void)state;
    static const char *const words[] = { "Entwicklungsgemeinschaft", "Entwicklungsgemeinschaft" };
    CHECK_WORDS("de", words);
    check_text(text_of(hyphenation_package(TEXT("de"))), "");
    check_text(text_of(hyphenation_package(TEXT("sv"))), "hyphen-sv");
}

static void very_long_words_stay_whole(void **state)
{
    (void)state;
    char *word = ARENA_NEW(&memory, char, 10001);
    memset(word, 'a', 10000);
    hyphenation *with = hyphenation_open(TEXT("sv"));
    if (with == NULL)
        skip();
    assert_int_equal(hyphenation_divide(with, &memory, text_of(word)).length, 10000);
    hyphenation_close(with);
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finnish_words),
        cmocka_unit_test(swedish_words),
        cmocka_unit_test(english_words),
        cmocka_unit_test(what_is_no_word_stays_whole),
        cmocka_unit_test(other_languages_are_not_divided),
        cmocka_unit_test(very_long_words_stay_whole),
    };
    return cmocka_run_group_tests_name("hyphenation", tests, NULL, NULL);
}
