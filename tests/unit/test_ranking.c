#include "filled_fixture.h"

#include "answers/ranking.h"

#include <math.h>

static const char structure[] =
    "version: 1\nheader: false\nsubject: kohde\nsections:\n  - id: osa\n    fields:\n"
    "      - {id: kohde, type: text}\n      - {id: hyoty, type: score, weight: 2}\n      - {id: hinta, type: score}\n";
static const char said[] = "  kohde: Kohde\n  hyoty: Hyöty\n  hinta: Hinta\n---\n## Osa\n\n[[kohde]]\n\n[[hyoty]]\n\n[[hinta]]\n";

static const char of_bidders[] =
    "version: 1\nheader: false\nsections:\n  - id: osa\n    fields:\n      - id: vertailu\n        type: table\n        columns:\n"
    "          - {id: tarjoaja, type: text}\n          - {id: peruste, type: text}\n          - {id: paino, type: number}\n"
    "          - {id: pisteet, type: score}\n          - {id: tulo, type: number, product: [paino, pisteet]}\n"
    "      - id: tulos\n        type: table\n        columns:\n          - {id: tarjoaja, type: text}\n"
    "          - {id: yht, type: number, sum: {column: vertailu.tulo, by: tarjoaja}}\n";
static const char bidders_said[] =
    "  vertailu: {label: Vertailu, columns: {tarjoaja: Tarjoaja, peruste: Peruste, paino: Paino, pisteet: Pisteet, tulo: Tulo}}\n"
    "  tulos: {label: Tulos, columns: {tarjoaja: Tarjoaja, yht: Yhteensä}}\n---\n## Osa\n\n[[vertailu]]\n\n[[tulos]]\n";

static const ranking *rank(fixture_answers *of, reporting *with)
{
    *with = reporting_of(&of->site.memory, &of->request);
    return ranking_of(with);
}

static void test_order(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, structure, said);
    answers_add(&of, "{\"kohde\": \"Piha\", \"hyoty\": 4, \"hinta\": 1}");
    answers_add(&of, "{\"kohde\": \"PIHA\", \"hyoty\": 2, \"hinta\": 1}");
    answers_add(&of, "{\"kohde\": \"Kioski\", \"hyoty\": 2, \"hinta\": 4}");
    answers_add(&of, "{\"kohde\": \"Kesken\", \"hyoty\": 1}");
    const ranking *made = rank(&of, &with);
    check(made->subject_count == 3 && made->criterion_count == 2);
    check_text(made->subjects[0].name, "Kioski");
    check(made->subjects[0].rank == 1 && made->subjects[0].total == 8 && fabs(made->subjects[0].share - 8.0 / 15) < 1e-12);
    check_text(made->subjects[1].name, "Piha");
    check(made->subjects[1].total == 7 && made->subjects[1].evaluations == 2);
    check(fabs(made->subjects[1].lowest - 5.0 / 15) < 1e-12 && fabs(made->subjects[1].highest - 9.0 / 15) < 1e-12);
    check(made->subjects[2].is_incomplete && fabs(made->subjects[2].share - 0.2) < 1e-12);
    check(made->has_swap && made->swap_criterion == 1);
    check(fabs(made->swap_weight - 2.0 / 3) < 1e-9);        // 4 + 4w = 6 + w
    check(made->changes[1][RANKING_WITHOUT].effect == ORDER_FIRST_CHANGES && made->changes[1][RANKING_WITHOUT].first == 1);
    check(made->changes[0][RANKING_LESS].effect == ORDER_SAME);
    answers_close(&of);
}

static void test_equal(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, structure, said);
    answers_add(&of, "{\"kohde\": \"B\", \"hyoty\": 3, \"hinta\": 3}");
    answers_add(&of, "{\"kohde\": \"A\", \"hyoty\": 3, \"hinta\": 3}");
    const ranking *made = rank(&of, &with);
    check(made->subjects[0].rank == 1 && made->subjects[1].rank == 1 && !made->has_swap);
    check_text(made->subjects[0].name, "A");
    check(made->changes[0][RANKING_MORE].effect == ORDER_SAME);
    answers_close(&of);
}

static void test_bidders(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, of_bidders, bidders_said);
    answers_add(&of, "{\"vertailu\": [{\"tarjoaja\": \"Alfa\", \"peruste\": \"Laatu\", \"paino\": 60, \"pisteet\": 4},"
                     "{\"tarjoaja\": \"Alfa\", \"peruste\": \"Hinta\", \"paino\": 40, \"pisteet\": 2},"
                     "{\"tarjoaja\": \"Beeta\", \"peruste\": \"laatu\", \"paino\": 60, \"pisteet\": 3},"
                     "{\"tarjoaja\": \"Beeta\", \"peruste\": \"Hinta\", \"paino\": 40, \"pisteet\": 5}]}");
    const ranking *made = rank(&of, &with);
    check(made->subject_count == 2 && made->criterion_count == 2);
    check_text(made->subjects[0].name, "Beeta");
    check(made->subjects[0].total == 380 && made->subjects[1].total == 320);
    check(made->criteria[0].weight == 60);
    answers_close(&of);
}

static void test_hidden(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, structure, said);
    answers_add_many(&of, 3, "{\"kohde\": \"Piha\", \"hyoty\": 4, \"hinta\": 1}");
    answers_add_many(&of, 2, "{\"kohde\": \"Kioski\", \"hyoty\": 4, \"hinta\": 1}");
    of.request.choice.smallest_group = 3;
    check(rank(&of, &with)->is_hidden && rank(&of, &with)->subject_count == 0);
    of.request.choice.smallest_group = 2;
    check(!rank(&of, &with)->is_hidden);
    // Points that one person gave are hers, however many gave others.
    answers_add_many(&of, 3, "{\"kohde\": \"Kioski\", \"hyoty\": 4}");
    of.request.choice.smallest_group = 3;
    check(rank(&of, &with)->is_hidden);
    answers_close(&of);
}

static void test_rows_are_not_people(void **state)
{
    (void)state;
    static const char of_one[] = "{\"vertailu\": [{\"tarjoaja\": \"Alfa\", \"peruste\": \"Laatu\", \"paino\": 60, \"pisteet\": 4},"
                                 "{\"tarjoaja\": \"Alfa\", \"peruste\": \"Hinta\", \"paino\": 40, \"pisteet\": 2}]}";
    static const char of_both[] = "{\"vertailu\": [{\"tarjoaja\": \"Alfa\", \"peruste\": \"Laatu\", \"paino\": 60, \"pisteet\": 4},"
                                  "{\"tarjoaja\": \"Beeta\", \"peruste\": \"Laatu\", \"paino\": 60, \"pisteet\": 5},"
                                  "{\"tarjoaja\": \"Beeta\", \"peruste\": \"Hinta\", \"paino\": 40, \"pisteet\": 5},"
                                  "{\"tarjoaja\": \"Beeta\", \"peruste\": \"Hinta\", \"paino\": 40, \"pisteet\": 4}]}";
    fixture_answers of;
    reporting with;
    answers_open(&of, of_bidders, bidders_said);
    answers_add(&of, of_both);
    answers_add(&of, of_one);
    answers_add(&of, "{\"vertailu\": [{\"tarjoaja\": \"Beeta\", \"peruste\": \"Laatu\", \"paino\": 60, \"pisteet\": 3},"
                     "{\"tarjoaja\": \"Alfa\", \"peruste\": \"Hinta\", \"paino\": 40, \"pisteet\": 2}]}");
    of.request.choice.smallest_group = 2;
    check(rank(&of, &with)->is_hidden);         // two rows for Beeta's price, both of the first person
    answers_add(&of, of_both);
    check(!rank(&of, &with)->is_hidden);
    answers_close(&of);
}

// Names of people are no names of criteria or subjects.
static void test_personal_names(void **state)
{
    (void)state;
    static const char of_people[] =
        "version: 1\nheader: false\nsections:\n  - id: osa\n    fields:\n      - id: vertailu\n        type: table\n        columns:\n"
        "          - {id: arvioija, type: text, personal: true}\n          - {id: peruste, type: text}\n          - {id: pisteet, type: score}\n"
        "      - {id: muu, type: score}\n";
    static const char people_said[] = "  vertailu: {label: Vertailu, columns: {arvioija: Arvioija, peruste: Peruste, pisteet: Pisteet}}\n  muu: Muu\n"
                                      "---\n## Osa\n\n[[vertailu]]\n\n[[muu]]\n";
    fixture_answers of;
    reporting with;
    answers_open(&of, of_people, people_said);
    answers_add(&of, "{\"vertailu\": [{\"arvioija\": \"Maija\", \"peruste\": \"Laatu\", \"pisteet\": 4}], \"muu\": 2}");
    const ranking *made = rank(&of, &with);
    check(made->criterion_count == 2);
    check_text(made->criteria[0].name, "Laatu");
    answers_close(&of);
}

// The column by which points are added up is shown, or nothing is ranked by it.
static void test_personal_subjects(void **state)
{
    (void)state;
    static const char of_people[] =
        "version: 1\nheader: false\nsections:\n  - id: osa\n    fields:\n      - id: vertailu\n        type: table\n        columns:\n"
        "          - {id: tarjoaja, type: text, personal: true}\n          - {id: peruste, type: text}\n          - {id: pisteet, type: score}\n"
        "      - id: tulos\n        type: table\n        columns:\n          - {id: tarjoaja, type: text, personal: true}\n"
        "          - {id: yht, type: number, sum: {column: vertailu.pisteet, by: tarjoaja}}\n";
    static const char people_said[] =
        "  vertailu: {label: Vertailu, columns: {tarjoaja: Tarjoaja, peruste: Peruste, pisteet: Pisteet}}\n"
        "  tulos: {label: Tulos, columns: {tarjoaja: Tarjoaja, yht: Yhteensä}}\n---\n## Osa\n\n[[vertailu]]\n\n[[tulos]]\n";
    fixture_answers of;
    reporting with;
    answers_open(&of, of_people, people_said);
    answers_add(&of, "{\"vertailu\": [{\"tarjoaja\": \"Maija\", \"peruste\": \"Laatu\", \"pisteet\": 4}]}");
    check(rank(&of, &with) == NULL);
    of.request.choice.has_personal = true;
    check_text(rank(&of, &with)->subjects[0].name, "Maija");
    answers_close(&of);
}

static void test_nothing(void **state)
{
    (void)state;
    fixture_answers of;
    reporting with;
    answers_open(&of, structure, said);
    answers_add(&of, "{\"kohde\": \"Piha\"}");
    check(rank(&of, &with) == NULL);
    answers_close(&of);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order), cmocka_unit_test(test_equal), cmocka_unit_test(test_bidders),
        cmocka_unit_test(test_hidden), cmocka_unit_test(test_rows_are_not_people), cmocka_unit_test(test_personal_names),
        cmocka_unit_test(test_personal_subjects), cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests_name("ranking", tests, NULL, NULL);
}
