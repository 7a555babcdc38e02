// digitori serve: builds a site, shows it to the browsers of this machine, and builds it anew when its files change.
//
// One process answers requests, watches files (watch.h) and tells open pages (open_pages.h); each build is a process
// of its own (builds.h), so a fault in one costs that build alone. What is shown is always the last build without
// errors, in a folder of its own below the site's .digitori/ (or the machine's temporary folder where the site
// cannot be written), which goes when the preview ends. Changes are waited for until the files have been quiet for a moment; a
// build that runs meanwhile is given up for a newer one, but not again and again. A page of which only the text was
// written is made at once, before the build.
#ifndef PREVIEW_PREVIEW_H
#define PREVIEW_PREVIEW_H

#include "site/site.h"

typedef struct {
    text site;                  // its folder
    const char *address;        // numeric; "127.0.0.1" unless the user asks for another
    int port;
    bool is_quiet;
} preview_request;

typedef enum { PREVIEW_ENDED, PREVIEW_NO_ADDRESS, PREVIEW_MACHINE_FAILED } preview_result;

// Returns when the user ends it (SIGINT, SIGTERM), or at once when the address cannot be used; says so on standard error.
preview_result preview_run(const preview_request *request);

#endif
