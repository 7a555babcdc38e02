#include "site_fixture.h"

#include "base/replacement.h"

#include <stdlib.h>

// More than are read without workers.
enum { PAGES = 600 };

static arena memory;
static text folder;

// Every seventh page has a mistake, of a sort that its worker finds or that shows only when all are together.
static text contents_of(int number)
{
    switch (number % 28) {
    case 7: return TEXT("---\ntitle: [a\n---\n");
    case 14: return TEXT("Ei alkua.\n");
    case 21: return TEXT("---\ntitle: Sama\nid: sama\nweight: suuri\n---\n");
    default: return text_format(&memory, "---\ntitle: Sivu %d\ntags: [t%d]\nweight: %d\n---\nSisältö %d.\n", number, number % 3,
                                PAGES - number, number);
    }
}

static int begin(void **state)
{
    (void)state;
    folder = fresh_folder(&memory);
    check(file_write(path_join(&memory, folder, TEXT("digitori.yaml")), TEXT("title: A\nlanguages: [fi]\n")));
    for (int i = 0; i < PAGES; i++)
        check(file_write(text_format(&memory, "%.*s/content/fi/s%d.md", TEXT_PRINT(folder), i), contents_of(i)));
    check(file_write(text_format(&memory, "%.*s/content/fi/kirja.md", TEXT_PRINT(folder)),
                     TEXT("---\ntitle: Kirja\nkind: book\nparts:\n  - include: [{kind: page}]\n---\n")));
    return 0;
}

static int end(void **state)
{
    (void)state;
    check(folder_remove(folder));
    arena_free(&memory);
    return 0;
}

static void check_same_found(const diagnostics *a, const diagnostics *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        assert_int_equal(a->items[i].kind, b->items[i].kind);
        assert_int_equal(a->items[i].place.line, b->items[i].place.line);
        check(text_equals(a->items[i].place.path, b->items[i].place.path));
        check(text_equals(a->items[i].detail, b->items[i].detail));
    }
}

static void check_same_pages(const site *a, const site *b)
{
    assert_int_equal(a->page_count, b->page_count);
    assert_memory_equal(&a->inputs, &b->inputs, sizeof a->inputs);
    for (size_t i = 0; i < a->page_count; i++) {
        const page *x = &a->pages[i], *y = &b->pages[i];
        check(text_equals(x->path, y->path) && text_equals(x->url, y->url) && text_equals(x->title, y->title));
        check(text_equals(x->entry->id, y->entry->id));
        assert_int_equal(x->tag_count, y->tag_count);
        for (size_t t = 0; t < x->tag_count; t++)
            check(text_equals(x->tags[t], y->tags[t]));
        assert_memory_equal(&x->body, &y->body, sizeof x->body);
        assert_int_equal(x->book != NULL, y->book != NULL);
    }
}

static void workers_read_what_one_process_reads(void **state)
{
    (void)state;
    arena here = { 0 }, there = { 0 };
    diagnostics found_here = { .memory = &here }, found_there = { .memory = &there };
    site read_here, read_there;
    check(site_load(&here, &(site_request){ .folder = folder }, &found_here, &read_here) == SITE_LOADED);
    check(site_load(&there, &(site_request){ .folder = folder, .worker_count = 3 }, &found_there, &read_there) == SITE_LOADED);
    check(found_here.count > PAGES / 14);
    assert_int_equal(read_here.page_count, PAGES + 1 - 22 - 21);
    diagnostics_sort(&found_here);
    diagnostics_sort(&found_there);
    check_same_found(&found_here, &found_there);
    check_same_pages(&read_here, &read_there);
    const page *book = table_find(&read_there.pages_by_path, TEXT("content/fi/kirja.md"));
    check(book != NULL && value_get(book->book, TEXT("parts")) != NULL);
    arena_free(&here);
    arena_free(&there);
}

// Of a file that somebody writes while the site is built; its front matter is the model's.
static void a_body_that_is_written_meanwhile_is_noticed(void **state)
{
    (void)state;
    fixture_site fixture;
    static const fixture_file files[] = {
        { "digitori.yaml", "title: A\nlanguages: [fi]\n" }, { "content/fi/a.md", "---\ntitle: A\n---\nEnsin.\n" },
    };
    fixture_open(&fixture, files, sizeof files / sizeof *files);
    const page *own = table_find(&fixture.site.pages_by_path, TEXT("content/fi/a.md"));
    text path = path_join(&fixture.memory, fixture.folder, own->path), body;
    static const char *const versions[] = { "---\ntitle: A\n---\nEnsin.\n", "---\ntitle: B\n---\nEnsin.\n", "---\ntitle: A\n---\nSitten.\n" };
    for (int i = 0; i < 3; i++) {
        int line;
        site_forget_changed_bodies();
        check(file_replace(path, text_of(versions[i])));
        check(site_read_body(&fixture.memory, &fixture.site, own, &body, &line, &fixture.found));
        assert_int_equal(site_body_has_changed(), i == 2);
    }
    check_text(body, "Sitten.\n");
    fixture_close(&fixture);
}

static void check_sorted(const site *of, text by, bool descending)
{
    const page **pages = ARENA_NEW(of->memory, const page *, of->page_count);
    for (size_t i = 0; i < of->page_count; i++)
        pages[i] = &of->pages[(i * 7) % of->page_count];
    pages_sort(pages, of->page_count, by, descending);
    for (size_t i = 1; i < of->page_count; i++)
        check(page_compare_by(pages[i - 1], pages[i], by, descending) < 0);
}

// By numbers that decide without a look at the pages, where they differ.
static void pages_are_sorted_as_they_compare(void **state)
{
    (void)state;
    static const char *const weights[] = { "", "weight: 0\n", "weight: -0\n", "weight: -2.5\n", "weight: 3\n", "weight: -3\n" };
    static const char *const dates[] = { "", "date: 2026-01-31\n", "updated: 2025-12-01\n", "date: 2026-02-01\nupdated: 2026-02-02\n" };
    static const char *const titles[] = { "Sama", "Äiti", "samanlainen kuin muut", "Samanlainen kuin 1", "\"\\\"\"" };
    enum { COUNT = 211 };
    fixture_file files[COUNT + 1] = { { "digitori.yaml", "title: A\nlanguages: [fi]\n" } };
    for (int i = 0; i < COUNT; i++) {
        files[i + 1].path = text_format(&memory, "content/fi/s%d.md", i).bytes;
        files[i + 1].contents = text_format(&memory, "---\ntitle: %s\n%s%s---\nA.\n", titles[i % 5], weights[i / 5 % 6], dates[i / 30 % 4]).bytes;
    }
    fixture_site fixture;
    fixture_open(&fixture, files, COUNT + 1);
    assert_int_equal(fixture.site.page_count, COUNT);
    static const text fields[] = { TEXT_CONSTANT("title"), TEXT_CONSTANT("weight"), TEXT_CONSTANT("date"), TEXT_CONSTANT("updated"), TEXT_CONSTANT("none") };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        check_sorted(&fixture.site, fields[i], false);
        check_sorted(&fixture.site, fields[i], true);
    }
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(workers_read_what_one_process_reads),
        cmocka_unit_test(a_body_that_is_written_meanwhile_is_noticed),
        cmocka_unit_test(pages_are_sorted_as_they_compare),
    };
    return cmocka_run_group_tests_name("load", tests, begin, end);
}
