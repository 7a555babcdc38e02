// A small HTTP server on one address, by libmicrohttpd, in the caller's own loop and thread.
//
// Answers GET and HEAD; other methods get 405. Requests have at most 32 KiB of head, no body is read,
// connections that say nothing for 15 seconds, or have not said all they ask after 30, are closed, and there are at most 128 of them.
// At most 48 of these are streams, so that there is always room for a page: when one more comes, the oldest is closed.
#ifndef PREVIEW_HTTP_H
#define PREVIEW_HTTP_H

#include "base/arena.h"
#include "base/text.h"

#include <stdint.h>

enum { HTTP_STREAM_LIMIT = 48 };

typedef struct http_server http_server;
typedef struct http_stream http_stream;         // an answer that stays open: server-sent events

typedef struct {
    text path;                  // as it came, escapes and all
    text host, range;           // headers; empty when not given
    void *connection;
} http_request;

// The value of [key] in the request's query, escapes and all; empty when not given.
text http_argument(const http_request *request, const char *key);

typedef struct {
    int status;
    const char *type;
    text body;                  // in the arena that the handler got; used when [file] is -1
    int file;                   // closed by the server; -1: none
    uint64_t from, length;      // the part of the file that is sent
    uint64_t size;              // of the whole file, for a part (status 206) and 416
    const char *location;       // of a redirect; NULL for none
    bool is_stream;             // stays open; [stream_opened] gets it
} http_answer;

typedef struct {
    void *context;
    // Fills in [answer], which is zeroed except file = -1.
    void (*answer)(void *context, arena *memory, const http_request *request, http_answer *answer);
    void (*stream_opened)(void *context, const http_request *request, http_stream *opened);
    void (*stream_closed)(void *context, http_stream *closed);      // the stream is gone after this
} http_handler;

// Listens on [address] (numeric, IPv4 or IPv6) and [port], or the next free port of the [tries] after it; [*port] tells
// which. NULL when none can be had, with the reason in errno.
http_server *http_start(const char *address, int *port, int tries, const http_handler *handler);
void http_stop(http_server *server);

// For the caller's loop: wait until the file is readable or the time is over (milliseconds, -1 for none), then run.
int http_file(const http_server *server);
int http_timeout(const http_server *server);
void http_run(http_server *server);

// Sends [events] as they are; they are copied. Whoever has let a megabyte of them lie is sent away.
void http_send(http_stream *to, text events);

#endif
