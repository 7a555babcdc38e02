#include "preview/builds.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct build_process {
    pid_t process;
    int file;
    buffer record;
};

static void write_all(int file, text record)
{
    while (record.length > 0) {
        ssize_t put = write(file, record.bytes, record.length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return;
        record = text_from(record, (size_t)put);
    }
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
    build_result result = pipeline_run(&memory, request, &found, &summary);
    buffer record = { 0 };
    record_add_number(&record, (uint64_t)result);
    record_add_number(&record, summary.page_count);
    record_add_number(&record, (uint64_t)(summary.seconds * 1000));
    diagnostics_add_to_record(&found, &record);
    write_all(file, buffer_text(&record));
    _exit(0);
}

build_process *build_start(const build_request *request)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
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
    if (record.length == 0)
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

bool build_take(build_process *running, arena *memory, build_report *report)
{
    char block[16384];
    ssize_t got;
    while ((got = read(running->file, block, sizeof block)) > 0 || (got < 0 && errno == EINTR))
        if (got > 0)
            buffer_add(&running->record, (text){ block, (size_t)got });
    if (got < 0)
        return false;
    read_report(text_copy(memory, buffer_text(&running->record)), memory, report);
    end(running);
    return true;
}

void build_kill(build_process *running)
{
    kill(-running->process, SIGKILL);
    end(running);
}
