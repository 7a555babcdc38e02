// Whether a kit is still what its publisher made: every file against the SHA-256
// in kit.json, and kit.json against its signature.
#ifndef FORKS_KIT_CHECK_H
#define FORKS_KIT_CHECK_H

#include "base/signature.h"
#include "forks/kit_files.h"
#include "forks/kit_manifest.h"

typedef enum { KIT_FILE_CHANGED, KIT_FILE_MISSING, KIT_FILE_ADDED, KIT_FILE_UNREADABLE } kit_fault_kind;

typedef struct {
    text name;              // any bytes
    kit_fault_kind kind;
} kit_fault;

typedef enum {
    KIT_UNSIGNED,           // and nothing says that it should be signed
    KIT_SIGNED,             // rightly, by [key]
    KIT_SIGNATURE_MISSING,  // kit.json names a key, but there is no signature
    KIT_SIGNATURE_WRONG,    // kit.json or the signature has been changed
    KIT_SIGNED_BY_OTHER,    // rightly, but not by the key that kit.json or the asker names
} kit_signature_state;

typedef struct {
    kit_manifest manifest;
    struct { kit_fault *items; size_t count, capacity; } faults;    // by name
    kit_signature_state signature;
    public_key key;         // who signed: KIT_SIGNED and KIT_SIGNED_BY_OTHER
} kit_check;

typedef enum {
    KIT_CHECKED,            // see [faults] and [signature]
    KIT_NONE,               // there is no kit.json
    KIT_MANIFEST_DAMAGED,   // kit.json cannot be understood; [why] tells
    KIT_TOO_LARGE,          // more than 2 GiB unpacked
    KIT_CHECK_FAILED,       // a machine failure, reported
} kit_check_result;

// [expected] is the key that the kit must be signed with; NULL: the one that kit.json names, if it names one.
kit_check_result kit_check_files(arena *memory, const kit_files *in, const public_key *expected, kit_check *checked,
                                 text *why);

bool kit_is_whole(const kit_check *checked);        // no file differs
bool kit_is_trusted(const kit_check *checked);      // whole, and signed where it should be

#endif
