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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(workers_read_what_one_process_reads),
        cmocka_unit_test(a_body_that_is_written_meanwhile_is_noticed),
    };
    return cmocka_run_group_tests_name("load", tests, begin, end);
}
