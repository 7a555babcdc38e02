// Which files there are to be read. Private to answers/collect*.c.
#ifndef ANSWERS_COLLECT_SOURCES_H
#define ANSWERS_COLLECT_SOURCES_H

#include "answers/collect.h"

#include <stdint.h>

struct zip_reader;

typedef struct {
    text shown;                 // for messages and [filled_form.path]
    text folder, path;          // a file, beneath its folder unless that is empty; of an archive's entry: the archive
    bool is_named;              // by the person, who then wants it read
    bool is_entry;
    size_t entry;
    uint64_t size;
} collect_source;

typedef struct {
    collect_source *items;
    size_t count, capacity;
    uint64_t size;
} collect_sources;

collect_result collect_list(arena *memory, const collect_request *request, diagnostics *found, collect_sources *into,
                            text *missing);

// The archive that was opened last stays open for the next entry.
typedef struct {
    arena memory;
    text path;
    struct zip_reader *zip;
} collect_archive;

typedef enum { SOURCE_READ, SOURCE_UNREADABLE, SOURCE_FAILED } source_result;
// [*why] says what is wrong with one that is unreadable.
source_result collect_read(arena *memory, const collect_source *from, collect_archive *last, text *contents, text *why);

#endif
