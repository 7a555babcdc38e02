#include "checks.h"

#include "source/front_matter.h"
#include "source/yaml.h"

static arena memory;
static diagnostics found;
static page_parts parts;

static int begin(void **state)
{
    (void)state;
    memory = (arena){ 0 };
    found = (diagnostics){ .memory = &memory };
    return 0;
}

static int end(void **state)
{
    (void)state;
    release(&memory, &found);
    return 0;
}

static bool split(const char *file)
{
    return front_matter_split(text_of(file), TEXT("page.md"), &found, &parts);
}

static void page_is_divided_at_its_fences(void **state)
{
    (void)state;
    check(split("---\ntitle: Puut\n---\n# Puut\n---\n"));
    check(parts.has_fences);
    check_text(parts.yaml, "title: Puut\n");
    check_text(parts.body, "# Puut\n---\n");
    assert_int_equal(parts.body_line, 4);
    check_reported(&found, "");
}

static void page_without_fences_is_all_body(void **state)
{
    (void)state;
    check(split("# Puut\n---\ntext\n---\n"));
    check(!parts.has_fences);
    check_text(parts.yaml, "");
    check_text(parts.body, "# Puut\n---\ntext\n---\n");
    assert_int_equal(parts.body_line, 1);
}

static void empty_page_and_empty_parts(void **state)
{
    (void)state;
    check(split(""));
    check(!parts.has_fences);
    check_text(parts.body, "");

    check(split("---\n---\n"));
    check(parts.has_fences);
    check_text(parts.yaml, "");
    check_text(parts.body, "");
    assert_int_equal(parts.body_line, 3);

    check(split("---\na: b\n---"));
    check_text(parts.yaml, "a: b\n");
    check_text(parts.body, "");
}

static void line_ends_marks_and_blanks_do_not_matter(void **state)
{
    (void)state;
    check(split("\xEF\xBB\xBF---\r\ntitle: Puut\r\n--- \t\r\ntext\r\n"));
    check(parts.has_fences);
    check_text(parts.yaml, "title: Puut\r\n");
    check_text(parts.body, "text\r\n");

    check(split("\xEF\xBB\xBFtext"));
    check_text(parts.body, "text");
}

static void only_three_hyphens_make_a_fence(void **state)
{
    (void)state;
    check(split("---\na: b\n---- \n --- \n---x\n---\nbody"));
    check_text(parts.yaml, "a: b\n---- \n --- \n---x\n");
    check(split("----\na: b\n---\n"));
    check(!parts.has_fences);
    check(split(" ---\na: b\n---\n"));
    check(!parts.has_fences);
}

static void unclosed_fence_is_reported_where_it_opens(void **state)
{
    (void)state;
    check(!split("---\ntitle: Puut\n\n# Puut\n"));
    check_text(parts.body, "---\ntitle: Puut\n\n# Puut\n");
    check(!parts.has_fences);
    check_text(parts.yaml, "");
    assert_int_equal(parts.body_line, 1);
    check_reported(&found, "page.md:1:1: error: front matter is never closed: write a line --- after the last key\n");
}

static void near_misses_of_the_closing_fence_are_named(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "---\ntitle: Puut\n----\ntext\n", "---\ntitle: Puut\n--\ntext\n", "---\ntitle: Puut\n ---\ntext\n",
        "---\ntitle: Puut\n—-\ntext\n", "---\ntitle: Puut\n–––\ntext\n",
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        found.count = 0;
        check(!split(pages[i]));
        check_reported(&found, "page.md:1:1: error: front matter is never closed: "
                               "line 3 must be exactly three hyphens: ---\n");
    }
}

static void front_matter_has_a_limit(void **state)
{
    (void)state;
    buffer page = { 0 };
    buffer_add_string(&page, "---\n");
    for (int i = 0; i < YAML_FRONT_MATTER_LIMIT / 2; i++)
        buffer_add_string(&page, "#\n");
    buffer_add_string(&page, "---\nbody");
    check(front_matter_split(buffer_text(&page), TEXT("page.md"), &found, &parts));
    assert_int_equal(parts.yaml.length, YAML_FRONT_MATTER_LIMIT);

    page.length -= strlen("---\nbody");
    buffer_add_string(&page, "\n---\nbody");
    check(!front_matter_split(buffer_text(&page), TEXT("page.md"), &found, &parts));
    check_text(parts.yaml, "");
    check_text(parts.body, "body");
    check(parts.has_fences);
    check_reported(&found, "page.md:1:1: error: too much YAML: "
                           "front matter has more than 65,536 bytes: move text below it\n");
    buffer_free(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(page_is_divided_at_its_fences, begin, end),
        cmocka_unit_test_setup_teardown(page_without_fences_is_all_body, begin, end),
        cmocka_unit_test_setup_teardown(empty_page_and_empty_parts, begin, end),
        cmocka_unit_test_setup_teardown(line_ends_marks_and_blanks_do_not_matter, begin, end),
        cmocka_unit_test_setup_teardown(only_three_hyphens_make_a_fence, begin, end),
        cmocka_unit_test_setup_teardown(unclosed_fence_is_reported_where_it_opens, begin, end),
        cmocka_unit_test_setup_teardown(near_misses_of_the_closing_fence_are_named, begin, end),
        cmocka_unit_test_setup_teardown(front_matter_has_a_limit, begin, end),
    };
    return cmocka_run_group_tests_name("front_matter", tests, NULL, NULL);
}
