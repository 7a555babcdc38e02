#include "digest.h"

#include "buffer.h"
#include "diagnostics.h"
#include "libsodium.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void libsodium_prepare(void)
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

static text hexadecimal(arena *memory, const unsigned char hash[crypto_hash_sha256_BYTES])
{
    enum { LENGTH = crypto_hash_sha256_BYTES * 2 };
    char *hex = ARENA_NEW(memory, char, LENGTH + 1);
    sodium_bin2hex(hex, LENGTH + 1, hash, crypto_hash_sha256_BYTES);
    return (text){ hex, LENGTH };
}

text digest_sha256(arena *memory, text data)
{
    libsodium_prepare();
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)data.bytes, data.length);
    return hexadecimal(memory, hash);
}

text digest_source(arena *memory, text style)
{
    libsodium_prepare();
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)style.bytes, style.length);
    buffer made = { 0 };
    buffer_add_string(&made, "sha256-");
    buffer_add_base64(&made, (text){ (const char *)hash, sizeof hash });
    text source = text_copy(memory, buffer_text(&made));
    buffer_free(&made);
    return source;
}

bool digest_sha256_file(arena *memory, text path, text *hash)
{
    libsodium_prepare();
    char part[64 * 1024];
    ssize_t length = -1;
    unsigned char bytes[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    int file = open(text_to_string(memory, path), O_RDONLY | O_CLOEXEC);
    crypto_hash_sha256_init(&state);
    while (file >= 0 && (length = read(file, part, sizeof part)) > 0)
        crypto_hash_sha256_update(&state, (const unsigned char *)part, (unsigned long long)length);
    if (length < 0)
        machine_failure("cannot read", path);
    if (file >= 0)
        close(file);
    crypto_hash_sha256_final(&state, bytes);
    *hash = hexadecimal(memory, bytes);
    return length == 0;
}

uint64_t digest_short(text data)
{
    static unsigned char key[crypto_shorthash_KEYBYTES];
    static bool has_key;
    if (!has_key) {
        libsodium_prepare();
        crypto_shorthash_keygen(key);
        has_key = true;
    }
    union { unsigned char bytes[crypto_shorthash_BYTES]; uint64_t number; } hash;
    crypto_shorthash(hash.bytes, (const unsigned char *)data.bytes, data.length, key);
    return hash.number;
}

fingerprint fingerprint_of(text data)
{
    libsodium_prepare();
    fingerprint made;
    crypto_generichash(made.bytes, sizeof made.bytes, (const unsigned char *)data.bytes, data.length, NULL, 0);
    return made;
}

enum { LANES = 4, LANE_BYTES = LANES * 8 };
static const uint64_t CHECKSUM_PRIME = 0x100000001B3u;

static uint64_t add_chunk(uint64_t sum, const char *bytes)
{
    uint64_t chunk;
    memcpy(&chunk, bytes, sizeof chunk);
    sum = (sum ^ chunk) * CHECKSUM_PRIME;
    return sum ^ sum >> 29;
}

// FNV-1a, eight bytes at a time, in lanes that do not wait for one another.
uint64_t digest_checksum(uint64_t sum, text data)
{
    uint64_t lanes[LANES];
    size_t i = 0;
    sum ^= 0xCBF29CE484222325u;
    for (size_t l = 0; l < LANES; l++)
        lanes[l] = sum + l;
    for (; i + LANE_BYTES <= data.length; i += LANE_BYTES)
        for (size_t l = 0; l < LANES; l++)
            lanes[l] = add_chunk(lanes[l], data.bytes + i + l * 8);
    for (size_t l = 0; l < LANES; l++)
        sum = add_chunk(sum, (const char *)&lanes[l]);
    for (; i + 8 <= data.length; i += 8)
        sum = add_chunk(sum, data.bytes + i);
    for (; i < data.length; i++)
        sum = (sum ^ (unsigned char)data.bytes[i]) * CHECKSUM_PRIME;
    return sum;
}
