#include "site_fixture.h"

#include "site/terms.h"

#include <time.h>

static const fixture_file files[] = {
    { "digitori.yaml", "title: T\nlanguages: [en, fi]\nbase_url: https://x.example/\n" },
    { "content/en/index.md", "---\ntitle: Start\n---\n" },
    { "content/fi/index.md", "---\ntitle: Alku\n---\n" },
    { "content/en/glossary/network.md",
      "---\ntitle: actor network\nkind: term\ndefinition: D.\nsynonyms: [network of actors, Actor networks meeting, web]\n---\n" },
    { "content/en/glossary/actor.md", "---\ntitle: actor\nkind: term\ndefinition: D.\nabbreviation: AB\n---\n" },
    { "content/en/glossary/union.md", "---\ntitle: union\nkind: term\ndefinition: D.\nabbreviation: EU\nsynonyms: [a b c d e f, a b c d e f g, a b]\n---\n" },
    { "content/en/glossary/web.md", "---\ntitle: Web\nkind: term\ndefinition: D.\nsynonyms: [ab, EU]\n---\n" },
    { "content/fi/glossary/talo.md", "---\ntitle: talo\nkind: term\ndefinition: D.\nsynonyms: [talon väki, vanhan talon väki, yhteis-talo]\n---\n" },
    { "content/fi/glossary/vaki.md", "---\ntitle: väki\nkind: term\ndefinition: D.\n---\n" },
};

static fixture_site fixed;
static edition_list editions;
static buffer shown;

static int set_up(void **state)
{
    (void)state;
    fixture_open(&fixed, files, sizeof files / sizeof *files);
    editions = editions_of(&fixed.memory, &fixed.site, &fixed.found);
    return 0;
}

static int clean_up(void **state)
{
    (void)state;
    fixture_close(&fixed);
    buffer_free(&shown);
    shown = (buffer){ 0 };
    return 0;
}

static node *paragraph_of(text said)
{
    node *document = node_new(&fixed.memory, NODE_DOCUMENT, 1, 1), *paragraph = node_new(&fixed.memory, NODE_PARAGRAPH, 1, 1);
    node *run = node_new(&fixed.memory, NODE_TEXT, 1, 1);
    run->literal = said;
    node_append(document, paragraph);
    node_append(paragraph, run);
    return document;
}

// The text with its links as "[words](address)".
static text linked(term_list *terms, const char *said, const page *of_page)
{
    node *document = paragraph_of(text_of(said));
    terms_link(terms, &fixed.memory, of_page, TEXT("en/x.html"), document);
    buffer_clear(&shown);
    document_walk walk = { .root = document };
    while (document_next(&walk)) {
        if (walk.current->type == NODE_LINK && walk.entering)
            buffer_add_byte(&shown, '[');
        else if (walk.current->type == NODE_LINK)
            buffer_format(&shown, "](%.*s)", TEXT_PRINT(walk.current->link.address));
        else if (walk.current->type == NODE_TEXT && walk.entering)
            buffer_add(&shown, walk.current->literal);
    }
    return buffer_text(&shown);
}

static const page *page_titled(const char *title)
{
    for (size_t i = 0; i < fixed.site.page_count; i++)
        if (text_equals(fixed.site.pages[i].title, text_of(title)))
            return &fixed.site.pages[i];
    return NULL;
}

static void the_longest_use_is_linked(void **state)
{
    (void)state;
    static const struct { const char *said, *linked; } cases[] = {
        { "An actor.", "An [actor](glossary/actor.html)." },
        { "An actor network, an actor.", "An [actor network](glossary/network.html), an [actor](glossary/actor.html)." },
        { "Actors-networks of it", "Actors-networks of it" },
        { "The actor networks meeting is", "The [actor networks meeting](glossary/network.html) is" },
        { "The actor networks begin", "The [actor networks](glossary/network.html) begin" },
        { "Actor, network; network of the actors", "[Actor](glossary/actor.html), network; network of the actors" },
        { "network of", "network of" },
        { "a b c d e", "[a b](glossary/union.html) c d e" },
        { "a b c d e f", "[a b c d e f](glossary/union.html)" },
        { "a b c d e f g", "[a b c d e f](glossary/union.html) g" },
        { "actor network actor network actor", "[actor network](glossary/network.html) actor network [actor](glossary/actor.html)" },
        { "web Web", "[web](glossary/network.html) Web" },
        { "eu EU:n EU", "eu [EU:n](glossary/union.html) EU" },
        { "AB ab", "[AB](glossary/actor.html) [ab](glossary/web.html)" },
        { "a\u00A0b", "[a\u00A0b](glossary/union.html)" },
    };
    term_list *terms = terms_open(&fixed.site, &editions.items[0], 0, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_text(linked(terms, cases[i].said, page_titled("Start")), cases[i].linked);
    check_text(linked(terms, "An actor and an actor network", page_titled("actor")), "An actor and an [actor network](glossary/network.html)");
    terms_close(terms);
}

static void inflected_words_are_uses(void **state)
{
    (void)state;
    term_list *terms = terms_open(&fixed.site, &editions.items[0], 1, NULL);
    check_text(linked(terms, "Talossa on vanhojen talojen väkeä, väkeä.", page_titled("Alku")),
               "[Talossa](../fi/glossary/talo.html) on vanhojen talojen väkeä, [väkeä](../fi/glossary/vaki.html).");
    check_text(linked(terms, "Vanhan talon väki", page_titled("Alku")), "[Vanhan talon väki](../fi/glossary/talo.html)");
    terms_close(terms);
}

static text page_of_synonyms(const char *before, const char *after)
{
    buffer made = { 0 };
    buffer_add_string(&made, "---\ntitle: long\nkind: term\ndefinition: D.\nsynonyms:\n");
    for (int i = 0; i < 1000; i++)
        buffer_format(&made, "  - %sb%d%s\n", before, i, after);
    buffer_add_string(&made, "---\n");
    text kept = text_copy(&fixed.memory, buffer_text(&made));
    buffer_free(&made);
    return kept;
}

static void check_time(text synonyms, const char *use, const char *linked_use)
{
    fixture_file many[] = { files[0], files[1], files[2], { "content/en/glossary/long.md", synonyms.bytes } };
    fixture_site large;
    fixture_open(&large, many, sizeof many / sizeof *many);
    edition_list of_large = editions_of(&large.memory, &large.site, &large.found);
    term_list *terms = terms_open(&large.site, &of_large.items[0], 0, NULL);
    static char said[30 * 1000 + 1];
    for (size_t i = 0; i < sizeof said - 1; i++)
        said[i] = i % 3 == 2 ? ' ' : 'a';
    clock_t from = clock();
    for (int i = 0; i < 10; i++)
        linked(terms, said, NULL);
    check((double)(clock() - from) / CLOCKS_PER_SEC < 2);
    check_text(linked(terms, use, NULL), linked_use);
    terms_close(terms);
    fixture_close(&large);
}

// What one page of the glossary holds does not cost the others their time.
static void many_terms_that_begin_alike_cost_no_time(void **state)
{
    (void)state;
    check_time(page_of_synonyms("aa aa aa aa aa ", ""), "aa aa aa aa aa aa b999 b1", "aa [aa aa aa aa aa b999](glossary/long.html) b1");
    // All are inflections of "aa".
    check_time(page_of_synonyms("aa:", " aa aa aa"), "aa:b999 aa aa aa", "[aa:b999 aa aa aa](glossary/long.html)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_longest_use_is_linked, set_up, clean_up),
        cmocka_unit_test_setup_teardown(inflected_words_are_uses, set_up, clean_up),
        cmocka_unit_test_setup_teardown(many_terms_that_begin_alike_cost_no_time, set_up, clean_up),
    };
    return cmocka_run_group_tests_name("terms", tests, NULL, NULL);
}
