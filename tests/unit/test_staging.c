#include "base/staging.h"

#include "folder_fixture.h"

#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>

static size_t count_held(void)
{
    size_t count = 0;
    char *command = text_to_string(&memory, text_format(&memory, "find '%.*s' -name '.public.*' | wc -l", TEXT_PRINT(folder)));
    FILE *told = popen(command, "r");
    check(fscanf(told, "%zu", &count) == 1);
    pclose(told);
    return count;
}

static void publish(const char *contents)
{
    staging with;
    check(staging_make(&memory, in_folder("public"), &with));
    text fresh = path_join(&memory, with.held.path, TEXT("site"));
    check(file_write(path_join(&memory, fresh, TEXT("index.html")), text_of(contents)));
    check(staging_publish(&with, fresh, true));
    check(staging_end(&with));
}

static void a_fresh_folder_takes_the_old_ones_place(void **state)
{
    (void)state;
    publish("one");
    check_contents("public/index.html", "one");
    put("public/old.html", "old");
    publish("two");
    check_contents("public/index.html", "two");
    check(!path_exists(in_folder("public/old.html")) && count_held() == 0);
}

static staging failing;

static bool publish_as_new(void)
{
    return staging_publish_new(&failing, path_join(&memory, failing.held.path, TEXT("site")));
}

// Two that begin a site in one folder: the second may come when somebody has already written in what the first made.
static void a_new_folder_takes_the_place_of_nothing(void **state)
{
    (void)state;
    assert_int_equal(mkdir(in_folder("public").bytes, 0777), 0);
    for (int i = 0; i < 2; i++) {
        check(staging_make(&memory, in_folder("public"), &failing));
        check(file_write(path_join(&memory, failing.held.path, TEXT("site/index.html")), TEXT("new")));
        if (i == 0)
            check(publish_as_new());
        else
            check(fails(publish_as_new, "cannot publish to"));
        check(staging_end(&failing));
        check_contents("public/index.html", i == 0 ? "new" : "written by somebody");
        put("public/index.html", "written by somebody");
    }
    check(count_held() == 0);
}

// Whoever made the folder decided who may enter it.
static void permissions_stay(void **state)
{
    (void)state;
    mode_t before = umask(022);
    assert_int_equal(mkdir(in_folder("public").bytes, 0700), 0);
    check(staging_make(&memory, in_folder("public"), &failing));
    check(file_write(path_join(&memory, failing.held.path, TEXT("site/index.html")), TEXT("new")));
    check(publish_as_new() && staging_end(&failing));
    check_mode("public", 0700);
    check_mode("public/index.html", 0644);
    publish("two");
    check_mode("public", 0700);
    assert_int_equal(chmod(in_folder("public").bytes, 0775), 0);
    publish("three");
    check_mode("public", 0775);
    umask(before);
}

// The list that new files of the folder get, so that a web server may read them, say: those of the next build get it too.
static void the_list_for_new_files_stays(void **state)
{
    (void)state;
    enum { OWNER = 1, NAMED = 2, GROUP = 4, MOST = 0x10, OTHERS = 0x20, NOBODY = -1 };
    typedef struct { uint16_t who, may; int32_t number; } list_entry;
    struct { uint32_t version; list_entry entries[5]; } list = {
        2, { { OWNER, 7, NOBODY }, { NAMED, 5, 1234 }, { GROUP, 5, NOBODY }, { MOST, 5, NOBODY }, { OTHERS, 0, NOBODY } } }, found = { 0 };
    static const char name[] = "system.posix_acl_default";
    assert_int_equal(mkdir(in_folder("public").bytes, 0777), 0);
    if (setxattr(in_folder("public").bytes, name, &list, sizeof list, 0) != 0)
        skip();         // the file system knows none
    for (int i = 0; i < 2; i++) {
        publish(i == 0 ? "one" : "two");
        assert_int_equal(getxattr(in_folder("public").bytes, name, &found, sizeof found), sizeof list);
        check(memcmp(&found, &list, sizeof list) == 0);
        check_mode("public/index.html", 0640);
        assert_int_equal(getxattr(in_folder("public/index.html").bytes, "system.posix_acl_access", &found, sizeof found), sizeof list);
    }
    assert_int_equal(removexattr(in_folder("public").bytes, name), 0);
    assert_int_equal(setxattr(folder.bytes, name, &list, sizeof list, 0), 0);
    publish("three");
    check(getxattr(in_folder("public").bytes, name, &found, sizeof found) < 0);
    check(getxattr(in_folder("public/index.html").bytes, "system.posix_acl_access", &found, sizeof found) < 0);
}

// In a new folder too, and below folders that are not there yet.
static void what_is_above_is_made(void **state)
{
    (void)state;
    staging with;
    check(staging_make(&memory, in_folder("a/b/public/"), &with));
    text fresh = path_join(&memory, with.held.path, TEXT("site"));
    check(file_write(path_join(&memory, fresh, TEXT("x")), TEXT("x")));
    check(staging_publish(&with, fresh, false) && staging_end(&with));
    check_contents("a/b/public/x", "x");
}

static void a_link_to_a_folder_stays_a_link(void **state)
{
    (void)state;
    put("elsewhere/public/index.html", "one");
    assert_int_equal(symlink("elsewhere/public", in_folder("public").bytes), 0);
    publish("two");
    check_contents("elsewhere/public/index.html", "two");
    struct stat status;
    check(lstat(in_folder("public").bytes, &status) == 0 && S_ISLNK(status.st_mode));
}

static bool publish_nothing(void)
{
    return staging_publish(&failing, in_folder("nowhere"), false);
}

static bool sync_nothing(void)
{
    return staging_publish(&failing, in_folder("nowhere"), true);
}

static void a_failure_leaves_what_was_published(void **state)
{
    (void)state;
    put("public/index.html", "one");
    check(staging_make(&memory, in_folder("public"), &failing));
    check(fails(publish_nothing, "cannot publish to"));
    check(fails(sync_nothing, "cannot write"));
    check(staging_end(&failing));
    check_contents("public/index.html", "one");
}

static bool publish_over_file(void)
{
    return staging_publish(&failing, path_join(&memory, failing.held.path, TEXT("site")), false);
}

static void a_file_is_not_replaced(void **state)
{
    (void)state;
    put("public", "mine");
    check(staging_make(&memory, in_folder("public"), &failing));
    check(file_write(path_join(&memory, failing.held.path, TEXT("site/x")), TEXT("x")));
    check(fails(publish_over_file, "cannot publish to"));
    check(staging_end(&failing));
    check_contents("public", "mine");
}

// ---- What others left

static pid_t hold_in_another_process(int *told)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t process = fork();
    if (process == 0) {
        staging with;
        bool is_made = staging_make(&memory, in_folder("public"), &with);
        bool is_told = write(ends[1], is_made ? "+" : "-", 1) == 1;
        (void)is_told;
        for (;;)
            pause();
    }
    close(ends[1]);
    *told = ends[0];
    return process;
}

static void what_was_left_behind_is_removed_but_not_what_is_in_use(void **state)
{
    (void)state;
    int told;
    char answer = 0;
    pid_t other = hold_in_another_process(&told);
    check(read(told, &answer, 1) == 1 && answer == '+');
    put("public/index.html", "one");
    publish("two");
    assert_int_equal(count_held(), 1);
    kill(other, SIGKILL);
    waitpid(other, NULL, 0);
    close(told);
    publish("three");
    assert_int_equal(count_held(), 0);
    check_contents("public/index.html", "three");
}

static void folders_of_others_stay(void **state)
{
    (void)state;
    put(".public.backup/index.html", "mine");
    put(".public.2026-11/index.html", "mine");
    put(".publicity.abcdef/index.html", "mine");
    publish("one");
    check_contents(".public.backup/index.html", "mine");
    check_contents(".public.2026-11/index.html", "mine");
    check_contents(".publicity.abcdef/index.html", "mine");
}

// Cut off between the two renames of a file system that cannot exchange.
static void what_had_stepped_aside_comes_back(void **state)
{
    (void)state;
    put(".public.digitori-aB3dE9/old/index.html", "one");
    held_folders_clean(folder, TEXT(".public.digitori-"), in_folder("public"));
    check_contents("public/index.html", "one");
    check(!path_exists(in_folder(".public.digitori-aB3dE9")));
    put(".public.digitori-aB3dE9/old/index.html", "older");
    held_folders_clean(folder, TEXT(".public.digitori-"), in_folder("public"));
    check_contents("public/index.html", "one");
}

static void a_lock_is_had_by_one(void **state)
{
    (void)state;
    int lock = folder_lock(folder);
    check(lock >= 0);
    check(folder_lock(folder) < 0 && errno == EWOULDBLOCK);
    close(lock);
    lock = folder_lock(folder);
    check(lock >= 0);
    close(lock);
    check(folder_lock(in_folder("nowhere")) < 0 && errno == ENOENT);
}

static void what_is_taken_away_is_gone_at_once(void **state)
{
    (void)state;
    put("cache/tree/fi/a.html", "a");
    put("cache/other", "stays");
    folder_take_away(in_folder("cache/tree"), TEXT(".gone-"));
    folder_take_away(in_folder("cache/tree"), TEXT(".gone-"));
    check(!path_exists(in_folder("cache/tree")));
    file_list files;
    check(folder_walk(&memory, in_folder("cache"), &files));
    assert_int_equal(files.count, 1);
    check_contents("cache/other", "stays");
    held_folder left;       // by a process that was stopped
    check(held_folder_make(&memory, in_folder("cache"), TEXT(".gone-"), &left));
    check(close(left.lock) == 0);
    held_folders_clean(in_folder("cache"), TEXT(".gone-"), (text){ 0 });
    check(!path_exists(left.path));
}

static void a_disk_of_its_own_is_told(void **state)
{
    (void)state;
    check(folder_is_mounted(TEXT("/proc")));
    check(!folder_is_mounted(folder));
    check(!folder_is_mounted(in_folder("nowhere")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_fresh_folder_takes_the_old_ones_place, begin, end),
        cmocka_unit_test_setup_teardown(a_new_folder_takes_the_place_of_nothing, begin, end),
        cmocka_unit_test_setup_teardown(permissions_stay, begin, end),
        cmocka_unit_test_setup_teardown(the_list_for_new_files_stays, begin, end),
        cmocka_unit_test_setup_teardown(what_is_above_is_made, begin, end),
        cmocka_unit_test_setup_teardown(a_link_to_a_folder_stays_a_link, begin, end),
        cmocka_unit_test_setup_teardown(a_failure_leaves_what_was_published, begin, end),
        cmocka_unit_test_setup_teardown(a_file_is_not_replaced, begin, end),
        cmocka_unit_test_setup_teardown(what_was_left_behind_is_removed_but_not_what_is_in_use, begin, end),
        cmocka_unit_test_setup_teardown(folders_of_others_stay, begin, end),
        cmocka_unit_test_setup_teardown(what_had_stepped_aside_comes_back, begin, end),
        cmocka_unit_test_setup_teardown(a_lock_is_had_by_one, begin, end),
        cmocka_unit_test_setup_teardown(what_is_taken_away_is_gone_at_once, begin, end),
        cmocka_unit_test_setup_teardown(a_disk_of_its_own_is_told, begin, end),
    };
    return cmocka_run_group_tests_name("staging", tests, NULL, NULL);
}
