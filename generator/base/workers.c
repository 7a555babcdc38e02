#include "workers.h"

#include "arena.h"
#include "diagnostics.h"
#include "transfer.h"
#include "worker_limits.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// A worker is fed job numbers some at a time, so that it never waits for us, and
// answers each with a length and a record, in order. Towards the end, and where
// jobs are few and may be long, it gets them one by one, so that all end together.
// Short records go some together, for each time wakes us. What a dead worker had not
// sent yet is done again; which job killed it tells a count in memory that we share.
enum { QUEUE = 16, TOGETHER = QUEUE / 2, TOGETHER_BYTES = 16 * 1024, SHARES = 8, EXIT_MACHINE_FAILED = 3 };

typedef struct {
    pid_t process;
    int jobs, records;              // our ends of the pipes
    size_t queue[QUEUE];            // jobs sent and not answered, oldest first
    size_t queued;
    size_t answered;                // since it was started
    volatile size_t *done;          // what it has done since then: it counts
    buffer received;
} worker;

typedef struct {
    const worker_plan *plan;
    worker *workers;
    size_t next_job;
    size_t *again;                  // jobs a dead worker had not begun, or not answered, or is to be given once more
    size_t again_count;
    bool *has_died;                 // by job
    bool failed;
} crew;

int workers_available(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int count = CPU_COUNT(&set);
    return count > 0 ? count : 1;
}

// ---- In the worker

// What a worker has been told to do and has not said yet.
typedef struct {
    int jobs, records;
    volatile size_t *done;
    size_t queue[QUEUE], next, count;
    buffer answers;
    size_t answer_count;
} desk;

// Without memory for a pipe the machine refuses what is written to it or read from it: no job has a part in that.
static _Noreturn void end_unheard(void)
{
    machine_failure("cannot speak with", TEXT("the process that gives out the work"));
    _exit(EXIT_MACHINE_FAILED);
}

static void send_answers(desk *of)
{
    if (!write_fully(of->records, of->answers.bytes, of->answers.length))
        end_unheard();
    buffer_clear(&of->answers);
    of->answer_count = 0;
}

// A job is done when its record stands with the others: for what does not fit beside them, it is to blame.
static void answer(desk *of, text record)
{
    buffer_add(&of->answers, (text){ (const char *)&record.length, sizeof record.length });
    buffer_add(&of->answers, record);
    ++*of->done;
    if (++of->answer_count >= TOGETHER || of->answers.length >= TOGETHER_BYTES)
        send_answers(of);
}

// All numbers that are there; each was written as a whole. Whoever waits for more has answered all.
static bool next_job(desk *of, size_t *job)
{
    if (of->next == of->count) {
        ssize_t got;
        send_answers(of);
        while ((got = read(of->jobs, of->queue, sizeof of->queue)) < 0 && errno == EINTR) { }
        if (got < 0)
            end_unheard();
        of->next = 0;
        of->count = got > 0 ? (size_t)got / sizeof *of->queue : 0;
    }
    if (of->count == 0)
        return false;
    *job = of->queue[of->next++];
    return true;
}

static bool do_job(const worker_plan *plan, size_t job, buffer *record)
{
    buffer_clear(record);
    worker_limits_begin_job(plan);
    bool fine = plan->run(plan->context, job, record) && !machine_has_failed();
    worker_limits_end_job();
    return fine;
}

static _Noreturn void work(const worker_plan *plan, int jobs, int records, volatile size_t *done)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    worker_limits_set(plan);
    if (plan->started != NULL)
        plan->started(plan->context);
    desk own = { .jobs = jobs, .records = records, .done = done };
    buffer record = { 0 };
    for (size_t job; next_job(&own, &job);) {
        if (!do_job(plan, job, &record))
            _exit(EXIT_MACHINE_FAILED);
        answer(&own, buffer_text(&record));
    }
    fflush(stderr);
    _exit(0);
}

// ---- In the parent

static bool start_worker(crew *all, worker *started)
{
    int jobs[2], records[2];
    if (pipe2(jobs, O_CLOEXEC) != 0 || pipe2(records, O_CLOEXEC) != 0)
        return machine_failure("cannot start", TEXT("a worker process"));
    fflush(NULL);
    *started->done = started->answered = 0;
    pid_t process = fork();
    if (process < 0)
        return machine_failure("cannot start", TEXT("a worker process"));
    if (process == 0) {
        close(jobs[1]);
        close(records[0]);
        for (int i = 0; i < all->plan->worker_count; i++) {
            if (all->workers[i].process > 0) {
                close(all->workers[i].jobs);
                close(all->workers[i].records);
            }
        }
        work(all->plan, jobs[0], records[1], started->done);
    }
    close(jobs[0]);
    close(records[1]);
    started->process = process;
    started->jobs = jobs[1];
    started->records = records[0];
    started->queued = 0;
    buffer_clear(&started->received);
    return true;
}

static bool take_job(crew *all, size_t *job)
{
    if (all->again_count > 0)
        *job = all->again[--all->again_count];
    else if (all->next_job < all->plan->job_count)
        *job = all->next_job++;
    else
        return false;
    return true;
}

static size_t queue_length(const crew *all)
{
    size_t left = all->plan->job_count - all->next_job + all->again_count;
    size_t share = left / ((size_t)all->plan->worker_count * SHARES);
    return share < 1 ? 1 : share > QUEUE ? QUEUE : share;
}

// Half empty or more is full enough: each time wakes the worker.
static void feed(crew *all, worker *to)
{
    size_t length = queue_length(all), before = to->queued;
    if (before > length / 2)
        return;
    while (to->queued < length && take_job(all, &to->queue[to->queued]))
        to->queued++;
    bool fine = to->queued == before
        || write_fully(to->jobs, to->queue + before, (to->queued - before) * sizeof *to->queue);
    if (fine || errno == EPIPE)
        return;                 // if it died, its end of the other pipe will say so
    machine_failure("cannot speak with", TEXT("a worker process"));
    all->failed = true;
}

static void answered(worker *from)
{
    from->queued--;
    from->answered++;
    memmove(from->queue, from->queue + 1, from->queued * sizeof *from->queue);
}

static void take_records(crew *all, worker *from)
{
    size_t used = 0, length;
    while (from->received.length - used >= sizeof length && from->queued > 0) {
        memcpy(&length, from->received.bytes + used, sizeof length);
        if (from->received.length - used - sizeof length < length)
            break;
        size_t job = from->queue[0];
        answered(from);
        text record = { from->received.bytes + used + sizeof length, length };
        all->plan->finished(all->plan->context, job, record);
        used += sizeof length + length;
    }
    from->received.length -= used;
    if (used > 0 && from->received.length > 0)
        memmove(from->received.bytes, from->received.bytes + used, from->received.length);
}

static void stop_worker(worker *stopped)
{
    close(stopped->jobs);
    close(stopped->records);
    stopped->process = 0;
}

// "ulimit -t N" sets both limits: at the second one the machine kills at once.
static bool has_used_its_time(int status, const struct rusage *used)
{
    struct rlimit allowed;
    bool is_limited = getrlimit(RLIMIT_CPU, &allowed) == 0 && allowed.rlim_cur != RLIM_INFINITY;
    double seconds = (double)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) + (double)(used->ru_utime.tv_usec + used->ru_stime.tv_usec) / 1e6;
    int ended_by = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    return ended_by == SIGXCPU || (ended_by == SIGKILL && is_limited && seconds > 0.9 * (double)allowed.rlim_cur);
}

// Whether nobody's job is to blame for the end of a worker that had some; it has been told then.
static bool is_fault_of_machine(int status, const struct rusage *used)
{
    if (has_used_its_time(status, used)) {
        fputs("digitori: a worker process has used up the processor time that the machine allows it; raise the limit (ulimit -t) and give "
              "the command again\n", stderr);
        return true;
    }
    switch (WIFSIGNALED(status) ? WTERMSIG(status) : 0) {
    case 0: case SIGPROF: case SIGALRM: case SIGSEGV: case SIGBUS: case SIGFPE: case SIGILL: case SIGABRT: case SIGTRAP: case SIGSYS:
        return false;
    case SIGKILL:
        fputs("digitori: the machine ended a worker process, as it does when it is out of memory; close other programs, or take fewer "
              "workers (-j 1)\n", stderr);
        return true;
    default:
        fprintf(stderr, "digitori: a worker process was ended from outside (%s); give the command again\n", strsignal(WTERMSIG(status)));
        return true;
    }
}

static bool has_stood_still(int status)
{
    return WIFEXITED(status) && WEXITSTATUS(status) == WORKER_STOOD_STILL;
}

static job_death death_of(int status)
{
    int ended_by = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    bool no_memory = WIFEXITED(status)
        && (WEXITSTATUS(status) == MEMORY_EXHAUSTED_IN_JOB || WEXITSTATUS(status) == MEMORY_MAY_HAVE_BEEN_SHORT);
    return no_memory ? JOB_TOO_MUCH_MEMORY : ended_by == SIGPROF ? JOB_TOO_SLOW : ended_by == SIGALRM ? JOB_STUCK : JOB_CRASHED;
}

// Memory that was short for a moment makes libraries end in many ways, or not end at all. What is wrong with a job itself ends it again.
static bool is_tried_again(crew *all, size_t job, int status)
{
    bool is_doubtful = death_of(status) == JOB_CRASHED || has_stood_still(status)
        || (WIFEXITED(status) && WEXITSTATUS(status) == MEMORY_MAY_HAVE_BEEN_SHORT);
    bool is_first = !all->has_died[job];
    all->has_died[job] = true;
    return is_doubtful && is_first;
}

// Nothing that a job is given makes it wait: what stands still twice waits for the machine.
static bool waits_for_machine(const crew *all, size_t job, int status)
{
    if (!has_stood_still(status) || !all->has_died[job])
        return false;
    fputs("digitori: a worker process did nothing but wait, twice; see that the disk or the network folder answers, and give the command "
          "again\n", stderr);
    return true;
}

// The worker's pipe closed: it ended, well or badly.
static void bury(crew *all, worker *dead)
{
    int status = 0;
    struct rusage used = { 0 };
    while (wait4(dead->process, &status, 0, &used) < 0 && errno == EINTR) { }
    stop_worker(dead);
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_MACHINE_FAILED) {
        all->failed = true;
        return;
    }
    if (dead->queued == 0)
        return;
    size_t unsent = *dead->done - dead->answered, killer = unsent < dead->queued ? unsent : 0;
    if (is_fault_of_machine(status, &used) || waits_for_machine(all, dead->queue[killer], status)) {
        all->failed = true;
        return;
    }
    bool is_last = !is_tried_again(all, dead->queue[killer], status);
    if (is_last)
        all->plan->died(all->plan->context, dead->queue[killer], death_of(status));
    for (size_t i = dead->queued; i > 0; i--)
        if (i - 1 != killer || !is_last)
            all->again[all->again_count++] = dead->queue[i - 1];
    dead->queued = 0;
    if (!start_worker(all, dead))
        all->failed = true;
    else
        feed(all, dead);
}

static void receive(crew *all, worker *from)
{
    static char bytes[64 * 1024];
    ssize_t got = read(from->records, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR)
        return;
    if (got < 0) {
        machine_failure("cannot hear", TEXT("a worker process"));
        all->failed = true;
        return;
    }
    if (got == 0) {
        bury(all, from);
        return;
    }
    buffer_add(&from->received, (text){ bytes, (size_t)got });
    take_records(all, from);
    feed(all, from);
}

static bool is_busy(const crew *all)
{
    for (int i = 0; i < all->plan->worker_count; i++)
        if (all->workers[i].queued > 0)
            return true;
    return false;
}

static void listen_to_workers(crew *all, struct pollfd *polled)
{
    int count = all->plan->worker_count;
    for (int i = 0; i < count; i++)
        polled[i] = (struct pollfd){ .fd = all->workers[i].process > 0 ? all->workers[i].records : -1,
                                     .events = POLLIN };
    if (poll(polled, (nfds_t)count, -1) < 0)
        return;         // interrupted
    for (int i = 0; i < count && !all->failed; i++)
        if (polled[i].revents != 0)
            receive(all, &all->workers[i]);
}

static void dismiss(crew *all)
{
    for (int i = 0; i < all->plan->worker_count; i++) {
        worker *w = &all->workers[i];
        if (w->process > 0) {
            pid_t process = w->process;
            if (all->failed)
                kill(process, SIGKILL);
            stop_worker(w);
            while (waitpid(process, NULL, 0) < 0 && errno == EINTR) { }
        }
        buffer_free(&w->received);
    }
}

// NULL after a reported failure.
static volatile size_t *share_counts(size_t count)
{
    void *shared = mmap(NULL, count * sizeof(size_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared != MAP_FAILED)
        return shared;
    machine_failure("cannot share memory with", TEXT("worker processes"));
    return NULL;
}

bool workers_run(const worker_plan *plan)
{
    crew all = { .plan = plan };
    size_t count = (size_t)plan->worker_count;
    volatile size_t *done = share_counts(count);
    if (done == NULL)
        return false;
    struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
    sigaction(SIGPIPE, &ignore, &before);
    all.workers = memory_allocate(count, sizeof *all.workers);
    all.again = memory_allocate(count * QUEUE, sizeof *all.again);
    all.has_died = memory_allocate(plan->job_count, sizeof *all.has_died);
    struct pollfd *polled = memory_allocate(count, sizeof *polled);
    bool waited_before = worker_limits_wait_for_workers(true);

    for (size_t i = 0; i < count && i < plan->job_count && !all.failed; i++) {
        all.workers[i].done = &done[i];
        if (!start_worker(&all, &all.workers[i]))
            all.failed = true;
        else
            feed(&all, &all.workers[i]);
    }
    while (!all.failed && is_busy(&all))
        listen_to_workers(&all, polled);
    dismiss(&all);
    worker_limits_wait_for_workers(waited_before);

    free(polled);
    free(all.has_died);
    free(all.again);
    free(all.workers);
    munmap((void *)done, count * sizeof *done);
    sigaction(SIGPIPE, &before, NULL);
    return !all.failed;
}
