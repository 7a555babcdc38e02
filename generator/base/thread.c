#include "thread.h"

#include <malloc.h>
#include <signal.h>

static void *run_in_thread(void *given)
{
    const thread *begun = given;
    begun->run(begun->context);
    return NULL;
}

// Signals are for the thread that waits.
void thread_begin(thread *begun, void (*run)(void *context), void *context)
{
    sigset_t all, before;
    *begun = (thread){ .run = run, .context = context };
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    begun->is_running = pthread_create(&begun->thread, NULL, run_in_thread, begun) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!begun->is_running)
        run(context);
}

void thread_wait(thread *begun)
{
    if (begun->is_running)
        pthread_join(begun->thread, NULL);
    begun->is_running = false;
}

void threads_stay_small(void)
{
    enum { STACK = 1024 * 1024 };
    mallopt(M_ARENA_MAX, 1);
    pthread_attr_t small;
    if (pthread_attr_init(&small) != 0)
        return;
    if (pthread_attr_setstacksize(&small, STACK) == 0)
        pthread_setattr_default_np(&small);
    pthread_attr_destroy(&small);
}
