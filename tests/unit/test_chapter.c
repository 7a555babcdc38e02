#include "site_fixture.h"

#include "books/chapter.h"
#include "formats/markdown_write.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const fixture_file files[] = {
    { "digitori.yaml",
      "title: Sivusto\nlanguages: [fi, sv]\nbase_url: https://x.example/\nbooks:\n"
      "  - {id: kirja, title: Kirja, glossary: true, parts: [{include: [sivut/*, {kind: event}, roolit/yksi, lomakkeet/ilmo, index]},"
      " {show: matrix, view: {kind: role, columns: acts, title: Kuka milloin}}]}\n" },
    { "content/kinds/event.yaml",
      "label: Tapahtuma\nplural: Tapahtumat\nfields:\n"
      "  starts: {type: date, label: Alkaa}\n"
      "  size: {type: number, label: Koko}\n"
      "  open: {type: bool, label: Avoin}\n"
      "  state: {type: choice, label: Tila, choices: {ok: Sovittu}}\n"
      "  web: {type: url, label: Verkossa}\n"
      "  mail: {type: email, label: Posti}\n"
      "  hidden: {type: text, label: Piilossa, print: {leave_out: true}}\n"
      "  host: {type: page, label: Kuka?, backlink: Tapahtumat}\n"
      "  roles: {type: list, of: page, kind: role, label: Roolit, backlink: Roolin tapahtumat}\n"
      "  related: {type: list, of: page, label: Katso myös, print: {place: after}}\n"
      "  aim: {type: long, label: Tavoite}\n"
      "  steps: {type: list, of: text, label: Vaiheet, print: {marks: numbers, place: after}}\n"
      "  bring: {type: list, of: text, label: Mukaan, print: {marks: boxes}}\n"
      "  figures: {type: list, of: record, label: Luvut, fields: {value: {type: text, required: true, label: Luku}, "
      "what: {type: text, label: Mikä}, share: {type: number, label: Osuus}}}\n"
      "  criteria: {type: list, of: record, label: Kriteerit, print: {place: after}, fields: {name: {type: text, label: Nimi}, "
      "meaning: {type: long, label: Merkitys}, watch: {type: text, label: Varo}}}\n"
      "  picture: {type: image, label: Kuva}\n"
      "  album: {type: list, of: image, label: Kuvat}\n" },
    { "content/fi/index.md", "---\ntitle: Etusivu\n---\nTeksti.\n" },
    { "content/sv/index.md", "---\ntitle: Framsida\n---\nText.\n" },
    { "content/fi/sivut/a.md",
      "---\ntitle: Luku A\nsummary: Lyhyesti.\nsource: [Kirja 1, Kirja 2]\n---\n\n# Liian iso\n\nMitä[^1] **toimijaverkko** on?\n\n"
      "## Mitä on työ?\n\n[oma](#mitä-on-työ) [itse](a.md) [toinen](b.md) [toisen kohta](b.md#käyttö) [ulkona](ulkona.md#x) "
      "[lista](../roolit/index.md) [ruotsiksi](../../sv/index.md) [verkko](https://a.example/) [posti](mailto:a@b.fi) "
      "[tiedosto](tiedosto.txt) [termi](../sanasto/verkko.md) [rikki](ei-ole.md) [vaara](javascript:x)\n\n"
      "![Kuva torista](tori.png)\n\n```chart\ntype: bar\n```\n\n[^1]: Alaviite.\n" },
    { "content/fi/sivut/b.md",
      "---\ntitle: Luku B\n---\n\n## Käyttö\n\n```view\nkind: role\ntitle: Roolit\ngroup: acts\n```\n\n"
      "```view\nkind: role\nshow: table\nfields: [acts, summary]\nsort: title\n```\n\n```view\nkind: role\nshow: matrix\ncolumns: acts\n```\n\n"
      "```view\nkind: event\nshow: table\nfields: [size, picture]\n```\n\n"
      "```view\nkind: news\ntitle: Ei mitään\n```\n\nLopuksi.\n" },
    { "content/fi/tapahtumat/juhla.md",
      "---\ntitle: Juhla\nkind: event\nstarts: 2026-11-22\nsize: 1234.5\nopen: false\nstate: ok\nweb: https://j.example/\nmail: a@j.example\n"
      "hidden: x\nhost: roolit/yksi\nroles: [roolit/kaksi, roolit/yksi]\nrelated: [sivut/a, ulkona, sivut/ulkona]\n"
      "aim: |\n  Katso [a](../sivut/a.md).\n\n  ## Väli\n\n  Loppu.\nsteps: [Kutsu, Juhli]\nbring: [Hattu]\n"
      "figures: [{value: '3', what: kakkua, share: 2.5}, {value: '4', share: 12}, {value: '5'}]\ncriteria:\n  - name: Ilo\n    meaning: |\n      Näkyykö *ilo*?\n\n      - Kuuluuko?\n"
      "    watch: Kiire\npicture: kuva.png\nalbum: [yksi.png, kaksi.png]\n---\n\nTeksti.\n" },
    { "content/fi/tapahtumat/retki.md", "---\ntitle: Retki\nkind: event\nsize: 4\nprint: {leave_out: true}\n---\n" },
    { "content/fi/ulkona.md", "---\ntitle: Ei kirjassa\n---\n" },
    { "content/fi/sivut/ulkona.md", "---\ntitle: Pois jätetty\nprint: {leave_out: true}\n---\n\n## X\n" },
    { "content/fi/roolit/yksi.md", "---\ntitle: Yksi\nkind: role\nsummary: Eka.\nweight: 1\nacts: [launch, use]\ntasks: [Tekee]\n---\n\nTeksti.\n" },
    { "content/fi/roolit/kaksi.md", "---\ntitle: Kaksi\nkind: role\nweight: 2\nacts: [start]\ntasks: [Tekee]\n---\n" },
    { "content/fi/sanasto/verkko.md",
      "---\ntitle: verkko\nkind: term\ndefinition: Ks. [A](../sivut/a.md).\nsynonyms: [toimijaverkko, ryhmä]\n---\n\nLisää.\n" },
    { "content/fi/sivut/tiedosto.txt", "x" },
    { "content/fi/sivut/tori.png", "\x89PNG\r\n\x1a\n" },
    { "content/fi/tapahtumat/kuva.png", "" },
    { "content/fi/tapahtumat/kuva.png.yaml", "alt: Kuva\n" },
    { "templates-forms/ilmo/form.yaml",
      "version: '1'\nsections:\n  - id: tiedot\n    fields:\n      - {id: nimi, type: text}\n      - {id: ruoka, type: choice, options: [liha, kasvis]}\n"
      "      - {id: ok, type: check}\n" },
    { "templates-forms/ilmo/fi.md",
      "---\ntitle: Ilmo\npurpose: Tule mukaan.\nfields:\n  nimi: {label: Nimi, help: Koko nimi}\n"
      "  ruoka: {label: Ruoka, options: {liha: Lihaa, kasvis: Kasviksia}}\n  ok: Saa kuvata\n---\n\n## Tiedot\n\nTäytä.\n\n[[nimi]]\n\n[[ruoka]]\n\n[[ok]]\n" },
};

static fixture_site with;
static book_list books;
static bound_book bound;

static int open_site(void **state)
{
    (void)state;
    fixture_open(&with, files, COUNT(files));
    books = books_of(&with.memory, &with.site, &with.found);
    check_reported(&with.found, "");
    assert_int_equal(books.count, 1);
    bound = book_bind(&with.memory, &with.site, &books.items[0], 0);
    assert_int_equal(bound.part_count, 2);
    return 0;
}

static int close_site(void **state)
{
    (void)state;
    fixture_close(&with);
    return 0;
}

static text address_of(void *context, arena *memory, const node *link)
{
    (void)context;
    (void)memory;
    return link->link.type == LINK_DEAD ? TEXT("dead") : link->link.address;
}

static text written(const node *tree)
{
    markdown_write_options writing = { .link_address = address_of };
    buffer out = { 0 };
    markdown_write(&with.memory, tree, &writing, &out);
    text made = text_copy(&with.memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static chapter chapter_at(const char *url)
{
    chapter read;
    const page *own = table_find(&with.site.pages_by_url, text_of(url));
    const text *anchor = table_find(&bound.anchors, text_of(url));
    check(own != NULL && anchor != NULL);
    check(chapter_read(&with.memory, &with.site, &with.theme, &bound, own, *anchor, &read));
    return read;
}

static const node *find(const node *tree, node_type type, int number)
{
    document_walk walk = { .root = (node *)tree };
    while (document_next(&walk))
        if (walk.entering && walk.current->type == type && number-- == 0)
            return walk.current;
    return NULL;
}

static void a_chapter_knows_its_page(void **state)
{
    (void)state;
    chapter read = chapter_at("fi/sivut/a.html");
    check_text(read.title, "Luku A");
    check_text(read.summary, "Lyhyesti.");
    check_text(read.anchor, "p1");
    check_text(read.kind_label, "Sivu");
    check_text(read.web_address, "https://x.example/fi/sivut/a.html");
    assert_int_equal(read.source_count, 2);
    check_text(read.sources[1], "Kirja 2");
}

static void links_lead_within_the_book(void **state)
{
    (void)state;
    static const struct { const char *words, *address; link_type type; } expected[] = {
        { "oma", "#p1.mit_C3_A4-on-ty_C3_B6", LINK_PAGE },
        { "itse", "#p1", LINK_PAGE },
        { "toinen", "#p2", LINK_PAGE },
        { "toisen kohta", "#p2.k_C3_A4ytt_C3_B6", LINK_PAGE },
        { "ulkona", "https://x.example/fi/sivut/ulkona.html#x", LINK_PLAIN },
        { "lista", "https://x.example/fi/roolit/index.html", LINK_PLAIN },
        { "ruotsiksi", "https://x.example/sv/index.html", LINK_PLAIN },
        { "verkko", "https://a.example/", LINK_PLAIN },
        { "posti", "mailto:a@b.fi", LINK_PLAIN },
        { "tiedosto", "https://x.example/fi/sivut/tiedosto.txt", LINK_PLAIN },
        { "termi", "#t1", LINK_PAGE },
        { "rikki", "https://x.example/fi/sivut/ei-ole.html", LINK_PLAIN },      // told when the website was made
        { "vaara", "", LINK_DEAD },
    };
    chapter read = chapter_at("fi/sivut/a.html");
    for (size_t i = 0; i < COUNT(expected); i++) {
        const node *link = find(read.body, NODE_LINK, (int)i);
        check(link != NULL);
        check_text(document_plain_text(&with.memory, link), expected[i].words);
        check_text(link->link.address, expected[i].address);
        assert_int_equal(link->link.type, expected[i].type);
    }
    check_text(find(read.body, NODE_LINK, 6)->link.language, "sv");
    const node *image = find(read.body, NODE_IMAGE, 0);
    check_text(image->link.address, "content/fi/sivut/tori.png");
    assert_int_equal(image->link.type, LINK_FILE);
}

static void headings_begin_at_level_two(void **state)
{
    (void)state;
    chapter read = chapter_at("fi/sivut/a.html");
    assert_int_equal(find(read.body, NODE_HEADING, 0)->heading.level, 2);
    check_text(find(read.body, NODE_HEADING, 0)->heading.id, "liian-iso");
    check_text(find(read.body, NODE_HEADING, 1)->heading.id, "mit_C3_A4-on-ty_C3_B6");
}

static void charts_stay_and_footnotes_are_last(void **state)
{
    (void)state;
    chapter read = chapter_at("fi/sivut/a.html");
    check_text(find(read.whole, NODE_BLOCK, 0)->code.info, "chart");
    assert_int_equal(read.whole->last->type, NODE_FOOTNOTES);
    // The whole is a tree of its own.
    check(find(read.whole, NODE_BLOCK, 0) != find(read.body, NODE_BLOCK, 0));
    // What refers to the page is told, and terms are not linked in running text.
    text whole = written(read.whole);
    check(text_find(whole, TEXT("**toimijaverkko**"), 0) != TEXT_NOT_FOUND);
}

static void views_are_lists_and_tables(void **state)
{
    (void)state;
    chapter read = chapter_at("fi/sivut/b.html");
    check_text(written(read.whole),
               "## Käyttö\n\n**Roolit**\n\n**Valmistelu**\n\n- [Yksi](<#p4>)\\\n  Eka.\n\n**Toteutuksen alku**\n\n"
               "- [Kaksi](<https://x.example/fi/roolit/kaksi.html>)\n\n"
               "| Nimi | Näytökset | Kuvaus |\n| --- | --- | --- |\n"
               "| [Kaksi](<https://x.example/fi/roolit/kaksi.html>) | Toteutuksen alku |  |\n"
               "| [Yksi](<#p4>) | Valmistelu, Hyödyntäminen ja arviointi | Eka. |\n\n"
               "| Rooli | Valmistelu | Toteutuksen alku | Toteutus | Hyödyntäminen ja arviointi |\n"
               "| --- | :-: | :-: | :-: | :-: |\n| [Yksi](<#p4>) | ✓ |  |  | ✓ |\n"
               "| [Kaksi](<https://x.example/fi/roolit/kaksi.html>) |  | ✓ |  |  |\n\n"
               "| Nimi | Koko | Kuva |\n| --- | --: | --- |\n| [Juhla](<#p3>) | 1234,5 | Kuva |\n"
               "| [Retki](<https://x.example/fi/tapahtumat/retki.html>) | 4,0 |  |\n\nLopuksi.\n");
    // Pictures of other pages are not taken into the book: their words stand for them.
    check(find(read.whole, NODE_IMAGE, 0) == NULL);
}

static void fields_stand_before_and_after_the_text(void **state)
{
    (void)state;
    chapter read = chapter_at("fi/tapahtumat/juhla.html");
    check_text(written(read.whole),
               "- **Alkaa:** 22.11.2026\n- **Koko:** 1234,5\n- **Avoin:** Ei\n- **Tila:** Sovittu\n"
               "- **Verkossa:** [https://j.example/](<https://j.example/>)\n- **Posti:** [a@j.example](<mailto:a@j.example>)\n"
               "- **Kuka?** [Yksi](<#p4>)\n- **Roolit:** [Kaksi](<https://x.example/fi/roolit/kaksi.html>), [Yksi](<#p4>)\n\n"
               "## Tavoite\n\nKatso [a](<#p1>).\n\n### Väli\n\nLoppu.\n\n## Mukaan\n\n- [ ] Hattu\n\n"
               "## Luvut\n\n| Luku | Mikä | Osuus |\n| --- | --- | --: |\n| 3 | kakkua | 2,5 |\n| 4 |  | 12,0 |\n| 5 |  |  |\n\n"
               "## Kuva\n\n\\[Kuva\\]\n\n## Kuvat\n\n\\[\\]\n\n\\[\\]\n\nTeksti.\n\n"
               "## Vaiheet\n\n1. Kutsu\n2. Juhli\n\n## Kriteerit\n\n1. **Ilo**\n\n   **Merkitys:** Näkyykö *ilo*?\n\n   - Kuuluuko?\n\n"
               "   **Varo:** Kiire\n\n- **Katso myös:** [Luku A](<#p1>)\n");
    check_text(find(read.whole, NODE_HEADING, 0)->heading.id, "f.aim");
    check_text(find(read.whole, NODE_HEADING, 1)->heading.id, "f.aim.v_C3_A4li");
    check_text(find(read.whole, NODE_IMAGE, 0)->link.address, "content/fi/tapahtumat/kuva.png");
    check_text(written(read.body), "Teksti.\n");
}

static void fields_can_be_asked_for(void **state)
{
    (void)state;
    chapter read = chapter_at("fi/tapahtumat/juhla.html");
    check_text(chapter_field_of(&read, TEXT("hidden"))->label, "Piilossa");
    check_text(written(chapter_field_of(&read, TEXT("size"))->content), "1234,5\n");
    check_text(written(chapter_field_of(&read, TEXT("steps"))->content), "1. Kutsu\n2. Juhli\n");
    check_text(written(chapter_field_of(&read, TEXT("roles"))->content),
               "- [Kaksi](<https://x.example/fi/roolit/kaksi.html>)\n- [Yksi](<#p4>)\n");
    check(chapter_field_of(&read, TEXT("nothing")) == NULL);
    check_text(read.fields[0].field->id, "starts");
}

static void what_refers_to_a_page_is_told(void **state)
{
    (void)state;
    chapter read = chapter_at("fi/roolit/yksi.html");
    check_text(written(read.whole), "- **Näytökset:** Valmistelu, Hyödyntäminen ja arviointi\n\n## Tehtävät\n\n- [ ] Tekee\n\nTeksti.\n\n"
                                    "- **Tapahtumat:** [Juhla](<#p3>)\n- **Roolin tapahtumat:** [Juhla](<#p3>)\n");
}

static void a_form_is_what_it_asks(void **state)
{
    (void)state;
    chapter read = chapter_at("fi/lomakkeet/ilmo.html");
    check_text(written(read.body), "## Tiedot\n\nTäytä.\n\n**Nimi**\\\nKoko nimi\n\n**Ruoka**\n\n- [ ] Lihaa\n- [ ] Kasviksia\n\n* [ ] Saa kuvata\n");
}

static void terms_are_their_definitions(void **state)
{
    (void)state;
    assert_int_equal(bound.term_count, 1);
    check_text(written(chapter_term(&with.memory, &with.site, &with.theme, &bound, bound.terms[0])),
               "Ks. [A](<#p1>).\n\n**Myös:** toimijaverkko, ryhmä\n");
}

static void a_matrix_is_a_table(void **state)
{
    (void)state;
    text made = written(chapter_matrix(&with.memory, &with.site, &with.theme, &bound, &bound.parts[1]));
    check_text(text_slice(made, 0, text_find(made, TEXT("\n| [Kaksi"), 0)),
               "**Kuka milloin**\n\n| Rooli | Valmistelu | Toteutuksen alku | Toteutus | Hyödyntäminen ja arviointi |\n"
               "| --- | :-: | :-: | :-: | :-: |\n| [Yksi](<#p4>) | ✓ |  |  | ✓ |");
}

static void a_page_that_has_gone_is_a_failure_of_the_machine(void **state)
{
    (void)state;
    text path = path_join(&with.memory, with.folder, TEXT("content/fi/index.md"));
    const page *own = table_find(&with.site.pages_by_url, TEXT("fi/index.html"));
    chapter read;
    assert_int_equal(remove(text_to_string(&with.memory, path)), 0);
    check(!chapter_read(&with.memory, &with.site, &with.theme, &bound, own, TEXT("p9"), &read));
    check(file_write(path, TEXT("---\ntitle: Etusivu\n---\nTeksti.\n")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chapter_knows_its_page),
        cmocka_unit_test(links_lead_within_the_book),
        cmocka_unit_test(headings_begin_at_level_two),
        cmocka_unit_test(charts_stay_and_footnotes_are_last),
        cmocka_unit_test(views_are_lists_and_tables),
        cmocka_unit_test(fields_stand_before_and_after_the_text),
        cmocka_unit_test(fields_can_be_asked_for),
        cmocka_unit_test(what_refers_to_a_page_is_told),
        cmocka_unit_test(a_form_is_what_it_asks),
        cmocka_unit_test(terms_are_their_definitions),
        cmocka_unit_test(a_matrix_is_a_table),
        cmocka_unit_test(a_page_that_has_gone_is_a_failure_of_the_machine),
    };
    return cmocka_run_group_tests_name("chapter", tests, open_site, close_site);
}
