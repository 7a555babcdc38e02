#include "checks.h"

#include "network/fetch.h"

#include <arpa/inet.h>
#include <signal.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static arena memory;

static int clear(void **state)
{
    (void)state;
    arena_free(&memory);
    return 0;
}

static void check_allowed(const char *url, bool allows_http, const char *reason)
{
    text fault;
    check(fetch_is_allowed(&memory, text_of(url), allows_http, &fault) == (*reason == '\0'));
    check_text(fault, reason);
}

static void plain_http_is_for_this_machine(void **state)
{
    (void)state;
    static const char warning[] = "an address with http:// can be read and changed on its way; use https://, or say 'allow_http: true'";
    check_allowed("https://a.example/x", false, "");
    check_allowed("http://a.example/x", false, warning);
    check_allowed("http://a.example/x", true, "");
    check_allowed("http://localhost:8000/", false, "");
    check_allowed("http://127.0.0.1/", false, "");
    check_allowed("http://127.200.3.4/", false, "");
    check_allowed("http://[::1]:80/", false, "");
    check_allowed("http://127.0.0.1.a.example/", false, warning);
    check_allowed("http://localhost.a.example/", false, warning);
    check_allowed("http://10.0.0.1/", false, warning);
    check_allowed("http://[::2]/", false, warning);
    check_allowed("HTTP://a.example/", false, warning);
}

static void other_addresses_are_refused(void **state)
{
    (void)state;
    check_allowed("file:///etc/passwd", true, "the address cannot be read");
    check_allowed("ftp://a.example/", true, "the address must begin with https://");
    check_allowed("javascript:alert(1)", true, "the address cannot be read");
    check_allowed("https://", true, "the address cannot be read");
    check_allowed("", true, "the address cannot be read");
    check_allowed("https://user:pass@a.example/", true, "an address with a user's name or a password is not used");
    check_allowed("https://user@a.example/", true, "an address with a user's name or a password is not used");
}

// A server for one request, in a process of its own: says [reply] and then nothing for [seconds].
static pid_t serve_once(const char *reply, unsigned seconds, char *url, size_t size)
{
    struct sockaddr_in where = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof where;
    int listening = socket(AF_INET, SOCK_STREAM, 0);
    check(listening >= 0 && bind(listening, (struct sockaddr *)&where, sizeof where) == 0 && listen(listening, 1) == 0);
    check(getsockname(listening, (struct sockaddr *)&where, &length) == 0);
    snprintf(url, size, "http://127.0.0.1:%d/", ntohs(where.sin_port));
    pid_t child = fork();
    if (child == 0) {
        char asked[4096];
        int given = accept(listening, NULL, NULL);
        bool fine = read(given, asked, sizeof asked) > 0 && write(given, reply, strlen(reply)) >= 0;
        sleep(seconds);
        _exit(fine ? 0 : 1);
    }
    close(listening);
    return child;
}

static bool ask(const char *reply, unsigned seconds, fetch_request request, text *contents, text *fault)
{
    char url[64];
    text from;
    pid_t child = serve_once(reply, seconds, url, sizeof url);
    request.url = text_of(url);
    bool fine = fetch_json(&memory, &request, contents, &from, fault);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    return fine;
}

static void a_file_is_got_up_to_its_limit(void **state)
{
    (void)state;
    text contents, fault;
    static const char reply[] = "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n1234";
    fetch_request request = { .limit = 4, .milliseconds = 5000 };
    check(ask(reply, 0, request, &contents, &fault));
    check_text(contents, "1234");
    request.limit = 3;
    check(!ask(reply, 0, request, &contents, &fault));
    check_text(contents, "");
}

static void time_is_limited(void **state)
{
    (void)state;
    text contents, fault;
    fetch_request request = { .limit = 1000, .milliseconds = 300 };
    time_t begin = time(NULL);
    check(!ask("HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\n1", 20, request, &contents, &fault));
    check_text(fault, "the server took longer than 1 seconds");
    check(time(NULL) - begin < 10);
}

// What a server says of itself reaches the terminal only when it is plain.
static void types_are_shown_when_they_are_plain(void **state)
{
    (void)state;
    text contents, fault;
    fetch_request request = { .limit = 1000, .milliseconds = 5000 };
    check(!ask("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n1", 0, request, &contents, &fault));
    check_text(fault, "the address leads to something else than a catalogue (text/html)");
    check(!ask("HTTP/1.0 200 OK\r\nContent-Type: text/\x1b[31m\r\n\r\n1", 0, request, &contents, &fault));
    check_text(fault, "the address leads to something else than a catalogue (of an unknown type)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(plain_http_is_for_this_machine, clear),
        cmocka_unit_test_teardown(other_addresses_are_refused, clear),
        cmocka_unit_test_teardown(a_file_is_got_up_to_its_limit, clear),
        cmocka_unit_test_teardown(time_is_limited, clear),
        cmocka_unit_test_teardown(types_are_shown_when_they_are_plain, clear),
    };
    return cmocka_run_group_tests_name("fetch", tests, NULL, NULL);
}
