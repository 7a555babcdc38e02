// Which jobs of a build need not be done again. See "What is not made again" in generator/README.md.
#ifndef PIPELINE_REUSE_H
#define PIPELINE_REUSE_H

#include "pipeline/build_cache.h"
#include "publishers/publisher.h"

typedef struct {
    build_cache cache;
    cache_writer writer;
    fingerprint *ids, *keys;    // by job
    fingerprint fronts;         // of all pages
    const cached_job **known;   // by job; of those that are kept, where they have a record
    const job_list *jobs;
} reuse;

// Marks the jobs whose output and record are as [output] and the cache have them, and puts the files into the
// staging folder. [options] is what was asked for on the command line and changes the output.
void reuse_begin(reuse *with, build *of, job_list *jobs, text output, text options);
// The record of a job that is kept; empty when it has none.
text reuse_record(const reuse *with, size_t job);
// What came of a job, for the next build.
void reuse_note(reuse *with, size_t job, text record);
void reuse_end(reuse *with, bool is_published);

// Takes what build_outputs_to_record and build_shown_to_record added off the record.
void reuse_skip_traces(text *record);
// Takes the next file off them, after their number.
bool reuse_take_output(text *record, text *url);

#endif
