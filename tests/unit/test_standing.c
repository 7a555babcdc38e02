#include "pipeline/pipeline.h"

#include "folder_fixture.h"

static diagnostics found;

// A site that was built and stands.
static standing_build *build_site(void)
{
    put("digitori.yaml", "title: Test\nlanguages: [en]\nsearch: false\n");
    put("content/en/one.md", "---\ntitle: 'One'\nkind: chapter\n---\nFirst.\n");
    put("content/en/two.md", "---\ntitle: Two\nkind: chapter\n---\nSecond.\n");
    found = (diagnostics){ .memory = &memory };
    build_request request = { .site = { .folder = folder }, .output = in_folder("out"), .worker_count = 1, .stands = true };
    build_summary summary;
    assert_int_equal(pipeline_run(&memory, &request, &found, &summary), BUILD_DONE);
    assert_non_null(summary.standing);
    return summary.standing;
}

static bool says(const char *file, const char *expected)
{
    text contents;
    assert_int_equal(file_read(&memory, in_folder(file), 1 << 20, &contents), FILE_READ);
    return text_find(contents, text_of(expected), 0) != TEXT_NOT_FOUND;
}

static bool remakes(standing_build *from)
{
    return standing_remake(from, TEXT("content/en/one.md"));
}

static void a_page_is_made_again_when_its_text_is_another(void **state)
{
    (void)state;
    standing_build *built = build_site();
    put("content/en/one.md", "---\ntitle: 'One'\nkind: chapter\n---\nOther words.\n");
    check(remakes(built));
    check(says("out/en/one.html", "Other words."));
    check(!standing_remake(built, TEXT("content/en/none.md")));
}

static void a_page_is_made_again_when_its_title_is_another(void **state)
{
    (void)state;
    standing_build *built = build_site();
    put("content/en/one.md", "---\ntitle: 'New name'\nkind: chapter\n---\nFirst.\n");
    check(remakes(built));
    check(says("out/en/one.html", "New name</h1>") && !says("out/en/two.html", "New name"));
    put("content/en/one.md", "---\ntitle: 'New name'\nkind: chapter\n---\nText after it.\n");
    check(remakes(built));
    put("content/en/one.md", "---\ntitle: 'Third: name'\nkind: chapter\n---\nText after it.\n");
    check(remakes(built));
    check(says("out/en/one.html", "Third: name</h1>") && says("out/en/one.html", "Text after it."));
}

static void more_than_that_is_left_to_a_whole_build(void **state)
{
    (void)state;
    standing_build *built = build_site();
    static const char *const others[] = {
        "---\ntitle: 'New'\nkind: chapter\nsummary: More\n---\nFirst.\n", "---\ntitle: 'One'\nkind: page\n---\nFirst.\n",
        "---\ntitle: New\nkind: chapter\n---\nFirst.\n",        // in other quotes: it may be anything
        "---\ntitle: ''\nkind: chapter\n---\nFirst.\n", "---\ntitle: 'New\nkind: chapter\n---\nFirst.\n", "---\nkind: chapter\n---\nFirst.\n",
        "---\nkind: chapter\ntitle:\n---\nFirst.\n", "First.\n", "",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        put("content/en/one.md", others[i]);
        check(!remakes(built));
        check(says("out/en/one.html", "One</h1>"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_page_is_made_again_when_its_text_is_another, begin, end),
        cmocka_unit_test_setup_teardown(a_page_is_made_again_when_its_title_is_another, begin, end),
        cmocka_unit_test_setup_teardown(more_than_that_is_left_to_a_whole_build, begin, end),
    };
    return cmocka_run_group_tests_name("standing", tests, NULL, NULL);
}
