#include "worker_limits.h"

#include "arena.h"
#include "sanitizer.h"
#include "thread.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>

// Tests that watch the program (tests/coverage, valgrind) slow it down: they build it with limits so many times as high.
#ifndef LIMITS_TIMES
#define LIMITS_TIMES 1
#endif

static void limit_time(double seconds)
{
    struct itimerval timer = { .it_value = {
        .tv_sec = (time_t)seconds,
        .tv_usec = (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6),
    } };
    setitimer(ITIMER_PROF, &timer, NULL);       // SIGPROF, see end_slow_job
}

// A library that finds no memory may try again for ever, even in a thread of its own for which the job waits. A process in
// which there has been none for some seconds is ended.
enum { SECONDS_WITHOUT = 3 };

static volatile sig_atomic_t seconds_without;      // of one job

static void look_for_memory(void)
{
    if (memory_is_left())
        seconds_without = 0;
    else if (++seconds_without >= SECONDS_WITHOUT)
        memory_exhausted();
}

// A library may wait for what never comes: fontconfig for a lock that it holds itself, where it found no memory before. Then nothing
// but these signals wakes the process. Whoever waits for a disk does so without hearing them, or wakes more often.
enum { SECONDS_STILL = 30, WAKES_BY_US = 2, MOVED_MICROSECONDS = 1000 };

static volatile sig_atomic_t seconds_still, most_still, waits_for_workers;

static bool has_moved(void)
{
    static long wakes_before, used_before, read_before;
    struct rusage now;
    getrusage(RUSAGE_SELF, &now);
    long used = (now.ru_utime.tv_sec + now.ru_stime.tv_sec) * 1000000 + now.ru_utime.tv_usec + now.ru_stime.tv_usec;
    long read = now.ru_majflt + now.ru_inblock;         // also what was swapped out
    bool moved = now.ru_nvcsw - wakes_before > WAKES_BY_US || used - used_before > MOVED_MICROSECONDS || read > read_before;
    wakes_before = now.ru_nvcsw;
    used_before = used;
    read_before = read;
    return moved;
}

static void look_for_movement(void)
{
    if (has_moved() || waits_for_workers)
        seconds_still = 0;
    else if (++seconds_still >= most_still) {
        memory_exhausted_first();
        _Exit(WORKER_STOOD_STILL);
    }
}

bool worker_limits_wait_for_workers(bool waits)
{
    bool before = waits_for_workers;
    waits_for_workers = waits;
    return before;
}

// Seconds are counted one by one: one that passes while the whole program is stopped (Ctrl-Z) counts once. They go on from job to
// job, so that the first may be a short one.
static volatile sig_atomic_t is_at_work, seconds_left;      // 0: no limit

// One that tries again for ever has no memory for longer than it has time.
static void end_late(int number)
{
    memory_exhausted_first();
    signal(number, SIG_DFL);
    raise(number);
}

static void count_second(int number)
{
    int reason = errno;
    if (is_at_work && memory_limit > 0)
        look_for_memory();
    if (is_at_work)
        look_for_movement();
    if (is_at_work && seconds_left > 0 && --seconds_left == 0)
        end_late(number);
    errno = reason;
}

// The time of a job that has ended may run out before the next one gets its own.
static void end_slow_job(int number)
{
    if (is_at_work)
        end_late(number);
}

void worker_limits_begin_job(const worker_plan *plan)
{
    if (plan->cpu_seconds > 0)
        limit_time(plan->cpu_seconds * LIMITS_TIMES);
    seconds_left = plan->clock_seconds > 0 ? plan->clock_seconds * LIMITS_TIMES + 1 : 0;
    seconds_without = seconds_still = 0;
    is_at_work = true;
}

void worker_limits_end_job(void)
{
    is_at_work = false;
}

static void start_clock(const worker_plan *plan)
{
    most_still = (plan->still_seconds > 0 ? plan->still_seconds : SECONDS_STILL) * LIMITS_TIMES;
    waits_for_workers = false;          // that was who started this one
    struct timeval second = { .tv_sec = 1 };
    setitimer(ITIMER_REAL, &(struct itimerval){ second, second }, NULL);
}

// Whoever called us may have told that these be passed over.
static void heed_limits(void)
{
    sigset_t both;
    sigemptyset(&both);
    sigaddset(&both, SIGPROF);
    sigaddset(&both, SIGALRM);
    sigaction(SIGPROF, &(struct sigaction){ .sa_handler = end_slow_job, .sa_flags = SA_RESTART }, NULL);
    sigaction(SIGALRM, &(struct sigaction){ .sa_handler = count_second, .sa_flags = SA_RESTART }, NULL);
    sigprocmask(SIG_UNBLOCK, &both, NULL);
}

static void limit_memory(size_t bytes)
{
#ifndef HAS_ADDRESS_SANITIZER
    if (bytes == 0)
        return;
    // A worker of a worker gets no more than that one had, nor does any more than who called us allows: then that is what runs out.
    rlim_t limit = memory_in_use() + bytes;
    struct rlimit before;
    if (getrlimit(RLIMIT_AS, &before) == 0 && before.rlim_cur <= limit)
        return;
    if (setrlimit(RLIMIT_AS, &(struct rlimit){ limit, limit }) == 0)
        memory_limit = limit;
#else
    (void)bytes;
#endif
}

void worker_limits_set(const worker_plan *plan)
{
    threads_stay_small();
    limit_memory(plan->memory_bytes * LIMITS_TIMES);
    heed_limits();
    start_clock(plan);
    memory_heed_aborts();
    atexit(memory_exhausted_first);     // libhyphen, where it gets none; we ourselves do not end so
}
