// What is said of fonts that cannot be read: packages are advised only where a file is missing.
#include "folder_fixture.h"
#include "font_leaks.h"

#include "formats/pdf/pdf_pango.h"

static bool open_own(void)
{
    return pdf_canvas_open(&memory, folder, TEXT("fi")) != NULL;
}

static void a_file_that_is_no_font_is_told_as_what_it_is(void **state)
{
    (void)state;
    put("Lato-Bold.ttf", "This is no font.");
    check(fails(open_own, "see that this font is whole"));
    check(fails(open_own, "Lato-Bold.ttf"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_that_is_no_font_is_told_as_what_it_is, begin, end),
    };
    return cmocka_run_group_tests_name("pdf_pango", tests, NULL, NULL);
}
