#include "checks.h"

#include "base/digest.h"
#include "base/files.h"
#include "forks/kit_reader.h"
#include "forks/upstream.h"
#include "formats/zip.h"

#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

static arena memory;
static text folder;

static int prepare(void **state)
{
    (void)state;
    folder = fresh_folder(&memory);
    return 0;
}

static int remove_all(void **state)
{
    (void)state;
    bool is_removed = folder_remove(folder);
    arena_free(&memory);
    return is_removed ? 0 : -1;
}

static text manifest_of(const char *path, text contents)
{
    return text_format(&memory, "{\"format\": 1, \"id\": \"tori\", \"version\": \"1\", \"origin\": {\"title\": \"Espoo\"}, \"files\": {\"%s\": \"%.*s\"}}",
                       path, TEXT_PRINT(digest_sha256(&memory, contents)));
}

static text write_zip(const char *name, text listed, const char *path, text contents)
{
    zip_entry entries[] = { { text_of(path), contents, false }, { TEXT("kit.json"), manifest_of(path, listed), false } };
    text zip = path_join(&memory, folder, text_of(name));
    check(zip_write(zip, entries, 2));
    return zip;
}

static void check_refused(text path, const char *expected)
{
    kit opened;
    text why = { 0 };
    assert_int_equal(kit_open(&memory, path, &opened, &why), KIT_REFUSED);
    check_text(why, expected);
}

static void zips_and_folders_are_opened(void **state)
{
    (void)state;
    kit opened;
    text why, contents;
    text zip = write_zip("good.zip", TEXT("Hyvä"), "source/a.md", TEXT("Hyvä"));
    assert_int_equal(kit_open(&memory, zip, &opened, &why), KIT_OPENED);
    check_text(opened.manifest.id, "tori");
    assert_int_equal(kit_read(&opened, &memory, kit_manifest_find(&opened.manifest, TEXT("source/a.md")), &contents, &why), KIT_OPENED);
    check_text(contents, "Hyvä");
    kit_close(&opened);

    text unpacked = path_join(&memory, folder, TEXT("good"));
    check(file_write(path_join(&memory, unpacked, TEXT("kit.json")), manifest_of("source/a.md", TEXT("Hyvä"))));
    check(file_write(path_join(&memory, unpacked, TEXT("source/a.md")), TEXT("Hyvä")));
    check(file_write(path_join(&memory, unpacked, TEXT("source/Thumbs.db")), TEXT("x")));
    assert_int_equal(kit_open(&memory, unpacked, &opened, &why), KIT_OPENED);
    // Changed while it is open.
    check(file_write(path_join(&memory, unpacked, TEXT("source/a.md")), TEXT("Paha")));
    assert_int_equal(kit_read(&opened, &memory, &opened.manifest.files[0], &contents, &why), KIT_REFUSED);
    kit_close(&opened);
    check_refused(unpacked, "'source/a.md': the file is not the one that kit.json lists: it was changed");
}

static void what_is_wrong_is_told(void **state)
{
    (void)state;
    kit opened;
    text why;
    assert_int_equal(kit_open(&memory, path_join(&memory, folder, TEXT("none.zip")), &opened, &why), KIT_MISSING);
    check_refused(write_zip("changed.zip", TEXT("a"), "a.md", TEXT("b")), "'a.md': the file is not the one that kit.json lists: it was changed");
    check_refused(write_zip("hidden.zip", TEXT("a"), ".git/config", TEXT("a")),
                  "'.git/config': the name begins with a full stop: hidden files are not taken from others");
    text empty = path_join(&memory, folder, TEXT("empty"));
    check(folder_make(empty));
    check_refused(empty, "there is no kit.json in it");
    check(file_write(path_join(&memory, empty, TEXT("kit.json")), manifest_of("a.md", TEXT("a"))));
    check_refused(empty, "'a.md': kit.json lists the file, but it is not there");
    check(symlink("/etc/passwd", text_to_string(&memory, path_join(&memory, empty, TEXT("a.md")))) == 0);
    check_refused(empty, "'a.md': only plain files belong in a kit, no links or devices");
    text no_zip = path_join(&memory, folder, TEXT("no.zip"));
    check(file_write(no_zip, TEXT("not a zip at all")));
    check_refused(no_zip, "it is no zip file, or not a whole one");
}

// A zip as somebody else packs one: [name] holds "a", and stands beside a right kit.json.
static zip_t *foreign_zip(text path, const char *name, zip_int64_t *entry)
{
    text manifest = manifest_of("a.md", TEXT("a"));
    zip_t *archive = zip_open(text_to_string(&memory, path), ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(archive);
    check(zip_file_add(archive, "kit.json", zip_source_buffer(archive, manifest.bytes, manifest.length, 0), 0) >= 0);
    check(zip_file_add(archive, "a.md", zip_source_buffer(archive, "a", 1, 0), 0) >= 0);
    *entry = text_ends_with(text_of(name), TEXT("/")) ? zip_dir_add(archive, name, 0)
                                                      : zip_file_add(archive, name, zip_source_buffer(archive, "a", 1, 0), 0);
    check(*entry >= 0);
    return archive;
}

static void kits_packed_by_others_are_looked_through(void **state)
{
    (void)state;
    enum { SYSTEM_DOS = ZIP_OPSYS_DOS, SYSTEM_UNIX = ZIP_OPSYS_UNIX, SYSTEM_MAC = ZIP_OPSYS_OS_X };
    static const struct { const char *name; zip_uint8_t system; zip_uint32_t mode; const char *why; } trials[] = {
        { "folder/", SYSTEM_UNIX, S_IFDIR | 0755, NULL },
        { "folder/", SYSTEM_DOS, 0, NULL },
        { ".git/", SYSTEM_DOS, 0, "'.git': the name begins with a full stop: hidden files are not taken from others" },
        { "folder/", SYSTEM_UNIX, S_IFLNK | 0777, "'folder': only plain files belong in a kit, no links or devices" },
        { "folder", SYSTEM_UNIX, S_IFDIR | 0755, "'folder': only plain files belong in a kit, no links or devices" },
        { "link.md", SYSTEM_MAC, S_IFLNK | 0777, "'link.md': only plain files belong in a kit, no links or devices" },
        { "pipe.md", SYSTEM_UNIX, S_IFIFO | 0644, "'pipe.md': only plain files belong in a kit, no links or devices" },
        { "b.md", SYSTEM_DOS, 0, "'b.md': the file is in the kit, but kit.json does not list it" },
        { "A.md", SYSTEM_UNIX, S_IFREG | 0644, "'A.md': on some systems this is the same name as 'a.md'" },
        { "kit.json.sig", SYSTEM_UNIX, S_IFREG | 0644, NULL },
    };
    text path = path_join(&memory, folder, TEXT("foreign.zip"));
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        zip_int64_t entry;
        zip_t *archive = foreign_zip(path, trials[i].name, &entry);
        check(zip_file_set_external_attributes(archive, (zip_uint64_t)entry, 0, trials[i].system, trials[i].mode << 16) == 0);
        check(zip_close(archive) == 0);
        kit opened;
        text why = { 0 };
        kit_result result = kit_open(&memory, path, &opened, &why);
        check_text(why, trials[i].why != NULL ? trials[i].why : "");
        assert_int_equal(result, trials[i].why != NULL ? KIT_REFUSED : KIT_OPENED);
        if (result == KIT_OPENED)
            kit_close(&opened);
    }
}

static void what_a_kit_may_not_hold_is_told(void **state)
{
    (void)state;
    // A file of many megabytes that takes nothing packed.
    text path = path_join(&memory, folder, TEXT("bomb.zip"));
    text zeros = { arena_allocate(&memory, 4 << 20, 1), 4 << 20 };
    check_refused(write_zip("bomb.zip", zeros, "a.md", zeros), "'a.md': the file unpacks to far more than it takes in the kit");
    zip_int64_t entry;
    zip_t *archive = foreign_zip(path, "b.md", &entry);
    check(zip_file_set_encryption(archive, (zip_uint64_t)entry, ZIP_EM_AES_128, "secret") == 0);
    check(zip_close(archive) == 0);
    check_refused(path, "'b.md': the file is locked with a password");
    if (zip_compression_method_supported(ZIP_CM_BZIP2, 1)) {
        archive = foreign_zip(path, "b.md", &entry);
        check(zip_set_file_compression(archive, (zip_uint64_t)entry, ZIP_CM_BZIP2, 1) == 0);
        check(zip_close(archive) == 0);
        check_refused(path, "'b.md': the file is packed in a way that is not used in kits");
    }
    text unpacked = path_join(&memory, folder, TEXT("more"));
    check(file_write(path_join(&memory, unpacked, TEXT("kit.json")), manifest_of("a.md", TEXT("a"))));
    check(file_write(path_join(&memory, unpacked, TEXT("a.md")), TEXT("a")));
    check(file_write(path_join(&memory, unpacked, TEXT("desktop.ini")), TEXT("x")));
    check(file_write(path_join(&memory, unpacked, TEXT("b.md")), TEXT("x")));
    check_refused(unpacked, "'b.md': the file is in the kit, but kit.json does not list it");
    check(file_write(path_join(&memory, unpacked, TEXT("kit.json")), TEXT("[]")));
    kit opened;
    text why = { 0 };
    assert_int_equal(kit_open(&memory, unpacked, &opened, &why), KIT_REFUSED);
    check(why.length > 0);
}

static void the_upstream_of_a_site_is_read(void **state)
{
    (void)state;
    upstream read;
    diagnostics found = { .memory = &memory };
    text site = path_join(&memory, folder, TEXT("site"));
    check(upstream_read(&memory, site, &found, &read));
    check(!read.is_fork);
    check(file_write(path_join(&memory, site, TEXT(UPSTREAM_MANIFEST)), manifest_of("source/a.md", TEXT("a"))));
    check(upstream_read(&memory, site, &found, &read));
    check(read.is_fork);
    check_text(read.manifest.origins[0].title, "Espoo");
    check(text_ends_with(read.source, TEXT("site/.digitori/upstream/source")));
    check_reported(&found, "");
    check(file_write(path_join(&memory, site, TEXT(UPSTREAM_MANIFEST)), TEXT("{")));
    check(upstream_read(&memory, site, &found, &read));
    check(!read.is_fork);
    check_reported(&found, ".digitori/upstream/kit.json:1:1: error: what the site was forked from cannot be read: kit.json cannot be "
                           "read; take the folder .digitori/upstream from a copy of the site\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zips_and_folders_are_opened),
        cmocka_unit_test(what_is_wrong_is_told),
        cmocka_unit_test(kits_packed_by_others_are_looked_through),
        cmocka_unit_test(what_a_kit_may_not_hold_is_told),
        cmocka_unit_test(the_upstream_of_a_site_is_read),
    };
    return cmocka_run_group_tests_name("kit_reader", tests, prepare, remove_all);
}
