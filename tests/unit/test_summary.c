#include "filled_fixture.h"

#include "answers/summary.h"

#include <math.h>

static const char structure[] =
    "version: 1\nheader: false\ngroup: ryhma\nsections:\n  - id: osa\n    fields:\n"
    "      - {id: ryhma, type: choice, options: [a, b, c], other: true}\n"
    "      - {id: monta, type: multi, options: [x, y]}\n"
    "      - {id: lupa, type: check}\n"
    "      - {id: pisteet, type: score, minimum: 0, maximum: 5}\n"
    "      - {id: teksti, type: text}\n"
    "      - {id: nimi, type: text, personal: true}\n"
    "      - {id: vain, type: text, when: {ryhma: a}}\n"
    "      - {id: paiva, type: date}\n"
    "      - id: taulu\n        type: table\n        columns:\n"
    "          - {id: mika, type: text}\n          - {id: maara, type: number}\n          - {id: hinta, type: number}\n"
    "          - {id: yht, type: number, product: [maara, hinta]}\n          - {id: laji, type: choice, options: [p, q]}\n";
static const char said[] =
    "  ryhma: {label: Ryhmä, options: {a: Aa, b: Bee, c: See}}\n  monta: {label: Monta, options: {x: Äks, y: Yy}}\n"
    "  lupa: Lupa\n  pisteet: Pisteet\n  teksti: Teksti\n  nimi: Nimi\n  vain: Vain\n  paiva: Päivä\n"
    "  taulu:\n    label: Taulu\n    columns:\n      mika: Mikä\n      maara: Määrä\n      hinta: Hinta\n      yht: Yhteensä\n"
    "      laji: {label: Laji, options: {p: Pee, q: Kuu}}\n"
    "---\n## Osa\n\n[[ryhma]]\n\n[[monta]]\n\n[[lupa]]\n\n[[pisteet]]\n\n[[teksti]]\n\n[[nimi]]\n\n[[vain]]\n\n[[paiva]]\n\n[[taulu]]\n";

static const summary_field *find(const summary *in, const char *id)
{
    for (size_t i = 0; i < in->field_count; i++)
        if (text_equals(in->fields[i].item.field->id, text_of(id)))
            return &in->fields[i];
    return NULL;
}

static const summary *sum_up(fixture_answers *of, reporting *with)
{
    *with = reporting_of(&of->site.memory, &of->request);
    return summary_of(with);
}

static void test_hidden_parts(void **state)
{
    (void)state;
    bool hidden[5];
    // Nothing small: nothing hidden.
    check(!summary_hide_parts((const size_t[]){ 5, 0, 9 }, 3, 5, hidden) && !hidden[0] && !hidden[1] && !hidden[2]);
    // A single small one could be worked out from the sum: the next larger goes with it.
    check(summary_hide_parts((const size_t[]){ 2, 9, 6, 0 }, 4, 5, hidden));
    check(hidden[0] && !hidden[1] && hidden[2] && !hidden[3]);
    // Two of one each add up to two: both would be known.
    summary_hide_parts((const size_t[]){ 1, 1, 9, 6 }, 4, 5, hidden);
    check(hidden[0] && hidden[1] && !hidden[2] && hidden[3]);
    // Two that can be told apart no longer are enough.
    summary_hide_parts((const size_t[]){ 4, 3, 9, 6 }, 4, 5, hidden);
    check(hidden[0] && hidden[1] && !hidden[2] && !hidden[3]);
    // With nobody to hide behind, even the empty ones go.
    summary_hide_parts((const size_t[]){ 2, 0, 0 }, 3, 5, hidden);
    check(hidden[0] && hidden[1] && hidden[2]);
    check(!summary_hide_parts((const size_t[]){ 1, 0, 3 }, 3, 1, hidden));
}

static void test_counts(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, structure, said);
    answers_add(&of, "{\"ryhma\": \"a\", \"monta\": [\"x\", \"y\"], \"lupa\": true, \"pisteet\": 4, \"nimi\": \"Salainen\", \"paiva\": \"2026-10-01\"}");
    answers_add(&of, "{\"ryhma\": \"a\", \"monta\": [\"x\"], \"pisteet\": 1, \"teksti\": \"Hei\", \"paiva\": \"2026-11-03\"}");
    answers_add(&of, "{\"ryhma_other\": \"Oma\", \"taulu\": [{\"mika\": \"A\", \"maara\": 2, \"hinta\": 3.5, \"laji\": \"p\"}, {\"maara\": 4}]}");
    const summary *made = sum_up(&of, &with);
    check(made->count == 3 && !made->is_hidden && find(made, "nimi") == NULL);
    const summary_field *ryhma = find(made, "ryhma"), *monta = find(made, "monta"), *lupa = find(made, "lupa");
    check(ryhma->answered == 3 && ryhma->cells.count == 4);
    check(ryhma->cells.items[0].count == 2 && ryhma->cells.items[1].count == 0 && ryhma->cells.items[3].count == 1);
    check_text(ryhma->cells.items[0].label, "Aa");
    check(ryhma->text_count == 1);
    check_text(ryhma->texts[0], "Oma");
    check(monta->answered == 2 && monta->cells.items[0].count == 2 && monta->cells.items[1].count == 1);
    check(lupa->cells.items[0].count == 1 && lupa->cells.items[1].count == 2);
    check(find(made, "pisteet")->numbers.mean == 2.5 && find(made, "pisteet")->cells.count == 6);
    check_text(find(made, "paiva")->first, "2026-10-01");
    check(find(made, "paiva")->cells.count == 2);
    check_text(find(made, "paiva")->cells.items[1].label, "11/2026");
    const summary_field *taulu = find(made, "taulu");
    check(taulu->rows == 2 && taulu->answered == 1 && taulu->column_count == 5);
    check(taulu->columns[3].numbers.count == 1 && taulu->columns[3].numbers.sum == 7);      // the product, where both factors are
    check(taulu->columns[4].cells.items[0].count == 1);
    check(made->cross_count == 1 && made->crosses[0].means[0].count == 2);
    answers_close(&of);
}

static void test_small_groups(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, structure, said);
    answers_add_many(&of, 6, "{\"ryhma\": \"a\", \"lupa\": true, \"pisteet\": 4, \"teksti\": \"Hei\", \"vain\": \"Ei näy\"}");
    answers_add_many(&of, 1, "{\"ryhma\": \"b\", \"pisteet\": 5, \"lupa\": true, \"teksti\": \"Aa\", \"monta\": [\"x\"]}");
    of.request.choice.smallest_group = 5;
    const summary *made = sum_up(&of, &with);
    const summary_field *ryhma = find(made, "ryhma");
    check(!ryhma->is_hidden && ryhma->cells.items[0].is_hidden && ryhma->cells.items[1].is_hidden);
    check(ryhma->cells.items[0].count == 0 && ryhma->cells.items[1].count == 0);
    check(find(made, "monta")->is_hidden);
    check(find(made, "pisteet")->cells.is_hidden && !find(made, "pisteet")->has_extremes);
    check(find(made, "pisteet")->numbers.count == 7 && find(made, "pisteet")->numbers.largest == 0);
    // Everyone ticked: nobody is told apart.
    check(find(made, "lupa")->cells.items[0].count == 7);
    // It is asked of a group that is hidden.
    check(find(made, "vain")->is_hidden && find(made, "vain")->text_count == 0);
    check_text(find(made, "teksti")->texts[0], "Aa");
    for (size_t i = 0; i < made->cross_count; i++)
        check(made->crosses[i].is_hidden && made->crosses[i].counts == NULL && made->crosses[i].means == NULL);
    check(made->first_day.length == 0);
    of.request.choice.smallest_group = 8;
    made = sum_up(&of, &with);
    check(made->is_hidden && made->field_count == 0);
    answers_close(&of);
}

static void test_personal(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, structure, said);
    answers_add(&of, "{\"nimi\": \"Salainen\"}");
    of.request.choice.has_personal = true;
    check_text(find(sum_up(&of, &with), "nimi")->texts[0], "Salainen");
    answers_close(&of);
}

static void test_nobody(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, structure, said);
    const summary *made = sum_up(&of, &with);
    check(made->count == 0 && !made->is_hidden && find(made, "pisteet")->answered == 0);
    answers_close(&of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hidden_parts), cmocka_unit_test(test_counts), cmocka_unit_test(test_small_groups),
        cmocka_unit_test(test_personal), cmocka_unit_test(test_nobody),
    };
    return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
