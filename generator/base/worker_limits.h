// What a worker may use: memory, processor time and time on the clock. A job that wants more ends its worker, by a signal or with
// MEMORY_EXHAUSTED_IN_JOB; where it is the machine that has no memory left, it ends as any program does then (arena.h).
#ifndef BASE_WORKER_LIMITS_H
#define BASE_WORKER_LIMITS_H

#include "workers.h"

// Once, in the process of the worker.
void worker_limits_set(const worker_plan *plan);
// Around each job: between them nothing runs out.
void worker_limits_begin_job(const worker_plan *plan);
void worker_limits_end_job(void);

#endif
