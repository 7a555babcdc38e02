#include "checks.h"

#include "forks/kit_manifest.h"

#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void check_refused(const char *json, const char *why)
{
    kit_manifest manifest;
    text said;
    check(!kit_manifest_read(&memory, text_of(json), &manifest, &said));
    check_text(said, why);
}

static void a_manifest_is_read(void **state)
{
    (void)state;
    kit_manifest manifest;
    text why;
    check(kit_manifest_read(&memory, TEXT("{\"format\": 1, \"id\": \"tori\", \"title\": \"Tori\", \"version\": \"1.0\", \"language\": \"fi\","
        "\"licence\": \"CC-BY-4.0\", \"origin\": {\"title\": \"Kuopio\", \"url\": null, \"publisher\": \"K\"},"
        "\"upstreams\": [{\"title\": \"Espoo\", \"url\": \"https://espoo.example/\", \"kit\": \"tori\", \"version\": \"2\"}],"
        "\"files\": {\"b.md\": \"" DIGEST "\", \"a.md\": \"" DIGEST "\"}, \"later\": [1]}"), &manifest, &why));
    check_text(manifest.id, "tori");
    assert_int_equal(manifest.origin_count, 2);
    check_text(manifest.origins[0].title, "Kuopio");
    check_text(manifest.origins[0].version, "1.0");
    check_text(manifest.origins[0].url, "");
    check_text(manifest.origins[1].url, "https://espoo.example/");
    check_text(manifest.files[0].path, "a.md");
    check(kit_manifest_find(&manifest, TEXT("b.md")) == &manifest.files[1]);
    check(kit_manifest_find(&manifest, TEXT("c.md")) == NULL);
}

static void what_is_wrong_is_told_in_words(void **state)
{
    (void)state;
    check_refused("", "kit.json cannot be read");
    check_refused("[]", "kit.json cannot be read");
    check_refused("{\"format\": 1, \"id\": \"\xff\"}", "kit.json cannot be read");
    check_refused("{}", "kit.json does not say its format");
    check_refused("{\"format\": 2}", "it was made by a newer Digitori: take a newer version of this program");
    check_refused("{\"format\": 1, \"id\": \"../a\"}", "kit.json: 'id' is no name of a kit");
    check_refused("{\"format\": 1, \"id\": \"a\", \"title\": 3}", "kit.json: 'title' is no text that can be used");
    check_refused("{\"format\": 1, \"id\": \"a\", \"title\": \"a\\u0007\"}", "kit.json: 'title' is no text that can be used");
    check_refused("{\"format\": 1, \"id\": \"a\"}", "kit.json does not say who published the kit");
    check_refused("{\"format\": 1, \"id\": \"a\", \"origin\": {\"url\": \"javascript:x\"}}", "kit.json: 'url' is no address that can be used");
    check_refused("{\"format\": 1, \"id\": \"a\", \"origin\": {}}", "kit.json does not list the files of the kit");
    check_refused("{\"format\": 1, \"id\": \"a\", \"origin\": {}, \"files\": {\"a\": \"A\"}}", "kit.json: the hash of a file is not a SHA-256");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_manifest_is_read, clear),
        cmocka_unit_test_teardown(what_is_wrong_is_told_in_words, clear),
    };
    return cmocka_run_group_tests_name("kit_manifest", tests, NULL, NULL);
}
