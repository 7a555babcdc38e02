// Zip archives, by libzip.
//
// Written: same entries, same bytes. Entries are stored in the order given, dated 1980-01-01, mode
// 0644, names in UTF-8.
//
// Read: from anybody, so nothing of it is believed: the caller sees what each entry claims before a
// byte is unpacked, and an entry that holds more or less than it claims is not read.
#ifndef FORMATS_ZIP_H
#define FORMATS_ZIP_H

#include "base/arena.h"
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

// ---- Reading

typedef struct zip_reader zip_reader;

typedef enum {
    ZIP_READ,
    ZIP_MISSING,
    ZIP_NOT_ONE,
    ZIP_TOO_MANY,           // more than ZIP_ENTRIES_MOST entries
    ZIP_DAMAGED,
    ZIP_FAILED              // has been reported
} zip_result;

enum { ZIP_ENTRIES_MOST = 200 * 1000 };

typedef enum { ZIP_PLAIN, ZIP_FOLDER, ZIP_SPECIAL } zip_type;     // special: a link, a device ...

typedef struct {
    text name;              // as it stands there: any bytes; a folder's without its "/"
    uint64_t size, packed_size;     // as claimed
    zip_type type;
    bool is_encrypted;
    bool is_stored;
    bool is_packed_oddly;   // neither stored nor deflated
} zip_item;

// A file of a mebibyte or more that takes hardly anything packed is there to fill a disk, or memory.
enum { ZIP_RATIO_MOST = 250, ZIP_RATIO_FROM = 1024 * 1024 };
static inline bool zip_item_is_bomb(const zip_item *item)
{
    return item->size >= ZIP_RATIO_FROM && item->size / ZIP_RATIO_MOST > item->packed_size;
}

// Opens a plain file of at most [limit] bytes. Closed by zip_reader_close.
zip_result zip_reader_open(arena *memory, text path, uint64_t limit, zip_reader **opened);
// The same for bytes, which stay where they are while it is open. For office files: what programs of others write
// without care (a local header that says less than the directory) is let pass, for only the directory is believed.
zip_result zip_reader_open_memory(arena *memory, text bytes, zip_reader **opened);
size_t zip_reader_count(const zip_reader *from);
// The entry as it is described; ZIP_DAMAGED when that cannot be read.
zip_result zip_reader_describe(const zip_reader *from, arena *memory, size_t number, zip_item *item);
// Unpacks an entry that holds exactly [size] bytes with the checksum it claims; else ZIP_DAMAGED.
zip_result zip_reader_unpack(const zip_reader *from, arena *memory, size_t number, uint64_t size, text *contents);
void zip_reader_close(zip_reader *from);

#endif
