// A site with a form of every type of field, for the tests of what people filled in.
#ifndef TESTS_UNIT_GIVEN_FIXTURE_H
#define TESTS_UNIT_GIVEN_FIXTURE_H

#include "site_fixture.h"

#include "answers/check.h"

static const fixture_file answers_files[] = {
    { "digitori.yaml", "title: {fi: Koe, en: Trial}\nlanguages: [fi, en]\n" },
    { "content/fi/index.md", "---\ntitle: Koe\n---\nx\n" },
    { "templates-forms/koe/form.yaml",
      "sections:\n  - id: osa\n    fields:\n"
      "      - {id: nimi, type: text, required: true, personal: true}\n"
      "      - {id: alaikainen, type: choice, options: [ei, kylla]}\n"
      "      - {id: huoltaja, type: text, required: true, when: {alaikainen: kylla}}\n"
      "      - {id: kanavat, type: multi, options: [verkko, lehti], other: true}\n"
      "      - {id: paiva, type: date}\n"
      "      - {id: hinta, type: number, decimals: 2, maximum: 500}\n"
      "      - {id: lupa, type: check}\n"
      "      - {id: pisteet, type: score}\n"
      "      - id: rivit\n        type: table\n        columns:\n"
      "          - {id: kuka, type: text, required: true}\n          - {id: maara, type: number}\n"
      "          - {id: tulo, type: number, product: [maara, maara]}\n"
      "      - {id: hyvin_pitka_tunniste_joka_lyhenee_tassa, type: text}\n" },
    { "templates-forms/koe/fi.md",
      "---\ntitle: Koe\nsummary: Koe.\npurpose: Koe.\nprivacy: Koe.\nupdated: 2026-11-22\nfields:\n  nimi: Nimi\n"
      "  alaikainen: {label: Alaikäinen, options: {ei: Ei, kylla: Kyllä}}\n  huoltaja: Huoltaja\n"
      "  kanavat: {label: Kanavat, options: {verkko: Verkko, lehti: Lehti}}\n  paiva: Päivä\n  hinta: Hinta\n  lupa: Lupa\n"
      "  pisteet: Pisteet\n  rivit: {label: Rivit, columns: {kuka: Kuka, maara: Määrä, tulo: Tulo}}\n"
      "  hyvin_pitka_tunniste_joka_lyhenee_tassa: Pitkä\n---\n## Osa\n\n[[nimi]]\n\n[[alaikainen]]\n\n[[huoltaja]]\n\n[[kanavat]]\n\n"
      "[[paiva]]\n\n[[hinta]]\n\n[[lupa]]\n\n[[pisteet]]\n\n[[rivit]]\n\n[[hyvin_pitka_tunniste_joka_lyhenee_tassa]]\n" },
    { "templates-forms/muu/form.yaml", "header: false\nsections:\n  - id: osa\n    fields:\n      - {id: nimi, type: text}\n      - {id: muu, type: text}\n" },
    { "templates-forms/muu/fi.md", "---\ntitle: Muu\nsummary: Muu.\npurpose: Muu.\nupdated: 2026-11-22\nfields:\n  nimi: Nimi\n  muu: Muu\n---\n"
      "## Osa\n\n[[nimi]]\n\n[[muu]]\n" },
    { "templates-forms/vertailu/form.yaml",
      "subject: kohde\nsections:\n  - id: osa\n    fields:\n      - {id: kohde, type: text}\n"
      "      - {id: suunta, type: choice, options: [pohjoinen, etela], other: true}\n"
      "      - id: kriteerit\n        type: table\n        columns:\n"
      "          - {id: kriteeri, type: text}\n          - {id: arvio, type: score}\n          - {id: perustelu, type: text}\n"
      "      - id: luvut\n        type: table\n        metric: {name: mittari, target: tavoite, actual: nyt}\n        columns:\n"
      "          - {id: mittari, type: text}\n          - {id: tavoite, type: number}\n          - {id: nyt, type: number}\n" },
    { "templates-forms/vertailu/fi.md",
      "---\ntitle: Vertailu\nsummary: Vertailu.\npurpose: Vertailu.\nprivacy: Vertailu.\nupdated: 2026-11-22\nfields:\n  kohde: Kohde\n"
      "  suunta: {label: Suunta, options: {pohjoinen: Pohjoinen, etela: Etelä}}\n"
      "  kriteerit: {label: Kriteerit, columns: {kriteeri: Kriteeri, arvio: Arvio, perustelu: Perustelu}}\n"
      "  luvut: {label: Luvut, columns: {mittari: Mittari, tavoite: Tavoite, nyt: Nyt}}\n"
      "---\n## Osa\n\n[[kohde]]\n\n[[suunta]]\n\n[[kriteerit]]\n\n[[luvut]]\n" },
};

static fixture_site fixed;
static answer_checker checker;

static inline void answers_open(const fixture_file *files, size_t count)
{
    fixture_open(&fixed, files, count);
    check_reported(&fixed.found, "");
    answer_checker_prepare(&fixed.memory, &fixed.site, &fixed.theme, &checker);
}

// Before and after each test, or group of tests.
static inline int answers_set_up(void **state)
{
    (void)state;
    answers_open(answers_files, sizeof answers_files / sizeof *answers_files);
    return 0;
}

static inline int answers_clean_up(void **state)
{
    (void)state;
    fixture_close(&fixed);
    return 0;
}

// Answers as JSON in one line.
static inline text answers_shown(arena *memory, const data *of)
{
    buffer out = { 0 };
    data_write_json(of, false, &out);
    text made = text_trim(text_copy(memory, buffer_text(&out)));
    buffer_free(&out);
    return made;
}

#endif
