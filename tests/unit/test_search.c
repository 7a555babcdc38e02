#include "search_fixture.h"

#include "search/search.h"

static search_fixture made;
static search_index *in;

static const fixture_page pages[] = {
    { "Workshops", "Workshops are planned together before anybody meets." },
    { "Permissions for pictures", "A photo permission is asked first. Permissions can be taken back." },
    { "Notes", "Workshop notes. The permission was asked, the pictures were taken." },
    { "Participatory budgeting", "Residents decide. Participatory budgeting takes time." },
    { "Money", "Budgeting that is participatory is another matter." },
};

static int open_index(void **state)
{
    (void)state;
    fixture_make(&made, pages, sizeof pages / sizeof *pages);
    in = index_open(made.folder, TEXT("en"));
    return in == NULL;
}

static int close_index(void **state)
{
    (void)state;
    index_close(in);
    fixture_remove(&made);
    return 0;
}

static search_hits ask(const char *query)
{
    return search_run(&made.memory, in, text_of(query), 10);
}

static void check_first(const char *query, const char *title, size_t count)
{
    search_hits hits = ask(query);
    assert_int_equal(hits.count, count);
    check_text(hits.items[0].title, title);
}

static void the_page_about_it_comes_first(void **state)
{
    (void)state;
    check_first("workshop", "Workshops", 2);
    check_first("PERMISSIONS", "Permissions for pictures", 2);
    check_first("pictures permission", "Permissions for pictures", 2);
}

static void beginnings_and_misspellings_are_understood(void **state)
{
    (void)state;
    check_first("permiss", "Permissions for pictures", 2);
    check_first("wrkshops", "Workshops", 2);
    check_text(ask("the wrkshops").suggestion, "the workshops");
    check_text(ask("workshops").suggestion, "");
    assert_int_equal(ask("xqzwvblargh").count, 0);
    assert_int_equal(ask("").count, 0);
}

static void phrases_stand_side_by_side(void **state)
{
    (void)state;
    assert_int_equal(ask("participatory budgeting").count, 2);
    check_first("\"participatory budgeting\"", "Participatory budgeting", 1);
}

static void what_is_not_wanted_is_left_out(void **state)
{
    (void)state;
    check_first("workshop -notes", "Workshops", 1);
    check_first("-notes parity:even workshop", "Workshops", 1);
    assert_int_equal(ask("-workshop").count, 0);
}

static void fields_alone_give_all_their_pages(void **state)
{
    (void)state;
    assert_int_equal(ask("parity:even").count, 3);
    assert_int_equal(ask("-parity:even").count, 2);
    assert_int_equal(ask("parity:odd").count, 0);
}

static void excerpts_are_cut_around_the_words(void **state)
{
    (void)state;
    search_hits hits = ask("meets");
    assert_int_equal(hits.count, 1);
    check_text(hits.items[0].url, "sivu-0.html#osa");
    check_text(hits.items[0].heading, "Osa");
    check_text(hits.items[0].excerpt, "Workshops are planned together before anybody meets.");
}

static void limits_are_kept(void **state)
{
    (void)state;
    search_hits hits = search_run(&made.memory, in, TEXT("permission workshop budgeting"), 2);
    assert_int_equal(hits.count, 2);
    assert_int_equal(hits.total, 5);
    check(hits.items[0].points >= hits.items[1].points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_page_about_it_comes_first, open_index, close_index),
        cmocka_unit_test_setup_teardown(beginnings_and_misspellings_are_understood, open_index, close_index),
        cmocka_unit_test_setup_teardown(phrases_stand_side_by_side, open_index, close_index),
        cmocka_unit_test_setup_teardown(what_is_not_wanted_is_left_out, open_index, close_index),
        cmocka_unit_test_setup_teardown(fields_alone_give_all_their_pages, open_index, close_index),
        cmocka_unit_test_setup_teardown(excerpts_are_cut_around_the_words, open_index, close_index),
        cmocka_unit_test_setup_teardown(limits_are_kept, open_index, close_index),
    };
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
