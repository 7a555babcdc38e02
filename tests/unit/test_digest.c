#include "checks.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/files.h"

static void sha256_is_the_known_one(void **state)
{
    (void)state;
    arena memory = { 0 };
    check_text(digest_sha256(&memory, (text){ 0 }), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check_text(digest_sha256(&memory, TEXT("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    arena_free(&memory);
}

static void a_file_is_hashed_as_its_contents_are(void **state)
{
    (void)state;
    arena memory = { 0 };
    buffer contents = { 0 };
    text hash, folder = fresh_folder(&memory), path = path_join(&memory, folder, TEXT("file"));
    for (int i = 0; i < 200000; i++)
        buffer_format(&contents, "%d\n", i);
    check(file_write(path, buffer_text(&contents)));
    check(digest_sha256_file(&memory, path, &hash));
    check(text_equals(hash, digest_sha256(&memory, buffer_text(&contents))));
    check(file_write(path, (text){ 0 }));
    check(digest_sha256_file(&memory, path, &hash));
    check(text_equals(hash, digest_sha256(&memory, (text){ 0 })));
    check(folder_remove(folder));
    check(!digest_sha256_file(&memory, path, &hash));
    buffer_free(&contents);
    arena_free(&memory);
}

static void short_hashes_tell_texts_apart(void **state)
{
    (void)state;
    assert_true(digest_short(TEXT("abc")) == digest_short(TEXT("abc")));
    assert_true(digest_short(TEXT("abc")) != digest_short(TEXT("abd")));
    assert_true(digest_short((text){ 0 }) == digest_short(TEXT("")));
}

static void fingerprints_tell_data_apart(void **state)
{
    (void)state;
    fingerprint one = fingerprint_of(TEXT("abc")), same = fingerprint_of(TEXT("abc")), other = fingerprint_of(TEXT("abd"));
    assert_true(text_equals(fingerprint_text(&one), fingerprint_text(&same)));
    assert_false(text_equals(fingerprint_text(&one), fingerprint_text(&other)));
    assert_int_equal(fingerprint_text(&one).length, 16);
}

static void checksums_see_every_bit(void **state)
{
    (void)state;
    char bytes[] = "a text of more than sixty-four bytes, which are taken thirty-two at a time, then eight, then one by one";
    text whole = { bytes, sizeof bytes - 1 };
    uint64_t sum = digest_checksum(0, whole);
    for (size_t bit = 0; bit < whole.length * 8; bit++) {
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
        assert_true(digest_checksum(0, whole) != sum);
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
    }
    assert_true(digest_checksum(1, whole) != sum);
}

static void a_style_is_named_by_its_hash(void **state)
{
    (void)state;
    arena memory = { 0 };
    text source = digest_source(&memory, (text){ 0 });
    assert_true(text_equals(source, TEXT("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")));
    arena_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_style_is_named_by_its_hash),
        cmocka_unit_test(sha256_is_the_known_one),
        cmocka_unit_test(a_file_is_hashed_as_its_contents_are),
        cmocka_unit_test(short_hashes_tell_texts_apart),
        cmocka_unit_test(fingerprints_tell_data_apart),
        cmocka_unit_test(checksums_see_every_bit),
    };
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
