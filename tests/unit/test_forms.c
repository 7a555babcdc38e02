#include "site_fixture.h"

static const char said[] =
    "---\ntitle: Koe\nsummary: Yksi lause.\npurpose: Kokeeksi.\nfilled_by: Kuka vain\ntime: 1 min\nsend_to: Ei.\nprivacy: Ei.\nsource: Keksitty\n"
    "updated: 2026-11-22\nfields:\n  kohde: Kohde\n  nimi: Nimi\n  ryhma: {label: Ryhmä, options: {a: Aa, b: Bee}}\n"
    "  taulu: {label: Taulu, columns: {mika: Mikä, alku: Alku, loppu: Loppu, kuka: Kuka, koska: Koska}}\n"
    "---\n## Osa\n\n[[kohde]]\n\n[[nimi]]\n\n[[ryhma]]\n\n[[taulu]]\n";

static void open_with(fixture_site *into, const char *keys, const char *of_table)
{
    char structure[2048];
    snprintf(structure, sizeof structure, "version: 1\n%ssections:\n  - id: osa\n    fields:\n      - {id: kohde, type: text}\n"
             "      - {id: nimi, type: text, personal: true}\n      - {id: ryhma, type: choice, options: [a, b]}\n"
             "      - id: taulu\n        type: table\n%s        columns:\n          - {id: mika, type: text}\n          - {id: alku, type: number}\n"
             "          - {id: loppu, type: number}\n          - {id: kuka, type: text, personal: true}\n          - {id: koska, type: date}\n", keys, of_table);
    const fixture_file files[] = {
        { "digitori.yaml", "title: Sivusto\nlanguages: [fi]\n" }, { "content/fi/index.md", "---\ntitle: Etusivu\n---\n" },
        { "templates-forms/koe/form.yaml", structure }, { "templates-forms/koe/fi.md", said },
    };
    fixture_open(into, files, 4);
}

static void test_read(void **state)
{
    (void)state;
    fixture_site opened, plain;
    open_with(&opened, "subject: kohde\ngroup: ryhma\n", "        metric: {name: mika, baseline: alku, target: loppu}\n"
                                                       "        series: {name: mika, date: koska, value: loppu}\n"
                                                       "        tasks: {what: mika, who: kuka, when: koska}\n");
    check_reported(&opened.found, "");
    const form *of = opened.site.forms.items[0];
    const form_field *taulu = &of->fields[3];
    check(of->subject == &of->fields[0] && of->group == &of->fields[2]);
    check(taulu->metric.name == &taulu->columns[0] && taulu->metric.target == &taulu->columns[2] && taulu->metric.actual == NULL);
    check(taulu->series.name == &taulu->columns[0] && taulu->series.date == &taulu->columns[4] && taulu->series.value == &taulu->columns[2]);
    check(taulu->tasks.who == &taulu->columns[3] && taulu->tasks.when == &taulu->columns[4] && taulu->tasks.done == NULL);
    // What reports make of a form is no reason for a new version.
    open_with(&plain, "", "");
    check(text_equals(of->version, plain.site.forms.items[0]->version));
    fixture_close(&plain);
    fixture_close(&opened);
}

static void test_mistakes(void **state)
{
    (void)state;
    fixture_site opened;
    open_with(&opened, "subject: nimi\ngroup: kohde\n", "        metric: {name: mika, target: kuka}\n        tasks: mika\n");
    check_reported(&opened.found,
        "templates-forms/koe/form.yaml:12:38: error: the form is not defined correctly: 'target' is the id of a column of the table: "
        "a number or a score\n"
        "templates-forms/koe/form.yaml:13:16: error: the form is not defined correctly: write which column is which, such as '{what: column}'\n"
        "templates-forms/koe/form.yaml:2:10: error: the form is not defined correctly: 'subject' is the id of a field of type text that is not personal\n"
        "templates-forms/koe/form.yaml:3:8: error: the form is not defined correctly: 'group' is the id of a field of type choice that is not personal\n");
    fixture_close(&opened);
}

// Names of people are shown where reports can leave them out, nowhere else.
static void test_personal_columns(void **state)
{
    (void)state;
    fixture_site opened;
    open_with(&opened, "", "        metric: {name: kuka, target: loppu}\n        series: {name: kuka, date: koska, value: loppu}\n"
                           "        tasks: {what: kuka, who: kuka}\n");
    check_reported(&opened.found,
        "templates-forms/koe/form.yaml:10:24: error: the form is not defined correctly: 'name' is the id of a column that is not personal: reports show it\n"
        "templates-forms/koe/form.yaml:11:24: error: the form is not defined correctly: 'name' is the id of a column that is not personal: reports show it\n"
        "templates-forms/koe/form.yaml:12:23: error: the form is not defined correctly: 'what' is the id of a column that is not personal: reports show it\n");
    fixture_close(&opened);
}

static void test_becomes(void **state)
{
    (void)state;
    fixture_site opened;
    static const struct { const char *becomes, *expected; } trials[] = {
        { "becomes: {kind: insight, fields: {title: kohde, summary: nimi}, body: nimi}\n", "" },
        { "becomes: insight\n", "templates-forms/koe/form.yaml:2:10: error: the form is not defined correctly: "
                                 "write 'becomes: {kind: need, fields: {title: otsikko}}'\n" },
        { "becomes: {kind: insight, fields: {titel: kohde, title: kohta}, body: nimike}\n",
          "templates-forms/koe/form.yaml:2:35: error: unknown key: pages of kind 'insight' have no 'titel'\n"
          "templates-forms/koe/form.yaml:2:56: error: the form is not defined correctly: the form has no field 'kohta'\n"
          "templates-forms/koe/form.yaml:2:70: error: the form is not defined correctly: the form has no field 'nimike'\n" },
        { "becomes: {kind: insigth, fields: {title: kohde}}\n",
          "templates-forms/koe/form.yaml:2:17: error: unknown kind: 'insigth': did you mean 'insight'?\n" },
        { "becomes: {fields: {title: kohde}}\n", "templates-forms/koe/form.yaml:2:10: error: the form is not defined correctly: "
                                              "write 'becomes: {kind: need, fields: {title: otsikko}}'\n" },
        { "becomes: {kind: insight, fields: [title], body: nimi}\n", "" },
    };
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        open_with(&opened, trials[i].becomes, "");
        check_reported(&opened.found, trials[i].expected);
        fixture_close(&opened);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_read), cmocka_unit_test(test_mistakes),
                                        cmocka_unit_test(test_personal_columns), cmocka_unit_test(test_becomes) };
    return cmocka_run_group_tests_name("forms", tests, NULL, NULL);
}
