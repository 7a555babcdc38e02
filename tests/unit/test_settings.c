#include "checks.h"

#include "forks/settings.h"
#include "source/yaml_write.h"

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static bool is_read(const char *yaml, fork_settings *read)
{
    diagnostics found = { .memory = &memory };
    return fork_settings_read(&memory, text_of(yaml), &found, read);
}

static void settings_need_languages(void **state)
{
    (void)state;
    fork_settings read;
    check(is_read("languages: [fi, sv-FI]\ncontent: sisältö/\n", &read));
    check(fork_settings_has_language(&read, TEXT("sv-FI")));
    check(!fork_settings_has_language(&read, TEXT("en")));
    check_text(read.content, "sisältö");
    check_text(read.forms, "templates-forms");
    check(!is_read("title: x\n", &read));
    check(!is_read("languages: []\n", &read));
    check(!is_read("languages: fi\n", &read));
    check(!is_read("languages: [../x]\n", &read));
    check(!is_read("languages: [kinds]\n", &read));
    check(!is_read("languages: [fi\n", &read));
    check(!is_read("", &read));
}

static void files_have_the_language_of_their_place(void **state)
{
    (void)state;
    fork_settings read;
    check(is_read("languages: [fi]\n", &read));
    check_text(fork_settings_language_of(&read, TEXT("content/sv/a/b.md")), "sv");
    check_text(fork_settings_language_of(&read, TEXT("content/kinds/a.yaml")), "");
    check_text(fork_settings_language_of(&read, TEXT("content/a.md")), "");
    check_text(fork_settings_language_of(&read, TEXT("contents/fi/a.md")), "");
    check_text(fork_settings_language_of(&read, TEXT("templates-forms/idea/sv.md")), "sv");
    check_text(fork_settings_language_of(&read, TEXT("templates-forms/idea/form.yaml")), "");
}

static void other_languages_of_a_kit_are_left_out(void **state)
{
    (void)state;
    fork_settings of_kit, own;
    buffer out = { 0 };
    check(is_read("title: {fi: a, sv: b, en: c}\nlanguages: [fi, sv]\nbooks: [{id: x, title: {fi: d, sv: e}}]\n", &of_kit));
    check(is_read("languages: [fi]\n", &own));
    yaml_write(fork_settings_narrowed(&memory, &of_kit, &own), &out);
    check_text(buffer_text(&out), "title: {fi: a, en: c}\nlanguages: [fi, sv]\nbooks:\n  - id: x\n    title: {fi: d}\n");
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(settings_need_languages, clear),
        cmocka_unit_test_teardown(files_have_the_language_of_their_place, clear),
        cmocka_unit_test_teardown(other_languages_of_a_kit_are_left_out, clear),
    };
    return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
