// Finnish on a machine that has no dictionary: libvoikko's own way of opening one is replaced.
#include "search_words_fixture.h"

#include "language/inflection.h"
#include "language/voikko.h"

struct VoikkoHandle *voikkoInit(const char **error, const char *language, const char *path);
struct VoikkoHandle *voikkoInit(const char **error, const char *language, const char *path)
{
    (void)language;
    (void)path;
    *error = "No valid dictionaries were found";
    return NULL;
}

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

#define check_keys(words, word, expected) check_text(keys_of(words, &memory, word), expected)

static void stems_and_the_site_take_its_place(void **state)
{
    (void)state;
    search_words *finnish = search_words_open(TEXT("fi"));
    check(search_words_lacks_dictionary(finnish));
    learn_line(finnish, "yhteinen kehittäminen työpaja työpajassa lupa valokuva että mitä sanan maan");
    check_keys(finnish, "työpajoissa", "työpaj/10");
    check_keys(finnish, "valokuvalupa", "valokuvalupa/10 lupa/6 valokuv/6");
    check_keys(finnish, "kehittämistyöpajassa", "kehittämistyöpaj/10 kehittämin/6 työpaj/6");
    check_keys(finnish, "yhteiskehittäminen", "yhteiskehittämin/10 kehittämin/6 yhtein/6");
    check_keys(finnish, "sanomaan", "sanom/10");           // no sano=maan
    check_keys(finnish, "EU:n", "eu/10");
    check_keys(finnish, "wifi-verkko", "wifi-verko/10 wifiverko/8 verko/6 wifi/6");
    check(search_words_find(finnish, TEXT("työpajoissa")).is_stem);
    check_text(related_to(finnish, &memory, "työpajoissa"), "");
    search_words_close(finnish);
}

static void nothing_is_kept(void **state)
{
    (void)state;
    search_words *finnish = search_words_open(TEXT("fi"));
    buffer saved = { 0 };
    search_words_find(finnish, TEXT("työpajoissa"));
    check(!search_words_has_news(finnish));
    search_words_save(finnish, &saved);
    assert_int_equal(saved.length, 0);
    search_words_close(finnish);
}

static void terms_go_by_stems(void **state)
{
    (void)state;
    bool missing = false;
    check(voikko_open() == NULL);
    inflection *finnish = inflection_open(TEXT("fi"), &missing);
    check(missing);
    base_forms forms = inflection_base_forms(finnish, TEXT("työpajassa"));
    assert_int_equal(forms.count, 2);
    check_text(forms.forms[1], "työpaj");
    inflection_close(finnish);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(stems_and_the_site_take_its_place, end),
        cmocka_unit_test_teardown(nothing_is_kept, end),
        cmocka_unit_test_teardown(terms_go_by_stems, end),
    };
    return cmocka_run_group_tests_name("search_fallback", tests, NULL, NULL);
}
