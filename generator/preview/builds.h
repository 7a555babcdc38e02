// Builds for the preview: each in a process of its own, so that whatever happens to it the server goes on.
//
// The process of a build without errors stays until the next one has ended: it has all pages in memory and makes one
// whose text has changed at once (pipeline/standing.h), while the next build is still to come.
#ifndef PREVIEW_BUILDS_H
#define PREVIEW_BUILDS_H

#include "base/diagnostics.h"
#include "pipeline/pipeline.h"

typedef struct {
    build_result result;        // BUILD_MACHINE_FAILED also when the build itself died
    size_t page_count;
    double seconds;
    diagnostics found;
} build_report;

typedef struct build_process build_process;

// Starts to build [request]->site into [request]->output. NULL after a machine failure, which has been reported.
build_process *build_start(const build_request *request);

int build_file(const build_process *running);           // for poll: readable when there is something to take

// Takes what has come. BUILD_SHOWS_PAGES: new pages stand in the output, the rest will follow. BUILD_ENDED: [report] is filled
// in (its memory is [memory]); after a build that is done the process stands, after any other [running] is gone.
typedef enum { BUILD_RUNS, BUILD_SHOWS_PAGES, BUILD_ENDED } build_news;
build_news build_take(build_process *running, arena *memory, build_report *report);

// Asks a standing process for the page of a file ("content/fi/sivu.md"). False when it cannot be asked.
bool build_ask_page(build_process *standing, text path);
// Takes what has come. PAGES_GONE: the process has died, and [standing] is gone.
typedef enum { PAGES_AWAITED, PAGES_MADE, PAGES_NOT_MADE, PAGES_GONE } pages_answer;
pages_answer build_take_pages(build_process *standing);

void build_kill(build_process *running);                // and all its workers; [running] is gone

#endif
