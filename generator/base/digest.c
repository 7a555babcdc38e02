#include "digest.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

fingerprint fingerprint_of(text data)
{
    prepare();
    fingerprint made;
    crypto_generichash(made.bytes, sizeof made.bytes, (const unsigned char *)data.bytes, data.length, NULL, 0);
    return made;
}

// FNV-1a, eight bytes at a time.
uint64_t digest_checksum(uint64_t sum, text data)
{
    static const uint64_t prime = 0x100000001B3u;
    sum ^= 0xCBF29CE484222325u;
    size_t i = 0;
    for (uint64_t chunk; i + sizeof chunk <= data.length; i += sizeof chunk) {
        memcpy(&chunk, data.bytes + i, sizeof chunk);
        sum = (sum ^ chunk) * prime;
        sum ^= sum >> 29;
    }
    for (; i < data.length; i++)
        sum = (sum ^ (unsigned char)data.bytes[i]) * prime;
    return sum;
}
