// What the preview answers to a request: pages with the script that keeps them fresh, files as they are, the
// site's own 404 page, and a page of its own while there is no site yet.
#ifndef PREVIEW_ANSWERS_H
#define PREVIEW_ANSWERS_H

#include "preview/open_pages.h"

typedef struct {
    text site;                  // the folder of the last good build; empty while there is none
    text bound;                 // the address that is listened on
    open_pages pages;
    text events;                // what a page is told when it opens, when the last build had mistakes; else empty
} preview_state;

// For http_handler; [context] is a preview_state.
void preview_answer(void *context, arena *memory, const http_request *request, http_answer *answer);
void preview_stream_opened(void *context, const http_request *request, http_stream *opened);
void preview_stream_closed(void *context, http_stream *closed);

#endif
