// Which jobs of a build need not be done again. See "What is not made again" in generator/README.md.
#ifndef PIPELINE_REUSE_H
#define PIPELINE_REUSE_H

#include "pipeline/build_cache.h"
#include "pipeline/spare.h"
#include "pipeline/word_store.h"
#include "publishers/publisher.h"

typedef struct {
    build_cache cache;
    cache_writer writer;
    cache_head head;
    word_store words;           // of the pages, where the cache tells of them
    word_store_writer words_writer;
    const build *of;
    job_key *keys;              // by job
    spare spare;
    text spare_path;            // where it lies between builds; empty: nowhere
    bool is_lasting;            // as it was wished
    bool may_write;             // what is kept
    text path;                  // of the cache
    cached_job **known;   // by job; of those that are kept, where they have a record
    const job_list *jobs;
} reuse;

typedef struct {
    text output;                // where it is published
    text options;               // what was asked for on the command line and changes the output
    bool is_lasting;            // the output stays when the program ends; else all that belongs to it stands beside it
    bool begins_anew;           // what is kept is not looked at
} reuse_wishes;

// Takes the tree for the next output, if one is kept, into the staging folder, and begins to look at it while the jobs are planned. [with] stays
// where it is from now on, and is ended. No process may be started before reuse_begin.
void reuse_prepare(reuse *with, build *of, const reuse_wishes *wishes);
// Marks the jobs whose output and record are as the output and the cache have them, and puts the files into the
// staging folder. False after a reported machine failure.
bool reuse_begin(reuse *with, build *of, job_list *jobs, const reuse_wishes *wishes) __attribute__((warn_unused_result));
// The record of a job that is kept; empty when it has none.
text reuse_record(const reuse *with, size_t job);
// What came of a job, for the next build: the words of its page if it made one, and its record.
void reuse_note(reuse *with, size_t job, text told_words, text record);
// Whether what was kept has turned out to be damaged while it was used: then the build is to be done again, from the beginning and anew.
bool reuse_is_misled(const reuse *with);
// [left] is the folder of the staging where what was published before now stands, or what was not published; it is put
// away for the next build. Empty: nothing is. It may have been prepared only.
void reuse_end(reuse *with, bool is_published, text left);

// Takes what build_outputs_to_record and build_shown_to_record added off the record.
void reuse_skip_traces(text *record);
// Takes the next file off them, after their number.
bool reuse_take_output(text *record, text *url);

#endif
