// Getting one file from the web, by libcurl.
//
// Only http and https; https checks the certificate. Plain http is for this machine ("localhost",
// 127.x.x.x, [::1]) unless it is allowed. Redirects are followed at most three times, by the same
// rules and never to another scheme. No cookies, no passwords, nothing kept between two calls.
#ifndef NETWORK_FETCH_H
#define NETWORK_FETCH_H

#include "base/arena.h"
#include "base/text.h"

enum { FETCH_SECONDS = 20, FETCH_REDIRECTS = 3 };

typedef struct {
    text url;
    bool allows_http;           // to any machine
    size_t limit;               // bytes
    int milliseconds;           // for everything together
} fetch_request;

// The file as it came, and where from after redirects. False when it could not be got; *[fault] says
// why, in plain words. The environment's proxies are used, and SSL_CERT_FILE names the certificates to
// trust when the system's are not meant.
bool fetch_json(arena *memory, const fetch_request *request, text *contents, text *from, text *fault);

// Whether [url] may be asked for; *[fault] says why not.
bool fetch_is_allowed(arena *memory, text url, bool allows_http, text *fault);

#endif
