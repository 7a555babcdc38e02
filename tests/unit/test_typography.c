#include "checks.h"

#include "language/typography.h"

static arena memory;

// Mended, with "~" for no-break spaces.
static char *shown(const char *language, const char *words)
{
    text made = typography_mend_line(&memory, text_of(language), text_of(words));
    char *out = ARENA_NEW(&memory, char, made.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < made.length; i++) {
        bool is_space = made.bytes[i] == '\xC2' && i + 1 < made.length && made.bytes[i + 1] == '\xA0';
        out[length++] = is_space ? '~' : made.bytes[i];
        i += is_space;
    }
    return out;
}

static void check_lines(const char *language, const char *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i += 2) {
        check_text(text_of(shown(language, lines[i])), lines[i + 1]);
        // Mending twice changes nothing more.
        text once = typography_mend_line(&memory, text_of(language), text_of(lines[i]));
        check(text_equals(typography_mend_line(&memory, text_of(language), once), once));
    }
    arena_free(&memory);
}
#define CHECK_LINES(language, lines) check_lines(language, lines, sizeof(lines) / sizeof *(lines))

static void finnish(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "Tori on \"kaikkien\" paikka.", "Tori on ”kaikkien” paikka.",
        "vaa'an ja rei'itys", "vaa’an ja rei’itys",
        "tori - tai verkko", "tori~– tai verkko",
        "tori – tai verkko", "tori~– tai verkko",
        "– Miten niin?", "–~Miten niin?",
        "Odota...", "Odota…",
        "....", "....",
        "10 000 asukasta ja 1 234 567 euroa", "10~000 asukasta ja 1~234~567~euroa",
        "vuonna 2018 200 ihmistä", "vuonna 2018 200 ihmistä",
        "5 % ja 12 km, 3 h 20 min", "5~% ja 12~km, 3~h 20~min",
        "20 metsää", "20 metsää",
        "katso s. 5, § 5 ja 12 §", "katso s.~5, §~5 ja 12~§",
        "esim. kunta, mm. kirjasto (ks. luku 3)", "esim.~kunta, mm.~kirjasto (ks.~luku~3)",
        "luku alkaa", "luku alkaa",
        "klo 12, n. 5 henkeä, nro 3", "klo~12, n.~5 henkeä, nro~3",
        "J. K. Virtanen", "J.~K.~Virtanen",
        "22. marraskuuta 2026", "22.~marraskuuta 2026",
        "EU-hanke, 2026-11-22, a-b", "EU-hanke, 2026-11-22, a-b",
        "", "",
        " ", " ",
        "a  - b", "a ~– b",
    };
    CHECK_LINES("fi", lines);
}

static void swedish(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "Det är \"allas\" torg - t.ex. kommunens", "Det är ”allas” torg~– t.ex.~kommunens",
        "s. 5, kl. 12 och 3 maj", "s.~5, kl.~12 och 3~maj",
        "10 000 kr", "10~000~kr",
    };
    CHECK_LINES("sv", lines);
}

static void english(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "It's \"everyone's\" square (\"ours\")", "It’s “everyone’s” square (“ours”)",
        "She said 'yes' - twice", "She said ‘yes’~– twice",
        "p. 5, e.g. a town, 22 November", "p.~5, e.g.~a town, 22~November",
        "a 15\" screen, 6' tall, the 1990's", "a 15\" screen, 6' tall, the 1990’s",
        "\"In 2026\"", "“In 2026”",
        "Mr Smith", "Mr~Smith",
    };
    CHECK_LINES("en", lines);
}

static void other_languages_stay(void **state)
{
    (void)state;
    static const char *const lines[] = { "\"Wort\" - so...", "\"Wort\" - so..." };
    CHECK_LINES("de", lines);
}

static void pieces_know_one_another(void **state)
{
    (void)state;
    typography at = { .language = TEXT("en") };
    check_text(typography_mend(&at, &memory, TEXT("say \""), 'x'), "say “");
    check_text(typography_mend(&at, &memory, TEXT("it"), '"'), "it");
    check_text(typography_mend(&at, &memory, TEXT("\" and 5"), ' '), "” and 5");
    check_text(typography_mend(&at, &memory, TEXT(" %"), 0), "\u00A0%");
    arena_free(&memory);
}

static void what_is_no_text_is_kept(void **state)
{
    (void)state;
    text broken = { "\xFF \"\xC3", 4 };
    check_text(typography_mend_line(&memory, TEXT("fi"), broken), "\xFF ”\xC3");
    text same = TEXT("ei mitään");
    check(typography_mend_line(&memory, TEXT("fi"), same).bytes == same.bytes);
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finnish),
        cmocka_unit_test(swedish),
        cmocka_unit_test(english),
        cmocka_unit_test(other_languages_stay),
        cmocka_unit_test(pieces_know_one_another),
        cmocka_unit_test(what_is_no_text_is_kept),
    };
    return cmocka_run_group_tests_name("typography", tests, NULL, NULL);
}
