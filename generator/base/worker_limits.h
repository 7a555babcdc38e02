// What a worker may use: memory, processor time and time on the clock. A job that wants more ends its worker, by a signal or with
// MEMORY_EXHAUSTED_IN_JOB; where it is the machine that has no memory left, it ends as any program does then (arena.h). One that
// waits for what never comes ends with WORKER_STOOD_STILL.
#ifndef BASE_WORKER_LIMITS_H
#define BASE_WORKER_LIMITS_H

#include "workers.h"

enum { WORKER_STOOD_STILL = 6 };

// Once, in the process of the worker.
void worker_limits_set(const worker_plan *plan);
// Around each job: between them nothing runs out.
void worker_limits_begin_job(const worker_plan *plan);
void worker_limits_end_job(void);
// A job may have workers of its own, which have limits themselves: to wait for them is no standing still. Returns what it was.
bool worker_limits_wait_for_workers(bool waits);

#endif
