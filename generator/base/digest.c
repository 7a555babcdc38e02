#include "digest.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

static void prepare(void)
{
    static bool prepared;
    if (prepared)
        return;
    if (sodium_init() < 0) {
        fputs("digitori: the system gives no random numbers\n", stderr);
        exit(3);
    }
    prepared = true;
}

text digest_sha256(arena *memory, text data)
{
    prepare();
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)data.bytes, data.length);
    char *hex = ARENA_NEW(memory, char, sizeof hash * 2 + 1);
    sodium_bin2hex(hex, sizeof hash * 2 + 1, hash, sizeof hash);
    return (text){ hex, sizeof hash * 2 };
}

uint64_t digest_short(text data)
{
    static unsigned char key[crypto_shorthash_KEYBYTES];
    static bool has_key;
    if (!has_key) {
        prepare();
        crypto_shorthash_keygen(key);
        has_key = true;
    }
    union { unsigned char bytes[crypto_shorthash_BYTES]; uint64_t number; } hash;
    crypto_shorthash(hash.bytes, (const unsigned char *)data.bytes, data.length, key);
    return hash.number;
}
