// The files of a kit as they now are, in the zip or in the folder that it was
// unpacked to: for those who want to know what of it was changed and who signed it. Whoever
// wants to use a kit opens it with kit_reader.h, which refuses a changed one.
#ifndef FORKS_KIT_FILES_H
#define FORKS_KIT_FILES_H

#include "base/files.h"
#include "formats/zip.h"

typedef struct {
    text name;
    size_t number;          // in the zip
    uint64_t size;          // as the zip or folder says
    bool is_plain;          // else a link, a device or encrypted: it has no contents
    bool is_stored;         // in the zip, not deflated
} kit_file;

typedef struct {
    text path;
    zip_reader *zip;        // NULL: a folder
    kit_file *items;        // by name, in the order of bytes
    size_t count, capacity;
} kit_files;

// FILE_MISSING: nothing is there. FILE_NOT_PLAIN: neither a folder nor a sound zip. FILE_TOO_LARGE: more than
// 100,000 files. Close after FILE_READ. Names that begin with a dot, and what Windows leaves behind, are passed
// over in folders: systems make them by themselves.
file_result kit_files_open(arena *memory, text path, kit_files *opened);
void kit_files_close(kit_files *opened);

const kit_file *kit_files_find(const kit_files *in, text name);     // NULL: not there

// The contents; FILE_NOT_PLAIN when they cannot be had whole.
file_result kit_files_read(arena *memory, const kit_files *in, const kit_file *wanted, text *contents);

#endif
