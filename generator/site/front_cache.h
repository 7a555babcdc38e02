// The front matter of content files, read by an earlier build: a file that has not been touched since need not be opened.
//
// A file is the same when its inode, size and times are; the time of change cannot be set by anybody. Files that were written
// a moment before they were read are not kept, since clocks of file systems are coarse.
#ifndef SITE_FRONT_CACHE_H
#define SITE_FRONT_CACHE_H

#include "base/files.h"
#include "base/kept_records.h"
#include "site/config.h"

// The number grows when what is written after it comes to mean something else.
#define FRONT_CACHE_FIRST_LINE "digitori front matter 2\n"

typedef struct {
    const file_entry *file;
    text nodes, texts;          // see source/value_record.h
} known_front;

typedef struct {
    kept_reading reading;
    text rest;
    text path;                  // of the entry that was read last; empty before the first and after the last
    file_entry file;
    known_front front;
    int64_t now;                // when it was opened, before any file is read
} front_cache;

// Begins to read it in a thread, until it is opened; it stays where it is until then. What cannot be used is as good as none.
void front_cache_begin(front_cache *begun, arena *memory, const site_config *config);
void front_cache_open(front_cache *begun);

// Files are asked for in the order of their paths. What is found lives as long as the memory the cache was begun with.
bool front_cache_find(front_cache *in, const file_entry *file, text *nodes, text *texts);

// Whether [file] may be kept for the next build.
bool front_cache_may_keep(const front_cache *in, const file_entry *file);

// Writes the next one in the place of the old, or leaves it where that cannot be.
void front_cache_write(const site_config *config, const known_front *fronts, size_t count);

#endif
