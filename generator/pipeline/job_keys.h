// What jobs depend on, as digests that are made before any job runs: see "What is not made again" in generator/README.md.
#ifndef PIPELINE_JOB_KEYS_H
#define PIPELINE_JOB_KEYS_H

#include "pipeline/build_cache.h"
#include "publishers/publisher.h"

// A kit's pages are in no output but the kit's zip; what no other build reads has no record. Such jobs have no keys.
bool job_has_entry(const job *of);

// [options]: what was asked for on the command line and changes the output.
cache_head job_keys_head(const build *of, const job_list *jobs, text options);
// Whether the plan and all front matter are as they were. Then what stands around a page and what refers to it is as it was,
// and so is what a page says of others.
bool only_bodies_changed(const build_cache *old, const cache_head *head);
// Into [keys], by job.
void job_keys_find(const build *of, const job_list *jobs, const cache_head *head, const build_cache *old, job_key *keys);

#endif
