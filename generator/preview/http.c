#include "preview/http.h"

#include "base/buffer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_LIMIT = 32 * 1024, CONNECTION_LIMIT = 128, IDLE_SECONDS = 15, HEAD_SECONDS = 30, STREAM_BLOCK = 4096 };
enum { WAITING_LIMIT = 1024 * 1024 };

// A connection. The library sends away who says nothing; who says a letter now and then would stay for hours.
typedef struct caller {
    struct MHD_Connection *connection;
    time_t since;                   // it came, or its last answer was whole
    bool has_asked;
    struct caller *next;
} caller;

struct http_server {
    struct MHD_Daemon *daemon;
    http_handler handler;
    caller *callers;
    http_stream *streams;           // all that are open
};

struct http_stream {
    http_server *server;
    struct MHD_Connection *connection;
    buffer waiting;
    bool is_asleep, is_ending;
    http_stream *next;              // an older one
};

// ---- Callers

static time_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

static void note_caller(void *context, struct MHD_Connection *connection, void **own, enum MHD_ConnectionNotificationCode code)
{
    http_server *server = context;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        caller *fresh = memory_allocate(1, sizeof *fresh);
        *fresh = (caller){ .connection = connection, .since = now(), .next = server->callers };
        *own = server->callers = fresh;
        return;
    }
    for (caller **here = &server->callers; *here != NULL; here = &(*here)->next)
        if (*here == *own) {
            *here = (*here)->next;
            break;
        }
    free(*own);
}

static caller *caller_of(struct MHD_Connection *connection)
{
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static void note_answered(void *context, struct MHD_Connection *connection, void **seen, enum MHD_RequestTerminationCode code)
{
    (void)context, (void)seen, (void)code;
    caller *of = caller_of(connection);
    of->has_asked = false;
    of->since = now();
}

static void send_away(struct MHD_Connection *connection)
{
    shutdown(MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd, SHUT_RDWR);
}

static void send_away_slow_callers(http_server *server)
{
    for (caller *c = server->callers; c != NULL; c = c->next)
        if (!c->has_asked && now() - c->since > HEAD_SECONDS)
            send_away(c->connection);
}

// ---- Streams

// The bytes of an event stream, as libmicrohttpd asks for them; it sleeps while there are none.
static ssize_t read_stream(void *context, uint64_t position, char *block, size_t size)
{
    http_stream *from = context;
    (void)position;
    if (from->waiting.length == 0 && from->is_ending)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (from->waiting.length == 0) {
        from->is_asleep = true;
        MHD_suspend_connection(from->connection);
        return 0;
    }
    size_t length = from->waiting.length < size ? from->waiting.length : size;
    memcpy(block, from->waiting.bytes, length);
    memmove(from->waiting.bytes, from->waiting.bytes + length, from->waiting.length - length);
    from->waiting.length -= length;
    return (ssize_t)length;
}

static void wake(http_stream *sleeper)
{
    if (sleeper->is_asleep) {
        sleeper->is_asleep = false;
        MHD_resume_connection(sleeper->connection);
    }
}

// Its owner forgets it now; the connection goes as soon as the library runs, though its caller may read nothing.
static void end_stream(http_stream *ended)
{
    if (ended->is_ending)
        return;
    ended->is_ending = true;
    ended->server->handler.stream_closed(ended->server->handler.context, ended);
    send_away(ended->connection);
    wake(ended);
}

void http_send(http_stream *to, text events)
{
    buffer_add(&to->waiting, events);
    if (to->waiting.length > WAITING_LIMIT)
        end_stream(to);
    else
        wake(to);
}

static void close_stream(void *context)
{
    http_stream *closed = context;
    http_server *server = closed->server;
    for (http_stream **here = &server->streams; *here != NULL; here = &(*here)->next)
        if (*here == closed) {
            *here = closed->next;
            break;
        }
    if (!closed->is_ending)
        server->handler.stream_closed(server->handler.context, closed);
    buffer_free(&closed->waiting);
    free(closed);
}

static void make_room_for_stream(http_server *server)
{
    http_stream *oldest = NULL;
    size_t count = 0;
    for (http_stream *open = server->streams; open != NULL; open = open->next)
        if (!open->is_ending) {
            oldest = open;
            count++;
        }
    if (count >= HTTP_STREAM_LIMIT)
        end_stream(oldest);
}

static struct MHD_Response *open_stream(http_server *server, struct MHD_Connection *connection, const http_request *request)
{
    make_room_for_stream(server);
    http_stream *opened = memory_allocate(1, sizeof *opened);
    *opened = (http_stream){ .server = server, .connection = connection, .next = server->streams };
    server->streams = opened;
    MHD_set_connection_option(connection, MHD_CONNECTION_OPTION_TIMEOUT, 0u);
    server->handler.stream_opened(server->handler.context, request, opened);
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, read_stream, opened, close_stream);
}

// ---- Answers

text http_argument(const http_request *request, const char *key)
{
    return text_of(MHD_lookup_connection_value(request->connection, MHD_GET_ARGUMENT_KIND, key));
}

static text header_of(struct MHD_Connection *connection, const char *name)
{
    return text_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

static void add_headers(struct MHD_Response *response, const http_answer *answer)
{
    char range[96];
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, answer->type != NULL ? answer->type : "text/plain");
    // What is looked at now may be made anew in a moment.
    MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    if (answer->location != NULL)
        MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, answer->location);
    if (answer->status == MHD_HTTP_METHOD_NOT_ALLOWED)
        MHD_add_response_header(response, MHD_HTTP_HEADER_ALLOW, "GET, HEAD");
    if (answer->file >= 0)
        MHD_add_response_header(response, MHD_HTTP_HEADER_ACCEPT_RANGES, "bytes");
    if (answer->status == MHD_HTTP_PARTIAL_CONTENT)
        snprintf(range, sizeof range, "bytes %llu-%llu/%llu", (unsigned long long)answer->from,
                 (unsigned long long)(answer->from + answer->length - 1), (unsigned long long)answer->size);
    else if (answer->status == MHD_HTTP_RANGE_NOT_SATISFIABLE)
        snprintf(range, sizeof range, "bytes */%llu", (unsigned long long)answer->size);
    else
        return;
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_RANGE, range);
}

static enum MHD_Result send_answer(http_server *server, struct MHD_Connection *connection, const http_request *request,
                                   const http_answer *answer)
{
    struct MHD_Response *response;
    if (answer->is_stream)
        response = open_stream(server, connection, request);
    else if (answer->file >= 0)
        response = MHD_create_response_from_fd_at_offset64(answer->length, answer->file, answer->from);
    else
        response = MHD_create_response_from_buffer(answer->body.length, (void *)(uintptr_t)answer->body.bytes,
                                                   MHD_RESPMEM_MUST_COPY);
    if (response == NULL)
        return MHD_NO;
    add_headers(response, answer);
    enum MHD_Result result = MHD_queue_response(connection, (unsigned)answer->status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *upload, size_t *upload_size, void **seen)
{
    http_server *server = context;
    (void)version;
    (void)upload;
    caller_of(connection)->has_asked = true;
    bool is_read = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
    if (*seen == NULL && is_read) {         // the head alone: the answer is asked for again
        *seen = server;
        return MHD_YES;
    }
    *upload_size = 0;
    arena memory = { 0 };
    http_answer answer = { .status = MHD_HTTP_METHOD_NOT_ALLOWED, .file = -1, .body = TEXT("Only GET and HEAD.\n") };
    http_request request = { .path = text_of(url), .host = header_of(connection, MHD_HTTP_HEADER_HOST),
                             .range = header_of(connection, MHD_HTTP_HEADER_RANGE), .connection = connection };
    if (is_read) {
        answer = (http_answer){ .file = -1 };
        server->handler.answer(server->handler.context, &memory, &request, &answer);
    }
    enum MHD_Result result = send_answer(server, connection, &request, &answer);
    arena_free(&memory);
    return result;
}

// Escapes stay as they are: request.h reads them, and refuses more.
static size_t keep_escapes(void *context, struct MHD_Connection *connection, char *escaped)
{
    (void)context;
    (void)connection;
    return strlen(escaped);
}

// ---- Start and stop

static int listen_on(const char *address, int port)
{
    struct sockaddr_in6 six = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port) };
    struct sockaddr_in four = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    bool is_four = inet_pton(AF_INET, address, &four.sin_addr) == 1;
    if (!is_four && inet_pton(AF_INET6, address, &six.sin6_addr) != 1) {
        errno = EADDRNOTAVAIL;
        return -1;
    }
    const struct sockaddr *where = is_four ? (const struct sockaddr *)&four : (const struct sockaddr *)&six;
    socklen_t size = is_four ? sizeof four : sizeof six;
    int one = 1, listener = socket(is_four ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener < 0)
        return -1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, where, size) != 0 || listen(listener, SOMAXCONN) != 0) {
        int reason = errno;
        close(listener);
        errno = reason;
        return -1;
    }
    return listener;
}

http_server *http_start(const char *address, int *port, int tries, const http_handler *handler)
{
    int listener = -1;
    for (int i = 0; i <= tries && listener < 0; i++) {
        listener = listen_on(address, *port + i);
        if (listener >= 0)
            *port += i;
        else if (errno != EADDRINUSE || *port + i == 65535)
            return NULL;
    }
    if (listener < 0)
        return NULL;
    http_server *server = memory_allocate(1, sizeof *server);
    *server = (http_server){ .handler = *handler };
    server->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handle, server,
        MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_LIMIT,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTION_LIMIT, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
        MHD_OPTION_NOTIFY_CONNECTION, note_caller, server, MHD_OPTION_NOTIFY_COMPLETED, note_answered, NULL,
        MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL, MHD_OPTION_END);
    if (server->daemon == NULL) {
        close(listener);
        free(server);
        return NULL;
    }
    return server;
}

void http_stop(http_server *server)
{
    for (http_stream *open = server->streams; open != NULL; open = open->next) {
        open->is_ending = true;
        wake(open);
    }
    MHD_run(server->daemon);
    MHD_stop_daemon(server->daemon);
    free(server);
}

int http_file(const http_server *server)
{
    return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

int http_timeout(const http_server *server)
{
    MHD_UNSIGNED_LONG_LONG milliseconds;
    if (MHD_get_timeout(server->daemon, &milliseconds) != MHD_YES)
        return -1;
    return milliseconds > 60000 ? 60000 : (int)milliseconds;
}

void http_run(http_server *server)
{
    send_away_slow_callers(server);
    MHD_run(server->daemon);
}
