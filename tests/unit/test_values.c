#include "filled_fixture.h"

#include "answers/values.h"

static const char structure[] =
    "version: 1\nheader: false\nsections:\n  - id: osa\n    fields:\n"
    "      - {id: valinta, type: choice, options: [a, b], other: true}\n      - {id: monta, type: multi, options: [x, y]}\n"
    "      - {id: paiva, type: date}\n      - {id: luku, type: number, decimals: 2}\n      - {id: pisteet, type: score, weight: 2}\n"
    "      - {id: tulo, type: number, product: [luku, luku]}\n      - {id: nimi, type: signature}\n"
    "      - id: rivit\n        type: table\n        columns:\n          - {id: kuka, type: text}\n          - {id: paino, type: number}\n"
    "          - {id: arvio, type: score, weight: paino}\n"
    "      - id: summat\n        type: table\n        columns:\n          - {id: kuka, type: text}\n"
    "          - {id: yht, type: number, sum: {column: rivit.arvio, by: kuka}}\n";
static const char said[] =
    "  valinta: {label: Valinta, options: {a: Aa, b: Bee}}\n  monta: {label: Monta, options: {x: Äks, y: Yy}}\n  paiva: Päivä\n"
    "  luku: Luku\n  pisteet: Pisteet\n  tulo: Tulo\n  nimi: Nimi\n"
    "  rivit: {label: Rivit, columns: {kuka: Kuka, paino: Paino, arvio: Arvio}}\n  summat: {label: Summat, columns: {kuka: Kuka, yht: Yhteensä}}\n"
    "---\n## Osa\n\n[[valinta]]\n\n[[monta]]\n\n[[paiva]]\n\n[[luku]]\n\n[[pisteet]]\n\n[[tulo]]\n\n[[nimi]]\n\n[[rivit]]\n\n[[summat]]\n";

static const char answers[] =
    "{\"valinta\": \"b\", \"valinta_other\": \" Oma \", \"monta\": [\"y\", \"x\"], \"paiva\": \"2026-11-02\", \"luku\": 1.5, \"pisteet\": 4,"
    "\"tulo\": 99, \"nimi\": \"[drawn]\", \"rivit\": [{\"kuka\": \"Åsa\", \"paino\": 3, \"arvio\": 2}, {\"kuka\": \"åsa\", \"paino\": 1, \"arvio\": 5},"
    "{\"kuka\": \"Muu\", \"arvio\": 5}], \"summat\": [{\"kuka\": \"ÅSA\", \"yht\": 1000}, {\"yht\": 3}]}";

static text words_of(const reporting *with, const fixture_answers *of, const char *id)
{
    const form_field *asked = form_find_field(with->form, text_of(id));
    return answer_words(with, (form_item){ asked, &with->said->fields[asked->number] }, of->items[0]);
}

static void test_words(void **state)
{
    (void)state;
    fixture_answers of;
    answers_open(&of, structure, said);
    answers_add(&of, answers);
    reporting with = reporting_of(&of.site.memory, &of.request);
    check_text(words_of(&with, &of, "valinta"), "Bee, Oma");
    check_text(words_of(&with, &of, "monta"), "Äks, Yy");
    check_text(words_of(&with, &of, "paiva"), "2.11.2026");
    check_text(words_of(&with, &of, "luku"), "1,5");
    check_text(words_of(&with, &of, "tulo"), "2,25");          // computed, not as it was written
    check_text(words_of(&with, &of, "nimi"), "piirretty");
    check_text(percent_words(&with, 0.4249), "42,5\xC2\xA0%");
    check(!reporting_shows(&with, form_find_field(with.form, TEXT("nimi"))));
    answers_close(&of);
}

static void test_numbers(void **state)
{
    (void)state;
    fixture_answers of;
    answers_open(&of, structure, said);
    answers_add(&of, answers);
    const filled_form *from = of.items[0];
    const form_field *summat = form_find_field(from->form, TEXT("summat"));
    answer_rows rows = answer_rows_of(from, summat);
    double number;
    check(answer_cell_number(from, rows.items[0], &summat->columns[1], &number) && number == 7);
    check(!answer_cell_number(from, rows.items[1], &summat->columns[1], &number));
    answer_total total;
    reporting with = reporting_of(&of.site.memory, &of.request);
    check(answer_total_of(&with, from, &total));
    check(total.points == 4 * 2 + 2 * 3 + 5 * 1 && total.most == 5 * 2 + 5 * 3 + 5 * 1);
    answers_close(&of);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_words), cmocka_unit_test(test_numbers) };
    return cmocka_run_group_tests_name("values", tests, NULL, NULL);
}
