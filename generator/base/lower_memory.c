#include "lower_memory.h"

#include "arena.h"

#include <sys/resource.h>

// As in worker_limits.c.
#ifndef LIMITS_TIMES
#define LIMITS_TIMES 1
#endif

memory_before memory_lower(size_t bytes)
{
    memory_before before = { .of_worker = memory_limit };
    struct rlimit now;
    if (memory_limit == 0 || getrlimit(RLIMIT_AS, &now) != 0)
        return before;
    before.of_process = now.rlim_cur;
    size_t lower = memory_in_use() + bytes * LIMITS_TIMES;
    if (lower < now.rlim_cur && setrlimit(RLIMIT_AS, &(struct rlimit){ lower, now.rlim_max }) == 0)
        memory_limit = lower;
    return before;
}

void memory_restore(memory_before before)
{
    struct rlimit now;
    if (before.of_worker != memory_limit && getrlimit(RLIMIT_AS, &now) == 0
        && setrlimit(RLIMIT_AS, &(struct rlimit){ before.of_process, now.rlim_max }) == 0)
        memory_limit = before.of_worker;
}
