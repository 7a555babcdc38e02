// Kits that somebody has changed: kit_check.h, with the files and signatures it reads.
#include "checks.h"

#include "base/digest.h"
#include "forks/kit_check.h"
#include "forks/kit_signature.h"
#include "formats/data.h"

#include <stdlib.h>
#include <unistd.h>

static arena memory;
static text folder;
static private_key key;

static int prepare(void **state)
{
    (void)state;
    folder = fresh_folder(&memory);
    private_key_make(&key);
    return 0;
}

static int remove_all(void **state)
{
    (void)state;
    bool is_removed = folder_remove(folder);
    arena_free(&memory);
    return is_removed ? 0 : -1;
}

static void put(const char *name, text contents)
{
    check(file_write(path_join(&memory, folder, text_of(name)), contents));
}

// kit.json of two files; [named] is its `signature_key`, or NULL.
static text manifest_text(const char *named)
{
    data *made = data_map(&memory), *files = data_map(&memory), *origin = data_map(&memory);
    data_set_text(&memory, files, "index.html", digest_sha256(&memory, TEXT("page")));
    data_set_text(&memory, files, "fi/a.html", digest_sha256(&memory, TEXT("a")));
    data_set(&memory, made, "format", data_number(&memory, 1));
    data_set_text(&memory, made, "id", TEXT("kit"));
    data_set_text(&memory, made, "title", TEXT("Kit"));
    data_set_text(&memory, made, "version", TEXT("1"));
    data_set_text(&memory, made, "language", TEXT("fi"));
    data_set_text(&memory, made, "licence", TEXT("CC0-1.0"));
    if (named != NULL)
        data_set_text(&memory, made, "signature_key", text_of(named));
    data_set_text(&memory, origin, "title", TEXT("Site"));
    data_set(&memory, made, "origin", origin);
    data_set(&memory, made, "upstreams", data_list(&memory));
    data_set_text(&memory, made, "generator", TEXT("Digitori"));
    data_set(&memory, made, "files", files);
    buffer out = { 0 };
    data_write_json(made, true, &out);
    text json = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return json;
}

// A whole kit in the folder, signed when [is_signed].
static void make_kit(const char *named, bool is_signed)
{
    text manifest = manifest_text(named);
    put("index.html", TEXT("page"));
    put("fi/a.html", TEXT("a"));
    put("kit.json", manifest);
    if (is_signed)
        put("kit.json.sig", kit_signature_make(&memory, &key, manifest));
}

static kit_check checked_now(const public_key *expected)
{
    kit_files files;
    kit_check checked;
    text why;
    assert_int_equal(kit_files_open(&memory, folder, &files), FILE_READ);
    assert_int_equal(kit_check_files(&memory, &files, expected, &checked, &why), KIT_CHECKED);
    kit_files_close(&files);
    return checked;
}

static void check_fault(const kit_check *checked, size_t number, const char *name, kit_fault_kind kind_of_fault)
{
    check(number < checked->faults.count);
    check_text(checked->faults.items[number].name, name);
    assert_int_equal(checked->faults.items[number].kind, kind_of_fault);
}

static void a_whole_kit_is_whole(void **state)
{
    (void)state;
    make_kit(NULL, false);
    kit_check checked = checked_now(NULL);
    check(kit_is_whole(&checked) && kit_is_trusted(&checked));
    assert_int_equal(checked.signature, KIT_UNSIGNED);
    assert_int_equal(checked.manifest.file_count, 2);
}

static void what_was_done_to_files_is_told_by_name(void **state)
{
    (void)state;
    make_kit(NULL, true);
    put("index.html", TEXT("pagE"));
    put("x.js", TEXT("x"));
    put(".hidden", TEXT("by a system"));
    put("fi/Thumbs.db", TEXT("by a system"));
    check(folder_remove(path_join(&memory, folder, TEXT("fi/a.html"))));
    kit_check checked = checked_now(NULL);
    check(!kit_is_whole(&checked) && !kit_is_trusted(&checked));
    assert_int_equal(checked.faults.count, 3);
    check_fault(&checked, 0, "fi/a.html", KIT_FILE_MISSING);
    check_fault(&checked, 1, "index.html", KIT_FILE_CHANGED);
    check_fault(&checked, 2, "x.js", KIT_FILE_ADDED);
    assert_int_equal(checked.signature, KIT_SIGNED);

    text page = path_join(&memory, folder, TEXT("index.html"));
    check(folder_remove(page) && symlink("fi", text_to_string(&memory, page)) == 0);
    checked = checked_now(NULL);
    check_fault(&checked, 1, "index.html", KIT_FILE_UNREADABLE);
}

static void signatures_are_told_apart(void **state)
{
    (void)state;
    private_key other;
    private_key_make(&other);
    public_key own = private_key_public(&key), others = private_key_public(&other);
    const char *own_text = text_to_string(&memory, public_key_text(&memory, &own));

    make_kit(NULL, false);
    assert_int_equal(checked_now(&own).signature, KIT_SIGNATURE_MISSING);
    make_kit(own_text, false);
    assert_int_equal(checked_now(NULL).signature, KIT_SIGNATURE_MISSING);
    make_kit(own_text, true);
    assert_int_equal(checked_now(NULL).signature, KIT_SIGNED);
    assert_int_equal(checked_now(&own).signature, KIT_SIGNED);
    assert_int_equal(checked_now(&others).signature, KIT_SIGNED_BY_OTHER);
    put("kit.json.sig", kit_signature_make(&memory, &other, manifest_text(own_text)));
    assert_int_equal(checked_now(NULL).signature, KIT_SIGNED_BY_OTHER);
    put("kit.json.sig", kit_signature_make(&memory, &key, TEXT("something else")));
    assert_int_equal(checked_now(NULL).signature, KIT_SIGNATURE_WRONG);
    static const char *const odd[] = { "", "{}", "[1]", "{\"format\": 2}", "\xff", "{\"format\": 1, \"algorithm\": \"Ed25519\"}" };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        put("kit.json.sig", text_of(odd[i]));
        assert_int_equal(checked_now(NULL).signature, KIT_SIGNATURE_WRONG);
    }
}

static void a_signature_reads_back(void **state)
{
    (void)state;
    public_key read, own = private_key_public(&key);
    text signature, made = kit_signature_make(&memory, &key, TEXT("{}"));
    check(text_equals(made, kit_signature_make(&memory, &key, TEXT("{}"))));
    check(kit_signature_read(&memory, made, &read, &signature));
    check(public_key_equals(&read, &own) && signature_is_right(&read, TEXT("{}"), signature));
}

static void what_is_no_kit_is_told(void **state)
{
    (void)state;
    kit_files files;
    kit_check checked;
    text why;
    assert_int_equal(kit_files_open(&memory, path_join(&memory, folder, TEXT("none")), &files), FILE_MISSING);
    put("file", TEXT("PK?"));
    assert_int_equal(kit_files_open(&memory, path_join(&memory, folder, TEXT("file")), &files), FILE_NOT_PLAIN);
    assert_int_equal(kit_files_open(&memory, folder, &files), FILE_READ);
    assert_int_equal(kit_check_files(&memory, &files, NULL, &checked, &why), KIT_NONE);
    put("kit.json", TEXT("{"));
    assert_int_equal(kit_files_open(&memory, folder, &files), FILE_READ);
    assert_int_equal(kit_check_files(&memory, &files, NULL, &checked, &why), KIT_MANIFEST_DAMAGED);
    check(why.length > 0);
}

static void a_zip_is_as_its_folder(void **state)
{
    (void)state;
    text manifest = manifest_text(NULL), contents;
    zip_entry entries[] = { { TEXT("fi/a.html"), TEXT("a"), false }, { TEXT("index.html"), TEXT("page"), true },
                            { TEXT("kit.json"), manifest, false } };
    text path = path_join(&memory, folder, TEXT("kit.zip")), why;
    kit_files files;
    kit_check checked;
    check(zip_write(path, entries, 3));
    assert_int_equal(kit_files_open(&memory, path, &files), FILE_READ);
    assert_int_equal(files.count, 3);
    const kit_file *page = kit_files_find(&files, TEXT("index.html"));
    check(page != NULL && page->is_stored && page->is_plain && page->size == 4);
    check(kit_files_find(&files, TEXT("index")) == NULL);
    assert_int_equal(kit_files_read(&memory, &files, page, &contents), FILE_READ);
    check_text(contents, "page");
    assert_int_equal(kit_check_files(&memory, &files, NULL, &checked, &why), KIT_CHECKED);
    check(kit_is_trusted(&checked));
    kit_files_close(&files);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, remove_all)
    const struct CMUnitTest tests[] = {
        TEST(a_whole_kit_is_whole),
        TEST(what_was_done_to_files_is_told_by_name),
        TEST(signatures_are_told_apart),
        TEST(a_signature_reads_back),
        TEST(what_is_no_kit_is_told),
        TEST(a_zip_is_as_its_folder),
    };
    return cmocka_run_group_tests_name("kit_check", tests, NULL, NULL);
}
