#include "checks.h"

#include "base/files.h"
#include "formats/zip.h"

#include <fcntl.h>
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

static text read_back(text path)
{
    text contents = { 0 };
    assert_int_equal(file_read(&memory, path, 1 << 24, &contents), FILE_READ);
    return contents;
}

static text write_archive(const char *name, const zip_entry *entries, size_t count)
{
    text path = path_join(&memory, folder, text_of(name));
    check(zip_write(path, entries, count));
    return path;
}

static text long_text(void)
{
    buffer out = { 0 };
    for (int i = 0; i < 5000; i++)
        buffer_format(&out, "rivi %d\n", i);
    text copy = text_copy(&memory, buffer_text(&out));
    buffer_free(&out);
    return copy;
}

static void entries_are_as_given(void **state)
{
    (void)state;
    zip_entry entries[] = {
        { TEXT("mimetype"), TEXT("application/epub+zip"), true },
        { TEXT("fi/työ/ääni.html"), long_text(), false },
        { TEXT("empty"), { 0 }, false },
        { TEXT("a/..b"), TEXT("\0x"), false },
    };
    text path = write_archive("a.zip", entries, 4);
    zip_t *archive = zip_open(path.bytes, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    assert_non_null(archive);
    assert_int_equal(zip_get_num_entries(archive, 0), 4);
    for (zip_uint64_t i = 0; i < 4; i++) {
        zip_stat_t facts;
        assert_int_equal(zip_stat_index(archive, i, 0, &facts), 0);
        check_text(text_of(facts.name), text_to_string(&memory, entries[i].name));
        assert_int_equal(facts.size, entries[i].contents.length);
        assert_int_equal(facts.comp_method, entries[i].is_stored ? ZIP_CM_STORE : facts.comp_method);
        zip_uint8_t system;
        zip_uint32_t attributes;
        assert_int_equal(zip_file_get_external_attributes(archive, i, 0, &system, &attributes), 0);
        assert_int_equal(system, ZIP_OPSYS_UNIX);
        assert_int_equal(attributes, 0100644u << 16);
        char *contents = ARENA_NEW(&memory, char, facts.size + 1);
        zip_file_t *file = zip_fopen_index(archive, i, 0);
        assert_int_equal(zip_fread(file, contents, facts.size), (zip_int64_t)facts.size);
        zip_fclose(file);
        assert_memory_equal(contents, entries[i].contents.bytes != NULL ? entries[i].contents.bytes : "",
                            facts.size);
    }
    zip_stat_t facts;
    zip_stat_index(archive, 1, 0, &facts);
    assert_int_equal(facts.comp_method, ZIP_CM_DEFLATE);
    check(facts.comp_size < facts.size / 2);
    zip_close(archive);
}

// The time is read from the file itself: libzip would translate it to the time zone.
static void the_header_is_as_promised(void **state)
{
    (void)state;
    zip_entry entry = { TEXT("ä"), TEXT("x"), true };
    text bytes = read_back(write_archive("a.zip", &entry, 1));
    const unsigned char *header = (const unsigned char *)bytes.bytes;
    assert_memory_equal(header, "PK\3\4", 4);
    assert_int_equal(header[7] & 8, 8);         // bit 11: the name is UTF-8
    assert_memory_equal(header + 10, "\0\0\x21\0", 4);
    assert_int_equal(header[28] | header[29] << 8, 0);      // no extra fields
}

static void same_entries_same_bytes(void **state)
{
    (void)state;
    zip_entry entries[] = { { TEXT("a"), long_text(), false }, { TEXT("b"), TEXT("x"), true } };
    text first = read_back(write_archive("a.zip", entries, 2));
    setenv("TZ", "Asia/Tokyo", 1);
    text second = read_back(write_archive("b.zip", entries, 2));
    unsetenv("TZ");
    check(text_equals(first, second));
}

static void an_archive_in_memory_is_the_same(void **state)
{
    (void)state;
    zip_entry entries[] = { { TEXT("a"), long_text(), false }, { TEXT("ä/b"), TEXT("x"), true }, { TEXT("c"), { 0 }, false } };
    buffer made = { 0 };
    buffer_add_string(&made, "before");
    check(zip_write_memory(entries, 3, &made));
    text in_file = read_back(write_archive("a.zip", entries, 3));
    check(text_equals(text_from(buffer_text(&made), 6), in_file));
    buffer_free(&made);
}

static void names_are_checked(void **state)
{
    (void)state;
    static const char *const safe[] = { "a", "a/b.c", "..a", "a..", "...", "työ/x y" };
    static const char *const unsafe[] = { "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/../b", "a/./b",
                                          "a\\b", "c:a", "a\nb", "a\x7f" };
    for (size_t i = 0; i < sizeof safe / sizeof *safe; i++)
        check(zip_name_is_safe(text_of(safe[i])));
    for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++)
        check(!zip_name_is_safe(text_of(unsafe[i])));
    check(!zip_name_is_safe(TEXT("a\0b")));
}

// What [path] makes zip_write say on standard error.
static text failure_at(text path)
{
    zip_entry entry = { TEXT("a"), TEXT("x"), false };
    text log = path_join(&memory, folder, TEXT("log"));
    fflush(stderr);
    int before = dup(STDERR_FILENO), file = open(log.bytes, O_CREAT | O_TRUNC | O_WRONLY, 0600);
    dup2(file, STDERR_FILENO);
    bool is_written = zip_write(path, &entry, 1);
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    close(file);
    check(!is_written);
    return read_back(log);
}

static void failures_are_reported(void **state)
{
    (void)state;
    text missing = path_join(&memory, folder, TEXT("none/a.zip"));
    check_text(failure_at(missing), text_format(&memory, "digitori: cannot write '%.*s': No such file or directory\n",
                                                TEXT_PRINT(missing)).bytes);
    text there = path_join(&memory, folder, TEXT("there"));
    check(file_write(there, TEXT("old")));
    check_text(failure_at(there), text_format(&memory, "digitori: cannot write '%.*s': File exists\n",
                                              TEXT_PRINT(there)).bytes);
    check_text(read_back(there), "old");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, remove_all)
    const struct CMUnitTest tests[] = {
        TEST(entries_are_as_given),
        TEST(the_header_is_as_promised),
        TEST(same_entries_same_bytes),
        TEST(an_archive_in_memory_is_the_same),
        TEST(names_are_checked),
        TEST(failures_are_reported),
    };
    return cmocka_run_group_tests_name("zip", tests, NULL, NULL);
}
