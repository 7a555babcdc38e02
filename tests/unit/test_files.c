#include "folder_fixture.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static void link_to(const char *target, const char *name)
{
    assert_int_equal(symlink(target, in_folder(name).bytes), 0);
}

// ---- Reading

static void files_are_read_whole(void **state)
{
    (void)state;
    put("a.md", "Hyvää");
    text contents;
    assert_int_equal(file_read(&memory, in_folder("a.md"), 7, &contents), FILE_READ);
    check_text(contents, "Hyvää");
    assert_int_equal(contents.bytes[contents.length], '\0');
    assert_int_equal(file_read(&memory, in_folder("a.md"), 6, &contents), FILE_TOO_LARGE);
    put("empty", "");
    assert_int_equal(file_read(&memory, in_folder("empty"), 0, &contents), FILE_READ);
    check_text(contents, "");
}

static void what_is_no_plain_file_is_not_read(void **state)
{
    (void)state;
    text contents;
    put("a", "x");
    assert_int_equal(mkfifo(in_folder("pipe").bytes, 0600), 0);
    assert_int_equal(file_read(&memory, in_folder("pipe"), 100, &contents), FILE_NOT_PLAIN);
    assert_int_equal(file_read(&memory, folder, 100, &contents), FILE_NOT_PLAIN);
    assert_int_equal(file_read(&memory, in_folder("b"), 100, &contents), FILE_MISSING);
    assert_int_equal(file_read(&memory, in_folder("a/b"), 100, &contents), FILE_MISSING);
    text long_name = path_join(&memory, folder, text_format(&memory, "%0300d", 0));
    assert_int_equal(file_read(&memory, long_name, 100, &contents), FILE_MISSING);
}

static file_result read_beneath(const char *path)
{
    text contents;
    return file_read_beneath(&memory, in_folder("site"), text_of(path), 100, &contents);
}

static void reading_beneath_never_leaves_the_folder(void **state)
{
    (void)state;
    put("secret", "x");
    put("site/a/b.md", "inside");
    put("site/c.md", "c");
    link_to("../secret", "site/out");
    link_to("c.md", "site/in");
    link_to("a", "site/folder-link");
    text contents;
    assert_int_equal(file_read_beneath(&memory, in_folder("site"), TEXT("a/b.md"), 100, &contents), FILE_READ);
    check_text(contents, "inside");
    assert_int_equal(read_beneath("a/../c.md"), FILE_READ);
    assert_int_equal(read_beneath("../secret"), FILE_NOT_PLAIN);
    assert_int_equal(read_beneath("a/../../secret"), FILE_NOT_PLAIN);
    assert_int_equal(read_beneath(in_folder("site/c.md").bytes), FILE_NOT_PLAIN);
    assert_int_equal(read_beneath("/etc/passwd"), FILE_NOT_PLAIN);
    assert_int_equal(read_beneath("out"), FILE_NOT_PLAIN);
    assert_int_equal(read_beneath("in"), FILE_NOT_PLAIN);
    assert_int_equal(read_beneath("folder-link/b.md"), FILE_NOT_PLAIN);
    assert_int_equal(read_beneath("a"), FILE_NOT_PLAIN);
    assert_int_equal(read_beneath(""), FILE_NOT_PLAIN);
    assert_int_equal(read_beneath("d.md"), FILE_MISSING);
    assert_int_equal(read_beneath("c.md/d"), FILE_MISSING);
    assert_int_equal(read_beneath(text_format(&memory, "a/%0300d", 0).bytes), FILE_MISSING);
    assert_int_equal(file_read_beneath(&memory, in_folder("site"), TEXT("c.md\0.png"), 100, &contents), FILE_MISSING);
    assert_int_equal(file_read_beneath(&memory, in_folder("nowhere"), TEXT("c.md"), 100, &contents), FILE_MISSING);
}

// ---- Walking

static void walks_are_sorted_and_follow_no_links(void **state)
{
    (void)state;
    put("b.md", "bb");
    put("a/z.md", "z");
    put("a-b.md", "");
    put("a/ä.md", "x");
    put(".hidden", "x");
    put("a/.git/config", "x");
    link_to("a", "link");
    link_to("nowhere", "a/dangling");
    assert_int_equal(mkfifo(in_folder("pipe").bytes, 0600), 0);
    check(folder_make(in_folder("empty")));
    file_list files;
    check(folder_walk(&memory, folder, &files));
    static const char *const expected[] = { "a-b.md", "a/dangling", "a/z.md", "a/ä.md", "b.md", "link", "pipe" };
    assert_int_equal(files.count, 7);
    for (size_t i = 0; i < 7; i++) {
        check_text(files.items[i].path, expected[i]);
        check(files.items[i].is_link == (i == 1 || i >= 5));
    }
    assert_int_equal(files.items[4].size, 2);
    check(files.items[4].modified > 1000000000000000000);
}

static bool is_not_pieces(text path)
{
    return !text_equals(path, TEXT("search/fi"));
}

static void a_walk_may_stay_out(void **state)
{
    (void)state;
    put("search/fi.js", "root");
    put("search/fi/t/1.js", "piece");
    put("site.js", "x");
    file_list files;
    check(folder_walk_where(&memory, folder, is_not_pieces, &files));
    assert_int_equal(files.count, 2);
    check_text(files.items[0].path, "search/fi.js");
    check_text(files.items[1].path, "site.js");
}

static void a_missing_folder_holds_nothing(void **state)
{
    (void)state;
    file_list files;
    check(folder_walk(&memory, in_folder("nowhere"), &files));
    assert_int_equal(files.count, 0);
}

static text deep_path(int levels)
{
    buffer path = { 0 };
    for (int i = 0; i < levels; i++)
        buffer_add_string(&path, "d/");
    buffer_add_string(&path, "file");
    text copy = text_copy(&memory, buffer_text(&path));
    buffer_free(&path);
    return copy;
}

static void walks_have_a_depth(void **state)
{
    (void)state;
    file_list files;
    check(file_write(path_join(&memory, folder, deep_path(64)), TEXT("x")));
    check(folder_walk(&memory, folder, &files));
    assert_int_equal(files.count, 1);
    check(file_write(path_join(&memory, folder, deep_path(65)), TEXT("x")));
    check(folder_walk(&memory, folder, &files));
    assert_int_equal(files.count, 2);
    check(files.items[0].is_too_deep && files.items[0].is_link && !files.items[1].is_too_deep);
    assert_int_equal(files.items[0].path.length, 65 * 2 - 1);
}

static void a_file_is_walked_as_an_empty_folder(void **state)
{
    (void)state;
    file_list files;
    check(file_write(in_folder("file"), TEXT("x")));
    check(folder_walk(&memory, in_folder("file"), &files));
    assert_int_equal(files.count, 0);
    check(folder_walk(&memory, in_folder("file/below"), &files));
    assert_int_equal(files.count, 0);
}

// ---- Making, writing, removing

static bool make_over_file(void)
{
    return folder_make(in_folder("file"));
}

static bool make_below_file(void)
{
    return folder_make(in_folder("file/b"));
}

static void folders_are_made_with_their_parents(void **state)
{
    (void)state;
    check(folder_make(in_folder("a/b/c")));
    check(folder_make(in_folder("a/b/c")));
    check(folder_make(in_folder("a/b/d/")));
    check(path_is_folder(in_folder("a/b/c")) && path_is_folder(in_folder("a/b/d")));
    check(folder_make((text){ 0 }));
    put("file", "x");
    check(fails(make_over_file, "digitori: cannot make the folder '"));
    check(fails(make_below_file, "/file/b': File exists"));
}

static void paths_are_looked_at(void **state)
{
    (void)state;
    put("a/file", "x");
    check(path_exists(in_folder("a")) && path_exists(in_folder("a/file")) && !path_exists(in_folder("b")));
    check(path_is_folder(in_folder("a")) && !path_is_folder(in_folder("a/file")) && !path_is_folder(in_folder("b")));
    check(folder_is_empty(in_folder("b")) && !folder_is_empty(in_folder("a")));
    check(folder_make(in_folder("c")) && folder_is_empty(in_folder("c")));
    put("c/.hidden", "");
    check(!folder_is_empty(in_folder("c")));
}

static void the_first_link_on_the_way_is_named(void **state)
{
    (void)state;
    text link;
    put("a/b/file", "x");
    link_to("a", "to-a");
    link_to("nowhere", "a/gone");
    link_to("b", "a/to-b");
    check(!path_leads_by_link(&memory, folder, TEXT("a/b/file"), &link) && !path_leads_by_link(&memory, folder, TEXT("a/new/file"), &link));
    check(!path_leads_by_link(&memory, in_folder("to-a"), TEXT("b/file"), &link));
    static const struct { const char *path, *link; } ways[] = { { "to-a/to-b/file", "to-a" }, { "a/to-b", "a/to-b" }, { "a/gone/file", "a/gone" } };
    for (size_t i = 0; i < 3; i++) {
        check(path_leads_by_link(&memory, folder, text_of(ways[i].path), &link));
        check_text(link, ways[i].link);
    }
}

static bool write_over_folder(void)
{
    return file_write(in_folder("a"), TEXT("x"));
}

static bool write_through_link(void)
{
    return file_write(in_folder("link"), TEXT("x"));
}

static void files_are_written(void **state)
{
    (void)state;
    put("a/b/c", "long contents");
    put("a/b/c", "short");
    check_contents("a/b/c", "short");
    check(fails(write_over_folder, "/a': Is a directory"));
    link_to("a/b/c", "link");
    check(fails(write_through_link, "cannot write"));
    check_contents("a/b/c", "short");
}

static void new_files_replace_nothing(void **state)
{
    (void)state;
    bool existed;
    check(file_create(in_folder("new/a.md"), TEXT("one"), &existed) && !existed);
    check(file_create(in_folder("new/a.md"), TEXT("two"), &existed) && existed);
    check_contents("new/a.md", "one");
    link_to("nowhere", "dangling");
    check(file_create(in_folder("dangling"), TEXT("x"), &existed) && existed);
}

static void folders_are_removed_with_all_below(void **state)
{
    (void)state;
    put("kept/file", "x");
    put("a/b/c/d", "x");
    put("a/.hidden", "x");
    assert_int_equal(symlink(in_folder("kept").bytes, in_folder("a/link").bytes), 0);
    check(folder_remove(in_folder("a")) && !path_exists(in_folder("a")));
    check(folder_remove(in_folder("a")));
    check_contents("kept/file", "x");
    link_to("kept", "link");
    check(folder_remove(in_folder("link")));
    check_contents("kept/file", "x");
}

// ---- Paths

static void paths_are_joined_and_divided(void **state)
{
    (void)state;
    check_text(path_join(&memory, TEXT("a"), TEXT("b")), "a/b");
    check_text(path_join(&memory, TEXT("a/"), TEXT("b")), "a/b");
    check_text(path_join(&memory, TEXT(""), TEXT("b")), "b");
    check_text(path_join(&memory, TEXT("a"), TEXT("")), "a");
    check_text(path_join(&memory, TEXT("/"), TEXT("b")), "/b");
    check_text(path_folder(TEXT("a/b/c.md")), "a/b");
    check_text(path_folder(TEXT("c.md")), "");
    check_text(path_name(TEXT("a/b/c.md")), "c.md");
    check_text(path_name(TEXT("c.md")), "c.md");
    check_text(path_without_extension(TEXT("a/b/c.md")), "a/b/c");
    check_text(path_without_extension(TEXT("a.b/c")), "a.b/c");
    check_text(path_without_extension(TEXT("c.fi.md")), "c.fi");
}

static void links_are_resolved_inside_the_root(void **state)
{
    (void)state;
    static const struct { const char *from, *link, *resolved; } cases[] = {
        { "fi/a/b.md", "c.md", "fi/a/c.md" }, { "fi/a/b.md", "../c.md", "fi/c.md" }, { "fi/a/b.md", "./x/../c.md", "fi/a/c.md" },
        { "fi/a/b.md", "../../sv/c.md", "sv/c.md" }, { "b.md", "c.md", "c.md" }, { "fi/b.md", "..", "" }, { "fi/b.md", "a//b/", "fi/a/b" },
        { "fi/b.md", "", "fi" }, { "fi/b.md", "...", "fi/..." }, { "fi/b.md", "..a", "fi/..a" },
    };
    text resolved;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check(path_resolve(&memory, text_of(cases[i].from), text_of(cases[i].link), &resolved));
        check_text(resolved, cases[i].resolved);
    }
    check(!path_resolve(&memory, TEXT("fi/b.md"), TEXT("../../c.md"), &resolved));
    check(!path_resolve(&memory, TEXT("b.md"), TEXT(".."), &resolved));
    check(!path_resolve(&memory, TEXT("fi/b.md"), TEXT("../../fi/c.md"), &resolved));
}

static void relative_links_lead_back(void **state)
{
    (void)state;
    static const struct { const char *from, *to, *link; } cases[] = {
        { "fi/a/b.html", "fi/c.html", "../c.html" }, { "fi/a/b.html", "fi/a/c.html", "c.html" },
        { "fi/a/b.html", "sv/d/e.html", "../../sv/d/e.html" }, { "index.html", "fi/index.html", "fi/index.html" },
        { "fi/index.html", "index.html", "../index.html" }, { "fi/a.html", "fi/a.html", "a.html" },
        { "fi/ab/x.html", "fi/ac/x.html", "../ac/x.html" }, { "fi/a/x.html", "fi/a.html", "../a.html" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text from = text_of(cases[i].from), link = path_relative(&memory, from, text_of(cases[i].to)), back;
        check_text(link, cases[i].link);
        check(path_resolve(&memory, from, link, &back));
        check_text(back, cases[i].to);
    }
}

// ---- Files with two names

static void a_file_gets_a_second_name(void **state)
{
    (void)state;
    put("a", "one");
    file_identity identity = file_identity_of(in_folder("a")), told = { 0 };
    check(file_write_told(in_folder("told"), TEXT("new"), &told));
    file_identity looked_at = file_identity_of(in_folder("told"));
    assert_memory_equal(&told, &looked_at, sizeof told);
    check(file_write_told(in_folder("told"), TEXT("longer"), &told));
    assert_int_equal(told.size, strlen("longer"));
    check(file_link(in_folder("a"), in_folder("new/b"), &identity));
    check_contents("new/b", "one");
    file_identity again = file_identity_of(in_folder("new/b"));
    assert_memory_equal(&again, &identity, sizeof identity);
    put("a", "two");
    check_contents("a", "two");
    check_contents("new/b", "one");
}

static void only_the_very_file_gets_a_second_name(void **state)
{
    (void)state;
    put("a", "one");
    file_identity identity = file_identity_of(in_folder("a")), none = { 0 };
    put("a", "two");
    check(!file_link(in_folder("a"), in_folder("b"), &identity));
    check(!path_exists(in_folder("b")));
    check(!file_link(in_folder("missing"), in_folder("b"), &none));
    link_to("a", "link");
    identity = file_identity_of(in_folder("a"));
    check(!file_link(in_folder("link"), in_folder("b"), &identity));
    check(!path_exists(in_folder("b")));
}

static void stamps_change_with_the_file(void **state)
{
    (void)state;
    put("a", "one");
    text before = file_stamp(&memory, in_folder("a"));
    assert_true(text_equals(before, file_stamp(&memory, in_folder("a"))));
    put("a", "other");
    assert_false(text_equals(before, file_stamp(&memory, in_folder("a"))));
    check(file_remove(in_folder("a")) && file_remove(in_folder("a")));
    assert_int_equal(file_stamp(&memory, in_folder("a")).length, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_are_read_whole),
        TEST(what_is_no_plain_file_is_not_read),
        TEST(reading_beneath_never_leaves_the_folder),
        TEST(walks_are_sorted_and_follow_no_links),
        TEST(a_walk_may_stay_out),
        TEST(a_missing_folder_holds_nothing),
        TEST(walks_have_a_depth),
        TEST(a_file_is_walked_as_an_empty_folder),
        TEST(folders_are_made_with_their_parents),
        TEST(paths_are_looked_at),
        TEST(the_first_link_on_the_way_is_named),
        TEST(files_are_written),
        TEST(new_files_replace_nothing),
        TEST(a_file_gets_a_second_name),
        TEST(only_the_very_file_gets_a_second_name),
        TEST(stamps_change_with_the_file),
        TEST(folders_are_removed_with_all_below),
        TEST(paths_are_joined_and_divided),
        TEST(links_are_resolved_inside_the_root),
        TEST(relative_links_lead_back),
    };
    return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
