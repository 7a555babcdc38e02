// kit.json.sig: who answers for a kit. It signs the bytes of kit.json, and kit.json
// holds the SHA-256 of every other file, so that one signature covers all.
//
//   { "format": 1, "algorithm": "Ed25519", "key": "ed25519:…", "signature": "…" }
#ifndef FORKS_KIT_SIGNATURE_H
#define FORKS_KIT_SIGNATURE_H

#include "base/signature.h"

// The contents of kit.json.sig; the same for the same key and kit.json.
text kit_signature_make(arena *memory, const private_key *by, text manifest);

// What [contents] says; false when it is no signature of ours.
bool kit_signature_read(arena *memory, text contents, public_key *key, text *signature);

#endif
