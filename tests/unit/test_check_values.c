#include "given_fixture.h"

#define LEFT_OUT "a.x:1:1: error: an answer does not fit the form and is left out: the answer to "
#define DOUBTFUL "a.x:1:1: warning: an answer is not as the form asks: "

static const fixture_file files[] = {
    { "digitori.yaml", "title: {fi: Koe, en: Trial}\nlanguages: [fi, en]\n" },
    { "content/fi/index.md", "---\ntitle: Koe\n---\nx\n" },
    { "templates-forms/rajat/form.yaml",
      "sections:\n  - id: osa\n    fields:\n"
      "      - {id: lyhyt, type: text, length: 5}\n"
      "      - {id: tunnus, type: text, pattern: '[0-9]{3}'}\n"
      "      - {id: pitka, type: long}\n"
      "      - {id: maara, type: number, minimum: 2, maximum: 9}\n"
      "      - {id: hinta, type: number, decimals: 2}\n"
      "      - {id: paiva, type: date, earliest: 2026-01-01, latest: 2026-12-31}\n"
      "      - {id: arvo, type: score, minimum: 1, maximum: 3}\n"
      "      - {id: valinnat, type: multi, options: [a, b, c], minimum: 2, maximum: 2, other: true}\n"
      "      - {id: vuosi, type: choice, options: [eka, toka]}\n"
      "      - {id: nimi, type: text, personal: true}\n"
      "      - {id: hyvaksyn, type: check}\n"
      "      - {id: miksi, type: text, when: {hyvaksyn: true}}\n"
      "      - {id: merkki, type: signature}\n"
      "      - {id: muualla, type: text, required: true, when: {valinnat: b}}\n"
      "      - {id: rivit, type: table, columns: [{id: laji, type: choice, options: [x, y]}, {id: koska, type: date}]}\n" },
    { "templates-forms/rajat/fi.md",
      "---\ntitle: Rajat\nsummary: Koe.\npurpose: Koe.\nprivacy: Koe.\nupdated: 2026-11-22\nfields:\n  lyhyt: Lyhyt\n"
      "  tunnus: {label: Tunnus, pattern_help: Kolme numeroa}\n  pitka: Pitkä\n  maara: Määrä\n  hinta: Hinta\n  paiva: Päivä\n  arvo: Arvo\n"
      "  valinnat: {label: Valinnat, options: {a: Aa, b: Bee, c: See}}\n  vuosi: {label: Vuosi, options: {eka: 2025, toka: 2026}}\n"
      "  nimi: Nimi\n  hyvaksyn: Hyväksyn\n  miksi: Miksi\n  merkki: Merkki\n  muualla: Muualla\n"
      "  rivit: {label: Rivit, columns: {laji: {label: Laji, options: {x: Äks, y: Yy}}, koska: Koska}}\n---\n"
      "## Osa\n\n[[lyhyt]]\n[[tunnus]]\n[[pitka]]\n[[maara]]\n[[hinta]]\n[[paiva]]\n[[arvo]]\n[[valinnat]]\n[[vuosi]]\n[[nimi]]\n[[hyvaksyn]]\n"
      "[[miksi]]\n[[merkki]]\n[[muualla]]\n[[rivit]]\n" },
};

static int set_up(void **state)
{
    (void)state;
    answers_open(files, sizeof files / sizeof *files);
    return 0;
}

typedef struct {
    given_value value;          // its name and type as GIVEN writes them
    const char *answers, *told;
} trial;

#define WRITTEN(field, words) { .name = TEXT_CONSTANT(field), .type = GIVEN_TEXT, .text = TEXT_CONSTANT(words) }
#define NUMBER(field, amount) { .name = TEXT_CONSTANT(field), .type = GIVEN_NUMBER, .number = (amount) }
#define TRUTH(field, is_true) { .name = TEXT_CONSTANT(field), .type = GIVEN_TRUTH, .truth = (is_true) }

// Each answer alone, in a file of the format.
static void check_each(filled_format format, bool is_exact, const trial *trials, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        given_form given = { .form = TEXT("rajat"), .format = format, .is_exact = is_exact, .is_by_labels = format == FILLED_XLSX };
        filled_form made;
        fixed.found.count = 0;
        given_add(&fixed.memory, &given, (given_value)WRITTEN("_date", "2026-12-01"));      // a form without answers is nobody's
        given_add(&fixed.memory, &given, trials[i].value);
        assert_int_equal(answer_check(&fixed.memory, &checker, &given, TEXT("a.x"), &fixed.found, &made), CHECK_FILLED);
        check_text(answers_shown(&fixed.memory, made.answers), trials[i].answers);
        check_reported(&fixed.found, trials[i].told);
    }
}
#define CHECK_EACH(format, is_exact, trials) check_each(format, is_exact, trials, sizeof (trials) / sizeof *(trials))

static void people_write_as_they_like(void **state)
{
    (void)state;
    static const trial trials[] = {
        { WRITTEN("lyhyt", " viisi "), "{\"lyhyt\":\"viisi\"}", "" },
        { WRITTEN("lyhyt", "kuusi!"), "{\"lyhyt\":\"kuusi!\"}", DOUBTFUL "the answer to 'Lyhyt' ('kuusi!') is longer than 5 characters\n" },
        { NUMBER("lyhyt", 12.5), "{\"lyhyt\":\"12.5\"}", "" },
        { TRUTH("lyhyt", true), "{}", LEFT_OUT "'Lyhyt' is no text\n" },
        { WRITTEN("tunnus", "123"), "{\"tunnus\":\"123\"}", "" },
        { WRITTEN("tunnus", "12a"), "{\"tunnus\":\"12a\"}", DOUBTFUL "the answer to 'Tunnus' ('12a') is not spelled as the form asks\n" },
        { WRITTEN("pitka", "yksi\r\nkaksi"), "{\"pitka\":\"yksi\\nkaksi\"}", "" },
        { WRITTEN("maara", "1"), "{}", LEFT_OUT "'Määrä' ('1') is less than 2\n" },
        { WRITTEN("maara", "9"), "{\"maara\":9}", "" },
        { WRITTEN("maara", "10"), "{}", LEFT_OUT "'Määrä' ('10') is more than 9\n" },
        { WRITTEN("maara", "2,5"), "{\"maara\":2.5}", DOUBTFUL "the answer to 'Määrä' ('2,5') is no whole number\n" },
        { WRITTEN("hinta", "2,505"), "{\"hinta\":2.505}", DOUBTFUL "the answer to 'Hinta' ('2,505') has more than 2 decimals\n" },
        { NUMBER("hinta", -1e15), "{}", LEFT_OUT "'Hinta' (−1\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000) is no number\n" },
        { NUMBER("hinta", 2e15), "{}", LEFT_OUT "'Hinta' (2\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000) is no number\n" },
        { TRUTH("hinta", true), "{}", LEFT_OUT "'Hinta' is no number\n" },
        { WRITTEN("paiva", "31.12.2025"), "{}", LEFT_OUT "'Päivä' ('31.12.2025') is before 2026-01-01\n" },
        { WRITTEN("paiva", "1.1.2027"), "{}", LEFT_OUT "'Päivä' ('1.1.2027') is after 2026-12-31\n" },
        { WRITTEN("paiva", "2026-01-01"), "{\"paiva\":\"2026-01-01\"}", "" },
        { TRUTH("paiva", true), "{}", LEFT_OUT "'Päivä' is no date: 22.11.2026 is\n" },
        { { .name = TEXT_CONSTANT("paiva"), .type = GIVEN_TEXT, .text = TEXT_CONSTANT("joulun alla"), .day = TEXT_CONSTANT("2026-12-01") },
          "{\"paiva\":\"2026-12-01\"}", "" },
        { WRITTEN("arvo", "0"), "{}", LEFT_OUT "'Arvo' ('0') is less than 1\n" },
        { WRITTEN("arvo", "4"), "{}", LEFT_OUT "'Arvo' ('4') is more than 3\n" },
        { WRITTEN("arvo", "2,5"), "{}", LEFT_OUT "'Arvo' ('2,5') is no whole number\n" },
        { WRITTEN("valinnat", "a"), "{}", LEFT_OUT "'Valinnat' ('a') is not of its kind\n" },
        { TRUTH("valinnat__a", true), "{\"valinnat\":[\"a\"]}", DOUBTFUL "the answer to 'Valinnat' has fewer options than 2\n" },
        { WRITTEN("valinnat_other", "Tori"), "{\"valinnat_other\":\"Tori\"}", DOUBTFUL "the answer to 'Valinnat' has fewer options than 2\n" },
        { WRITTEN("vuosi", "2026"), "{\"vuosi\":\"toka\"}", "" },
        { NUMBER("vuosi", 2025), "{\"vuosi\":\"eka\"}", "" },
        { TRUTH("vuosi", true), "{}", LEFT_OUT "'Vuosi' is not one of its options\n" },
        { WRITTEN("hyvaksyn", "Kyllä"), "{\"hyvaksyn\":true}", "" },
        { WRITTEN("hyvaksyn", "no"), "{}", "" },
        { WRITTEN("hyvaksyn", "ehkä"), "{}", LEFT_OUT "'Hyväksyn' ('ehkä') is neither yes nor no\n" },
        { NUMBER("hyvaksyn", 1), "{\"hyvaksyn\":true}", "" },
        { NUMBER("hyvaksyn", 0), "{}", "" },
        { NUMBER("hyvaksyn", 2), "{}", LEFT_OUT "'Hyväksyn' (2) is neither yes nor no\n" },
        { TRUTH("hyvaksyn", false), "{}", "" },
        { WRITTEN("miksi", "Siksi"), "{\"miksi\":\"Siksi\"}", DOUBTFUL "'Miksi' is answered although the form does not ask it then\n" },
        { WRITTEN("merkki", "data:image/png;base64,AAAA"), "{\"merkki\":\"[drawn]\"}", "" },
        { WRITTEN("merkki", "data:text/html,x"), "{}", LEFT_OUT "'Merkki' ('data:text/html,x') is no drawing\n" },
        { WRITTEN("rivit", "x"), "{}", LEFT_OUT "'Rivit' ('x') is not of its kind\n" },
        { WRITTEN("rivit__2__laji", "YY"), "{\"rivit\":[{\"laji\":\"y\"}]}", "" },
        { WRITTEN("rivit__1__laji", "z"), "{}", LEFT_OUT "'Rivit, 1: Laji' ('z') is not one of its options\n" },
        { { .name = TEXT_CONSTANT("nimi"), .type = GIVEN_WRONG }, "{}", LEFT_OUT "'Nimi' is not of its kind\n" },
        { TRUTH("nimi", true), "{}", LEFT_OUT "'Nimi' is no text\n" },
    };
    CHECK_EACH(FILLED_DOCX, false, trials);
}

static void days_of_spreadsheets_are_numbers(void **state)
{
    (void)state;
    static const trial trials[] = {
        { NUMBER("paiva", 46348), "{\"paiva\":\"2026-11-22\"}", "" },
        { NUMBER("paiva", -1), "{}", LEFT_OUT "'Päivä' (−1) is no date: 22.11.2026 is\n" },
        { WRITTEN("vuosi", "toka"), "{\"vuosi\":\"toka\"}", "" },
        { WRITTEN("rivit__1__laji", "Äks"), "{\"rivit\":[{\"laji\":\"x\"}]}", "" },
    };
    CHECK_EACH(FILLED_XLSX, false, trials);
}

// What our own program wrote is spelled in one way.
static void answers_files_are_exact(void **state)
{
    (void)state;
    static const trial trials[] = {
        { NUMBER("lyhyt", 12), "{}", LEFT_OUT "'Lyhyt' (12) is no text\n" },
        { WRITTEN("maara", "5"), "{}", LEFT_OUT "'Määrä' ('5') is no number\n" },
        { NUMBER("maara", 5), "{\"maara\":5}", "" },
        { WRITTEN("paiva", "1.2.2026"), "{}", LEFT_OUT "'Päivä' ('1.2.2026') is no date: 22.11.2026 is\n" },
        { WRITTEN("paiva", "2026-02-01"), "{\"paiva\":\"2026-02-01\"}", "" },
        { NUMBER("paiva", 46348), "{}", LEFT_OUT "'Päivä' (46\u00a0348) is no date: 22.11.2026 is\n" },
        { NUMBER("arvo", 2.5), "{}", LEFT_OUT "'Arvo' (2,5) is no whole number\n" },
        { WRITTEN("vuosi", "toka"), "{\"vuosi\":\"toka\"}", "" },
        { WRITTEN("vuosi", "2026"), "{}", LEFT_OUT "'Vuosi' ('2026') is not one of its options\n" },
        { NUMBER("vuosi", 2026), "{}", LEFT_OUT "'Vuosi' (2026) is not one of its options\n" },
        { TRUTH("hyvaksyn", true), "{\"hyvaksyn\":true}", "" },
        { NUMBER("hyvaksyn", 1), "{}", LEFT_OUT "'Hyväksyn' (1) is neither yes nor no\n" },
        { WRITTEN("hyvaksyn", "true"), "{}", LEFT_OUT "'Hyväksyn' ('true') is neither yes nor no\n" },
    };
    CHECK_EACH(FILLED_JSON, true, trials);
}

static void as_many_options_as_the_form_asks(void **state)
{
    (void)state;
    given_form given = { .form = TEXT("rajat"), .format = FILLED_DOCX };
    filled_form made;
    fixed.found.count = 0;
    given_add(&fixed.memory, &given, (given_value)TRUTH("valinnat__a", true));
    given_add(&fixed.memory, &given, (given_value)TRUTH("valinnat__c", true));
    assert_int_equal(answer_check(&fixed.memory, &checker, &given, TEXT("a.x"), &fixed.found, &made), CHECK_FILLED);
    check_reported(&fixed.found, "");
    given_add(&fixed.memory, &given, (given_value)WRITTEN("valinnat_other", "Tori"));
    given_add(&fixed.memory, &given, (given_value)TRUTH("hyvaksyn", true));
    given_add(&fixed.memory, &given, (given_value)WRITTEN("miksi", "Siksi"));
    assert_int_equal(answer_check(&fixed.memory, &checker, &given, TEXT("a.x"), &fixed.found, &made), CHECK_FILLED);
    check_text(answers_shown(&fixed.memory, made.answers),
               "{\"valinnat\":[\"a\",\"c\"],\"valinnat_other\":\"Tori\",\"hyvaksyn\":true,\"miksi\":\"Siksi\"}");
    check_reported(&fixed.found, DOUBTFUL "the answer to 'Valinnat' has more options than 2\n");
}

// It is asked when its option is among those that are chosen.
static void what_hangs_on_an_option_is_asked_with_it(void **state)
{
    (void)state;
    given_form given = { .form = TEXT("rajat"), .format = FILLED_DOCX };
    filled_form made;
    fixed.found.count = 0;
    given_add(&fixed.memory, &given, (given_value)TRUTH("valinnat__a", true));
    given_add(&fixed.memory, &given, (given_value)TRUTH("valinnat__c", true));
    given_add(&fixed.memory, &given, (given_value)WRITTEN("muualla", "Siellä"));
    answer_check(&fixed.memory, &checker, &given, TEXT("a.x"), &fixed.found, &made);
    check_reported(&fixed.found, DOUBTFUL "'Muualla' is answered although the form does not ask it then\n");
    fixed.found.count = 0;
    given.values.items[1] = (given_value)TRUTH("valinnat__b", true);
    answer_check(&fixed.memory, &checker, &given, TEXT("a.x"), &fixed.found, &made);
    check_reported(&fixed.found, "");
    given.values.count = 2;
    answer_check(&fixed.memory, &checker, &given, TEXT("a.x"), &fixed.found, &made);
    check_reported(&fixed.found, "a.x:1:1: warning: a required answer is missing: 'Muualla'\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_write_as_they_like),
        cmocka_unit_test(days_of_spreadsheets_are_numbers),
        cmocka_unit_test(answers_files_are_exact),
        cmocka_unit_test(as_many_options_as_the_form_asks),
        cmocka_unit_test(what_hangs_on_an_option_is_asked_with_it),
    };
    return cmocka_run_group_tests_name("check_values", tests, set_up, answers_clean_up);
}
