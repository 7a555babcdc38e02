#include "checks.h"

#include "base/files.h"
#include "base/signature.h"

#include <stdlib.h>
#include <sys/stat.h>

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

static text file_named(const char *name, const char *contents)
{
    text path = path_join(&memory, folder, text_of(name));
    check(contents == NULL || file_write(path, text_of(contents)));
    return path;
}

// RFC 8032, section 7.1, test 2.
static void the_standards_example_is_signed_as_it_says(void **state)
{
    (void)state;
    private_key known;
    public_key told;
    text path = file_named("rfc", "private: ed25519-private:4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb\n");
    assert_int_equal(chmod(path.bytes, 0600), 0);
    assert_int_equal(private_key_read(path, &known), PRIVATE_KEY_READ);
    told = private_key_public(&known);
    check_text(public_key_text(&memory, &told), "ed25519:3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    text made = signature_make(&memory, &known, TEXT("r"));
    check_text(made, "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    check(signature_is_right(&told, TEXT("r"), made));
    check(!signature_is_right(&told, TEXT("s"), made));
    check(!signature_is_right(&told, TEXT("r"), text_slice(made, 0, 126)));
    check(!signature_is_right(&told, TEXT("r"), text_join(&memory, made, TEXT("00"))));
    check(!signature_is_right(&told, TEXT("r"), (text){ 0 }));
    private_key_forget(&known);
    for (size_t i = 0; i < sizeof known.bytes; i++)
        assert_int_equal(known.bytes[i], 0);
}

static void a_new_key_is_written_once_and_for_its_owner_only(void **state)
{
    (void)state;
    private_key fresh, again, other;
    bool existed;
    struct stat status;
    text path = file_named("new", NULL);
    private_key_make(&fresh);
    private_key_make(&other);
    check(private_key_write(path, &fresh, &existed) && !existed);
    assert_int_equal(stat(path.bytes, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    check(private_key_write(path, &other, &existed) && existed);
    assert_int_equal(private_key_read(path, &again), PRIVATE_KEY_READ);
    assert_memory_equal(&fresh, &again, sizeof fresh);

    text contents;
    public_key found, told = private_key_public(&fresh), different = private_key_public(&other);
    assert_int_equal(file_read(&memory, path, 4096, &contents), FILE_READ);
    check(public_key_find(contents, &found) && public_key_equals(&found, &told) && !public_key_equals(&found, &different));
    assert_int_equal(chmod(path.bytes, 0640), 0);
    assert_int_equal(private_key_read(path, &again), PRIVATE_KEY_OPEN);
}

static void what_is_no_key_is_refused(void **state)
{
    (void)state;
    private_key known;
    public_key read;
    assert_int_equal(private_key_read(file_named("none", NULL), &known), PRIVATE_KEY_MISSING);
    assert_int_equal(private_key_read(file_named("empty", ""), &known), PRIVATE_KEY_NONE);
    assert_int_equal(private_key_read(file_named("short", "ed25519-private:4ccd"), &known), PRIVATE_KEY_NONE);
    assert_int_equal(private_key_read(folder, &known), PRIVATE_KEY_NONE);
    check(!public_key_read(TEXT(""), &read));
    check(!public_key_read(TEXT("ed25519:"), &read));
    check(!public_key_read(TEXT("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"), &read));
    check(!public_key_read(TEXT("ed25519:3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660"), &read));
    check(!public_key_read(TEXT("ed25519:3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660g"), &read));
    check(!public_key_read(TEXT("ed25519:3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c0"), &read));
    check(!public_key_read(TEXT("ed25519:0000000000000000000000000000000000000000000000000000000000000000"), &read));
    check(public_key_read(TEXT(" ed25519:3D4017C3E843895A92B70AA74D1B7EBC9C982CCF2EC4968CC0CD55F12AF4660C\n"), &read));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_standards_example_is_signed_as_it_says),
        cmocka_unit_test(a_new_key_is_written_once_and_for_its_owner_only),
        cmocka_unit_test(what_is_no_key_is_refused),
    };
    return cmocka_run_group_tests_name("signature", tests, prepare, remove_all);
}
