// Forked worker processes.
//
// Each job runs in one of [count] processes forked from this one, which see
// everything as it was at the fork. A job may write files and sends back one
// record. A job that takes too much time or memory or crashes kills only its
// worker: the job is reported as dead, a new worker goes on with the rest. One
// that crashes, stands still, or in which a library finds no memory, is first
// done again; when it stands still again, that is a machine failure.
// Records arrive in any order; callers must not depend on it.
#ifndef BASE_WORKERS_H
#define BASE_WORKERS_H

#include "buffer.h"
#include "text.h"

typedef enum {
    JOB_CRASHED,
    JOB_TOO_SLOW,
    JOB_STUCK,
    JOB_TOO_MUCH_MEMORY
} job_death;

typedef struct {
    size_t job_count;
    int worker_count;               // at least 1; even then the jobs run in a child
    double cpu_seconds;             // processor time for one job; 0 for no limit
    int clock_seconds;              // by the clock while the machine lets it run, for a job that waits; 0 for no limit
    int still_seconds;              // by the clock, one after another, in which nothing of it moves; 0 for half a minute
    size_t memory_bytes;            // above what this process has; 0 for no limit
    void *context;
    void (*started)(void *context);                             // in each worker, may be NULL
    bool (*run)(void *context, size_t job, buffer *record);     // in a worker; false: machine failure
    void (*finished)(void *context, size_t job, text record);   // here
    void (*died)(void *context, size_t job, job_death why);     // here
} worker_plan;

// Runs every job. Returns false after a machine failure, which has been
// reported; jobs that died are not machine failures.
bool workers_run(const worker_plan *plan) __attribute__((warn_unused_result));

// Processors this process may use.
int workers_available(void);

#endif
