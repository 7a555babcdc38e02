#include "preview/answers.h"

#include "base/buffer.h"
#include "base/files.h"
#include "preview/request.h"
#include "site/embedded.h"

#include <stdio.h>
#include <string.h>

enum { OK = 200, PARTIAL = 206, FOUND = 302, BAD = 400, FORBIDDEN = 403, NOT_FOUND = 404, UNSATISFIABLE = 416, BUSY = 503 };

static const size_t PAGE_LIMIT = (size_t)64 * 1024 * 1024;

static const char waiting_page[] =
    "<!DOCTYPE html>\n<html lang=\"\">\n<head>\n<meta charset=\"utf-8\">\n<title>Digitori</title>\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n"
    "<body>\n<p lang=\"fi\">Sivustoa tehdään…</p>\n<p lang=\"sv\">Webbplatsen byggs…</p>\n"
    "<p lang=\"en\">The site is being built…</p>\n</body>\n</html>\n";

static void say(http_answer *answer, int status, const char *what)
{
    answer->status = status;
    answer->type = "text/plain; charset=utf-8";
    answer->body = text_of(what);
}

// The page with our script at its end, allowed to ask this server for events.
static text with_script(arena *memory, text html, page_mark mark)
{
    static const text policy = TEXT_CONSTANT("default-src 'none';"), body = TEXT_CONSTANT("</body>");
    text script = text_format(memory, "<script defer src=\"/_digitori/live.js\" data-seen=\"%.*s\"></script>\n",
                              TEXT_PRINT(page_mark_write(memory, mark)));
    buffer out = { 0 };
    size_t allowed = text_find(text_slice(html, 0, 4096), policy, 0), end = TEXT_NOT_FOUND;
    for (size_t next = 0; (next = text_find(html, body, next)) != TEXT_NOT_FOUND; next++)
        end = next;
    size_t head = allowed == TEXT_NOT_FOUND ? 0 : allowed + policy.length;
    if (end == TEXT_NOT_FOUND || end < head)
        end = html.length;
    buffer_add(&out, text_slice(html, 0, head));
    if (head > 0)
        buffer_add(&out, TEXT(" connect-src 'self';"));
    buffer_add(&out, text_slice(html, head, end));
    buffer_add(&out, script);
    buffer_add(&out, text_from(html, end));
    text result = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return result;
}

static void answer_page(arena *memory, text html, int status, page_mark mark, http_answer *answer)
{
    answer->status = status;
    answer->type = "text/html; charset=utf-8";
    answer->body = with_script(memory, html, mark);
}

static void answer_missing(const preview_state *state, arena *memory, http_answer *answer)
{
    text html;
    page_mark none = { 0, state->pages.assets.styles };
    if (file_read_beneath(memory, state->site, TEXT("404.html"), PAGE_LIMIT, &html) == FILE_READ)
        answer_page(memory, html, NOT_FOUND, none, answer);
    else
        say(answer, NOT_FOUND, "There is no such page.\n");
}

static void answer_file(const preview_state *state, arena *memory, const http_request *request, text path, http_answer *answer)
{
    uint64_t size;
    text html;
    if (text_ends_with(path, TEXT(".html"))) {
        if (file_read_beneath(memory, state->site, path, PAGE_LIMIT, &html) == FILE_READ)
            answer_page(memory, html, OK, page_mark_of(&state->pages, html), answer);
        else
            answer_missing(state, memory, answer);
        return;
    }
    if (file_open_beneath(state->site, path, &answer->file, &size) != FILE_READ) {
        answer_missing(state, memory, answer);
        return;
    }
    answer->type = request_type(path);
    answer->status = OK;
    answer->length = answer->size = size;
    switch (request_range(request->range, size, &answer->from, &answer->length)) {
    case RANGE_PART:
        answer->status = PARTIAL;
        break;
    case RANGE_UNSATISFIABLE:
        answer->status = UNSATISFIABLE;
        answer->from = answer->length = 0;
        break;
    case RANGE_NONE:
        break;
    }
}

// "/fi" is the folder "/fi/": the links of its page are relative to that.
static bool is_folder_without_slash(const preview_state *state, arena *memory, const http_request *request, text path)
{
    return !text_ends_with(request->path, TEXT("/")) && path_is_folder(path_join(memory, state->site, path));
}

static bool answer_own(const http_request *request, http_answer *answer)
{
    static const struct { text path, file; const char *type; } own[] = {
        { TEXT_CONSTANT("/_digitori/live.js"), TEXT_CONSTANT("generator/preview/live.js"), "text/javascript; charset=utf-8" },
        { TEXT_CONSTANT("/_digitori/live.css"), TEXT_CONSTANT("generator/preview/live.css"), "text/css; charset=utf-8" },
    };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (text_equals(request->path, own[i].path)) {
            answer->status = OK;
            answer->type = own[i].type;
            answer->body = embedded_find(own[i].file);
            return true;
        }
    return false;
}

void preview_answer(void *context, arena *memory, const http_request *request, http_answer *answer)
{
    const preview_state *state = context;
    text path;
    if (!request_host_is_ours(request->host, state->bound)) {
        say(answer, FORBIDDEN, "This preview answers only under the address that it told when it started.\n");
    } else if (text_equals(request->path, TEXT("/_digitori/events"))) {
        *answer = (http_answer){ .status = OK, .type = "text/event-stream", .file = -1, .is_stream = true };
    } else if (answer_own(request, answer)) {
        return;
    } else if (!request_path(memory, request->path, &path)) {
        say(answer, BAD, "There can be no page at this address.\n");
    } else if (state->site.length == 0) {
        answer_page(memory, text_of(waiting_page), BUSY, (page_mark){ 0 }, answer);
    } else if (is_folder_without_slash(state, memory, request, path)) {
        say(answer, FOUND, "");
        answer->location = text_to_string(memory, text_join(memory, request->path, TEXT("/")));
    } else {
        answer_file(state, memory, request, path, answer);
    }
}

void preview_stream_opened(void *context, const http_request *request, http_stream *opened)
{
    preview_state *state = context;
    arena scratch = { 0 };
    text address, path = { 0 };
    if (!request_unescape(&scratch, http_argument(request, "page"), &address) || !request_path(&scratch, address, &path))
        path = TEXT("404.html");
    page_mark seen = page_mark_read(http_argument(request, "seen"));
    // The browser tries again a second after the server has gone.
    http_send(opened, TEXT("retry: 1000\n\n"));
    open_page *added = open_pages_add(&state->pages, opened, path, seen);
    if (added != NULL) {
        if (state->site.length > 0)
            open_page_tell_of_site(&state->pages, added, state->site);
        if (state->events.length > 0)
            http_send(opened, state->events);
    }
    arena_free(&scratch);
}

void preview_stream_closed(void *context, http_stream *closed)
{
    preview_state *state = context;
    open_pages_remove(&state->pages, closed);
}
