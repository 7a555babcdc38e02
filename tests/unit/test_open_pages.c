#include "preview/open_pages.h"

#include "folder_fixture.h"

static open_pages pages;

static page_mark mark_now(void)
{
    open_pages_read_assets(&pages, folder);
    return page_mark_of(&pages, TEXT("<p>Sivu"));
}

static void put_site(void)
{
    put("assets/site.js", "script");
    put("assets/base.css", "styles");
    put("assets/search/fi.js", "root 1");
    put("assets/search/fi/t/1.js", "piece");
}

static void what_pages_use_is_in_their_mark(void **state)
{
    (void)state;
    put_site();
    page_mark first = mark_now(), again = mark_now();
    check(first.page == again.page && first.styles == again.styles);
    put("assets/site.js", "another script");
    page_mark second = mark_now();
    check(second.page != first.page && second.styles == first.styles);
    put("assets/base.css", "other styles");
    page_mark third = mark_now();
    check(third.page == second.page && third.styles != second.styles);
}

// Many thousands of pieces on a large site: the preview would stand still while they are read.
static void the_root_tells_of_a_search_index(void **state)
{
    (void)state;
    put_site();
    page_mark first = mark_now();
    put("assets/search/fi/t/1.js", "another piece");
    put("assets/search/fi/t/2.js", "piece");
    check(mark_now().page == first.page);
    put("assets/search/fi.js", "root 2");
    check(mark_now().page != first.page);
}

static void marks_are_written_and_read(void **state)
{
    (void)state;
    page_mark mark = { 0x1234, 0xABCDEF0123456789 }, read = page_mark_read(page_mark_write(&memory, mark));
    check(read.page == mark.page && read.styles == mark.styles);
    check(page_mark_read(TEXT("no mark")).page == UINT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_pages_use_is_in_their_mark, begin, end),
        cmocka_unit_test_setup_teardown(the_root_tells_of_a_search_index, begin, end),
        cmocka_unit_test_setup_teardown(marks_are_written_and_read, begin, end),
    };
    return cmocka_run_group_tests_name("open_pages", tests, NULL, NULL);
}
