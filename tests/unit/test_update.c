#include "checks.h"

#include "forks/update.h"

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void versions_are_compared_by_numbers(void **state)
{
    (void)state;
    check(version_compare(TEXT("1.9"), TEXT("1.10")) < 0);
    check(version_compare(TEXT("2"), TEXT("1.9")) > 0);
    check(version_compare(TEXT("1.0"), TEXT("1.0")) == 0);
    check(version_compare(TEXT("1"), TEXT("1.1")) < 0);
    check(version_compare(TEXT("1.0a"), TEXT("1.0b")) < 0);
    check(version_compare(TEXT(""), TEXT("1")) < 0);
    check(version_compare(TEXT("99999999999999999999999"), TEXT("1")) > 0);
}

static void names_beside_keep_their_extension(void **state)
{
    (void)state;
    check_text(update_beside(&memory, TEXT("content/fi/map.png")), "content/fi/map.upstream.png");
    check_text(update_beside(&memory, TEXT("a.b/c")), "a.b/c.upstream");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(versions_are_compared_by_numbers, clear),
        cmocka_unit_test_teardown(names_beside_keep_their_extension, clear),
    };
    return cmocka_run_group_tests_name("update", tests, NULL, NULL);
}
