#include "hidden_dictionary.h"
#include "search_words_fixture.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static search_words *open_without_dictionary(void)
{
    dictionary_is_hidden = true;
    search_words *finnish = search_words_open(TEXT("fi"));
    dictionary_is_hidden = false;
    return finnish;
}

static search_words *open_finnish(void)
{
    search_words *finnish = search_words_open(TEXT("fi"));
    if (search_words_lacks_dictionary(finnish)) {
        search_words_close(finnish);
        skip();
    }
    return finnish;
}

#define check_keys(words, word, expected) check_text(keys_of(words, &memory, word), expected)

static void inflected_words_share_a_lemma(void **state)
{
    (void)state;
    search_words *finnish = open_finnish();
    check_keys(finnish, "sopimuksen", "sopimus/10");
    check_keys(finnish, "sopimusta", "sopimus/10");
    check_keys(finnish, "sopimukset", "sopimus/10");
    check_keys(finnish, "kuusta", "kuu/10 kuusi/10");
    check_keys(finnish, "Espoossa", "espoo/10");
    check_keys(finnish, "ESPOON", "espoo/10");
    check_keys(finnish, "kehittäminen", "kehittää/10");
    check_keys(finnish, "nopeasti", "nopea/10");
    check_keys(finnish, "vaa\u2019an", "vaaka/10");
    check_keys(finnish, "EU:n", "eu/10");
    check_keys(finnish, "2026", "2026/10");
    search_words_close(finnish);
}

static void compounds_have_parts(void **state)
{
    (void)state;
    search_words *finnish = open_finnish();
    check_keys(finnish, "työpajassa", "työpaja/10 paja/6 työ/6");
    check_keys(finnish, "yhteiskehittämistyöpajoissa",
               "yhteiskehittämistyöpaja/10 kehittämistyö/8 kehittämistyöpaja/8 työpaja/8 yhteiskehittää/8 "
               "yhteiskehittämistyö/8 kehittää/6 paja/6 työ/6 yhteinen/6");
    check_keys(finnish, "valokuvauslupa",
               "valokuvauslupa/10 kuvauslupa/8 valokuvaus/8 kuvaus/6 lupa/6 valo/6 kuvata/4 valokuvata/4");
    check_keys(finnish, "sopimusmalli", "sopimusmalli/10 malli/6 sopimus/6");
    check_keys(finnish, "linja-auto", "linja-auto/10 linjaauto/8 auto/6 linja/6");
    check_keys(finnish, "uudenvuoden", "uusivuosi/10 uusi/6 vuosi/6");              // both halves bend
    check_keys(finnish, "pienyrittäjä", "pienyrittäjä/10 pieni/6 yrittäjä/6 yrittää/4");    // pien- is no piki
    check_keys(finnish, "käyttöönotto", "käyttöönotto/10 käyttö/6 otto/6");
    check_keys(finnish, "yhteenveto", "yhteenveto/10 veto/6 yhteen/6");
    check_keys(finnish, "allekirjoittaa", "allekirjoittaa/10 alle/6 kirjoittaa/6");
    search_words_close(finnish);
}

static void derived_words_have_roots(void **state)
{
    (void)state;
    search_words *finnish = open_finnish();
    check_keys(finnish, "osallistujien", "osallistuja/10 osallistua/4");
    check_keys(finnish, "palvelumuotoilu", "palvelumuotoilu/10 muotoilu/6 palvelu/6 muotoilla/4 palvella/4");
    check_keys(finnish, "budjetoinnin", "budjetointi/10 budjetoida/4 budjetti/4");
    check_keys(finnish, "arvioidaan", "arvioida/10 arvio/4");
    check_keys(finnish, "helsinkiläisten", "helsinkiläinen/10 helsinki/4");
    search_words_close(finnish);
}

static void the_simplest_reading_is_meant(void **state)
{
    (void)state;
    search_words *finnish = open_finnish();
    check_keys(finnish, "osallistavassa", "osallistava/10 osallistaa/4");       // no osallis=tapa
    check_keys(finnish, "asemaa", "asema/10");                                  // no ase=maa
    search_words_close(finnish);
}

static void words_of_no_dictionary_go_by_the_site(void **state)
{
    (void)state;
    search_words *finnish = open_finnish();
    learn_line(finnish, "botti botin showroom showroomissa fasilitaattori startup yhteinen taksi tuppi");
    check_keys(finnish, "bottityöpajoissa", "bottityöpaja/10 työpaja/8 bot/6 paja/6 työ/6");
    check_keys(finnish, "fasilitaattorikoulutuksen",
               "fasilitaattorikoulutus/10 fasilitaattor/6 koulutus/6 kouluttaa/4");
    check_keys(finnish, "chattibotin", "chattibot/10 bot/6 chatti/6");
    // Inflections of unknown words, not compounds that end in rooma and tuppi.
    check_keys(finnish, "showroomin", "showroom/10");
    check_keys(finnish, "startupille", "startup/10");
    // Nobody knows either.
    check_keys(finnish, "pelillistämistäkkin", "pelillistämistäk/10");
    check_keys(finnish, "xyzzyplugh", "xyzzyplugh/10");
    check(search_words_find(finnish, TEXT("työpajassa")).is_known);
    check(search_words_find(finnish, TEXT("bottityöpajoissa")).is_known);
    check(!search_words_find(finnish, TEXT("xyzzyplugh")).is_known);
    check(search_words_find(finnish, TEXT("xyzzyplugh")).is_stem);
    check(!search_words_find(finnish, TEXT("työpajassa")).is_stem);
    search_words_close(finnish);
}

static void hyphens_part_words(void **state)
{
    (void)state;
    search_words *finnish = open_finnish();
    check_keys(finnish, "wifi-verkkoon", "wifi-verkko/10 wifiverkko/8 verkko/6 wifi/6");
    check_keys(finnish, "nuorisotyö-paja",
               "nuorisotyö-paja/10 nuorisotyö/8 nuorisotyöpaja/8 työpaja/8 nuoriso/6 paja/6 työ/6");
    check_keys(finnish, "THL:ssä", "thl/10");
    check_keys(finnish, "2026-11-22", "2026-11-22/10");
    search_words_close(finnish);
}

static void swedish_compounds_are_split_by_the_site(void **state)
{
    (void)state;
    search_words *swedish = search_words_open(TEXT("sv"));
    check(!search_words_lacks_dictionary(swedish));
    learn_line(swedish, "verksamheten utvecklingen planen samskapande verkstäder skola eleverna kyrkan gård kommun "
                        "modell sommaren jobb för svara mun kom ellen inga upphandling");
    check_keys(swedish, "kommunernas", "kommun/10");
    check_keys(swedish, "verksamhetsutveckling", "verksamhetsutveckling/10 utveckling/6 verksam/6");
    check_keys(swedish, "samskapandeverkstäderna", "samskapandeverkstäd/10 samskap/6 verkstäd/6");
    check_keys(swedish, "verksamhetsutvecklingsplanen",
               "verksamhetsutvecklingsplan/10 utvecklingsplan/8 verksamhetsutveckling/8 plan/6 utveckling/6 verksam/6");
    check_keys(swedish, "skolelever", "skolelev/10 elev/6 skol/6");
    check_keys(swedish, "sommarjobbet", "sommarjobb/10 jobb/6 somm/6");
    check_keys(swedish, "kyrkogården", "kyrkogård/10 gård/6 kyrk/6");
    // What looks like a compound by chance.
    check_keys(swedish, "kommunen", "kommun/10");
    check_keys(swedish, "modellen", "modell/10");
    check_keys(swedish, "försvarar", "försvar/10");
    check_keys(swedish, "upphandlingar", "upphandling/10");
    search_words_close(swedish);
}

static void swedish_words_have_more_endings_than_stems_lose(void **state)
{
    (void)state;
    search_words *swedish = search_words_open(TEXT("sv"));
    learn_line(swedish, "avtal avtalen lista miljö möte digital tillgänglighet planet planer");
    check_keys(swedish, "avtalet", "avtal/10");
    check_keys(swedish, "avtalets", "avtal/10");
    check_keys(swedish, "listan", "list/10");
    check_keys(swedish, "miljön", "miljö/10");
    check_keys(swedish, "mötet", "möt/10");
    check_keys(swedish, "digitalt", "digital/10");
    check_keys(swedish, "tillgänglighet", "tillgäng/10");
    check_keys(swedish, "redan", "redan/10");
    check_keys(swedish, "utan", "utan/10");
    check_keys(swedish, "kyrkans", "kyrk/10");
    check_keys(swedish, "gården", "gård/10");
    check(search_words_find(swedish, TEXT("avtalet")).is_stem);
    search_words_close(swedish);
}

static void swedish_nouns_have_the_verbs_they_come_from(void **state)
{
    (void)state;
    search_words *swedish = search_words_open(TEXT("sv"));
    learn_line(swedish, "upphandla utveckla bedöma plan förening led ledning för");
    check_keys(swedish, "upphandlingar", "upphandling/10 upphandl/4");
    check_keys(swedish, "upphandlingslag", "upphandlingslag/10");
    check_keys(swedish, "bedömningen", "bedömning/10 bedöm/4");
    check_keys(swedish, "utvecklingsplan", "utvecklingsplan/10");
    check_keys(swedish, "föreningen", "förening/10");
    check_keys(swedish, "ledningen", "ledning/10");
    search_words_learn(swedish, TEXT("too late, but no harm"), 1);
    search_words_close(swedish);
    swedish = search_words_open(TEXT("sv"));
    learn_line(swedish, "utveckla utveckling plan");
    check_keys(swedish, "utvecklingsplan", "utvecklingsplan/10 plan/6 utveckling/6 utveckl/4");
    search_words_close(swedish);
}

static void english_has_stems(void **state)
{
    (void)state;
    search_words *english = search_words_open(TEXT("en"));
    learn_line(english, "work shop handbook hand book");
    check_keys(english, "developing", "develop/10");
    check_keys(english, "Developed", "develop/10");
    check_keys(english, "city's", "citi/10");
    check_keys(english, "workshop", "workshop/10");
    check_keys(english, "co-creation", "co-creation/10 cocreation/8 co/6 creation/6");
    check_text(related_to(english, &memory, "developing"), "");
    search_words_close(english);
}

static void other_languages_have_the_word_itself(void **state)
{
    (void)state;
    search_words *sami = search_words_open(TEXT("se"));
    check_keys(sami, "Gielddaid", "gielddaid/10");
    search_word found = search_words_find(sami, TEXT("čállin"));
    check_text(found.folded, "callin");
    check_text(found.keys[0].key, "callin");
    check_text(found.keys[0].word, "čállin");
    check(!found.is_stem);
    search_words_close(sami);
    search_words_close(NULL);
}

static void keys_are_folded(void **state)
{
    (void)state;
    search_words *finnish = open_finnish();
    search_word found = search_words_find(finnish, TEXT("työpäivänä"));
    check_text(found.surface, "työpäivänä");
    check_text(found.folded, "tyopaivana");
    check_text(found.keys[0].key, "tyopaiva");
    check_text(found.keys[0].word, "työpäivä");
    search_words_close(finnish);
}

static void what_readers_type_is_related(void **state)
{
    (void)state;
    search_words *finnish = open_finnish();
    check_text(related_to(finnish, &memory, "valokuvauslupa"),
               "kuvata kuvaus kuvauslupa lupa luvan valo valokuvata valokuvaus");
    check_text(related_to(finnish, &memory, "kehittämisryhmässä"),
               "kehittäminen kehittämisryhmä kehittää kehitän ryhmä");
    check_text(related_to(finnish, &memory, "hankkeet"), "hanke hankkeen");
    check_text(related_to(finnish, &memory, "xyzzyplugh"), "");
    search_words_close(finnish);
}

static const char *const SITE = "työpajassa valokuvauslupa yhteiskehittämistyöpajat botti bottityöpajassa ja lupa "
                                "showroomiin showroom espoossa kuusta wifi-verkko xyzzy kehittämisbotti";

// Everything about the words of SITE, in the order asked.
static text all_about(search_words *finnish, bool backwards)
{
    text words[32], rest = text_of(SITE);
    size_t count = 0;
    while (text_take_part(&rest, ' ', &words[count]))
        count++;
    for (size_t i = 0; i < count; i++) {
        size_t word = backwards ? count - 1 - i : i;
        search_words_learn(finnish, words[word], word % 3 + 1);
    }
    for (size_t i = 0; i < count; i++)
        search_words_find(finnish, words[backwards ? count - 1 - i : i]);
    buffer out = { 0 };
    for (size_t i = 0; i < count; i++) {
        buffer_add(&out, keys_of(finnish, &memory, text_to_string(&memory, words[i])));
        buffer_add(&out, related_to(finnish, &memory, text_to_string(&memory, words[i])));
    }
    text all = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return all;
}

static void the_order_of_words_does_not_matter(void **state)
{
    (void)state;
    search_words *forwards = open_finnish(), *backwards = open_finnish();
    buffer one = { 0 }, other = { 0 };
    check_text(all_about(forwards, false), text_to_string(&memory, all_about(backwards, true)));
    search_words_save(forwards, &one);
    search_words_save(backwards, &other);
    check(text_equals(buffer_text(&one), buffer_text(&other)));
    buffer_free(&one);
    buffer_free(&other);
    search_words_close(forwards);
    search_words_close(backwards);
}

static void answers_are_kept_between_builds(void **state)
{
    (void)state;
    search_words *first = open_finnish();
    text fresh = all_about(first, false);
    check(search_words_has_news(first));
    buffer saved = { 0 }, again = { 0 };
    search_words_save(first, &saved);
    search_words_close(first);

    search_words *second = open_finnish();
    check(search_words_load(second, buffer_text(&saved)));
    check_text(all_about(second, true), text_to_string(&memory, fresh));
    check(!search_words_has_news(second));
    search_words_save(second, &again);
    check(text_equals(buffer_text(&again), buffer_text(&saved)));
    search_words_find(second, TEXT("hanke"));
    check(search_words_has_news(second));
    search_words_close(second);
    buffer_free(&saved);
    buffer_free(&again);
}

static void stems_and_the_site_take_the_place_of_a_dictionary(void **state)
{
    (void)state;
    search_words *finnish = open_without_dictionary();
    check(search_words_lacks_dictionary(finnish));
    learn_line(finnish, "yhteinen kehittäminen työpaja työpajassa lupa valokuva että mitä sanan maan sopimus "
                        "oikeus hanke");
    check_keys(finnish, "työpajoissa", "työpaj/10");
    check_keys(finnish, "valokuvalupa", "valokuvalupa/10 lupa/6 valokuv/6");
    check_keys(finnish, "kehittämistyöpajassa", "kehittämistyöpaj/10 kehittämin/6 työpaj/6");
    check_keys(finnish, "yhteiskehittäminen", "yhteiskehittämin/10 kehittämin/6 yhtein/6");
    check_keys(finnish, "sanomaan", "sanom/10");           // no sano=maan
    check_keys(finnish, "sopimuksesta", "sopimus/10");
    check_keys(finnish, "sopimuksia", "sopimus/10");
    check_keys(finnish, "sopimusta", "sopimus/10");
    check_keys(finnish, "luvassa", "lupa/10");
    check_keys(finnish, "hankkeen", "hank/10");
    check_keys(finnish, "oikeudet", "oikeus/10");
    check_keys(finnish, "kehittämisen", "kehittämin/10");
    check_keys(finnish, "EU:n", "eu/10");
    check_keys(finnish, "wifi-verkko", "wifi-verko/10 wifiverko/8 verko/6 wifi/6");
    check(search_words_find(finnish, TEXT("työpajoissa")).is_stem);
    check_text(related_to(finnish, &memory, "työpajoissa"), "");
    search_words_close(finnish);
}

static void nothing_is_kept_without_a_dictionary(void **state)
{
    (void)state;
    search_words *finnish = open_without_dictionary();
    buffer saved = { 0 };
    search_words_find(finnish, TEXT("työpajoissa"));
    check(!search_words_has_news(finnish));
    search_words_save(finnish, &saved);
    assert_int_equal(saved.length, 0);
    search_words_close(finnish);
}

static void only_a_dictionary_needs_keeping(void **state)
{
    (void)state;
    search_words *swedish = search_words_open(TEXT("sv"));
    buffer saved = { 0 };
    search_words_find(swedish, TEXT("kommunen"));
    check(!search_words_has_news(swedish));
    search_words_save(swedish, &saved);
    assert_int_equal(saved.length, 0);
    check(!search_words_load(swedish, TEXT("anything")));
    search_words_close(swedish);
}

static void odd_words_do_no_harm(void **state)
{
    (void)state;
    const text languages[] = { TEXT("fi"), TEXT("sv"), TEXT("en"), TEXT("ar") };
    char lengthy[10000];
    for (size_t i = 0; i < sizeof lengthy; i++)
        lengthy[i] = "kehittämistyö-"[i % 14];
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        search_words *words = search_words_open(languages[i]);
        learn_line(words, "kehittämis työ a aa aaa aaaa aaaaa");
        const text odd[] = { { 0 }, TEXT(":"), TEXT("-"), TEXT("a:"), TEXT("\u0301"), TEXT("a\xFF\xC3"), TEXT("a\0b"),
                             TEXT("a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a:a"),
                             TEXT("a-b-c-d-e-f-g-h-i-j-k-l"),
                             TEXT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
                             TEXT("\U0001F600"), TEXT("مرحبا"), TEXT("日本語"), TEXT("'-':") };
        for (size_t j = 0; j < sizeof odd / sizeof *odd; j++) {
            search_word found = search_words_find(words, odd[j]);
            check(found.folded.length == 0 || found.count > 0);
            search_words_related(words, &memory, found);
        }
        text surface = search_word_surface(&memory, (text){ lengthy, sizeof lengthy });
        check(search_words_find(words, surface).count > 0);
        check(search_words_find(words, (text){ lengthy, sizeof lengthy }).count > 0);   // not even a surface
        search_words_close(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(inflected_words_share_a_lemma, end),
        cmocka_unit_test_teardown(compounds_have_parts, end),
        cmocka_unit_test_teardown(derived_words_have_roots, end),
        cmocka_unit_test_teardown(the_simplest_reading_is_meant, end),
        cmocka_unit_test_teardown(words_of_no_dictionary_go_by_the_site, end),
        cmocka_unit_test_teardown(hyphens_part_words, end),
        cmocka_unit_test_teardown(swedish_compounds_are_split_by_the_site, end),
        cmocka_unit_test_teardown(swedish_words_have_more_endings_than_stems_lose, end),
        cmocka_unit_test_teardown(swedish_nouns_have_the_verbs_they_come_from, end),
        cmocka_unit_test_teardown(english_has_stems, end),
        cmocka_unit_test_teardown(other_languages_have_the_word_itself, end),
        cmocka_unit_test_teardown(keys_are_folded, end),
        cmocka_unit_test_teardown(what_readers_type_is_related, end),
        cmocka_unit_test_teardown(the_order_of_words_does_not_matter, end),
        cmocka_unit_test_teardown(answers_are_kept_between_builds, end),
        cmocka_unit_test_teardown(stems_and_the_site_take_the_place_of_a_dictionary, end),
        cmocka_unit_test_teardown(nothing_is_kept_without_a_dictionary, end),
        cmocka_unit_test_teardown(only_a_dictionary_needs_keeping, end),
        cmocka_unit_test_teardown(odd_words_do_no_harm, end),
    };
    return cmocka_run_group_tests_name("search_words", tests, NULL, NULL);
}
