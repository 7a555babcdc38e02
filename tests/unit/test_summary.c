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
    check(isnan(find(made, "pisteet")->numbers.median));
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

// The middle of few answers is somebody's, unless the distribution tells it anyway.
static void test_median_of_few(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, structure, said);
    answers_add_many(&of, 3, "{\"pisteet\": 4, \"taulu\": [{\"maara\": 3}]}");
    of.request.choice.smallest_group = 3;
    const summary *made = sum_up(&of, &with);
    check(find(made, "pisteet")->numbers.median == 4 && find(made, "pisteet")->cells.count == 6);
    check(isnan(find(made, "taulu")->columns[1].numbers.median));
    answers_add(&of, "{\"pisteet\": 5}");
    check(find(sum_up(&of, &with), "pisteet")->numbers.median == 4);        // between two
    answers_add(&of, "{\"pisteet\": 5}");
    check(isnan(find(sum_up(&of, &with), "pisteet")->numbers.median));
    answers_add_many(&of, 2, "{\"pisteet\": 1}");
    check(!isnan(find(sum_up(&of, &with), "pisteet")->numbers.median));
    of.request.choice.smallest_group = 0;
    of.request.count = 5;
    check(find(sum_up(&of, &with), "pisteet")->numbers.median == 4);
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

static const char of_scores[] =
    "version: 1\nheader: false\ngroup: ryhma\nsections:\n  - id: osa\n    fields:\n      - {id: ryhma, type: choice, options: [a, b]}\n"
    "      - {id: eka, type: score}\n      - {id: toka, type: score}\n      - {id: oma, type: score, personal: true}\n"
    "      - {id: kysymys, type: choice, options: [x, y]}\n"
    "      - id: rivit\n        type: table\n        columns:\n          - {id: mika, type: text}\n          - {id: pisteet, type: score}\n"
    "          - {id: omat, type: score, personal: true}\n";
static const char scores_said[] =
    "  ryhma: {label: Ryhmä, options: {a: Aa, b: Bee}}\n  eka: Eka\n  toka: Toka\n  oma: Oma\n  kysymys: {label: Kysymys, options: {x: X, y: Y}}\n"
    "  rivit: {label: Rivit, columns: {mika: Mikä, pisteet: Pisteet, omat: Omat}}\n"
    "---\n## Osa\n\n[[ryhma]]\n\n[[eka]]\n\n[[toka]]\n\n[[oma]]\n\n[[kysymys]]\n\n[[rivit]]\n";

// From a total and the other scores, a hidden one could be worked out.
static void test_total_hides_nothing_less(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, of_scores, scores_said);
    answers_add_many(&of, 4, "{\"eka\": 4}");
    of.request.choice.smallest_group = 3;
    check(sum_up(&of, &with)->has_total);           // toka: nobody
    answers_add(&of, "{\"eka\": 4, \"toka\": 5}");
    check(find(sum_up(&of, &with), "toka")->is_hidden && !sum_up(&of, &with)->has_total);
    answers_add_many(&of, 2, "{\"eka\": 4, \"toka\": 5}");
    // Three of seven answered: what four did not say is no less theirs.
    check(!find(sum_up(&of, &with), "toka")->is_hidden && !sum_up(&of, &with)->has_total);
    of.request.count = 0;
    answers_add_many(&of, 3, "{\"eka\": 4, \"rivit\": [{\"pisteet\": 1}, {\"pisteet\": 2}]}");
    check(sum_up(&of, &with)->has_total);
    answers_add(&of, "{\"eka\": 4, \"rivit\": [{\"mika\": \"x\"}]}");
    check(!sum_up(&of, &with)->has_total);
    of.request.choice.smallest_group = 0;
    check(sum_up(&of, &with)->has_total);
    answers_close(&of);
}

static void test_total_without_personal(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, of_scores, scores_said);
    answers_add(&of, "{\"eka\": 4, \"oma\": 5, \"rivit\": [{\"pisteet\": 1, \"omat\": 3}]}");
    check(sum_up(&of, &with)->points.sum == 5);
    of.request.choice.has_personal = true;
    check(sum_up(&of, &with)->points.sum == 13);
    answers_close(&of);
}

static const summary_cross *cross(const summary *in, const char *id)
{
    for (size_t i = 0; i < in->cross_count; i++)
        if (text_equals(in->crosses[i].asked->item.field->id, text_of(id)))
            return &in->crosses[i];
    return NULL;
}

// Those without a group are what the groups leave of all.
static void test_people_without_a_group(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, of_scores, scores_said);
    answers_add_many(&of, 3, "{\"ryhma\": \"a\", \"eka\": 4, \"kysymys\": \"x\"}");
    answers_add_many(&of, 3, "{\"ryhma\": \"b\", \"eka\": 3, \"kysymys\": \"x\"}");
    of.request.choice.smallest_group = 3;
    const summary *made = sum_up(&of, &with);
    check(!cross(made, "eka")->is_hidden && !cross(made, "kysymys")->is_hidden);
    answers_add(&of, "{\"eka\": 0, \"kysymys\": \"x\"}");
    made = sum_up(&of, &with);
    check(cross(made, "eka")->is_hidden && cross(made, "eka")->means == NULL);
    check(cross(made, "kysymys")->is_hidden && cross(made, "kysymys")->counts == NULL);
    answers_add_many(&of, 2, "{\"eka\": 0}");
    made = sum_up(&of, &with);
    check(!cross(made, "eka")->is_hidden && cross(made, "kysymys")->is_hidden);
    check(cross(made, "eka")->means[0].count == 3 && cross(made, "eka")->means[1].mean == 3);
    answers_close(&of);
}

static void test_nothing_to_compare(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, of_scores, scores_said);
    answers_add(&of, "{\"ryhma\": \"a\", \"kysymys\": \"x\"}");
    answers_add(&of, "{\"toka\": 3}");
    const summary *made = sum_up(&of, &with);
    check(cross(made, "kysymys") != NULL && cross(made, "eka") == NULL);
    check(cross(made, "toka") == NULL);         // only people without a group
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
        cmocka_unit_test(test_personal), cmocka_unit_test(test_median_of_few), cmocka_unit_test(test_total_hides_nothing_less), cmocka_unit_test(test_total_without_personal),
        cmocka_unit_test(test_people_without_a_group), cmocka_unit_test(test_nothing_to_compare), cmocka_unit_test(test_nobody),
    };
    return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
