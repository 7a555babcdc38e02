#include "site_fixture.h"

#include "books/book.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define ROLE(name, weight) "---\ntitle: " name "\nkind: role\nweight: " weight "\nacts: [launch]\ntasks: [x]\n"

static const fixture_file pages[] = {
    { "content/fi/index.md", "---\ntitle: Etusivu\n---\n" },
    { "content/sv/index.md", "---\ntitle: Framsida\n---\n" },
    { "content/fi/alku.md", "---\ntitle: Alkusanat\n---\nTervetuloa.\n" },
    { "content/sv/alku.md", "---\ntitle: Förord\n---\n\n" },
    { "content/fi/a.md", "---\ntitle: A\ntags: [kirja]\nsource: [\"Opas, 2019: s. 3\", Lehti, \"Opas, 2019: s. 5\"]\nprint: {start: right, lines: 7}\n---\n" },
    { "content/fi/b.md", "---\ntitle: B\ntags: [kirja]\nprint: {leave_out: true}\n---\n" },
    { "content/fi/roolit/yksi.md", ROLE("Yksi", "1") "---\n" },
    { "content/fi/roolit/kaksi.md", ROLE("Kaksi", "2") "---\n" },
    { "content/fi/roolit/kolme.md", ROLE("Kolme", "3") "print: {start: flow}\n---\n" },
    { "content/fi/sanasto/oksa.md", "---\ntitle: oksa\nkind: term\ndefinition: Puun osa.\n---\n" },
    { "content/fi/sanasto/aamu.md", "---\ntitle: aamu\nkind: term\ndefinition: Päivän alku.\n---\n" },
    { "content/fi/sanasto/aari.md", "---\ntitle: ääri\nkind: term\ndefinition: Reuna.\n---\n" },
    { "content/kuvat/kansi.png", "x" },
};

static fixture_site with;

static book_list read(const char *settings)
{
    fixture_file files[COUNT(pages) + 1];
    memcpy(files, pages, sizeof pages);
    char whole[4096];
    snprintf(whole, sizeof whole, "title: Sivusto\nlanguages: [fi, sv]\n%s", settings);
    files[COUNT(pages)] = (fixture_file){ "digitori.yaml", whole };
    fixture_open(&with, files, COUNT(files));
    check_reported(&with.found, "");
    return books_of(&with.memory, &with.site, &with.found);
}

// The ids of the pages of a part with their anchors: "a=p1 b=p2".
static text items_of(const book_part *part)
{
    buffer out = { 0 };
    for (size_t i = 0; i < part->count; i++)
        buffer_format(&out, "%s%.*s=%.*s", i > 0 ? " " : "", TEXT_PRINT(part->items[i].page->entry->id),
                      TEXT_PRINT(part->items[i].anchor));
    text made = text_copy(&with.memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

static text anchor_of(const bound_book *in, const char *url)
{
    const text *anchor = table_find(&in->anchors, text_of(url));
    return anchor != NULL ? *anchor : TEXT("none");
}

static void nothing_said_is_a_plain_book(void **state)
{
    (void)state;
    book_list books = read("books: [{id: kirja, title: Kirja, include: ['**']}]\n");
    check_reported(&with.found, "");
    assert_int_equal(books.count, 1);
    const book *made = &books.items[0];
    check_text(made->id, "kirja");
    check_text(words_in(made->title, 1, 2), "Kirja");
    check_text(made->version, "");
    check(made->has_pdf && made->has_epub && made->has_contents);
    check(!made->is_a5 && !made->is_single_sided && !made->has_booklet && !made->has_glossary && !made->has_forms_index);
    check(made->note_pages == 0 && made->foreword == NULL && made->page == NULL && made->cover_picture.length == 0);
    check(made->has_language[0] && made->has_language[1]);
    assert_int_equal(made->page_counts[0], 9);
    assert_int_equal(made->page_counts[1], 2);
    assert_int_equal(made->where.line, 3);
    fixture_close(&with);
}

static void everything_can_be_said(void **state)
{
    (void)state;
    book_list books = read("books:\n  - {id: kirja, title: {fi: Kirja, sv: Bok}, subtitle: Ala, description: Kuvaus, version: 1.0, languages: [sv],\n"
                           "     foreword: alku, cover: {picture: kuvat/kansi.png, text: {sv: Pärm}}, format: a5, sides: single,\n"
                           "     booklet: true, outputs: [pdf], contents: false, glossary: true, forms_index: true, notes: 3,\n"
                           "     include: [index]}\n");
    check_reported(&with.found, "");
    const book *made = &books.items[0];
    check_text(words_in(made->title, 1, 2), "Bok");
    check_text(words_in(made->subtitle, 0, 2), "Ala");
    check_text(words_in(made->description, 0, 2), "Kuvaus");
    check_text(words_in(made->cover_text, 1, 2), "Pärm");
    check_text(made->version, "1.0");
    check_text(made->cover_picture, "content/kuvat/kansi.png");
    check_text(made->foreword->id, "alku");
    check(made->has_pdf && !made->has_epub && !made->has_contents);
    check(made->is_a5 && made->is_single_sided && made->has_booklet && made->has_glossary && made->has_forms_index);
    assert_int_equal(made->note_pages, 3);
    check(!made->has_language[0] && made->has_language[1]);
    fixture_close(&with);
}

static void pages_stand_as_the_rules_do(void **state)
{
    (void)state;
    book_list books = read("books:\n  - id: kirja\n    title: Kirja\n    foreword: alku\n    parts:\n"
                           "      - include: [roolit/kolme, alku, a]\n"
                           "      - title: Roolit\n        show: cards\n        summary: Kuka\n        include: [{kind: role}, {tag: kirja}]\n"
                           "      - title: Vain suomeksi\n        show: matrix\n        view: {kind: role, columns: acts}\n"
                           "      - title: Loput\n        include: ['**']\n        exclude: [{kind: term}]\n");
    check_reported(&with.found, "");
    bound_book in = book_bind(&with.memory, &with.site, &books.items[0], 0);
    assert_int_equal(in.part_count, 4);
    check_text(items_of(&in.parts[0]), "roolit/kolme=p1 a=p2");
    size_t count;
    const text *sources = book_sources(&with.memory, &in, &count);
    assert_int_equal(count, 2);
    check_text(sources[0], "Opas, 2019");
    check_text(sources[1], "Lehti");
    check_text(items_of(&in.parts[1]), "roolit/yksi=p3 roolit/kaksi=p4");
    check_text(items_of(&in.parts[3]), "index=p5");
    check_text(in.parts[0].title, "");
    check_text(in.parts[1].summary, "Kuka");
    check_text(in.parts[3].anchor, "part4");
    check(in.parts[1].show == BOOK_CARDS && in.parts[2].show == BOOK_MATRIX && in.parts[2].matrix != NULL);
    check(in.parts[0].matrix == NULL && in.parts[2].count == 0);
    check(in.parts[0].items[0].start == START_FLOW && in.parts[0].items[1].start == START_RIGHT);
    check(in.parts[1].items[0].start == START_AS_PART);
    assert_int_equal(in.parts[0].items[1].lines, 7);
    check_text(in.foreword->title, "Alkusanat");
    check_text(anchor_of(&in, "fi/alku.html"), "foreword");
    check_text(anchor_of(&in, "fi/roolit/kaksi.html"), "p4");
    check_text(anchor_of(&in, "fi/b.html"), "none");
    check_text(anchor_of(&in, "sv/index.html"), "none");
    assert_int_equal(in.pages.page_count, 6);
    fixture_close(&with);
}

static void a_language_has_what_is_translated(void **state)
{
    (void)state;
    book_list books = read("books:\n  - id: kirja\n    title: Kirja\n    foreword: alku\n    parts:\n"
                           "      - title: Roolit\n        include: [{kind: role}]\n"
                           "      - {title: {fi: Loput, sv: Resten}, include: ['**']}\n"
                           "  - id: roolit\n    title: Roolit\n    include: [{kind: role}]\n");
    check_reported(&with.found, "");
    bound_book in = book_bind(&with.memory, &with.site, &books.items[0], 1);
    assert_int_equal(in.part_count, 1);
    check_text(in.parts[0].title, "Resten");
    check_text(in.parts[0].anchor, "part1");
    assert_int_equal(in.parts[0].number, 1);
    check_text(items_of(&in.parts[0]), "index=p1 alku=p2");
    check(in.foreword == NULL);             // its page has no text
    check(books.items[1].has_language[0] && !books.items[1].has_language[1]);
    assert_int_equal(book_bind(&with.memory, &with.site, &books.items[1], 1).part_count, 0);
    fixture_close(&with);
}

static void a_glossary_holds_terms_that_are_no_chapters(void **state)
{
    (void)state;
    book_list books = read("books:\n  - {id: kirja, title: Kirja, glossary: true, include: [a, sanasto/aamu]}\n"
                           "  - {id: sanasto, title: Kirja, glossary: true, include: [a]}\n");
    bound_book in = book_bind(&with.memory, &with.site, &books.items[0], 0);
    assert_int_equal(in.term_count, 2);
    check_text(in.terms[0]->title, "oksa");
    check_text(in.terms[1]->title, "ääri");
    check_text(anchor_of(&in, "fi/sanasto/aamu.html"), "p2");
    check_text(anchor_of(&in, "fi/sanasto/aari.html"), "t2");
    in = book_bind(&with.memory, &with.site, &books.items[1], 0);
    assert_int_equal(in.term_count, 3);
    check_text(in.terms[0]->title, "aamu");
    fixture_close(&with);
}

static void kits_name_books(void **state)
{
    (void)state;
    book_list books = read("books:\n  - {id: kirja, title: Kirja, include: [a]}\n  - {id: toinen, title: Toinen, include: [a]}\n"
                           "kits:\n  - {id: p, title: P, include: [a], books: [toinen]}\n  - {id: q, title: Q, include: [a]}\n"
                           "  - {id: r, title: R, include: [a], books: [kirjja]}\n");
    const kit_config *kits = with.site.config.kits;
    check(!book_is_in_kit(&books.items[0], &kits[0]) && book_is_in_kit(&books.items[1], &kits[0]));
    check(!book_is_in_kit(&books.items[0], &kits[1]));
    check_reported(&with.found, "digitori.yaml:9:45: error: the setting cannot be used: there is no book 'kirjja': "
                                "did you mean 'kirja'?\n");
    fixture_close(&with);
}

static void a_page_is_a_book(void **state)
{
    (void)state;
    static const fixture_file files[] = {
        { "digitori.yaml", "title: Sivusto\nlanguages: [fi, sv, en]\n" },
        { "content/fi/index.md", "---\ntitle: Etusivu\n---\n" },
        { "content/sv/index.md", "---\ntitle: Framsida\n---\n" },
        { "content/en/index.md", "---\ntitle: Front page\n---\n" },
        { "content/fi/kirjat/opas.md", "---\ntitle: Opas\nkind: book\nsummary: Kuvaus\nsubtitle: Ala\nformat: a5\n"
          "cover: {picture: kansi.svg, text: Kansi}\ninclude: ['**']\n---\n\nAlkusanat.\n" },
        { "content/fi/kirjat/kansi.svg", "<svg/>" },
        { "content/sv/kirjat/opas.md", "---\ntitle: Handbok\nkind: book\nsubtitle: Under\nslug: handbok\ncover: {text: Pärm}\n---\n" },
    };
    fixture_open(&with, files, COUNT(files));
    book_list books = books_of(&with.memory, &with.site, &with.found);
    check_reported(&with.found, "");
    assert_int_equal(books.count, 1);
    const book *made = &books.items[0];
    check_text(made->id, "opas");
    check_text(made->page->path, "content/fi/kirjat/opas.md");
    check_text(made->title.by_language[1], "Handbok");
    check_text(made->subtitle.by_language[0], "Ala");
    check_text(made->subtitle.by_language[1], "Under");
    check_text(made->description.by_language[0], "Kuvaus");
    check_text(made->cover_text.by_language[1], "Pärm");
    check_text(made->cover_picture, "content/fi/kirjat/kansi.svg");
    check(made->is_a5 && made->has_language[0] && made->has_language[1] && !made->has_language[2]);
    bound_book in = book_bind(&with.memory, &with.site, made, 0);
    check_text(in.foreword->path, "content/fi/kirjat/opas.md");
    check_text(items_of(&in.parts[0]), "index=p1");
    check(book_bind(&with.memory, &with.site, made, 1).foreword == NULL);
    fixture_close(&with);
}

static void names_of_files_are_free(void **state)
{
    (void)state;
    book_list books = read("books:\n  - {id: a, title: A, booklet: true, include: [a]}\n"
                           "  - {id: a-booklet, title: B, include: [a]}\n  - {id: a, title: C, include: [a]}\n");
    check_reported(&with.found,
                   "digitori.yaml:6:5: error: the setting cannot be used: another book already has the id 'a'\n"
                   "digitori.yaml:4:5: error: two files would be published under one name: downloads/a-booklet.fi.pdf is also "
                   "made from the book 'a-booklet'; give the book another 'id'\n");
    assert_int_equal(books.count, 2);
    check(books.items[0].has_pdf && !books.items[0].has_booklet && books.items[1].has_pdf);
    fixture_close(&with);
}

static void what_chooses_nothing_is_told(void **state)
{
    (void)state;
    book_list books = read("books:\n  - {id: tyhja, title: A, languages: [sv], include: [{kind: role}]}\n"
                           "  - id: b\n    title: B\n    parts:\n      - include: [a, ei]\n      - include: [a, b]\n");
    check_reported(&with.found,
                   "digitori.yaml:4:5: error: the book holds no pages: 'tyhja': no page in its languages matches its 'include'\n"
                   "digitori.yaml:8:22: warning: nothing matches: no page is chosen by this line of 'include': correct it or delete it\n"
                   "digitori.yaml:9:9: warning: nothing matches: this part holds no pages: those it chooses stand in an earlier part, "
                   "or are left out of books\n");
    assert_int_equal(books.count, 2);
    check(!books.items[0].has_language[0] && !books.items[0].has_language[1]);
    fixture_close(&with);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_said_is_a_plain_book),
        cmocka_unit_test(everything_can_be_said),
        cmocka_unit_test(pages_stand_as_the_rules_do),
        cmocka_unit_test(a_language_has_what_is_translated),
        cmocka_unit_test(a_glossary_holds_terms_that_are_no_chapters),
        cmocka_unit_test(kits_name_books),
        cmocka_unit_test(a_page_is_a_book),
        cmocka_unit_test(names_of_files_are_free),
        cmocka_unit_test(what_chooses_nothing_is_told),
    };
    return cmocka_run_group_tests_name("book", tests, NULL, NULL);
}
