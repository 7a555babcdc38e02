#include "form_fixture.h"

#include "document/markdown.h"
#include "publishers/forms/form_markdown.h"

static arena memory;

static int free_memory(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static text written(const fixture *with)
{
    buffer out = { 0 };
    check(form_markdown_write(&with->request, &out));
    text copy = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return copy;
}

#define LINE "________________________________________\n"
#define ROOM "____________________\n"

static void a_form_reads_well(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    with.form.has_header = false;
    check_text(written(&with),
        "# Koelomake\n\nYksi lause.\n\n**{purpose}**\n\nMiksi **tämä** on.\n\n**{who_fills}:** Kuka vain\n\n**{time}:** 5 min\n\n"
        "Alussa *tekstiä* ja [linkki](<https://esim.fi/fi/b/sivu.html#x>).\n\n"
        "## Kuka\n\n**Kuvattavan nimi** ({required})\n\nEtunimi ja sukunimi\n\n" LINE
        "\n**Alle 18-vuotias** ({required})\n\n{choose_one}\n\n- [ ] Kyllä\n- [ ] Ei\n"
        "\n**Huoltaja** ({required})\n\n{only_if}: Alle 18-vuotias – Kyllä\n\n" LINE
        "\n**Tarve**\n\n" LINE "\n" LINE "\n" LINE "\n" LINE "\n" LINE "\n" LINE "\n" LINE "\n" LINE "\n" LINE
        "\n## Käyttö\n\n{only_if}: Alle 18-vuotias – Ei\n\n- yksi\n- kaksi\n"
        "\n**Käytöt**\n\n{choose_at_least} 1\n\n- [ ] Digitori\n- [ ] Painettu, lehti\n- [ ] {other} " ROOM
        "\n**Voimassa**\n\n{date_hint}, 1.1.2020–31.12.2099\n\n" LINE
        "\n**Hinta**\n\n{at_most} 500\n\n" LINE
        "\n**Annan luvan** ({required})\n\nVoit perua.\n\n- [ ] {yes}\n"
        "\n**Osapuolet**\n\nRooli: Kyllä / Ei\n\nMäärä: {at_least} 0\n\nAlkaa: Ensimmäinen päivä · {date_hint}\n\n"
        "| Nimi ({required}) | Rooli | Määrä | Alkaa | Sovittu |\n| --- | --- | ---: | --- | --- |\n"
        "|  |  |  |  | ☐ |\n|  |  |  |  | ☐ |\n|  |  |  |  | ☐ |\n\n{add_rows}\n"
        "\n## Arvio\n\n> [!NOTE]\n> Tärkeä.\n"
        "\n**Vaikutus** ({required})\n\n{scale} 0–5, {weight} 2: " ROOM
        "\n**Laatu**\n\n{scale} 1–3: " ROOM
        "\n**Liite**\n\n" LINE
        "\n**Allekirjoitus** ({required})\n\n{place_and_date}: " ROOM "\n{signature}: " ROOM "\n{name_in_print}: " ROOM
        "\n{how_total}\n\n{weighted_total} ({at_most} 13): " ROOM
        "\n## {send_to}\n\nLähetä.\n\n## {privacy}\n\nTietosuoja.\n\n---\n\n{binding} suomi\n\n{form} koe, {version} 1.a1b2c3\n\n"
        "**{licence}:** CC BY 4.0\n\n**{online}:** https://esim.fi/fi/a/koe.html\n");
}

static void the_header_comes_first(void **state)
{
    (void)state;
    fixture with;
    fixture_make(&with);
    text form_text = written(&with);
    size_t header = text_find(form_text, TEXT("## {basics}\n\n**{process}**"), 0);
    check(header != TEXT_NOT_FOUND && header < text_find(form_text, TEXT("## Kuka"), 0));
    check(text_find(form_text, TEXT("- [ ] {phase_6}"), 0) != TEXT_NOT_FOUND);
}

// The headings are the form's own, whatever the words.
static void hostile_words_stay_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < FIXTURE_HOSTILE; i++) {
        fixture with;
        fixture_make(&with);
        fixture_fill_with(&memory, &with, fixture_hostile[i]);
        diagnostics found = { .memory = &memory };
        markdown_options options = { .path = TEXT("x.md"), .first_line = 1 };
        node *document = markdown_parse(&memory, written(&with), &options, &found);
        assert_non_null(document);
        size_t headings = 0, links = 0;
        document_walk walk = { .root = document };
        while (document_next(&walk)) {
            headings += walk.entering && walk.current->type == NODE_HEADING;
            links += walk.entering && walk.current->type == NODE_LINK;
        }
        assert_int_equal(headings, 1 + 1 + 3 + 2);
        check(links <= 2 + 1 || text_find(fixture_hostile[i], TEXT("http:"), 0) != TEXT_NOT_FOUND);
    }
    fixture with;
    fixture_make(&with);
    fixture_fill_with(&memory, &with, fixture_megabyte(&memory));
    check(written(&with).length > 1024 * 1024);
}

int main(void)
{
    markdown_prepare();
#define TEST(name) cmocka_unit_test_teardown(name, free_memory)
    const struct CMUnitTest tests[] = { TEST(a_form_reads_well), TEST(the_header_comes_first), TEST(hostile_words_stay_words) };
    return cmocka_run_group_tests_name("form_markdown", tests, NULL, NULL);
}
