// Work that is done beside, in a thread: looking at files while something else is read.
//
// It touches no memory but what it is given and what it takes itself, says nothing, and calls nothing that keeps something
// between calls, but for arenas and tables, which keep a setting and a secret: both are used before. Whoever begins it waits
// for it before starting a process: that would have a copy of what is half done.
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

#include <pthread.h>
#include <stdbool.h>

typedef struct {
    pthread_t thread;
    bool is_running;
    void (*run)(void *context);
    void *context;
} thread;

// Where the machine has no thread to give, [run] is done at once. [begun] and [context] stay where they are until thread_wait.
void thread_begin(thread *begun, void (*run)(void *context), void *context);
// Until it is done, if it has been begun.
void thread_wait(thread *begun);

// For the rest of the process, whoever starts threads. A library may start them faster than a busy machine runs them, as Pango does for
// its fonts, and to each the C library gives 64 MiB of addresses for what it allocates and 8 MiB for its stack, of which it needs next to
// nothing.
void threads_stay_small(void);

#endif
