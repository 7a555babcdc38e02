#include "checks.h"

#include "answers/figures.h"

#include <math.h>

static arena memory;

static int clean_up(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void check_near(double one, double other)
{
    check(fabs(one - other) < 1e-9);
}

static void test_spread(void **state)
{
    (void)state;
    // statistics.mean, median and stdev of Python say the same.
    const double numbers[] = { 2, 4, 4, 4, 5, 5, 7, 9 };
    figures made = figures_of(&memory, numbers, 8);
    check(made.count == 8);
    check_near(made.sum, 40);
    check_near(made.mean, 5);
    check_near(made.median, 4.5);
    check_near(made.deviation, 2.138089935299395);
    check_near(made.smallest, 2);
    check_near(made.largest, 9);
}

static void test_few(void **state)
{
    (void)state;
    const double one[] = { -3.5 };
    check(figures_of(&memory, NULL, 0).count == 0);
    figures made = figures_of(&memory, one, 1);
    check_near(made.median, -3.5);
    check_near(made.deviation, 0);
    const double three[] = { 3, 1, 2 };
    check_near(figures_of(&memory, three, 3).median, 2);
}

static void test_order_does_not_show(void **state)
{
    (void)state;
    const double one[] = { 0.1, 1e9, 0.2, 0.3 }, other[] = { 0.3, 0.2, 1e9, 0.1 };
    figures a = figures_of(&memory, one, 4), b = figures_of(&memory, other, 4);
    check(memcmp(&a, &b, sizeof a) == 0);
}

static void test_classes(void **state)
{
    (void)state;
    const double few[] = { 3, 1, 3 };
    number_classes made = number_classes_of(&memory, few, 3, 10);
    check(made.count == 2);
    check(made.items[0].from == 1 && made.items[0].to == 1 && made.items[0].count == 1);
    check(made.items[1].from == 3 && made.items[1].count == 2);
    double many[101];
    for (size_t i = 0; i <= 100; i++)
        many[i] = (double)i;
    made = number_classes_of(&memory, many, 101, 10);
    size_t all = 0;
    for (size_t i = 0; i < made.count; i++) {
        check(i == 0 || made.items[i].from == made.items[i - 1].to);
        all += made.items[i].count;
    }
    check(all == 101);
    check(made.count <= 10);
    check(made.items[0].from == 0 && made.items[0].to == 20 && made.items[0].count == 20);
    check(number_classes_of(&memory, NULL, 0, 10).count == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_spread, clean_up), cmocka_unit_test_teardown(test_few, clean_up),
        cmocka_unit_test_teardown(test_order_does_not_show, clean_up), cmocka_unit_test_teardown(test_classes, clean_up),
    };
    return cmocka_run_group_tests_name("figures", tests, NULL, NULL);
}
