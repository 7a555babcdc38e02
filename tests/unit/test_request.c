#include "checks.h"

#include "preview/request.h"

static arena memory;

static int end(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void check_path(const char *address, const char *expected)
{
    text path;
    bool is_path = request_path(&memory, text_of(address), &path);
    if (expected == NULL)
        check(!is_path);
    else
        check(is_path && text_equals(path, text_of(expected)));
}

static void addresses_become_paths(void **state)
{
    (void)state;
    check_path("/", "index.html");
    check_path("/fi/", "fi/index.html");
    check_path("/fi/roolit/orkestroija.html", "fi/roolit/orkestroija.html");
    check_path("/fi/a%20b.html", "fi/a b.html");
    check_path("/fi/%C3%A4.html", "fi/\xc3\xa4.html");
    check_path("/fi", "fi");
}

static void what_is_no_path_of_a_site_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "", "fi", "*", "/..", "/../etc/passwd", "/fi/../../x", "/%2e%2e/x", "/.digitori/x", "/fi/.git/config", "/a%00b", "/a%0ab",
        "/a%", "/a%2", "/a%zz", "/a\\b", "/a%5cb", "//", "///", "//etc/passwd", "/fi//x.html", "/%2fetc/passwd", "/fi/%2e/x", "http://x/",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        check_path(wrong[i], NULL);
    char *longest = ARENA_NEW(&memory, char, REQUEST_PATH_LIMIT + 2);
    for (int i = 0; i <= REQUEST_PATH_LIMIT; i++)
        longest[i] = i == 0 ? '/' : 'a';
    check_path(longest, NULL);
    longest[REQUEST_PATH_LIMIT] = '\0';
    check_path(longest, longest + 1);
}

static void hosts_are_ours_or_not(void **state)
{
    (void)state;
    static const struct { const char *host, *bound; bool is_ours; } hosts[] = {
        { "localhost", "127.0.0.1", true }, { "localhost:8000", "127.0.0.1", true }, { "127.0.0.1:1", "127.0.0.1", true },
        { "[::1]:8000", "::1", true }, { "", "127.0.0.1", false }, { "evil.example", "127.0.0.1", false },
        { "localhost.evil.example", "127.0.0.1", false }, { "127.0.0.1.evil.example", "127.0.0.1", false },
        { "192.0.2.7:8000", "127.0.0.1", false }, { "192.0.2.7:8000", "192.0.2.7", true }, { "192.0.2.7", "0.0.0.0", true },
        { "[2001:db8::1]:80", "::", true }, { "evil.example", "0.0.0.0", false }, { "[::1", "127.0.0.1", false },
        { "1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.21.22.23", "0.0.0.0", false },
    };
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
        check(request_host_is_ours(text_of(hosts[i].host), text_of(hosts[i].bound)) == hosts[i].is_ours);
}

static void ranges_are_one_part_of_the_file(void **state)
{
    (void)state;
    static const struct { const char *header; uint64_t size; range_kind kind; uint64_t from, length; } ranges[] = {
        { "bytes=0-9", 100, RANGE_PART, 0, 10 }, { "bytes=90-", 100, RANGE_PART, 90, 10 }, { "bytes=-5", 100, RANGE_PART, 95, 5 },
        { "bytes=-500", 100, RANGE_PART, 0, 100 }, { "bytes=50-500", 100, RANGE_PART, 50, 50 }, { "bytes=0-0", 1, RANGE_PART, 0, 1 },
        { "bytes=100-", 100, RANGE_UNSATISFIABLE, 0, 0 }, { "bytes=-0", 100, RANGE_UNSATISFIABLE, 0, 0 },
        { "bytes=0-", 0, RANGE_UNSATISFIABLE, 0, 0 }, { "", 100, RANGE_NONE, 0, 0 }, { "bytes=", 100, RANGE_NONE, 0, 0 },
        { "bytes=-", 100, RANGE_NONE, 0, 0 }, { "bytes=9-0", 100, RANGE_NONE, 0, 0 }, { "bytes=0-1,5-6", 100, RANGE_NONE, 0, 0 },
        { "lines=0-1", 100, RANGE_NONE, 0, 0 }, { "bytes=a-b", 100, RANGE_NONE, 0, 0 },
        { "bytes=0-99999999999999999999999", 100, RANGE_NONE, 0, 0 }, { "bytes=999999999999999999-", 100, RANGE_UNSATISFIABLE, 0, 0 },
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        uint64_t from = 0, length = 0;
        check(request_range(text_of(ranges[i].header), ranges[i].size, &from, &length) == ranges[i].kind);
        check(from == ranges[i].from && length == ranges[i].length);
    }
}

static void types_go_by_the_ending(void **state)
{
    (void)state;
    assert_string_equal(request_type(TEXT("fi/index.html")), "text/html; charset=utf-8");
    assert_string_equal(request_type(TEXT("downloads/x.fi.epub")), "application/epub+zip");
    assert_string_equal(request_type(TEXT("LICENSE")), "application/octet-stream");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(addresses_become_paths, end),
        cmocka_unit_test_teardown(what_is_no_path_of_a_site_is_refused, end),
        cmocka_unit_test(hosts_are_ours_or_not),
        cmocka_unit_test(ranges_are_one_part_of_the_file),
        cmocka_unit_test(types_go_by_the_ending),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
