#include "checks.h"

#include "base/files.h"
#include "document/markdown.h"
#include "publishers/website/form_page.h"

// A form is settled like any page, so it needs a site: a small one in a folder of its own.
static arena memory;
static text folder;
static diagnostics found;
static site model;
static theme look;
static build builds[16];     // one per test: a worker belongs to its build
static worker *workers[16];       // each lives until its process ends
static size_t build_count;

static int begin(void **state)
{
    (void)state;
    memory = (arena){ 0 };
    found = (diagnostics){ .memory = &memory };
    folder = fresh_folder(&memory);
    return 0;
}

static int end(void **state)
{
    (void)state;
    check(folder_remove(folder));
    arena_free(&memory);
    return 0;
}

static void put(const char *name, const char *contents)
{
    text path = path_join(&memory, folder, text_of(name));
    check(folder_make(path_folder(path)));
    check(file_write(path, text_of(contents)));
}

// The form whose sections, words of fields and body these are.
static text form_made(const char *sections, const char *said, const char *body)
{
    put("digitori.yaml", "title: Koe\ndescription: Koe\nlanguages: [fi]\ntheme: digitori\nlicence: CC-BY-4.0\n");
    put("content/fi/index.md", "---\ntitle: Koe\nkind: page\n---\nTeksti.\n");
    put("templates-forms/koe/form.yaml", text_to_string(&memory, text_format(&memory, "version: 1\n%s", sections)));
    put("templates-forms/koe/fi.md", text_to_string(&memory, text_format(&memory,
        "---\ntitle: Koe <b>\nsummary: Koe.\npurpose: Koe.\nfilled_by: Kuka vain\nfields:\n%s---\n%s", said, body)));
    site_request request = { .folder = folder };
    assert_int_equal(site_load(&memory, &request, &found, &model), SITE_LOADED);
    check(theme_load(&memory, &model, &found, &look));
    markdown_prepare();
    build *of = &builds[build_count++];
    *of = (build){ .memory = &memory, .site = &model, .theme = &look, .found = &found };
    of->editions = editions_of(&memory, &model, &found);
    assert_int_equal(model.forms.count, 1);
    const page *own = NULL;
    for (size_t i = 0; i < model.page_count; i++)
        if (model.pages[i].form != NULL)
            own = &model.pages[i];
    assert_non_null(own);
    job done = { .url = own->url, .subject = own };
    workers[build_count - 1] = worker_of(of);
    making made = making_begin(workers[build_count - 1], &memory, &done, &found);
    made.page = own;
    return form_html(&made, own->form, 0, NULL);
}

static void has(text html, const char *wanted)
{
    if (text_find(html, text_of(wanted), 0) == TEXT_NOT_FOUND)
        fail_msg("'%s' is not in\n%.*s", wanted, TEXT_PRINT(html));
}

static void has_not(text html, const char *unwanted)
{
    if (text_find(html, text_of(unwanted), 0) != TEXT_NOT_FOUND)
        fail_msg("'%s' is in\n%.*s", unwanted, TEXT_PRINT(html));
}

#define ONE_SECTION(fields) "sections:\n  - id: osa\n    fields:\n" fields

static void a_field_has_a_label_help_and_a_control(void **state)
{
    (void)state;
    text html = form_made(ONE_SECTION("      - {id: nimi, type: text, required: true, length: 120}\n"),
                          "  nimi: {label: 'Nimi <i>', help: 'Etu & suku'}\n", "## Osa\n\n[[nimi]]\n");
    has(html, "<form class=\"form\" id=\"form\" method=\"dialog\" novalidate autocomplete=\"off\" data-form=\"koe\"");
    has(html, "aria-label=\"Koe &lt;b&gt;\"");
    has(html, "data-section=\"_header\"");
    has(html, "data-field=\"nimi\" data-type=\"text\" data-required data-length=\"120\">");
    has(html, "<label class=\"field-label\" for=\"f.nimi\">Nimi &lt;i&gt; <span class=\"field-need\">(pakollinen)</span></label>");
    has(html, "<p class=\"field-help\" id=\"f.nimi.help\">Etu &amp; suku</p>");
    has(html, "<input type=\"text\" id=\"f.nimi\" name=\"nimi\" class=\"control\" aria-describedby=\"f.nimi.help\">");
}

static void choices_are_groups_until_they_are_many(void **state)
{
    (void)state;
    text html = form_made(ONE_SECTION("      - {id: a, type: choice, options: [x, y]}\n"
                                      "      - {id: b, type: choice, options: [a, b, c, d, e, f, g]}\n"
                                      "      - {id: m, type: multi, options: [x, y], other: true}\n"),
                          "  a: {label: A, options: {x: X, y: Y}}\n"
                          "  b: {label: B, options: {a: A, b: B, c: C, d: D, e: E, f: F, g: G}}\n"
                          "  m: {label: M, options: {x: X, y: Y}}\n",
                          "## Osa\n\n[[a]]\n\n[[b]]\n\n[[m]]\n");
    has(html, "<fieldset class=\"field\" data-field=\"a\" data-type=\"choice\" id=\"f.a.group\">\n<legend class=\"field-label\">A</legend>");
    has(html, "<input type=\"radio\" id=\"f.a.x\" name=\"a\" value=\"x\"><label for=\"f.a.x\">X</label>");
    has(html, "<select class=\"control\" id=\"f.b\" name=\"b\">");
    has(html, "<input type=\"checkbox\" id=\"f.m.y\" name=\"m__y\" value=\"y\">");
    has(html, "<input type=\"text\" class=\"control\" id=\"f.m_other\" name=\"m_other\">");
}

static void conditions_stand_as_data_and_in_words(void **state)
{
    (void)state;
    text html = form_made(ONE_SECTION("      - {id: a, type: choice, options: [x, y]}\n"
                                      "      - {id: b, type: long, when: {a: y}}\n"),
                          "  a: {label: Kumpi, options: {x: Eka, y: Toka}}\n  b: {label: Miksi}\n",
                          "## Osa\n\n[[a]]\n\n[[b]]\n");
    has(html, "data-when=\"a\" data-value=\"y\"");
    has(html, "<p class=\"field-when\">Täytä vain, jos vastasit kohtaan ”Kumpi”: Toka.</p>");
}

static void table_of(char *fields, char *said, int columns)
{
    int at_fields = sprintf(fields, "%s", ONE_SECTION("      - {id: t, type: table, rows: 2, columns: ["));
    int at_words = sprintf(said, "  t: {label: T, columns: {");
    for (int i = 0; i < columns; i++) {
        at_fields += sprintf(fields + at_fields, "%s{id: c%d, type: text}", i > 0 ? ", " : "", i);
        at_words += sprintf(said + at_words, "%sc%d: C%d", i > 0 ? ", " : "", i, i);
    }
    strcpy(fields + at_fields, "]}\n");
    strcpy(said + at_words, "}}\n");
}

static void check_table(int columns, const char *shape)
{
    char fields[2000], said[2000];
    table_of(fields, said, columns);
    text html = form_made(fields, said, "## Osa\n\n[[t]]\n");
    has(html, shape);
    has(html, "<textarea class=\"control control-line\" rows=\"1\" id=\"f.t__2__c0\" name=\"t__2__c0\"></textarea>");
    has(html, "<label class=\"cell-label\" for=\"f.t__2__c0\">C0<span class=\"visually-hidden\">, Rivi <span data-number>2</span></span></label>");
    has_not(html, "t__3__c0");
}

static void a_few_columns_are_a_table(void **state)
{
    (void)state;
    check_table(3, "<table class=\"form-rows rows-table\">");
}

static void more_columns_are_a_wide_table(void **state)
{
    (void)state;
    check_table(4, "<table class=\"form-rows rows-table rows-wide\">");
}

static void a_great_many_columns_are_cards(void **state)
{
    (void)state;
    check_table(9, "<table class=\"form-rows rows-stacked\">");
}

static void footnotes_of_all_parts_are_one_list(void **state)
{
    (void)state;
    text html = form_made(ONE_SECTION("      - {id: a, type: text}\n      - {id: b, type: text}\n"),
                          "  a: {label: A}\n  b: {label: B}\n",
                          "Alku[^1].\n\n[^1]: Eka.\n\n## Osa\n\n[[a]]\n\nKesken[^1] ja[^2].\n\n[^1]: Toka.\n\n[^2]: Kolmas.\n\n[[b]]\n");
    for (int i = 1; i <= 3; i++) {
        text id = text_format(&memory, " id=\"fn.%d\"", i), call = text_format(&memory, " id=\"fnref.%d\"", i);
        size_t first = text_find(html, id, 0);
        check(first != TEXT_NOT_FOUND && text_find(html, id, first + 1) == TEXT_NOT_FOUND);
        first = text_find(html, call, 0);
        check(first != TEXT_NOT_FOUND && text_find(html, call, first + 1) == TEXT_NOT_FOUND);
    }
    has_not(html, "fn.4");
    size_t list = text_find(html, TEXT("class=\"footnotes\""), 0);
    check(list > text_find(html, TEXT("data-field=\"b\""), 0));
    check(text_find(html, TEXT("class=\"footnotes\""), list + 1) == TEXT_NOT_FOUND);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_field_has_a_label_help_and_a_control, begin, end),
        cmocka_unit_test_setup_teardown(choices_are_groups_until_they_are_many, begin, end),
        cmocka_unit_test_setup_teardown(conditions_stand_as_data_and_in_words, begin, end),
        cmocka_unit_test_setup_teardown(a_few_columns_are_a_table, begin, end),
        cmocka_unit_test_setup_teardown(more_columns_are_a_wide_table, begin, end),
        cmocka_unit_test_setup_teardown(a_great_many_columns_are_cards, begin, end),
        cmocka_unit_test_setup_teardown(footnotes_of_all_parts_are_one_list, begin, end),
    };
    return cmocka_run_group_tests_name("form_page", tests, NULL, NULL);
}
