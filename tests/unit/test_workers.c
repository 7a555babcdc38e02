#include "checks.h"

#include "base/files.h"
#include "base/workers.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { JOBS = 60, LONG_RECORD = 300000, MEMORY = 64 << 20 };

// What a job does, by its number; anything else answers its number.
typedef enum {
    ANSWER, CRASH, LOOP, SLEEP, EAT, STARVE, WANT, ABORT, LEAVE, BE_KILLED, FAIL, ANSWER_TOO_LONG, ANSWER_LONG, ANSWER_LATE, WRITE_THEN_CRASH,
    // What libraries do for which the machine has no memory, and what is done to workers.
    GO_ASTRAY, GIVE_UP, EXIT, TRY_FOR_EVER, WAIT_FOR_EVER, BE_TERMINATED, BE_LIMITED, BE_CUT_OFF, CRASH_ONCE, EXIT_ONCE, WANT_ONCE,
    STAND_ONCE, HAVE_WORKERS
} deed;

typedef struct {
    deed deeds[JOBS];
    int answered[JOBS], died[JOBS];
    job_death why[JOBS];
    size_t lengths[JOBS];
    bool were_right;
    bool has_started;           // set in the workers only
} ledger;

static ledger book;

static void start(void *context)
{
    ((ledger *)context)->has_started = true;
}

// Blocks hold on to one another, so that none is a leak.
static void *kept_block;

static void keep_block(void *block)
{
    memcpy(block, &kept_block, sizeof kept_block);
    kept_block = block;
}

static void eat(void)
{
    for (;;)
        keep_block(memset(memory_allocate(1 << 20, 1), 1, 1 << 20));
}

// As a library does that goes on without what it did not get.
static void want_memory(void)
{
    for (size_t size = 1 << 20;; size = size > 1 << 16 ? size / 2 : size)
        while (mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED) { }
}

// The machine has less than the job may take.
static void leave_little(size_t bytes)
{
    rlim_t rest = memory_in_use() + bytes;
    setrlimit(RLIMIT_AS, &(struct rlimit){ rest, rest });
    fclose(stderr);
}

static void fail_without_memory(deed done)
{
    leave_little(2 << 20);
    volatile char *got = NULL;
    if (done == GO_ASTRAY)
        *got = 1;
    else if (done == GIVE_UP)
        abort();
    else if (done == EXIT)
        exit(1);
    while (done == TRY_FOR_EVER || done == WAIT_FOR_EVER)
        if (done == WAIT_FOR_EVER)
            pause();
}

static char *has_failed_before;     // by job, shared

static void fail_once(deed done, size_t job)
{
    if (has_failed_before[job]++ > 0)
        return;
    if (done == WANT_ONCE)
        memory_exhausted();
    else if (done == EXIT_ONCE)
        exit(1);
    while (done == STAND_ONCE)
        pause();
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
}

static void end_from_outside(deed done)
{
    fclose(stderr);
    if (done == BE_CUT_OFF)
        close_range(STDERR_FILENO, ~0U, 0);
    else
        raise(done == BE_LIMITED ? SIGXCPU : SIGTERM);
}

static bool answer_at_length(deed done, size_t job, buffer *record)
{
    if (done == ANSWER_TOO_LONG) {
        // There is memory for it, but not for it and what is sent.
        buffer_room(record, MEMORY / 16 * 7);
        record->length = MEMORY / 16 * 7;
        return true;
    }
    for (size_t i = 0; i < LONG_RECORD; i++)
        record_add_number(record, i ^ job);
    return true;
}

// Works for longer than its master may stand still.
static bool work_long(void *context, size_t job, buffer *record)
{
    (void)context, (void)job, (void)record;
    for (clock_t begun = clock(); clock() - begun < 3 * CLOCKS_PER_SEC;) { }
    return true;
}

static void take_nothing(void *context, size_t job, text record)
{
    (void)context, (void)job, (void)record;
}

static bool have_workers(void)
{
    worker_plan plan = { .job_count = 1, .worker_count = 1, .run = work_long, .finished = take_nothing };
    return workers_run(&plan);
}

static bool run(void *context, size_t job, buffer *record)
{
    const ledger *l = context;
    switch (l->deeds[job]) {
    case CRASH:
        signal(SIGSEGV, SIG_DFL);       // cmocka and the sanitizers would explain it at length
        raise(SIGSEGV);
        break;
    case LOOP:
        for (volatile unsigned i = 0;; i++) { }
    case SLEEP:
        for (;;)
            pause();
    case EAT:
        eat();
        break;
    case STARVE:
        leave_little(8 << 20);
        eat();
        break;
    case GO_ASTRAY: case GIVE_UP: case EXIT: case TRY_FOR_EVER: case WAIT_FOR_EVER:
        fail_without_memory(l->deeds[job]);
        break;
    case HAVE_WORKERS:
        if (!have_workers())
            return false;
        break;
    case CRASH_ONCE: case EXIT_ONCE: case WANT_ONCE: case STAND_ONCE:
        fail_once(l->deeds[job], job);
        break;
    case BE_TERMINATED: case BE_LIMITED: case BE_CUT_OFF:
        end_from_outside(l->deeds[job]);
        break;
    case WANT:
        want_memory();
        break;
    case ABORT:
        signal(SIGABRT, SIG_DFL);
        abort();
    case LEAVE:
        _exit(0);
    case BE_KILLED:
        kill(getpid(), SIGKILL);
        break;
    case FAIL:
        return false;
    case ANSWER_TOO_LONG: case ANSWER_LONG:
        return answer_at_length(l->deeds[job], job, record);
    case ANSWER_LATE:
        for (clock_t begun = clock(); clock() - begun < CLOCKS_PER_SEC / 50;) { }
        break;
    case WRITE_THEN_CRASH:
        record_add_number(record, 12345);
        _exit(0);
        break;
    default:
        break;
    }
    record_add_number(record, job);
    record_add_number(record, l->has_started);
    return true;
}

static void finished(void *context, size_t job, text record)
{
    ledger *l = context;
    l->answered[job]++;
    l->lengths[job] = record.length;
    if (l->deeds[job] == ANSWER_LONG) {
        for (size_t i = 0; i < LONG_RECORD; i++)
            l->were_right = l->were_right && record_take_number(&record) == (i ^ job);
        return;
    }
    l->were_right = l->were_right && record_take_number(&record) == job && record_take_number(&record) == 1
                 && record.length == 0;
}

static void died(void *context, size_t job, job_death why)
{
    ledger *l = context;
    l->died[job]++;
    l->why[job] = why;
}

static worker_plan plan_of(int workers)
{
    book = (ledger){ .were_right = true };
    return (worker_plan){
        .job_count = JOBS, .worker_count = workers, .context = &book,
        .started = start, .run = run, .finished = finished, .died = died,
    };
}

// Every job ended exactly once, those of another deed than answering by [why].
static void check_ends(job_death why)
{
    for (size_t job = 0; job < JOBS; job++) {
        deed done = book.deeds[job];
        bool answers = done == ANSWER || done == ANSWER_LONG || done == ANSWER_LATE;
        assert_int_equal(book.answered[job], answers);
        assert_int_equal(book.died[job], !answers);
        if (!answers)
            assert_int_equal(book.why[job], why);
    }
    check(book.were_right);
    check(!book.has_started);
}

static void every_job_is_done_once(void **state)
{
    (void)state;
    for (int workers = 1; workers <= 8; workers += 7) {
        worker_plan plan = plan_of(workers);
        check(workers_run(&plan));
        check_ends(JOB_CRASHED);
    }
}

static void few_jobs_and_none(void **state)
{
    (void)state;
    worker_plan plan = plan_of(8);
    plan.job_count = 0;
    check(workers_run(&plan));
    plan.job_count = 3;
    check(workers_run(&plan));
    assert_int_equal(book.answered[0] + book.answered[1] + book.answered[2], 3);
    assert_int_equal(book.answered[3], 0);
}

static void long_records_arrive_whole(void **state)
{
    (void)state;
    worker_plan plan = plan_of(2);
    for (size_t job = 0; job < 12; job++)
        book.deeds[job] = ANSWER_LONG;
    check(workers_run(&plan));
    check_ends(JOB_CRASHED);
    assert_int_equal(book.lengths[11], LONG_RECORD * sizeof(uint64_t));
}

static void crashes_cost_one_job_each(void **state)
{
    (void)state;
    static const deed deeds[] = { CRASH, ABORT, LEAVE, WRITE_THEN_CRASH };
    for (int workers = 1; workers <= 3; workers++) {
        worker_plan plan = plan_of(workers);
        for (size_t job = 0; job < JOBS; job += 5)
            book.deeds[job] = deeds[job / 5 % 4];
        book.deeds[1] = book.deeds[2] = book.deeds[JOBS - 1] = CRASH;
        check(workers_run(&plan));
        check_ends(JOB_CRASHED);
    }
}

// By then the machine may have what it had not.
static void what_fails_once_is_done_again(void **state)
{
    (void)state;
    static const deed deeds[] = { CRASH_ONCE, EXIT_ONCE, WANT_ONCE };
    size_t kinds = is_watched() ? 2 : 3;        // without a limit whoever has no memory tells of the machine
    has_failed_before = mmap(NULL, JOBS, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int workers = 1; workers <= 3; workers++) {
        worker_plan plan = plan_of(workers);
        plan.memory_bytes = 256 << 20;
        plan.still_seconds = 1;
        memset(has_failed_before, 0, JOBS);
        for (size_t job = 0; job < JOBS; job += 3)
            book.deeds[job] = job == 0 ? STAND_ONCE : deeds[job / 3 % kinds];
        check(workers_run(&plan));
        for (size_t job = 0; job < JOBS; job++)
            check(book.answered[job] == 1 && book.died[job] == 0);
        check(book.were_right);
    }
    munmap(has_failed_before, JOBS);
}

static void all_jobs_may_crash(void **state)
{
    (void)state;
    worker_plan plan = plan_of(2);
    for (size_t job = 0; job < JOBS; job++)
        book.deeds[job] = CRASH;
    check(workers_run(&plan));
    check_ends(JOB_CRASHED);
}

static void a_job_that_loops_is_ended(void **state)
{
    (void)state;
    worker_plan plan = plan_of(2);
    plan.cpu_seconds = 0.2;
    book.deeds[0] = book.deeds[17] = LOOP;
    time_t before = time(NULL);
    check(workers_run(&plan));
    check(is_watched() || time(NULL) - before < 30);
    check_ends(JOB_TOO_SLOW);
}

// Also when whoever called us passes the signals over.
static void a_job_that_sleeps_is_ended(void **state)
{
    (void)state;
    sigset_t alarm, before;
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    sigprocmask(SIG_BLOCK, &alarm, &before);
    worker_plan plan = plan_of(2);
    plan.clock_seconds = 1;
    book.deeds[0] = book.deeds[40] = SLEEP;
    check(workers_run(&plan));
    sigprocmask(SIG_SETMASK, &before, NULL);
    check_ends(JOB_STUCK);
}

// As a library does that has lost a lock: nothing else would end it.
static void a_job_that_stands_still_is_ended(void **state)
{
    (void)state;
    worker_plan plan = plan_of(2);
    plan.still_seconds = 1;
    book.deeds[0] = SLEEP;
    check(!workers_run(&plan) && book.died[0] == 0);
}

static void a_job_that_waits_for_its_workers_does_not_stand_still(void **state)
{
    (void)state;
    worker_plan plan = plan_of(2);
    plan.still_seconds = 1;
    book.deeds[0] = HAVE_WORKERS;
    check(workers_run(&plan));
    check(book.answered[0] == 1 && book.were_right);
}

static void time_is_counted_for_each_job_alone(void **state)
{
    (void)state;
    worker_plan plan = plan_of(1);
    plan.cpu_seconds = 0.5;
    for (size_t job = 0; job < JOBS; job++)
        book.deeds[job] = ANSWER_LATE;      // together more than twice the limit
    check(workers_run(&plan));
    check_ends(JOB_TOO_SLOW);
}

static void a_job_that_eats_memory_is_ended(void **state)
{
    (void)state;
    skip_when_watched();
    worker_plan plan = plan_of(2);
    plan.memory_bytes = 64 << 20;
    book.deeds[3] = book.deeds[4] = EAT;
    check(workers_run(&plan));
    check_ends(JOB_TOO_MUCH_MEMORY);
    check(memory_limit == 0);
}

static void a_job_that_tries_again_without_memory_is_ended(void **state)
{
    (void)state;
    skip_when_watched();
    worker_plan plan = plan_of(2);
    plan.memory_bytes = 64 << 20;
    plan.cpu_seconds = 60;
    book.deeds[3] = WANT;
    check(workers_run(&plan));
    check_ends(JOB_TOO_MUCH_MEMORY);
}

static void a_machine_without_memory_is_not_the_fault_of_a_job(void **state)
{
    (void)state;
    skip_when_watched();
    worker_plan plan = plan_of(2);
    plan.memory_bytes = 256 << 20;
    book.deeds[3] = STARVE;
    check(!workers_run(&plan));
    assert_int_equal(book.answered[3] + book.died[3], 0);
}

// Not the one before or after it.
static void a_record_without_room_is_the_fault_of_its_job(void **state)
{
    (void)state;
    skip_when_watched();
    worker_plan plan = plan_of(2);
    plan.memory_bytes = MEMORY;
    book.deeds[3] = book.deeds[20] = ANSWER_TOO_LONG;
    check(workers_run(&plan));
    check_ends(JOB_TOO_MUCH_MEMORY);
}

// Whatever a library does where it gets none.
static void a_library_without_memory_is_not_the_fault_of_a_job(void **state)
{
    (void)state;
    skip_when_watched();
    signal(SIGSEGV, SIG_DFL);           // that of cmocka goes on with the tests
    for (deed done = GO_ASTRAY; done <= WAIT_FOR_EVER; done++) {
        worker_plan plan = plan_of(2);
        plan.memory_bytes = 256 << 20;
        plan.cpu_seconds = 0.2;
        plan.clock_seconds = 1;
        book.deeds[3] = done;
        check(!workers_run(&plan));
        assert_int_equal(book.answered[3] + book.died[3], 0);
    }
}

// Nor is what is done to its worker.
static void what_is_done_to_a_worker_is_not_the_fault_of_a_job(void **state)
{
    (void)state;
    for (deed done = BE_TERMINATED; done <= BE_CUT_OFF; done++) {
        worker_plan plan = plan_of(2);
        book.deeds[3] = done;
        check(!workers_run(&plan));
        assert_int_equal(book.answered[3] + book.died[3], 0);
    }
}

// Whether a run in a process that may use a second says so.
static bool tells_of_time(deed done, const char *path)
{
    pid_t limited = fork();
    if (limited == 0) {
        setrlimit(RLIMIT_CPU, &(struct rlimit){ 1, 1 });
        if (freopen(path, "w", stderr) == NULL)
            _exit(2);
        worker_plan plan = plan_of(2);
        book.deeds[3] = done;
        bool is_fine = workers_run(&plan);
        fflush(stderr);
        _exit(is_fine);
    }
    int status = -1;
    waitpid(limited, &status, 0);
    char said[256] = "";
    FILE *from = fopen(path, "r");
    said[fread(said, 1, sizeof said - 1, from)] = '\0';
    fclose(from);
    return status == 0 && strstr(said, "(ulimit -t)") != NULL;
}

// Either of the two limits.
static void time_that_the_machine_does_not_allow_is_told(void **state)
{
    (void)state;
    arena memory = { 0 };
    text folder = fresh_folder(&memory);
    const char *path = text_to_string(&memory, path_join(&memory, folder, TEXT("said")));
    bool by_signal = tells_of_time(BE_LIMITED, path), by_end = tells_of_time(LOOP, path);
    check(folder_remove(folder) && by_signal && by_end);
    arena_free(&memory);
}

// Nobody else ends a worker so.
static void a_machine_that_kills_is_not_the_fault_of_a_job(void **state)
{
    (void)state;
    worker_plan plan = plan_of(2);
    book.deeds[3] = BE_KILLED;
    check(!workers_run(&plan));
    assert_int_equal(book.answered[3] + book.died[3], 0);
}

static void a_machine_failure_ends_it_all(void **state)
{
    (void)state;
    worker_plan plan = plan_of(2);
    book.deeds[30] = FAIL;
    check(!workers_run(&plan));
    assert_int_equal(book.answered[30] + book.died[30], 0);
    struct sigaction now;
    sigaction(SIGPIPE, NULL, &now);
    check(now.sa_handler == SIG_DFL);
}

static void started_may_be_left_out(void **state)
{
    (void)state;
    worker_plan plan = plan_of(2);
    plan.started = NULL;
    check(workers_run(&plan));
    check(!book.were_right);        // the records say that nothing was started
    assert_int_equal(book.answered[JOBS - 1], 1);
}

static int open_files(void)
{
    int count = 0;
    for (int file = 0; file < 256; file++)
        count += fcntl(file, F_GETFD) >= 0;
    return count;
}

static void nothing_is_left_open(void **state)
{
    (void)state;
    int before = open_files();
    worker_plan plan = plan_of(4);
    book.deeds[5] = CRASH;
    check(workers_run(&plan));
    plan = plan_of(4);
    book.deeds[5] = FAIL;
    check(!workers_run(&plan));
    assert_int_equal(open_files(), before);
    check(workers_available() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_is_done_once),
        cmocka_unit_test(few_jobs_and_none),
        cmocka_unit_test(long_records_arrive_whole),
        cmocka_unit_test(crashes_cost_one_job_each),
        cmocka_unit_test(what_fails_once_is_done_again),
        cmocka_unit_test(all_jobs_may_crash),
        cmocka_unit_test(a_job_that_loops_is_ended),
        cmocka_unit_test(a_job_that_sleeps_is_ended),
        cmocka_unit_test(a_job_that_stands_still_is_ended),
        cmocka_unit_test(a_job_that_waits_for_its_workers_does_not_stand_still),
        cmocka_unit_test(time_is_counted_for_each_job_alone),
        cmocka_unit_test(a_job_that_eats_memory_is_ended),
        cmocka_unit_test(a_job_that_tries_again_without_memory_is_ended),
        cmocka_unit_test(a_machine_without_memory_is_not_the_fault_of_a_job),
        cmocka_unit_test(a_record_without_room_is_the_fault_of_its_job),
        cmocka_unit_test(a_library_without_memory_is_not_the_fault_of_a_job),
        cmocka_unit_test(what_is_done_to_a_worker_is_not_the_fault_of_a_job),
        cmocka_unit_test(time_that_the_machine_does_not_allow_is_told),
        cmocka_unit_test(a_machine_that_kills_is_not_the_fault_of_a_job),
        cmocka_unit_test(a_machine_failure_ends_it_all),
        cmocka_unit_test(started_may_be_left_out),
        cmocka_unit_test(nothing_is_left_open),
    };
    return cmocka_run_group_tests_name("workers", tests, NULL, NULL);
}
