// Signatures that tell who made a file: Ed25519, by libsodium.
//
// The same key and message always give the same signature. Public keys are
// written "ed25519:" and 64 hexadecimal digits, everywhere alike. A private key
// lives in a file of its own, which only its owner may read, and never in an arena.
#ifndef BASE_SIGNATURE_H
#define BASE_SIGNATURE_H

#include "arena.h"
#include "text.h"

typedef struct {
    unsigned char bytes[32];
} public_key;

typedef struct {
    unsigned char bytes[64];
} private_key;

void private_key_make(private_key *fresh);
void private_key_forget(private_key *known);            // overwrites it
public_key private_key_public(const private_key *of);

typedef enum {
    PRIVATE_KEY_READ,
    PRIVATE_KEY_OPEN,           // read, but others may read the file too
    PRIVATE_KEY_MISSING,
    PRIVATE_KEY_NONE,           // the file holds no private key
    PRIVATE_KEY_FAILED,         // a machine failure, reported
} private_key_result;

private_key_result private_key_read(text path, private_key *known);

// Writes a new file that only its owner may read; an existing one stays and *[existed] tells.
// False after a reported machine failure.
bool private_key_write(text path, const private_key *known, bool *existed) __attribute__((warn_unused_result));

text public_key_text(arena *memory, const public_key *of);
bool public_key_read(text written, public_key *read);       // false: it is none
bool public_key_find(text within, public_key *found);       // the first in a text, such as that of a key's file
bool public_key_equals(const public_key *a, const public_key *b);

// 128 hexadecimal digits.
text signature_make(arena *memory, const private_key *by, text message);
bool signature_is_right(const public_key *by, text message, text signature);

#endif
