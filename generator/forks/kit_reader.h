// Kits of others: a zip, or the folder it was unpacked to, opened without believing anything it says.
//
// When a kit is open, every file in it has been read once and is what kit.json says, no file is there
// that kit.json does not list, and all names can be used on every system (kit_names.h). Nothing has
// been written anywhere, and nothing in a kit is ever executed or followed.
#ifndef FORKS_KIT_READER_H
#define FORKS_KIT_READER_H

#include "forks/kit_manifest.h"

#include <stdint.h>

enum {
    KIT_FILES_MOST = 100 * 1000,
    KIT_FILE_MOST = 256 * 1024 * 1024       // bytes of one file
};
#define KIT_UNPACKED_MOST ((uint64_t)2 * 1024 * 1024 * 1024)    // bytes of all files

// The only files of a kit that kit.json does not list.
#define KIT_MANIFEST_NAME "kit.json"
#define KIT_SIGNATURE_NAME "kit.json.sig"

typedef enum {
    KIT_OPENED,
    KIT_MISSING,            // nothing is there
    KIT_REFUSED,            // it is no kit, or none to be trusted
    KIT_MACHINE_FAILED      // has been reported
} kit_result;

typedef struct {
    arena *memory;
    text path;              // as the user named it
    kit_manifest manifest;
    uint64_t *sizes;        // by the number of the listed file
    size_t *entries;        // the same, in the zip
    struct zip_reader *zip; // NULL: a folder
} kit;

// [*why] says in plain words why a kit is refused. Only what is opened is closed.
kit_result kit_open(arena *memory, text path, kit *opened, text *why);
void kit_close(kit *opened);

// The contents of a listed file, compared with its hash once more: a folder may change under our hands.
kit_result kit_read(const kit *from, arena *memory, const kit_listed_file *file, text *contents, text *why);

#endif
