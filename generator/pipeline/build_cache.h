// What an earlier build made, as a file in the site's cache: for each job what it depended on and its record.
//
// The file is a line that names its form, a head, then entries, then a checksum of them; after that more entries with a
// checksum may stand any number of times, in place of earlier ones of the same jobs. One that is damaged, cut short or of
// another form is as good as none.
#ifndef PIPELINE_BUILD_CACHE_H
#define PIPELINE_BUILD_CACHE_H

#include "base/buffer.h"
#include "base/digest.h"
#include "base/kept_file.h"

// The number grows when what is written after it comes to mean something else.
#define BUILD_CACHE_FIRST_LINE "digitori build cache 7\n"

// What all jobs had in common. Jobs are known by their number: it is the same job as long as the plan is the same.
typedef struct {
    fingerprint plan;       // which jobs there were, and what every job may read
    fingerprint fronts;     // the front matter of all pages
    uint64_t job_count;     // and one for the words of pages
} cache_head;

// What a job depended on: the body of its page, if it reads it, and all else.
typedef struct {
    fingerprint rest, body;
} job_key;

typedef struct cached_job cached_job;
struct cached_job {
    job_key key;
    text record;
    bool is_kept;           // set by whoever asked for it
    cached_job *next;
};

typedef struct {
    arena *memory;          // set before it is opened
    bool is_open;           // false: there is none
    cache_head head;
    cached_job **jobs;      // by number; NULL where there is none
    cached_job *first;      // of all, one after another
    uint64_t sum;
    size_t size, replaced;  // bytes of the file, and of entries in whose place others stand
} build_cache;

void build_cache_open(build_cache *opened, text path);
cached_job *build_cache_find(const build_cache *in, size_t number);      // NULL when unknown

// Writes the next one beside the old, which it replaces at the end, or only what comes in place of entries of the old one.
typedef struct {
    arena *memory;
    kept_file file;
    uint64_t sum;
    text extended;          // path of the old one, if it is extended
    buffer added;           // to it
} cache_writer;

void cache_writer_begin(cache_writer *writer, text path, const cache_head *head);
// [old] was opened from [path]; what it has in common stays.
void cache_writer_extend(cache_writer *writer, text path, const build_cache *old);
bool cache_writer_is_open(const cache_writer *writer);
void cache_writer_add(cache_writer *writer, size_t number, const job_key *key, text record);
bool cache_writer_end(cache_writer *writer, bool is_wanted);

#endif
