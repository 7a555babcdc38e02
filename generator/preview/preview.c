#include "preview/preview.h"

#include "base/files.h"
#include "formats/data.h"
#include "preview/answers.h"
#include "preview/builds.h"
#include "preview/folder.h"
#include "preview/watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    TRIES = 20,                 // ports after the one that was asked for
    QUIET_MILLISECONDS = 30,    // an editor's rename and write are one change
    GIVEN_UP_LIMIT = 3,         // builds in a row that a newer change may end
    HEARTBEAT_MILLISECONDS = 4000,      // the second that cannot be sent tells that a browser has gone
    MISTAKES_SHOWN = 50,
    PAGES_AT_ONCE = 8,          // that are made before a build; when more are written at once it is no editor who waits
};

typedef struct {
    const preview_request *request;
    arena memory, report_memory;
    site_config config;
    held_folder folder;
    text output, url;           // where the site is made, and the address under which it is shown
    preview_state state;
    http_server *server;
    watch *watched;
    build_process *running;
    build_process *standing;    // of the site that is shown, if it can make pages at once
    bool is_awaited;            // it has been asked for pages
    written_files written;      // since the last build was started, in [written_memory]
    arena written_memory;
    bool has_changed;
    int given_up;
    int64_t changed_at, beaten_at;
} preview;

static volatile sig_atomic_t is_ended;
static int signal_ends[2] = { -1, -1 };

static void end_by_signal(int number)
{
    (void)number;
    int reason = errno;
    is_ended = 1;
    (void)!write(signal_ends[1], "", 1);
    errno = reason;
}

static int64_t now_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// ---- Builds

static bool start_build(preview *of)
{
    build_request request = {
        .site = { .folder = of->request->site, .include_drafts = true, .base_url = of->url, .site_path = TEXT("/") }, .output = of->output,
        .shows_progress = of->state.site.length == 0 && !of->request->is_quiet && isatty(STDERR_FILENO),
    };
    of->has_changed = false;
    arena_reset(&of->written_memory);
    of->written = (written_files){ .memory = &of->written_memory };
    of->running = build_start(&request);
    return of->running != NULL;
}

// Settings may name other folders now; of broken ones what could be read counts.
static void read_settings(preview *of)
{
    diagnostics ignored = { .memory = &of->memory };
    arena_reset(&of->memory);
    of->config = (site_config){ .folder = of->request->site };
    config_read(&of->memory, of->request->site, &ignored, &of->config);
    of->config.folder = of->request->site;
}

static data *mistake_data(arena *memory, const diagnostic *mistake)
{
    data *item = data_map(memory);
    bool is_error = diagnostic_severity(mistake->kind) == SEVERITY_ERROR;
    data_set_text(memory, item, "severity", is_error ? TEXT("error") : TEXT("warning"));
    data_set_text(memory, item, "path", mistake->place.path);
    data_set(memory, item, "line", data_number(memory, mistake->place.line > 0 ? mistake->place.line : 1));
    data_set(memory, item, "column", data_number(memory, mistake->place.column > 0 ? mistake->place.column : 1));
    data_set_text(memory, item, "what", text_of(diagnostic_message(mistake->kind)));
    data_set_text(memory, item, "detail", mistake->detail);
    return item;
}

// One server-sent event with the errors of a build.
static text mistakes_event(arena *memory, const build_report *report)
{
    data *event = data_map(memory), *list = data_list(memory);
    size_t errors = diagnostics_count(&report->found, SEVERITY_ERROR), shown = 0;
    for (size_t i = 0; i < report->found.count && shown < MISTAKES_SHOWN; i++)
        if (diagnostic_severity(report->found.items[i].kind) == SEVERITY_ERROR) {
            data_add(memory, list, mistake_data(memory, &report->found.items[i]));
            shown++;
        }
    data_set_text(memory, event, "action", TEXT("mistakes"));
    data_set_bool(memory, event, "failed", report->result == BUILD_MACHINE_FAILED);
    data_set(memory, event, "mistakes", list);
    data_set(memory, event, "left", data_number(memory, (double)(errors - shown)));
    buffer out = { 0 };
    buffer_add_string(&out, "data: ");
    data_write_json(event, false, &out);
    buffer_add_string(&out, "\n\n");
    text result = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return result;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void tell_terminal(const preview *of, const build_report *report)
{
    size_t errors = diagnostics_count(&report->found, SEVERITY_ERROR);
    size_t warnings = diagnostics_count(&report->found, SEVERITY_WARNING);
    diagnostics_print(&report->found, false, stderr);
    if (report->result == BUILD_DONE && of->request->is_quiet)
        return;
    if (report->result == BUILD_DONE)
        printf("Built %zu page%s in %.1f seconds", report->page_count, plural(report->page_count), report->seconds);
    else if (report->result == BUILD_MACHINE_FAILED)
        printf("The build failed");
    else
        printf("%zu error%s", errors, plural(errors));
    if (warnings > 0)
        printf(", %zu warning%s", warnings, plural(warnings));
    puts(report->result == BUILD_DONE ? "" : of->state.site.length > 0 ? "; the last good site is still shown" : "; nothing to show yet");
    fflush(stdout);
}

// ---- Pages before the build

// A page whose text was written is shown before the lists, books and search are made: they follow with the next build.
static bool ask_for_pages(preview *of)
{
    if (of->standing == NULL || of->written.count > PAGES_AT_ONCE)
        return false;
    bool is_asked = false;
    for (size_t i = 0; i < of->written.count; i++)
        if (text_ends_with(of->written.items[i], TEXT(".md")))
            is_asked = build_ask_page(of->standing, of->written.items[i]) || is_asked;
    of->is_awaited = of->is_awaited || is_asked;
    return is_asked;
}

static void tell_of_site(preview *of)
{
    open_pages_tell_of_site(&of->state.pages, of->output);
    if (of->state.events.length > 0)        // mistakes of a newer build still stand
        open_pages_send(&of->state.pages, of->state.events);
}

static void take_pages(preview *of)
{
    switch (build_take_pages(of->standing)) {
    case PAGES_AWAITED:
        return;
    case PAGES_GONE:
        of->standing = NULL;
        break;
    case PAGES_MADE:
        tell_of_site(of);
        break;
    case PAGES_NOT_MADE:
        break;
    }
    of->is_awaited = false;
}

// ---- Builds that have ended

static void show_pages(preview *of)
{
    open_pages_read_assets(&of->state.pages, of->output);
    tell_of_site(of);
}

static void show_build(preview *of)
{
    if (of->standing != NULL)
        build_kill(of->standing);
    of->standing = of->running;
    of->is_awaited = false;
    of->state.site = of->output;
    show_pages(of);
    ask_for_pages(of);              // what was written meanwhile is not in it
}

static void take_build(preview *of)
{
    build_report report;
    arena fresh = { 0 };
    build_news news = build_take(of->running, &fresh, &report);
    if (news != BUILD_ENDED) {
        if (news == BUILD_SHOWS_PAGES)
            show_pages(of);
        arena_free(&fresh);
        return;
    }
    of->given_up = 0;
    tell_terminal(of, &report);
    arena_free(&of->report_memory);
    of->report_memory = fresh;
    of->state.events = (text){ 0 };
    if (report.result == BUILD_DONE) {
        show_build(of);
    } else {
        of->state.events = mistakes_event(&of->report_memory, &report);
        open_pages_send(&of->state.pages, of->state.events);
    }
    of->running = NULL;
}

static bool may_start(const preview *of)
{
    return of->has_changed && !of->is_awaited && (of->running == NULL || of->given_up < GIVEN_UP_LIMIT);
}

static bool start_when_quiet(preview *of)
{
    if (!may_start(of) || now_milliseconds() - of->changed_at < QUIET_MILLISECONDS)
        return true;
    if (of->running != NULL) {
        build_kill(of->running);
        of->running = NULL;
        of->given_up++;
    }
    read_settings(of);
    watch_renew(of->watched, &of->config);
    open_pages_send(&of->state.pages, TEXT("data: {\"action\":\"building\"}\n\n"));
    return start_build(of);
}

// ---- The loop

static int sooner(int a, int b)
{
    return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

static int time_to_wait(const preview *of)
{
    int64_t now = now_milliseconds();
    int beat = (int)(of->beaten_at + HEARTBEAT_MILLISECONDS - now);
    int wait = sooner(http_timeout(of->server), beat > 0 ? beat : 0);
    if (!may_start(of))
        return wait;
    int quiet = (int)(of->changed_at + QUIET_MILLISECONDS - now);
    return sooner(wait, quiet > 0 ? quiet : 0);
}

// A browser that has gone is noticed only when something is sent to it.
static void beat(preview *of)
{
    if (now_milliseconds() - of->beaten_at < HEARTBEAT_MILLISECONDS)
        return;
    of->beaten_at = now_milliseconds();
    open_pages_send(&of->state.pages, TEXT(":\n\n"));
}

static bool run(preview *of)
{
    bool fine = start_build(of);
    of->beaten_at = now_milliseconds();
    while (fine && !is_ended) {
        struct pollfd waited[] = {
            { signal_ends[0], POLLIN, 0 }, { http_file(of->server), POLLIN, 0 }, { watch_file(of->watched), POLLIN, 0 },
            { of->running != NULL ? build_file(of->running) : -1, POLLIN, 0 },
            { of->standing != NULL ? build_file(of->standing) : -1, POLLIN, 0 },
        };
        if (poll(waited, sizeof waited / sizeof *waited, time_to_wait(of)) < 0 && errno != EINTR)
            return machine_failure("cannot wait for", of->request->site);
        if (is_ended)
            break;
        if (waited[4].revents != 0)
            take_pages(of);
        if (waited[3].revents != 0)
            take_build(of);
        if (waited[2].revents != 0 && watch_take(of->watched, &of->written)) {
            of->has_changed = true;
            ask_for_pages(of);
            of->changed_at = now_milliseconds();
        }
        fine = start_when_quiet(of);
        beat(of);
        http_run(of->server);
    }
    return fine;
}

// ---- Start and end

static void catch_signals(void (*handler)(int))
{
    struct sigaction action = { .sa_handler = handler };
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static bool is_loopback(const char *address)
{
    return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

static void tell_address(const preview_request *request, text url, int port)
{
    if (port != request->port)
        printf("Port %d is taken; using %d\n", request->port, port);
    if (!is_loopback(request->address))
        fprintf(stderr, "digitori: everybody who reaches %s can read this site, its drafts too; nothing is encrypted\n",
                request->address);
    printf("Preview at %.*s (Ctrl-C ends it)\n", TEXT_PRINT(url));
    fflush(stdout);
}

static preview_result serve(preview *of)
{
    int port = of->request->port;
    http_handler handler = { &of->state, preview_answer, preview_stream_opened, preview_stream_closed };
    of->server = http_start(of->request->address, &port, TRIES, &handler);
    if (of->server == NULL) {
        fprintf(stderr, "digitori: cannot listen on %s port %d: %s\n", of->request->address, of->request->port, strerror(errno));
        return PREVIEW_NO_ADDRESS;
    }
    bool is_six = strchr(of->request->address, ':') != NULL;
    arena memory = { 0 };
    of->url = text_format(&memory, "http://%s%s%s:%d/", is_six ? "[" : "", of->request->address, is_six ? "]" : "", port);
    tell_address(of->request, of->url, port);
    bool fine = run(of);
    if (of->running != NULL)
        build_kill(of->running);
    if (of->standing != NULL)
        build_kill(of->standing);
    http_stop(of->server);
    arena_free(&memory);
    return fine ? PREVIEW_ENDED : PREVIEW_MACHINE_FAILED;
}

preview_result preview_run(const preview_request *request)
{
    preview of = { .request = request, .state.bound = text_of(request->address) };
    arena memory = { 0 };
    preview_result result = PREVIEW_MACHINE_FAILED;
    if (pipe(signal_ends) != 0 || !preview_folder_make(&memory, request->site, &of.folder))
        return result;
    of.output = path_join(&memory, of.folder.path, TEXT("site"));
    catch_signals(end_by_signal);
    read_settings(&of);
    of.watched = watch_start(&of.config);
    if (of.watched != NULL) {
        result = serve(&of);
        watch_stop(of.watched);
    }
    if (!held_folder_end(&of.folder))
        result = PREVIEW_MACHINE_FAILED;
    catch_signals(SIG_DFL);
    close(signal_ends[0]);
    close(signal_ends[1]);
    arena_free(&of.memory);
    arena_free(&of.report_memory);
    arena_free(&of.written_memory);
    arena_free(&memory);
    return result;
}
