#include "checks.h"

#include "forks/update_links.h"

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void links_follow_what_moved(void **state)
{
    (void)state;
    moved_places moved = { 0 };
    moved_places_add(&moved, &memory, TEXT("content/fi/a.md"), TEXT("content/fi/new/a.md"));
    text page = TEXT("[A](a.md) [A](a.md#there \"title\") ![p](p.png) [u](https://a.md) [h](#a.md) [x]: <a.md>\n[b](../fi/a.md)");
    check_text(links_for_place(&memory, page, TEXT("content/fi/b.md"), TEXT("content/fi/b.md"), &moved),
               "[A](new/a.md) [A](new/a.md#there \"title\") ![p](p.png) [u](https://a.md) [h](#a.md) [x]: <new/a.md>\n[b](new/a.md)");
}

static void links_of_a_page_that_moved_stay_where_they_led(void **state)
{
    (void)state;
    moved_places moved = { 0 };
    moved_places_add(&moved, &memory, TEXT("fi/b.md"), TEXT("fi/x/b.md"));
    text page = TEXT("[a](a.md) [b](b.md) [m](mailto:a@b.fi) [/](/a) [out](../../../a.md) [](");
    check_text(links_for_place(&memory, page, TEXT("fi/c.md"), TEXT("fi/x/c.md"), &moved),
               "[a](../a.md) [b](b.md) [m](mailto:a@b.fi) [/](/a) [out](../../../a.md) [](");
}

static void nothing_is_touched_without_need(void **state)
{
    (void)state;
    moved_places moved = { 0 };
    text page = TEXT("[a](./a.md)");
    text same = links_for_place(&memory, page, TEXT("b.md"), TEXT("b.md"), &moved);
    assert_ptr_equal(same.bytes, page.bytes);
    moved_places_add(&moved, &memory, TEXT("z.md"), TEXT("y.md"));
    same = links_for_place(&memory, page, TEXT("b.md"), TEXT("b.md"), &moved);
    assert_ptr_equal(same.bytes, page.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(links_follow_what_moved, clear),
        cmocka_unit_test_teardown(links_of_a_page_that_moved_stay_where_they_led, clear),
        cmocka_unit_test_teardown(nothing_is_touched_without_need, clear),
    };
    return cmocka_run_group_tests_name("update_links", tests, NULL, NULL);
}
