#include "checks.h"

#include "base/buffer.h"
#include "language/voikko.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

// The readings of [word], "base/structure/word bases/class/case/participle" each, with spaces between.
static text readings(voikko *finnish, text word)
{
    voikko_analyses found = voikko_analyze(finnish, &memory, word);
    buffer out = { 0 };
    for (size_t i = 0; i < found.count; i++) {
        voikko_analysis *a = &found.items[i];
        buffer_format(&out, "%s%.*s/%.*s/%.*s/%.*s/%.*s/%.*s", i > 0 ? " " : "", TEXT_PRINT(a->base),
                      TEXT_PRINT(a->structure), TEXT_PRINT(a->word_bases), TEXT_PRINT(a->word_class),
                      TEXT_PRINT(a->noun_case), TEXT_PRINT(a->participle));
    }
    text written = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return written;
}

static voikko *open_or_skip(void)
{
    voikko *finnish = voikko_open();
    if (finnish == NULL)
        skip();
    return finnish;
}

static void words_are_read(void **state)
{
    (void)state;
    voikko *finnish = open_or_skip();
    check_text(readings(finnish, TEXT("työpajassa")),
               "työpaja/=ppp=ppppppp/+työ(työ)+paja(paja)/nimisana/sisaolento/");
    check_text(readings(finnish, TEXT("kuusta")),
               "kuu/=pppppp/+kuu(kuu)/nimisana/sisaeronto/ kuusi/=pppppp/+kuusi(kuusi)/nimisana/osanto/");
    check_text(voikko_analyze(finnish, &memory, TEXT("uudistettu")).items[0].participle, "past_passive");
    check_text(readings(finnish, TEXT("makerspace")), "");
    voikko_close(finnish);
}

// Whoever asks in small letters has all there is: no word is asked for twice.
static void capitals_do_not_count(void **state)
{
    (void)state;
    voikko *finnish = open_or_skip();
    const char *words[][3] = { { "espoossa", "Espoossa", "ESPOOSSA" }, { "matti", "Matti", "MATTI" }, { "eu", "Eu", "EU" },
        { "it-tuki", "It-tuki", "IT-tuki" }, { "työpaja", "Työpaja", "TYÖPAJA" }, { "åbo", "Åbo", "ÅBO" },
        { "helsinkiläinen", "Helsinkiläinen", "HELSINKILÄINEN" } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        for (size_t other = 1; other < 3; other++) {
            text small = readings(finnish, text_of(words[i][0]));
            check_text(readings(finnish, text_of(words[i][other])), text_to_string(&memory, small));
        }
    assert_true(readings(finnish, TEXT("espoossa")).length > 0);
    voikko_close(finnish);
}

static void odd_words_have_no_readings(void **state)
{
    (void)state;
    voikko *finnish = open_or_skip();
    check_text(readings(finnish, (text){ 0 }), "");
    check_text(readings(finnish, TEXT("lupa\0lupa")), "");
    check_text(readings(finnish, TEXT("a\xFF\xC3")), "");
    check_text(readings(finnish, TEXT("\xF0\x9F\x98\x80")), "");
    char letters[10000];
    memset(letters, 'a', sizeof letters);
    for (size_t length = 190; length <= 260; length++)
        check_text(readings(finnish, (text){ letters, length }), "");
    check_text(readings(finnish, (text){ letters, sizeof letters }), "");
    voikko_close(finnish);
    voikko_close(NULL);
}

static void no_word_spoils_the_next(void **state)
{
    (void)state;
    voikko *finnish = open_or_skip();
    const text hard[] = {
        TEXT("yhteisyhteisyhteisyhteislistamaatieyhteistoriyhteisbottizzzlista"),
        TEXT("suuyhteisalatyöyhteispuoliyhteislainomapuolitorilainusn"),
        TEXT("uusiluupuolikuuyhteiskalayhteisalalistakalapääpuolipuolitoriyhteistori"),
    };
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
        assert_int_equal(voikko_analyze(finnish, &memory, hard[i]).count, 0);
        check_text(readings(finnish, TEXT("lupa")), "lupa/=pppp/+lupa(lupa)/nimisana/nimento/");
    }
    voikko_close(finnish);
}

static void the_version_is_told(void **state)
{
    (void)state;
    text version = voikko_version(&memory);
    check(version.length > 0 && version.bytes[0] >= '0' && version.bytes[0] <= '9');
    check(text_equals(version, voikko_version(&memory)));
    voikko *finnish = open_or_skip();
    check(text_find(version, TEXT("Voikko-Dictionary-Format"), 0) != TEXT_NOT_FOUND);
    voikko_close(finnish);
}

static void words_are_divided(void **state)
{
    (void)state;
    voikko *finnish = open_or_skip();
    check_text(voikko_divisions(finnish, &memory, TEXT("työpaja")), "   -   ");
    check_text(voikko_divisions(finnish, &memory, TEXT("työ")), "   ");
    check_text(voikko_divisions(finnish, &memory, TEXT("vaa'an")), "   =  ");
    check_text(voikko_divisions(finnish, &memory, (text){ "ty\0", 3 }), "");
    voikko_close(finnish);
}

// How a process ends that opens the dictionary with so many bytes of addresses left.
static int status_with(size_t left)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        rlim_t limit = memory_in_use() + left;
        setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
        setrlimit(RLIMIT_AS, &(struct rlimit){ limit, limit });
        voikko_close(voikko_open());
        _exit(0);
    }
    int status;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void without_memory_the_machine_is_told_of(void **state)
{
    (void)state;
    skip_when_watched();
    voikko_close(open_or_skip());
    for (size_t left = 0; left < 8; left++)
        assert_int_equal(status_with(left << 20), 3);
    assert_int_equal(status_with(256 << 20), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(words_are_read, end),
        cmocka_unit_test_teardown(capitals_do_not_count, end),
        cmocka_unit_test_teardown(odd_words_have_no_readings, end),
        cmocka_unit_test_teardown(no_word_spoils_the_next, end),
        cmocka_unit_test_teardown(the_version_is_told, end),
        cmocka_unit_test_teardown(words_are_divided, end),
        cmocka_unit_test(without_memory_the_machine_is_told_of),
    };
    return cmocka_run_group_tests_name("voikko", tests, NULL, NULL);
}
