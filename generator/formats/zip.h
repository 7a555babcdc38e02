// Zip archives with libzip. Writing: same entries, same bytes. Reading: of archives
// by anybody, so that nothing they say is believed before it has been read.
//
// Written entries are stored in the order given, dated 1980-01-01, mode 0644, names in UTF-8.
#ifndef FORMATS_ZIP_H
#define FORMATS_ZIP_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/files.h"

typedef struct {
    text name;              // "/" between parts, no "..", not absolute
    text contents;
    bool is_stored;         // not deflated (already compressed)
} zip_entry;

// Writes the archive to a new file at [path], where nothing may be yet. There is at least one entry,
// and names differ and pass zip_name_is_safe: anything else is our mistake. False after a
// reported machine failure; nothing is left at [path] then.
bool zip_write(text path, const zip_entry *entries, size_t count) __attribute__((warn_unused_result));

// The same archive, added to [out]: what DOCX is. Never a temporary file.
bool zip_write_memory(const zip_entry *entries, size_t count, buffer *out) __attribute__((warn_unused_result));

// ---- Reading

typedef struct zip_reading zip_reading;

typedef struct {
    text name;              // any bytes: check it with zip_name_is_safe before it becomes a path
    uint64_t size;          // as the archive says, which need not be true
    bool is_stored;
    bool is_plain;          // a file: no folder, link or device
    bool is_encrypted;
} zip_item;

// Opens an archive: FILE_NOT_PLAIN when [path] is no zip or contradicts itself (entries over one another, names twice).
// Whoever opened it closes it.
file_result zip_read_open(text path, zip_reading **opened);
void zip_read_close(zip_reading *opened);
size_t zip_read_count(const zip_reading *from);
// What stands at [number]; false when the archive does not say.
bool zip_read_item(arena *memory, zip_reading *from, size_t number, zip_item *item);
// The contents, if they are as long as the archive says, at most [limit], and whole by their
// checksum; else FILE_TOO_LARGE or FILE_NOT_PLAIN.
file_result zip_read_contents(arena *memory, zip_reading *from, size_t number, size_t limit, text *contents);

// "/" between parts, none of them empty, "." or ".."; no "\\", ":" or control characters.
bool zip_name_is_safe(text name);

#endif
