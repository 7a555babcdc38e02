#include "checks.h"

#include "answers/scans/plane.h"

#include <math.h>

static const spot corners[4] = { { 0, 0 }, { 595, 0 }, { 595, 842 }, { 0, 842 } };
static const double same[4] = { 1, 1, 1, 1 };

static void a_sheet_seen_from_the_side_is_found(void **state)
{
    (void)state;
    const spot seen[4] = { { 120, 90 }, { 1400, 140 }, { 1550, 2100 }, { 30, 2010 } };
    plane lies;
    assert_true(plane_through(corners, seen, same, 4, false, &lies));
    for (size_t i = 0; i < 4; i++) {
        spot found = plane_at(&lies, corners[i]);
        assert_true(hypot(found.x - seen[i].x, found.y - seen[i].y) < 0.001);
    }
    // What is straight stays straight, and what is far is smaller.
    spot above = plane_at(&lies, (spot){ 297.5, 0 }), below = plane_at(&lies, (spot){ 297.5, 842 });
    assert_true(fabs(above.y - (90 + 50 * (above.x - 120) / 1280)) < 0.01);
    assert_true(below.x > 700 && below.x < 900);
}

static void an_even_one_has_no_perspective(void **state)
{
    (void)state;
    const spot seen[4] = { { 0, 0 }, { 600, 10 }, { 590, 850 }, { -10, 840 } };
    plane lies;
    assert_true(plane_through(corners, seen, same, 4, true, &lies));
    assert_true(fabs(lies.parts[6]) < 1e-9 && fabs(lies.parts[7]) < 1e-9);
    spot middle = plane_at(&lies, (spot){ 297.5, 421 });
    assert_true(hypot(middle.x - 295, middle.y - 425) < 0.01);
}

static void places_in_a_line_tell_nothing(void **state)
{
    (void)state;
    const spot line[4] = { { 0, 0 }, { 100, 100 }, { 200, 200 }, { 300, 300 } };
    plane lies;
    assert_false(plane_through(line, line, same, 4, false, &lies));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sheet_seen_from_the_side_is_found),
        cmocka_unit_test(an_even_one_has_no_perspective),
        cmocka_unit_test(places_in_a_line_tell_nothing),
    };
    return cmocka_run_group_tests_name("plane", tests, NULL, NULL);
}
