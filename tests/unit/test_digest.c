#include "checks.h"

#include "base/digest.h"

static void sha256_is_the_known_one(void **state)
{
    (void)state;
    arena memory = { 0 };
    check_text(digest_sha256(&memory, (text){ 0 }), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check_text(digest_sha256(&memory, TEXT("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    arena_free(&memory);
}

static void short_hashes_tell_texts_apart(void **state)
{
    (void)state;
    assert_true(digest_short(TEXT("abc")) == digest_short(TEXT("abc")));
    assert_true(digest_short(TEXT("abc")) != digest_short(TEXT("abd")));
    assert_true(digest_short((text){ 0 }) == digest_short(TEXT("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_is_the_known_one),
        cmocka_unit_test(short_hashes_tell_texts_apart),
    };
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
