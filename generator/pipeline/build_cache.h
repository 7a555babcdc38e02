// What an earlier build made, as a file in the site's cache: for each job what it depended on and its record.
//
// The file is a line that names its form, then entries, then a checksum of them. One that is damaged, cut short or of
// another form is as good as none.
#ifndef PIPELINE_BUILD_CACHE_H
#define PIPELINE_BUILD_CACHE_H

#include "base/digest.h"
#include "base/kept_file.h"
#include "base/table.h"

typedef struct cached_job cached_job;
struct cached_job {
    fingerprint id, key;    // which job; what it depended on
    text record;
    bool is_kept;           // set by whoever asked for it
    cached_job *next;
};

typedef struct {
    arena *memory;          // set before it is opened
    bool is_open;           // false: there is none
    table jobs;             // id -> cached_job *
    cached_job *first;      // of all, one after another
} build_cache;

void build_cache_open(build_cache *opened, text path);
cached_job *build_cache_find(const build_cache *in, const fingerprint *id);      // NULL when unknown

// Writes the next one beside the old, which it replaces at the end.
typedef struct {
    arena *memory;
    kept_file file;
    uint64_t sum;
} cache_writer;

void cache_writer_begin(cache_writer *writer, text path);
void cache_writer_add(cache_writer *writer, const fingerprint *id, const fingerprint *key, text record);
bool cache_writer_end(cache_writer *writer, bool is_wanted);

#endif
