// Threads that libraries start in a worker. What else it may use is in test_workers.c.
#include "checks.h"

#include "base/workers.h"

#include <pthread.h>
#include <stdlib.h>

enum { THREADS = 24, SOME_BYTES = 1000 };

static pthread_barrier_t all_have_begun;

static void *use_a_little(void *unused)
{
    (void)unused;
    void *bytes = malloc(SOME_BYTES);
    pthread_barrier_wait(&all_have_begun);
    return bytes;
}

// True when all were there at once.
static bool start_threads(void *context, size_t job, buffer *record)
{
    (void)context;
    (void)job;
    pthread_t threads[THREADS];
    pthread_barrier_init(&all_have_begun, NULL, THREADS);
    for (size_t i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, use_a_little, NULL) != 0)
            abort();
    bool had_all = true;
    for (size_t i = 0; i < THREADS; i++) {
        void *bytes;
        pthread_join(threads[i], &bytes);
        had_all &= bytes != NULL;
        free(bytes);
    }
    record_add_number(record, had_all);
    return true;
}

static void take(void *context, size_t job, text record)
{
    (void)job;
    *(bool *)context = record_take_number(&record) == 1;
}

static void died(void *context, size_t job, job_death why)
{
    (void)context;
    (void)job;
    (void)why;
}

static void threads_that_pile_up_take_little_memory(void **state)
{
    (void)state;
    bool had_all = false;
    worker_plan plan = { .job_count = 1, .worker_count = 1, .memory_bytes = 128 << 20, .context = &had_all,
                         .run = start_threads, .finished = take, .died = died };
    check(workers_run(&plan));
    check(had_all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_that_pile_up_take_little_memory),
    };
    return cmocka_run_group_tests_name("worker limits", tests, NULL, NULL);
}
