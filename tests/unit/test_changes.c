#include "site_fixture.h"

#include "site/changes.h"

static fixture_site opened;
static site_changes changes;

#define SITE(path) "" path
#define ORIGINAL(path) ".digitori/upstream/source/" path

static const char manifest[] =
    "{\"format\": 1, \"id\": \"tori\", \"title\": \"Tori\", \"version\": \"1.0\", \"language\": \"fi\", "
    "\"licence\": \"CC-BY-4.0\", \"licence_url\": null, \"origin\": {\"title\": \"Espoo\", \"url\": null, \"publisher\": null}, "
    "\"upstreams\": [], \"generator\": \"Digitori\", \"files\": {}}";

static changes_result find(const fixture_file *files, size_t count)
{
    fixture_open(&opened, files, count);
    return changes_find(&opened.memory, &opened.site, NULL, &opened.found, &changes);
}

#define FIND(files) find(files, sizeof(files) / sizeof *(files))

// "changed content/fi/a.md <- content/fi/b.md renamed behind", a line each.
static void check_told(const char *expected)
{
    buffer out = { 0 };
    for (size_t i = 0; i < changes.pages.count; i++) {
        const page_change *one = &changes.pages.items[i];
        buffer_format(&out, "%s %.*s", change_type_name(one->type), TEXT_PRINT((one->own != NULL ? one->own : one->original)->path));
        if (one->own != NULL && one->original != NULL)
            buffer_format(&out, " <- %.*s", TEXT_PRINT(one->original->path));
        buffer_format(&out, "%s%s%s\n", one->is_renamed ? " renamed" : "", one->is_overridden ? " overridden" : "",
                      one->is_behind ? " behind" : "");
    }
    for (size_t i = 0; i < changes.files.count; i++)
        buffer_format(&out, "file %s %.*s\n", change_type_name(changes.files.items[i].type), TEXT_PRINT(changes.files.items[i].path));
    for (size_t i = 0; i < changes.settings.count; i++)
        buffer_format(&out, "setting %.*s\n", TEXT_PRINT(changes.settings.items[i].key));
    check_text(buffer_text(&out), expected);
    buffer_free(&out);
}

static void original_has_no_changes(void **state)
{
    (void)state;
    static const fixture_file files[] = { { "digitori.yaml", "title: A\nlanguages: [fi]\n" } };
    assert_int_equal(FIND(files), CHANGES_NO_FORK);
    fixture_close(&opened);
}

static void pages_are_found_by_id_by_path_and_by_text(void **state)
{
    (void)state;
    static const fixture_file files[] = {
        { ".digitori/upstream/kit.json", manifest },
        { ORIGINAL("digitori.yaml"), "title: E\nlanguages: [fi, sv]\n" },
        { ORIGINAL("content/fi/sama.md"), "---\ntitle: Sama\n---\nTeksti.\n" },
        { ORIGINAL("content/fi/tunnus.md"), "---\ntitle: Tunnus\nid: t\n---\n" },
        { ORIGINAL("content/fi/teksti.md"), "---\ntitle: Teksti\n---\nJuuri tämä.\n" },
        { ORIGINAL("content/fi/pois.md"), "---\ntitle: Pois\n---\nMuuta.\n" },
        { ORIGINAL("content/sv/sama.md"), "---\ntitle: Samma\n---\n" },
        { SITE("digitori.yaml"), "title: K\nlanguages: [fi, en]\n" },
        { SITE("content/fi/sama.md"), "---\ntitle:  Sama\n---\n\nTeksti.\n" },
        { SITE("content/fi/muualla.md"), "---\ntitle: Tunnus\nid: t\n---\n" },
        { SITE("content/fi/siirretty.md"), "---\ntitle: Teksti\n---\nJuuri tämä.\n" },
        { SITE("content/fi/uusi.md"), "---\ntitle: Uusi\n---\nUutta.\n" },
        { SITE("content/en/sama.md"), "---\ntitle: Same\n---\n" },
    };
    assert_int_equal(FIND(files), CHANGES_FOUND);
    check_told("removed content/fi/pois.md\n"
               "changed content/fi/siirretty.md <- content/fi/teksti.md renamed\n"
               "changed content/fi/muualla.md <- content/fi/tunnus.md renamed\n"
               "added content/fi/uusi.md\n"
               "translated content/en/sama.md <- content/fi/sama.md\n");
    assert_int_equal(changes.left_out_count, 1);
    check_text(changes.languages_left_out[0], "sv");
    check_reported(&opened.found, "");
    fixture_close(&opened);
}

static void what_readers_get_is_compared(void **state)
{
    (void)state;
    static const fixture_file files[] = {
        { ".digitori/upstream/kit.json", manifest },
        { ORIGINAL("digitori.yaml"), "title: E\nlanguages: [fi]\ncolours: {pine: '#0c5647'}\n" },
        { ORIGINAL("content/fi/a.md"), "---\ntitle: A\nsummary: Vanha.\nupdated: 2026-05-01\n---\n" },
        { ORIGINAL("content/fi/b.md"), "---\ntitle: B\nupdated: 2026-05-01\n---\n" },
        { ORIGINAL("content/fi/c.md"), "---\ntitle: C\n---\n" },
        { ORIGINAL("content/fi/kuva.png"), "vanha" },
        { ORIGINAL("content/fi/pois.png"), "x" },
        { SITE("digitori.yaml"), "title: K\npublisher: {name: Kuopio}\nlanguages: [fi]\ncolours: {pine: '#000000'}\n" },
        { SITE("content/fi/a.md"), "---\ntitle: A\nsummary: Vanha.\nupdated: 2026-05-01\n---\n" },
        { SITE("content/fi/b.md"), "---\ntitle: Bee\nupdated: 2026-04-01\n---\n" },
        { SITE("content/fi/c.md"), "---\ntitle: C\nchange_note: Ei muuta.\n---\n" },
        { SITE("content/fi/kuva.png"), "vanha" },
        { SITE("content/fi/oma.png"), "y" },
        { SITE("overrides/content/fi/a.md"), "---\nsummary: Uusi.\n---\n" },
        { SITE("overrides/content/fi/kuva.png"), "uusi!" },
    };
    assert_int_equal(FIND(files), CHANGES_FOUND);
    check_told("changed content/fi/a.md <- content/fi/a.md overridden\n"
               "changed content/fi/b.md <- content/fi/b.md behind\n"
               "file changed content/fi/kuva.png\n"
               "file added content/fi/oma.png\n"
               "file removed content/fi/pois.png\n"
               "setting colours\n");
    check(changes.by_page[0] == &changes.pages.items[0] && changes.by_page[2] == NULL);
    check_reported(&opened.found, "");
    fixture_close(&opened);
}

static void values_are_shown_as_readers_know_them(void **state)
{
    (void)state;
    static const char role[] = "label: Rooli\nfields:\n  state:\n    type: choice\n    label: Tila\n    choices: {a: Auki, b: Kiinni}\n"
                               "  friend:\n    type: page\n    label: Ystävä\n";
    static const fixture_file files[] = {
        { ".digitori/upstream/kit.json", manifest },
        { ORIGINAL("digitori.yaml"), "title: E\nlanguages: [fi]\n" },
        { ORIGINAL("content/kinds/rooli.yaml"), role },
        { ORIGINAL("content/fi/a.md"), "---\ntitle: A\nkind: rooli\nstate: a\ndate: 2026-05-01\n---\n" },
        { ORIGINAL("content/fi/b.md"), "---\ntitle: Bertta\n---\n" },
        { SITE("digitori.yaml"), "title: K\nlanguages: [fi]\n" },
        { SITE("content/kinds/rooli.yaml"), role },
        { SITE("content/fi/a.md"), "---\ntitle: A\nkind: rooli\nstate: b\ndate: 2026-05-02\nfriend: b\n---\n" },
        { SITE("content/fi/b.md"), "---\ntitle: Bertta\n---\n" },
    };
    assert_int_equal(FIND(files), CHANGES_FOUND);
    check_told("changed content/fi/a.md <- content/fi/a.md\n");
    const page_differences *told = &changes.pages.items[0].differences;
    assert_int_equal(told->fields.count, 3);
    check_text(told->fields.items[0].words.items[0].words, "Auki");
    check_text(told->fields.items[0].words.items[1].words, "Kiinni");
    check_text(told->fields.items[1].words.items[1].words, "2.5.2026");
    check_text(told->fields.items[2].words.items[0].words, "Bertta");
    fixture_close(&opened);
}

static void original_without_a_site_is_told(void **state)
{
    (void)state;
    static const fixture_file files[] = {
        { ".digitori/upstream/kit.json", manifest }, { SITE("digitori.yaml"), "title: K\nlanguages: [fi]\n" },
    };
    assert_int_equal(FIND(files), CHANGES_NO_FORK);
    check_reported(&opened.found,
        ".digitori/upstream/kit.json:1:1: error: what the site was forked from cannot be read: there is no usable site in "
        ".digitori/upstream/source; take the folder .digitori/upstream from a copy of the site\n");
    fixture_close(&opened);
}

static void translations_behind_their_page_are_known(void **state)
{
    (void)state;
    static const fixture_file files[] = {
        { "digitori.yaml", "title: A\nlanguages: [fi, sv, en]\n" },
        { "content/fi/a.md", "---\ntitle: A\nupdated: 2026-05-02\n---\n" },
        { "content/sv/a.md", "---\ntitle: A\ndate: 2026-05-01\n---\n" },
        { "content/en/a.md", "---\ntitle: A\n---\n" },
    };
    assert_int_equal(FIND(files), CHANGES_NO_FORK);
    const entry *known = site_entry(&opened.site, TEXT("a"));
    check(page_original_newer(known->by_language[0]) == NULL);
    check(page_original_newer(known->by_language[1]) == known->by_language[0]);
    check(page_original_newer(known->by_language[2]) == NULL);
    fixture_close(&opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(original_has_no_changes),
        cmocka_unit_test(pages_are_found_by_id_by_path_and_by_text),
        cmocka_unit_test(what_readers_get_is_compared),
        cmocka_unit_test(values_are_shown_as_readers_know_them),
        cmocka_unit_test(original_without_a_site_is_told),
        cmocka_unit_test(translations_behind_their_page_are_known),
    };
    return cmocka_run_group_tests_name("changes", tests, NULL, NULL);
}
