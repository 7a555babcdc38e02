#include "network/fetch.h"

#include "base/buffer.h"
#include "base/library.h"

#define CURL_DISABLE_TYPECHECK       // which would make expressions of the names of functions
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FUNCTIONS(each) each(curl_easy_cleanup) each(curl_easy_getinfo) each(curl_easy_init) each(curl_easy_perform) \
    each(curl_easy_setopt) each(curl_easy_strerror) each(curl_free) each(curl_global_cleanup) each(curl_global_init) \
    each(curl_url) each(curl_url_cleanup) each(curl_url_get) each(curl_url_set)

static struct { FUNCTIONS(LIBRARY_POINTER) } library;

static bool open_library(void)
{
    static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
    return library_open("libcurl.so.4", names, sizeof names / sizeof *names, &library);
}

typedef struct {
    buffer body;
    size_t limit;
    bool is_too_large;
} received;

// What came back of one request.
typedef struct {
    CURLcode result;
    long status;
    text type, target;          // of the contents; of a redirect
    char message[CURL_ERROR_SIZE];
} answer;

// ---- Addresses

static text url_part(arena *memory, CURLU *url, CURLUPart part)
{
    char *found = NULL;
    text copy = { 0 };
    if (library.curl_url_get(url, part, &found, 0) == CURLUE_OK)
        copy = text_copy(memory, text_of(found));
    library.curl_free(found);
    return copy;
}

static bool is_ipv4_loopback(text host)
{
    size_t parts = 0;
    for (text part; text_take_part(&host, '.', &part); parts++) {
        for (size_t i = 0; i < part.length; i++)
            if (part.bytes[i] < '0' || part.bytes[i] > '9')
                return false;
        if (part.length == 0 || part.length > 3 || (parts == 0 && !text_equals(part, TEXT("127"))))
            return false;
    }
    return parts == 4;
}

static bool is_this_machine(text host)
{
    return text_equals(host, TEXT("localhost")) || text_equals(host, TEXT("[::1]")) || is_ipv4_loopback(host);
}

typedef struct {
    text scheme, host, user, password;
} address_parts;

static bool divide(arena *memory, text url, address_parts *parts)
{
    if (!open_library())
        return false;
    CURLU *divided = library.curl_url();
    if (divided == NULL)
        memory_exhausted();
    bool fine = library.curl_url_set(divided, CURLUPART_URL, text_to_string(memory, url), CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK;
    if (fine)
        *parts = (address_parts){
            .scheme = url_part(memory, divided, CURLUPART_SCHEME), .host = url_part(memory, divided, CURLUPART_HOST),
            .user = url_part(memory, divided, CURLUPART_USER), .password = url_part(memory, divided, CURLUPART_PASSWORD),
        };
    library.curl_url_cleanup(divided);
    return fine;
}

bool fetch_is_allowed(arena *memory, text url, bool allows_http, text *fault)
{
    address_parts parts = { 0 };
    bool is_divided = divide(memory, url, &parts), is_plain = text_equals(parts.scheme, TEXT("http"));
    *fault = (text){ 0 };
    if (!is_divided || parts.host.length == 0)
        *fault = TEXT("the address cannot be read");
    else if (!is_plain && !text_equals(parts.scheme, TEXT("https")))
        *fault = TEXT("the address must begin with https://");
    else if (parts.user.length > 0 || parts.password.length > 0)
        *fault = TEXT("an address with a user's name or a password is not used");
    else if (is_plain && !allows_http && !is_this_machine(parts.host))
        *fault = TEXT("an address with http:// can be read and changed on its way; use https://, or say 'allow_http: true'");
    return fault->length == 0;
}

// ---- One request

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    received *into = context;
    size_t length = size * count;
    if (length > into->limit - into->body.length) {
        into->is_too_large = true;
        return 0;
    }
    buffer_add(&into->body, (text){ bytes, length });
    return length;
}

static void set_options(CURL *with, const char *url, const address_parts *parts, long milliseconds, received *into, char *message)
{
    const char *certificates = getenv("SSL_CERT_FILE");
    library.curl_easy_setopt(with, CURLOPT_URL, url);
    library.curl_easy_setopt(with, CURLOPT_PROTOCOLS_STR, text_equals(parts->scheme, TEXT("http")) ? "http" : "https");
    library.curl_easy_setopt(with, CURLOPT_FOLLOWLOCATION, 0L);
    library.curl_easy_setopt(with, CURLOPT_USERAGENT, "Digitori");
    library.curl_easy_setopt(with, CURLOPT_TIMEOUT_MS, milliseconds);
    library.curl_easy_setopt(with, CURLOPT_NOSIGNAL, 1L);
    library.curl_easy_setopt(with, CURLOPT_SSL_VERIFYPEER, 1L);
    library.curl_easy_setopt(with, CURLOPT_SSL_VERIFYHOST, 2L);
    library.curl_easy_setopt(with, CURLOPT_HTTP09_ALLOWED, 0L);
    library.curl_easy_setopt(with, CURLOPT_ERRORBUFFER, message);
    library.curl_easy_setopt(with, CURLOPT_WRITEFUNCTION, take_body);
    library.curl_easy_setopt(with, CURLOPT_WRITEDATA, into);
    if (certificates != NULL && *certificates != '\0')
        library.curl_easy_setopt(with, CURLOPT_CAINFO, certificates);
    if (is_this_machine(parts->host))
        library.curl_easy_setopt(with, CURLOPT_PROXY, "");
}

static text copy_info(arena *memory, CURL *with, CURLINFO what)
{
    char *said = NULL;
    library.curl_easy_getinfo(with, what, &said);
    return text_copy(memory, text_of(said));
}

static void ask(arena *memory, text url, long milliseconds, received *into, answer *given)
{
    address_parts parts = { 0 };
    *given = (answer){ 0 };
    CURL *with = library.curl_easy_init();
    if (with == NULL || !divide(memory, url, &parts))
        memory_exhausted();
    buffer_clear(&into->body);
    set_options(with, text_to_string(memory, url), &parts, milliseconds, into, given->message);
    given->result = library.curl_easy_perform(with);
    library.curl_easy_getinfo(with, CURLINFO_RESPONSE_CODE, &given->status);
    given->type = copy_info(memory, with, CURLINFO_CONTENT_TYPE);
    given->target = copy_info(memory, with, CURLINFO_REDIRECT_URL);
    library.curl_easy_cleanup(with);
}

// ---- What came of it

static text in_words(arena *memory, const answer *given, const fetch_request *request)
{
    switch (given->result) {
    case CURLE_COULDNT_RESOLVE_HOST: case CURLE_COULDNT_RESOLVE_PROXY:
        return TEXT("no such server is known; is the address right, and is there a network?");
    case CURLE_COULDNT_CONNECT:
        return TEXT("the server cannot be reached");
    case CURLE_OPERATION_TIMEDOUT:
        return text_format(memory, "the server took longer than %d seconds", (request->milliseconds + 999) / 1000);
    case CURLE_PEER_FAILED_VERIFICATION: case CURLE_SSL_CACERT_BADFILE: case CURLE_SSL_ISSUER_ERROR:
        return TEXT("the server's certificate is not to be trusted");
    case CURLE_PARTIAL_FILE: case CURLE_GOT_NOTHING: case CURLE_RECV_ERROR:
        return TEXT("the answer broke off before its end");
    default:
        return text_format(memory, "the server gave no answer that can be used (%s)",
                           given->message[0] != '\0' ? given->message : library.curl_easy_strerror(given->result));
    }
}

// JSON, or what servers that do not know JSON call it.
static bool is_json(arena *memory, text type)
{
    static const text known[] = { TEXT_CONSTANT("application/json"), TEXT_CONSTANT("text/json"), TEXT_CONSTANT("text/plain"),
                                  TEXT_CONSTANT("application/octet-stream") };
    text name, rest = type;
    if (!text_take_part(&rest, ';', &name))
        return true;
    char *small = text_to_string(memory, text_trim(name));
    for (char *c = small; *c != '\0'; c++)
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_equals(text_of(small), known[i]))
            return true;
    return text_ends_with(text_of(small), TEXT("+json"));
}

// A type as the server wrote it goes to the terminal: only when it is plain.
static text shown_type(text type)
{
    for (size_t i = 0; i < type.length; i++)
        if (type.bytes[i] < ' ' || type.bytes[i] > '~' || i == 60)
            return TEXT("of an unknown type");
    return type;
}

static text fault_of(arena *memory, const answer *given, const received *got, const fetch_request *request)
{
    if (got->is_too_large)
        return text_format(memory, "the file is larger than %zu MiB", request->limit / 1024 / 1024);
    if (given->result != CURLE_OK)
        return in_words(memory, given, request);
    if (given->status == 404 || given->status == 410)
        return text_format(memory, "there is no such file on the server (%ld)", given->status);
    if (given->status == 401 || given->status == 403)
        return text_format(memory, "the server does not give the file to everyone (%ld)", given->status);
    if (given->status != 200)
        return text_format(memory, "the server answered with the error %ld", given->status);
    if (!is_json(memory, given->type))
        return text_format(memory, "the address leads to something else than a catalogue (%.*s)",
                           TEXT_PRINT(shown_type(given->type)));
    return (text){ 0 };
}

static bool is_redirect(const answer *given)
{
    return given->result == CURLE_OK && given->status >= 300 && given->status < 400 && given->target.length > 0;
}

static bool may_go_on(arena *memory, const fetch_request *request, text from, text to, text *fault)
{
    address_parts old = { 0 }, fresh = { 0 };
    bool is_read = divide(memory, from, &old) && divide(memory, to, &fresh);
    if (!is_read || !text_equals(old.scheme, fresh.scheme))
        *fault = text_format(memory, "the server sends on from %.*s:// to another sort of address, which is not followed",
                             TEXT_PRINT(old.scheme));
    else if (!fetch_is_allowed(memory, to, request->allows_http, fault))
        *fault = text_format(memory, "the server sends on to an address that is not followed: %.*s", TEXT_PRINT(*fault));
    return fault->length == 0;
}

static long left_of(const struct timespec *begin, int milliseconds)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long gone = (long)(now.tv_sec - begin->tv_sec) * 1000 + (now.tv_nsec - begin->tv_nsec) / 1000000;
    return milliseconds - gone;
}

static bool follow(arena *memory, const fetch_request *request, received *into, text *from, text *fault)
{
    struct timespec begin;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (int sent_on = 0;; sent_on++) {
        answer given = { .result = CURLE_OPERATION_TIMEDOUT };
        long left = left_of(&begin, request->milliseconds);
        if (left > 0)
            ask(memory, *from, left, into, &given);
        if (!is_redirect(&given)) {
            *fault = fault_of(memory, &given, into, request);
            return fault->length == 0;
        }
        if (sent_on == FETCH_REDIRECTS) {
            *fault = text_format(memory, "the server sends on more than %d times", FETCH_REDIRECTS);
            return false;
        }
        if (!may_go_on(memory, request, *from, given.target, fault))
            return false;
        *from = given.target;
    }
}

bool fetch_json(arena *memory, const fetch_request *request, text *contents, text *from, text *fault)
{
    received into = { .limit = request->limit };
    *contents = (text){ 0 };
    *from = request->url;
    if (!fetch_is_allowed(memory, request->url, request->allows_http, fault))
        return false;
    if (library.curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
        memory_exhausted();
    bool fine = follow(memory, request, &into, from, fault);
    if (fine)
        *contents = text_copy(memory, buffer_text(&into.body));
    buffer_free(&into.body);
    library.curl_global_cleanup();
    return fine;
}
