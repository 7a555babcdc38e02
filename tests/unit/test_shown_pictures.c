#include "site_fixture.h"

#include "pipeline/shown_pictures.h"

// Two photos, a page that shows both and one that shows the second; a kit and a book hold the first page.
static const fixture_file files[] = {
    { "digitori.yaml", "title: T\nlanguages: [fi]\nkits:\n  - {id: tori, title: T, include: [{path: nakyva}]}\n"
                       "books:\n  - {id: kirja, title: K, include: [{path: nakyva}]}\n" },
    { "consents.yaml", "- id: A-1\n  until: 2026-12-24\n  purposes: [web, print]\n- id: A-2\n  withdrawn: 2026-11-01\n" },
    { "content/fi/index.md", "---\ntitle: T\n---\n" },
    { "content/fi/nakyva.md", "---\ntitle: N\n---\n" },
    { "content/fi/a.jpg", "x" },
    { "content/fi/a.jpg.yaml", "alt: A\npeople: true\nconsent: A-1\n" },
    { "content/fi/b.jpg", "x" },
    { "content/fi/b.jpg.yaml", "alt: B\nconsent: A-2\n" },
};
static const text first = TEXT_CONSTANT("content/fi/a.jpg"), second = TEXT_CONSTANT("content/fi/b.jpg");

typedef struct {
    fixture_site site;
    build build;
} trial;

static void add_photo(trial *in, text path)
{
    *ARENA_PUSH(in->build.memory, in->build.pictures) = (picture_facts){ .path = path, .is_known = true };
    *table_put(&in->build.pictures.by_path, path, NULL) = in->build.pictures.count;
}

static void add_use(trial *in, const char *page_path, text path, int line)
{
    const page *from = table_find(&in->site.site.pages_by_path, text_of(page_path));
    check(from != NULL);
    *ARENA_PUSH(in->build.memory, in->build.file_uses) = (page_file_use){ from, { .path = path, .line = line, .column = 1 } };
}

static void open_trial(trial *into)
{
    setenv("SOURCE_DATE_EPOCH", "1795305600", 1);       // 2026-11-22
    fixture_open(&into->site, files, sizeof files / sizeof *files);
    check_reported(&into->site.found, "");
    arena *memory = &into->site.memory;
    into->build = (build){ .memory = memory, .site = &into->site.site, .theme = &into->site.theme, .found = &into->site.found,
                           .pictures.by_path.memory = memory };
    into->build.editions = editions_of(memory, &into->site.site, &into->site.found);
    into->build.books = books_of(memory, &into->site.site, &into->site.found);
    add_photo(into, first);
    add_photo(into, second);
}

// "content/fi/a.jpg content/fi/nakyva.md:4 web fi fi/nakyva.html", a line each.
static void check_shown(trial *in, const shown_pictures *shown, const char *expected)
{
    buffer out = { 0 };
    for (size_t i = 0; i < shown->count; i++) {
        const shown_picture *one = &shown->items[i];
        buffer_format(&out, "%.*s %.*s:%d %s %.*s %.*s\n", TEXT_PRINT(one->picture), TEXT_PRINT(one->where.path), one->where.line,
                      picture_use_name(one->use), TEXT_PRINT(one->language), TEXT_PRINT(one->url));
    }
    check_text(text_copy(&in->site.memory, buffer_text(&out)), expected);
    buffer_free(&out);
}

static void pages_bring_pictures_into_books_and_kits(void **state)
{
    (void)state;
    trial in;
    open_trial(&in);
    add_use(&in, "content/fi/nakyva.md", second, 6);
    add_use(&in, "content/fi/nakyva.md", first, 4);
    add_use(&in, "content/fi/index.md", second, 5);
    add_use(&in, "content/fi/index.md", TEXT("content/fi/taulukko.csv"), 9);       // no photo
    shown_pictures shown = shown_pictures_of(&in.site.memory, &in.build);
    check_shown(&in, &shown, "content/fi/a.jpg content/fi/nakyva.md:4 web fi fi/nakyva.html\n"
                             "content/fi/a.jpg content/fi/nakyva.md:4 print fi downloads/kirja.fi.pdf, downloads/kirja.fi.epub\n"
                             "content/fi/a.jpg content/fi/nakyva.md:4 kit fi downloads/tori.fi.zip\n"
                             "content/fi/b.jpg content/fi/index.md:5 web fi fi/index.html\n"
                             "content/fi/b.jpg content/fi/nakyva.md:6 web fi fi/nakyva.html\n"
                             "content/fi/b.jpg content/fi/nakyva.md:6 print fi downloads/kirja.fi.pdf, downloads/kirja.fi.epub\n"
                             "content/fi/b.jpg content/fi/nakyva.md:6 kit fi downloads/tori.fi.zip\n");
    fixture_close(&in.site);
}

static size_t count_of(const diagnostics *found, diagnostic_kind wanted, const char *path, int line)
{
    size_t count = 0;
    for (size_t i = 0; i < found->count; i++)
        count += found->items[i].kind == wanted && text_equals(found->items[i].place.path, text_of(path))
              && found->items[i].place.line == line;
    return count;
}

static void what_nobody_agreed_to_is_told_where_it_is_shown(void **state)
{
    (void)state;
    trial in;
    open_trial(&in);
    add_use(&in, "content/fi/nakyva.md", first, 4);
    add_use(&in, "content/fi/index.md", second, 5);
    shown_pictures shown = shown_pictures_of(&in.site.memory, &in.build);
    shown_pictures_check(&in.build, &shown);
    const diagnostics *found = &in.site.found;
    assert_int_equal(found->count, 2);
    assert_int_equal(count_of(found, CONSENT_PURPOSE, "content/fi/nakyva.md", 4), 1);      // for the kit alone
    assert_int_equal(count_of(found, CONSENT_WITHDRAWN, "content/fi/index.md", 5), 1);
    fixture_close(&in.site);
}

// What is withdrawn stays so under another name, and whatever the side file says of people.
static void a_copy_of_which_nothing_is_said_shows_the_same_people(void **state)
{
    (void)state;
    trial in;
    open_trial(&in);
    text copy = TEXT("content/fi/c.jpg");
    add_photo(&in, copy);
    in.build.pictures.items[0].likeness = TEXT("one");
    in.build.pictures.items[1].likeness = in.build.pictures.items[2].likeness = TEXT("two");
    add_use(&in, "content/fi/index.md", copy, 5);
    shown_pictures shown = shown_pictures_of(&in.site.memory, &in.build);
    assert_int_equal(shown.count, 1);
    check(shown.items[0].people == picture_note_of(&in.site.site, second));
    shown_pictures_check(&in.build, &shown);
    assert_int_equal(count_of(&in.site.found, CONSENT_WITHDRAWN, "content/fi/index.md", 5), 1);
    // What is said of it besides says nothing of people; what is said of people holds.
    picture_notes *notes = &in.site.site.pictures;
    *ARENA_PUSH(in.build.memory, *notes) = (picture_note){ .path = copy };
    *table_put(&notes->by_path, copy, NULL) = notes->count;
    shown = shown_pictures_of(&in.site.memory, &in.build);
    check(shown.items[0].people == picture_note_of(&in.site.site, second));
    notes->items[notes->count - 1].says_people = true;
    shown = shown_pictures_of(&in.site.memory, &in.build);
    check(shown.items[0].people == NULL);
    notes->items[notes->count - 1].says_people = false;
    in.build.pictures.items[2].likeness = TEXT("one");
    add_use(&in, "content/fi/nakyva.md", copy, 7);
    shown = shown_pictures_of(&in.site.memory, &in.build);
    in.site.found.count = 0;
    shown_pictures_check(&in.build, &shown);
    assert_int_equal(in.site.found.count, 1);
    assert_int_equal(count_of(&in.site.found, CONSENT_PURPOSE, "content/fi/nakyva.md", 7), 1);     // for the kit
    // Where the people agreed to kits, whoever takes one has to know of it.
    notes->consents[0].purposes |= USE_KIT;
    in.site.found.count = 0;
    shown_pictures_check(&in.build, &shown);
    assert_int_equal(in.site.found.count, 1);
    assert_int_equal(count_of(&in.site.found, CONSENT_MISSING, "content/fi/nakyva.md", 7), 1);
    fixture_close(&in.site);
}

static void a_check_tells_what_ends_soon(void **state)
{
    (void)state;
    trial in;
    open_trial(&in);
    in.build.is_check = true;
    add_use(&in, "content/fi/index.md", first, 4);
    shown_pictures shown = shown_pictures_of(&in.site.memory, &in.build);
    shown_pictures_check(&in.build, &shown);
    assert_int_equal(in.site.found.count, 1);
    assert_int_equal(count_of(&in.site.found, CONSENT_ENDS_SOON, "consents.yaml", 1), 1);
    fixture_close(&in.site);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_bring_pictures_into_books_and_kits),
        cmocka_unit_test(what_nobody_agreed_to_is_told_where_it_is_shown),
        cmocka_unit_test(a_copy_of_which_nothing_is_said_shows_the_same_people),
        cmocka_unit_test(a_check_tells_what_ends_soon),
    };
    return cmocka_run_group_tests_name("shown_pictures", tests, NULL, NULL);
}
