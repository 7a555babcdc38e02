// Hashes, by libsodium.
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "arena.h"
#include "text.h"

#include <stdint.h>

// Lower-case hexadecimal SHA-256 (64 characters).
text digest_sha256(arena *memory, text data);

// The same of a file, however large. False after a reported machine failure.
bool digest_sha256_file(arena *memory, text path, text *hash) __attribute__((warn_unused_result));

// A keyed short hash (SipHash-2-4) for tables. The key is drawn once per run,
// so that no input can be made to collide; never let it reach an output.
uint64_t digest_short(text data);

#endif
