// Writing zip archives with libzip: same entries, same bytes.
//
// Entries are stored in the order given, dated 1980-01-01, mode 0644, names in UTF-8.
#ifndef FORMATS_ZIP_H
#define FORMATS_ZIP_H

#include "base/buffer.h"

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

// "/" between parts, none of them empty, "." or ".."; no "\\", ":" or control characters.
bool zip_name_is_safe(text name);

#endif
