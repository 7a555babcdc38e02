#include "checks.h"

#include "base/digest.h"
#include "base/files.h"
#include "document/markdown.h"
#include "forks/kit_changes.h"

static arena memory;
static text folder;

typedef struct {
    const char *path, *contents;
} file_of_test;

static int begin(void **state)
{
    (void)state;
    memory = (arena){ 0 };
    folder = fresh_folder(&memory);
    return 0;
}

static int end(void **state)
{
    (void)state;
    check(folder_remove(folder));
    arena_free(&memory);
    return 0;
}

// A kit as a folder, and the source it is compared with.
static void write_all(const file_of_test *newer, size_t newer_count, const file_of_test *old, size_t old_count)
{
    buffer json = { 0 };
    buffer_add_string(&json, "{\"format\": 1, \"id\": \"k\", \"title\": \"K\", \"version\": \"2\", \"language\": \"fi\", \"licence\": null, "
                             "\"licence_url\": null, \"origin\": {\"title\": \"E\", \"url\": null, \"publisher\": null}, "
                             "\"generator\": \"Digitori\", \"files\": {");
    for (size_t i = 0; i < newer_count; i++) {
        text contents = text_of(newer[i].contents), path = text_join(&memory, TEXT("source/"), text_of(newer[i].path));
        check(file_write(text_format(&memory, "%.*s/kit/%.*s", TEXT_PRINT(folder), TEXT_PRINT(path)), contents));
        buffer_format(&json, "%s\"%.*s\": \"%.*s\"", i > 0 ? ", " : "", TEXT_PRINT(path), TEXT_PRINT(digest_sha256(&memory, contents)));
    }
    buffer_add_string(&json, "}}");
    check(file_write(text_join(&memory, folder, TEXT("/kit/kit.json")), buffer_text(&json)));
    buffer_free(&json);
    for (size_t i = 0; i < old_count; i++)
        check(file_write(text_format(&memory, "%.*s/old/%s", TEXT_PRINT(folder), old[i].path), text_of(old[i].contents)));
}

static void check_told(const char *expected)
{
    kit newer;
    kit_changes found;
    text why = { 0 };
    buffer out = { 0 };
    assert_int_equal(kit_open(&memory, text_join(&memory, folder, TEXT("/kit")), &newer, &why), KIT_OPENED);
    assert_int_equal(kit_changes_find(&memory, &newer, text_join(&memory, folder, TEXT("/old")), &found, &why), KIT_OPENED);
    for (size_t i = 0; i < found.count; i++) {
        const kit_change *one = &found.items[i];
        buffer_format(&out, "%s %.*s", kit_change_name(one->type), TEXT_PRINT(one->path));
        if (!text_equals(one->path, one->old_path))
            buffer_format(&out, " <- %.*s", TEXT_PRINT(one->old_path));
        buffer_format(&out, "%s\n", differences_of_pages_are_none(&one->differences) ? "" : " with other words");
    }
    check_text(buffer_text(&out), expected);
    buffer_free(&out);
    kit_close(&newer);
}

static void the_same_source_differs_in_nothing(void **state)
{
    (void)state;
    static const file_of_test newer[] = { { "digitori.yaml", "title: E\n" }, { "content/fi/a.md", "---\ntitle: A\n---\n" } };
    static const file_of_test old[] = { { "digitori.yaml", "title: Toinen\n" }, { "content/fi/a.md", "---\ntitle: A\n---\n" } };
    write_all(newer, 2, old, 2);
    check_told("");
}

static void files_and_pages_are_told(void **state)
{
    (void)state;
    static const file_of_test newer[] = {
        { "content/fi/a.md", "---\ntitle: Toinen\n---\n" }, { "content/fi/uusi.md", "---\ntitle: U\n---\n" },
        { "content/fi/kuva.png", "uusi" }, { "content/fi/muualla.md", "---\ntitle: T\nid: t\n---\n" },
    };
    static const file_of_test old[] = {
        { "content/fi/a.md", "---\ntitle: A\n---\n" }, { "content/fi/pois.md", "---\ntitle: P\n---\n" },
        { "content/fi/kuva.png", "vanha" }, { "content/fi/tunnus.md", "---\ntitle: T\nid: t\n---\n" },
        { "content/sv/tunnus.md", "---\ntitle: T\nid: t\n---\n" },
    };
    write_all(newer, 4, old, 5);
    check_told("changed content/fi/a.md with other words\n"
               "changed content/fi/kuva.png\n"
               "changed content/fi/muualla.md <- content/fi/tunnus.md\n"
               "removed content/fi/pois.md\n"
               "added content/fi/uusi.md\n"
               "removed content/sv/tunnus.md\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_source_differs_in_nothing, begin, end),
        cmocka_unit_test_setup_teardown(files_and_pages_are_told, begin, end),
    };
    markdown_prepare();
    return cmocka_run_group_tests_name("kit_changes", tests, NULL, NULL);
}
