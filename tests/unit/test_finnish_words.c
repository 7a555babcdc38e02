#include "checks.h"

#include "base/buffer.h"
#include "language/finnish_words.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static text guesses_for(const char *base)
{
    text guesses[GUESS_LIMIT];
    size_t count = finnish_other_grades(&memory, text_of(base), guesses);
    text all = { 0 };
    for (size_t i = 0; i < count; i++)
        all = text_format(&memory, "%.*s%s%.*s", TEXT_PRINT(all), i > 0 ? " " : "", TEXT_PRINT(guesses[i]));
    return all;
}

static void consonants_have_another_grade(void **state)
{
    (void)state;
    check_text(guesses_for("lupa"), "luvan");
    check_text(guesses_for("katu"), "kadun");
    check_text(guesses_for("työkalu"), "");
    check_text(guesses_for("kaupunki"), "kaupungen kaupungin");
    check_text(guesses_for("lehti"), "lehden lehdin");
    check_text(guesses_for("ympäristö"), "");
    check_text(guesses_for("päätös"), "");
    check_text(guesses_for("vesi"), "veden");
    check_text(guesses_for("näyttö"), "näytön");
    check_text(guesses_for("hanke"), "hankkeen");
    check_text(guesses_for("tarve"), "tarpeen");
    check_text(guesses_for("koe"), "kokeen");
    check_text(guesses_for("opas"), "oppaan");
    check_text(guesses_for("eräs"), "");
    check_text(guesses_for("antaa"), "annan");
    check_text(guesses_for("kehittää"), "kehitän");
    check_text(guesses_for("pitää"), "pidän");
    check_text(guesses_for(""), "");
    check_text(guesses_for("a"), "");
    check_text(guesses_for("ä"), "");
    check_text(guesses_for("aa"), "");
}

static text nouns_for(const char *verb)
{
    text guesses[GUESS_LIMIT], all = { 0 };
    size_t count = finnish_root_nouns(&memory, text_of(verb), guesses);
    for (size_t i = 0; i < count; i++)
        all = text_format(&memory, "%.*s%s%.*s", TEXT_PRINT(all), i > 0 ? " " : "", TEXT_PRINT(guesses[i]));
    return all;
}

static void verbs_are_made_of_nouns(void **state)
{
    (void)state;
    check_text(nouns_for("budjetoida"), "budjetti budjeto budjeta");
    check_text(nouns_for("arvioida"), "arvii arvio arvia");
    check_text(nouns_for("isännöidä"), "isänni isännö isännä");
    check_text(nouns_for("voida"), "");
    check_text(nouns_for("kehittää"), "");
    check_text(nouns_for(""), "");
}

static void readings_tell_names_and_function_words(void **state)
{
    (void)state;
    finnish_words *finnish = finnish_words_open();
    if (finnish == NULL)
        skip();
    word_reading read = finnish_words_read(finnish, &memory, TEXT("yhteiskehittämistyö"));
    assert_int_equal(read.name_count, 2);
    check_text(read.names[0], "kehittäminen");
    check_text(read.names[1], "yhteiskehittäminen");
    check(!read.is_function_word);
    check(finnish_words_read(finnish, &memory, TEXT("kanssa")).is_function_word);
    check(finnish_words_read(finnish, &memory, TEXT("joita")).is_function_word);
    read = finnish_words_read(finnish, &memory, TEXT("xyzzy"));
    assert_int_equal(read.key_count, 0);
    check(!read.is_function_word);
    check_text(read.folded, "xyzzy");
    finnish_words_close(finnish);
    finnish_words_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(consonants_have_another_grade, end),
        cmocka_unit_test_teardown(verbs_are_made_of_nouns, end),
        cmocka_unit_test_teardown(readings_tell_names_and_function_words, end),
    };
    return cmocka_run_group_tests_name("finnish_words", tests, NULL, NULL);
}
