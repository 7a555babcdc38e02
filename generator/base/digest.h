// Hashes, by libsodium.
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "arena.h"
#include "text.h"

#include <stdint.h>

// 128 bits of BLAKE2b: equal only for equal data, as far as anybody can tell.
typedef struct {
    unsigned char bytes[16];
} fingerprint;
fingerprint fingerprint_of(text data);
static inline text fingerprint_text(const fingerprint *of)
{
    return (text){ (const char *)of->bytes, sizeof of->bytes };
}

// Lower-case hexadecimal SHA-256 (64 characters).
text digest_sha256(arena *memory, text data);

// The same of a file, however large. False after a reported machine failure.
bool digest_sha256_file(arena *memory, text path, text *hash) __attribute__((warn_unused_result));

// "sha256-...", as a content security policy names a style that it lets through.
text digest_source(arena *memory, text style);

// A keyed short hash (SipHash-2-4) for tables. The key is drawn once per run,
// so that no input can be made to collide; never let it reach an output.
uint64_t digest_short(text data);

// A checksum against what disks and crashes do, not against people; [sum] is that of what came before, 0 at first.
uint64_t digest_checksum(uint64_t sum, text data);

#endif
