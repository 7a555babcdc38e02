#include "preview/builds.h"

#include "base/transfer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct build_process {
    pid_t process;
    int file;                   // one end of a pair of sockets: what is said begins with its length
    buffer record;
    size_t asked;               // pages that it has not answered for
    bool has_made;
};

enum { PATH_LIMIT = 4096 };

static bool write_all(int file, text said)
{
    while (said.length > 0) {
        ssize_t put = send(file, said.bytes, said.length, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        said = text_from(said, (size_t)put);
    }
    return true;
}

static bool say(int file, text said)
{
    buffer whole = { 0 };
    record_add_text(&whole, said);
    bool fine = write_all(file, buffer_text(&whole));
    buffer_free(&whole);
    return fine;
}

// ---- In the process of the build

// Answers with "1" or "0", page after page, until the server has gone.
static void make_pages(standing_build *standing, int file)
{
    char length[sizeof(uint64_t)], path[PATH_LIMIT];
    while (read_fully(file, length, sizeof length)) {
        text head = { length, sizeof length };
        size_t path_length = (size_t)record_take_number(&head);
        if (path_length > sizeof path || !read_fully(file, path, path_length))
            return;
        bool is_made = standing_remake(standing, (text){ path, path_length });
        if (!say(file, is_made ? TEXT("1") : TEXT("0")))
            return;
    }
}

// Nothing, said before the report.
static void tell_pages_shown(void *context)
{
    if (!say(*(int *)context, (text){ 0 }))
        _exit(1);               // nobody listens
}

_Noreturn static void build_here(const build_request *request, pid_t parent, int file)
{
    setpgid(0, 0);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    arena memory = { 0 };
    diagnostics found = { .memory = &memory };
    build_summary summary;
    build_request own = *request;
    own.stands = true;
    own.pages_shown = tell_pages_shown;
    own.context = &file;
    build_result result = pipeline_run(&memory, &own, &found, &summary);
    buffer record = { 0 };
    record_add_number(&record, (uint64_t)result);
    record_add_number(&record, summary.page_count);
    record_add_number(&record, (uint64_t)(summary.seconds * 1000));
    diagnostics_add_to_record(&found, &record);
    if (say(file, buffer_text(&record)) && summary.standing != NULL)
        make_pages(summary.standing, file);
    _exit(0);
}

// ---- Here

build_process *build_start(const build_request *request)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        machine_failure("cannot start a build of", request->site.folder);
        return NULL;
    }
    pid_t parent = getpid(), process = fork();
    if (process == 0) {
        close(ends[0]);
        build_here(request, parent, ends[1]);
    }
    close(ends[1]);
    if (process < 0) {
        machine_failure("cannot start a build of", request->site.folder);
        close(ends[0]);
        return NULL;
    }
    setpgid(process, process);          // here too: it may be killed before it has run
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    build_process *running = memory_allocate(1, sizeof *running);
    *running = (build_process){ .process = process, .file = ends[0] };
    return running;
}

int build_file(const build_process *running)
{
    return running->file;
}

static void read_report(text record, arena *memory, build_report *report)
{
    *report = (build_report){ .result = BUILD_MACHINE_FAILED, .found = { .memory = memory } };
    if (record.bytes == NULL)
        return;
    report->result = (build_result)record_take_number(&record);
    report->page_count = (size_t)record_take_number(&record);
    report->seconds = (double)record_take_number(&record) / 1000;
    diagnostics_take_from_record(&report->found, &record);
}

static void end(build_process *running)
{
    while (waitpid(running->process, NULL, 0) < 0 && errno == EINTR)
        ;
    close(running->file);
    buffer_free(&running->record);
    free(running);
}

// False when the process has gone.
static bool receive(build_process *running)
{
    char block[16384];
    ssize_t got;
    while ((got = read(running->file, block, sizeof block)) > 0 || (got < 0 && errno == EINTR))
        if (got > 0)
            buffer_add(&running->record, (text){ block, (size_t)got });
    return got < 0;
}

// Takes the next thing that was said, if it has come as a whole; what comes of it lives in [memory].
static bool take_said(build_process *running, arena *memory, text *said)
{
    text rest = buffer_text(&running->record), whole = rest;
    uint64_t length = record_take_number(&whole);
    if (whole.bytes == NULL || whole.length < length)
        return false;
    *said = text_copy(memory, text_slice(whole, 0, (size_t)length));
    text left = text_copy(memory, text_from(whole, (size_t)length));
    buffer_clear(&running->record);
    buffer_add(&running->record, left);
    return true;
}

build_news build_take(build_process *running, arena *memory, build_report *report)
{
    text said = { 0 };
    bool is_alive = receive(running), is_whole = take_said(running, memory, &said), shows_pages = false;
    if (is_whole && said.length == 0) {
        shows_pages = true;
        is_whole = take_said(running, memory, &said);
    }
    if (is_alive && !is_whole)
        return shows_pages ? BUILD_SHOWS_PAGES : BUILD_RUNS;
    read_report(is_whole ? said : (text){ 0 }, memory, report);
    if (report->result != BUILD_DONE)
        end(running);
    return BUILD_ENDED;
}

bool build_ask_page(build_process *standing, text path)
{
    if (path.length > PATH_LIMIT || !say(standing->file, path))
        return false;
    standing->asked++;
    return true;
}

pages_answer build_take_pages(build_process *standing)
{
    arena scratch = { 0 };
    text said;
    bool is_alive = receive(standing);
    while (standing->asked > 0 && take_said(standing, &scratch, &said)) {
        standing->asked--;
        standing->has_made = standing->has_made || text_equals(said, TEXT("1"));
    }
    arena_free(&scratch);
    pages_answer answer = standing->asked > 0 ? PAGES_AWAITED : standing->has_made ? PAGES_MADE : PAGES_NOT_MADE;
    if (answer != PAGES_AWAITED)
        standing->has_made = false;
    if (is_alive)
        return answer;
    end(standing);
    return PAGES_GONE;
}

void build_kill(build_process *running)
{
    kill(-running->process, SIGKILL);
    end(running);
}
