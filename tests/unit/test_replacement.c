#include "base/replacement.h"

#include "folder_fixture.h"

#include <grp.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

static void the_new_takes_the_place_of_the_old(void **state)
{
    (void)state;
    check(file_replace(in_folder("below/list"), TEXT("one, which is long")));
    check(file_replace(in_folder("below/list"), TEXT("two")));
    check_contents("below/list", "two");
    put("below/list.new", "left behind by a process that was stopped");
    check(file_replace(in_folder("below/list"), TEXT("three")));
    check_contents("below/list", "three");
    check(!path_exists(in_folder("below/list.new")));
}

static void what_is_given_up_changes_nothing(void **state)
{
    (void)state;
    replacement begun;
    put("list", "old");
    check(replacement_begin(&begun, &memory, in_folder("list")));
    replacement_give_up(&begun);
    check_contents("list", "old");
    check(!path_exists(in_folder("list.new")));
}

// The other waits, and what it then reads is what the first wrote.
static void two_come_one_after_the_other(void **state)
{
    (void)state;
    replacement begun;
    text contents;
    put("list", "a");
    check(replacement_begin(&begun, &memory, in_folder("list")));
    fflush(NULL);
    pid_t process = fork();
    if (process == 0) {
        bool fine = replacement_begin(&begun, &memory, in_folder("list"))
            && file_read(&memory, in_folder("list"), 100, &contents) == FILE_READ
            && replacement_end(&begun, text_join(&memory, contents, TEXT("c")));
        _exit(fine ? 0 : 1);
    }
    check(file_read(&memory, in_folder("list"), 100, &contents) == FILE_READ);
    check(replacement_end(&begun, text_join(&memory, contents, TEXT("b"))));
    int status;
    check(waitpid(process, &status, 0) == process && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    check_contents("list", "abc");
    check(!path_exists(in_folder("list.new")));
}

// What few may see is not shown to all, and what a group writes together stays so.
static void permissions_stay(void **state)
{
    (void)state;
    static const mode_t modes[] = { 0600, 0640, 0664, 0444 };
    mode_t before = umask(022);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        put("list", "old");
        assert_int_equal(chmod(in_folder("list").bytes, modes[i]), 0);
        put("list.new", "left behind by a process that was stopped");
        check(file_replace(in_folder("list"), TEXT("new")));
        check_mode("list", modes[i]);
    }
    check(file_replace(in_folder("other"), TEXT("new")));
    check_mode("other", 0644);
    assert_int_equal(symlink("list", in_folder("link").bytes), 0);
    check(file_replace(in_folder("link"), TEXT("new")));
    check_mode("link", 0644);
    umask(before);
}

// Whoever replaces a file of a group that is not theirs makes it one of their own group: nobody gains by that.
static void another_group_gives_nobody_more(void **state)
{
    (void)state;
    enum { OURS = 23456, THEIRS = 23457 };
    static const struct { mode_t before, after; } modes[] = { { 0604, 0600 }, { 0660, 0600 }, { 0664, 0644 }, { 0646, 0644 } };
    if (geteuid() != 0)
        skip();         // nobody else can give a file to a group
    assert_int_equal(chown(folder.bytes, OURS, OURS), 0);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        int status;
        put("list", "old");
        assert_int_equal(chown(in_folder("list").bytes, OURS, THEIRS), 0);
        assert_int_equal(chmod(in_folder("list").bytes, modes[i].before), 0);
        pid_t process = fork();
        if (process == 0)
            _exit(setgroups(0, NULL) == 0 && setgid(OURS) == 0 && setuid(OURS) == 0 && file_replace(in_folder("list"), TEXT("new")) ? 0 : 1);
        check(waitpid(process, &status, 0) == process && status == 0);
        check_mode("list", modes[i].after);
    }
}

// Who may by name still may, and the group may no more than before. By default new files in the folder have another list.
static void access_lists_stay(void **state)
{
    (void)state;
    enum { OWNER = 1, NAMED = 2, GROUP = 4, MOST = 16, OTHERS = 32, NOBODY = -1 };
    typedef struct { uint16_t who, may; int32_t number; } list_entry;
    static const char name[] = "system.posix_acl_access";
    struct { uint32_t version; list_entry entries[5]; } list = {
        2, { { OWNER, 6, NOBODY }, { NAMED, 6, 1234 }, { GROUP, 0, NOBODY }, { MOST, 6, NOBODY }, { OTHERS, 0, NOBODY } } }, found = { 0 };
    put("list", "old");
    if (setxattr(in_folder("list").bytes, name, &list, sizeof list, 0) != 0)
        skip();         // the file system knows none
    check(file_replace(in_folder("list"), TEXT("new")));
    check_mode("list", 0660);
    assert_int_equal(getxattr(in_folder("list").bytes, name, &found, sizeof found), sizeof list);
    check(memcmp(&found, &list, sizeof list) == 0);
    assert_int_equal(setxattr(folder.bytes, "system.posix_acl_default", &list, sizeof list, 0), 0);
    assert_int_equal(removexattr(in_folder("list").bytes, name), 0);
    assert_int_equal(chmod(in_folder("list").bytes, 0640), 0);
    check(file_replace(in_folder("list"), TEXT("newer")));
    check_mode("list", 0640);
    check(getxattr(in_folder("list").bytes, name, &found, sizeof found) < 0);
}

// Nor does anybody see what is about to take its place.
static void what_few_may_see_is_never_open(void **state)
{
    (void)state;
    replacement begun;
    put("list", "old");
    assert_int_equal(chmod(in_folder("list").bytes, 0600), 0);
    check(replacement_begin(&begun, &memory, in_folder("list")));
    check_mode("list.new", 0600);
    replacement_give_up(&begun);
}

static bool replace_list(void)
{
    return file_replace(in_folder("list"), TEXT("new"));
}

// What somebody planted is not written to.
static void other_files_stay(void **state)
{
    (void)state;
    put("other", "mine");
    assert_int_equal(symlink("other", in_folder("list.new").bytes), 0);
    check(fails(replace_list, "cannot write"));
    assert_int_equal(unlink(in_folder("list.new").bytes), 0);
    assert_int_equal(link(in_folder("other").bytes, in_folder("list.new").bytes), 0);
    check(replace_list());
    check_contents("other", "mine");
    check_contents("list", "new");
    assert_int_equal(mkfifo(in_folder("list.new").bytes, 0666), 0);
    check(fails(replace_list, "cannot write"));
    check_contents("list", "new");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_new_takes_the_place_of_the_old, begin, end),
        cmocka_unit_test_setup_teardown(what_is_given_up_changes_nothing, begin, end),
        cmocka_unit_test_setup_teardown(two_come_one_after_the_other, begin, end),
        cmocka_unit_test_setup_teardown(permissions_stay, begin, end),
        cmocka_unit_test_setup_teardown(another_group_gives_nobody_more, begin, end),
        cmocka_unit_test_setup_teardown(access_lists_stay, begin, end),
        cmocka_unit_test_setup_teardown(what_few_may_see_is_never_open, begin, end),
        cmocka_unit_test_setup_teardown(other_files_stay, begin, end),
    };
    return cmocka_run_group_tests_name("replacement", tests, NULL, NULL);
}
