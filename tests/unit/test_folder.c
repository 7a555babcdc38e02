#include "preview/folder.h"

#include "folder_fixture.h"

#include <stdlib.h>

static int begin_with_temporary(void **state)
{
    begin(state);
    setenv("TMPDIR", in_folder("muut").bytes, 1);
    return mkdir(in_folder("muut").bytes, 0777) | mkdir(in_folder("tori").bytes, 0777);
}

static int end_with_temporary(void **state)
{
    unsetenv("TMPDIR");
    return end(state);
}

static void a_preview_has_a_folder_in_the_site(void **state)
{
    (void)state;
    held_folder made;
    put("tori/.digitori/preview-abcdef/site/index.html", "left behind");
    check(preview_folder_make(&memory, in_folder("tori"), &made));
    check(text_starts_with(made.path, in_folder("tori/.digitori/preview-")) && path_is_folder(made.path));
    check(!path_exists(in_folder("tori/.digitori/preview-abcdef")));
    check(held_folder_end(&made));
}

// A site of others may have come with the link: nothing is made behind it, and nothing removed.
static void a_link_leads_to_nobody_elses_previews(void **state)
{
    (void)state;
    held_folder made;
    put("toinen/preview-abcdef/site/index.html", "of another site");
    assert_int_equal(symlink("../toinen", in_folder("tori/.digitori").bytes), 0);
    check(preview_folder_make(&memory, in_folder("tori"), &made));
    check(text_starts_with(made.path, in_folder("muut/preview-")) && path_is_folder(made.path));
    check_contents("toinen/preview-abcdef/site/index.html", "of another site");
    check(held_folder_end(&made));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_preview_has_a_folder_in_the_site, begin_with_temporary, end_with_temporary),
        cmocka_unit_test_setup_teardown(a_link_leads_to_nobody_elses_previews, begin_with_temporary, end_with_temporary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
