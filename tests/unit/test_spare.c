#include "pipeline/spare.h"

#include "folder_fixture.h"

#include <sys/stat.h>
#include <sys/xattr.h>

static spare taken;

static void begin_taking(void)
{
    spare_begin(&taken, in_folder("kept"), text_join(&memory, in_folder("site"), TEXT("/")));
}

static void take(void)
{
    begin_taking();
    check(spare_take(&taken));
}

static void what_is_wanted_stays(void **state)
{
    (void)state;
    put("kept/fi/a.html", "a");
    put("kept/fi/.hidden", "of others");
    put("kept/fi/deep/b.html", "b");
    put("kept/index.html", "index");
    file_identity a = file_identity_of(in_folder("kept/fi/a.html"));
    take();
    check(!path_exists(in_folder("kept")));
    check(spare_has(&taken, TEXT("fi/a.html"), &a));
    check(!spare_has(&taken, TEXT("fi/c.html"), &a));
    check(spare_clear(&taken));
    check_contents("site/fi/a.html", "a");
    check(!path_exists(in_folder("site/fi/.hidden")) && !path_exists(in_folder("site/index.html")));
    check(!path_exists(in_folder("site/fi/deep")));
}

static void another_file_makes_way(void **state)
{
    (void)state;
    put("kept/a.html", "a");
    file_identity a = file_identity_of(in_folder("kept/a.html")), none = { 0 };
    put("kept/b.html", "b");
    put("kept/a.html", "longer than before");
    take();
    check(!spare_has(&taken, TEXT("a.html"), &a) && !path_exists(in_folder("site/a.html")));
    check(!spare_has(&taken, TEXT("b.html"), &none) && !path_exists(in_folder("site/b.html")));
    put("site/a.html", "put here since");
    check(spare_clear(&taken));
    check_contents("site/a.html", "put here since");
}

// What is made in it would not be for those for whom what is made beside it is.
static void a_tree_of_another_access_list_is_not_used(void **state)
{
    (void)state;
    struct { uint32_t version; struct { uint16_t who, may; int32_t number; } entries[3]; } list = { 2, { { 1, 7, -1 }, { 4, 5, -1 }, { 0x20, 0, -1 } } };
    put("kept/fi/a.html", "a");
    if (setxattr(in_folder("kept/fi").bytes, "system.posix_acl_default", &list, sizeof list, 0) != 0)
        skip();         // the file system knows none
    take();
    check(taken.folder.length == 0 && !path_exists(in_folder("site")));
}

// Folders then have the permissions that the list gives, whatever the umask is.
static void a_tree_of_the_same_access_list_is_used(void **state)
{
    (void)state;
    struct { uint32_t version; struct { uint16_t who, may; int32_t number; } entries[3]; } list = { 2, { { 1, 7, -1 }, { 4, 5, -1 }, { 0x20, 0, -1 } } };
    if (setxattr(folder.bytes, "system.posix_acl_default", &list, sizeof list, 0) != 0)
        skip();         // the file system knows none
    put("kept/fi/a.html", "a");
    file_identity a = file_identity_of(in_folder("kept/fi/a.html"));
    take();
    check(taken.folder.length > 0 && spare_has(&taken, TEXT("fi/a.html"), &a));
    check(spare_clear(&taken) && !path_exists(in_folder("mode")));
}

// Nothing may be written or removed through a link that somebody put there.
static void a_tree_with_links_is_not_used(void **state)
{
    (void)state;
    put("elsewhere/a.html", "a");
    put("kept/index.html", "index");
    assert_int_equal(symlink("../elsewhere", in_folder("kept/fi").bytes), 0);
    take();
    check(taken.folder.length == 0 && !path_exists(in_folder("site")));
    check_contents("elsewhere/a.html", "a");
    assert_int_equal(symlink("elsewhere", in_folder("kept").bytes), 0);
    take();
    check(taken.folder.length == 0 && !path_exists(in_folder("site")));
    check_contents("elsewhere/a.html", "a");
}

static void a_tree_with_other_permissions_is_not_used(void **state)
{
    (void)state;
    put("kept/fi/a.html", "a");
    assert_int_equal(chmod(in_folder("kept/fi").bytes, 0700), 0);
    take();
    check(taken.folder.length == 0 && !path_exists(in_folder("site")));
}

static void without_one_there_is_nothing(void **state)
{
    (void)state;
    file_identity a = { 0 };
    take();
    check(taken.folder.length == 0 && !spare_has(&taken, TEXT("a.html"), &a) && spare_clear(&taken));
}

static void what_is_not_wanted_after_all_stays_where_it_was(void **state)
{
    (void)state;
    put("kept/fi/a.html", "a");
    begin_taking();
    check(spare_give_back(&taken, in_folder("kept")) && !path_exists(in_folder("site")));
    check_contents("kept/fi/a.html", "a");
    check(spare_give_back(&taken, in_folder("kept")));
}

// Another build may have put its own there meanwhile.
static void what_cannot_be_given_back_goes(void **state)
{
    (void)state;
    put("kept/fi/a.html", "a");
    begin_taking();
    put("kept/fi/b.html", "b");
    check(spare_give_back(&taken, in_folder("kept")) && !path_exists(in_folder("site")) && !path_exists(in_folder("kept/fi/a.html")));
    check_contents("kept/fi/b.html", "b");
}

// One that is there already stays: another build put it there.
static void putting_away_replaces_nothing(void **state)
{
    (void)state;
    put("kept/a.html", "theirs");
    put("site/a.html", "ours");
    spare_put_away(in_folder("site"), in_folder("kept"));
    check_contents("kept/a.html", "theirs");
    check_contents("site/a.html", "ours");
    check(folder_remove(in_folder("kept")));
    spare_put_away(in_folder("site"), in_folder("kept"));
    check_contents("kept/a.html", "ours");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_wanted_stays, begin, end),
        cmocka_unit_test_setup_teardown(another_file_makes_way, begin, end),
        cmocka_unit_test_setup_teardown(a_tree_of_another_access_list_is_not_used, begin, end),
        cmocka_unit_test_setup_teardown(a_tree_of_the_same_access_list_is_used, begin, end),
        cmocka_unit_test_setup_teardown(a_tree_with_links_is_not_used, begin, end),
        cmocka_unit_test_setup_teardown(a_tree_with_other_permissions_is_not_used, begin, end),
        cmocka_unit_test_setup_teardown(without_one_there_is_nothing, begin, end),
        cmocka_unit_test_setup_teardown(what_is_not_wanted_after_all_stays_where_it_was, begin, end),
        cmocka_unit_test_setup_teardown(what_cannot_be_given_back_goes, begin, end),
        cmocka_unit_test_setup_teardown(putting_away_replaces_nothing, begin, end),
    };
    return cmocka_run_group_tests_name("spare", tests, NULL, NULL);
}
