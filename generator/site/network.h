// Other Digitoris, as `network` in digitori.yaml names them, with what is kept of their catalogues.
#ifndef SITE_NETWORK_H
#define SITE_NETWORK_H

#include "network/stored.h"
#include "site/config.h"

typedef struct {
    text id;
    words title;                // the author's; may be empty
    text source;                // `url` or `path`, as written
    bool is_path;               // of a folder or file, from the site's folder, anywhere on the machine
    bool allows_http;
    place place;
    bool has_copy;
    stored_catalogue copy;
} network_member;

typedef struct {
    network_member *items;
    size_t count;
} network;

// The members in their order; mistakes in the settings are reported, and the wrong ones left out.
network network_read(arena *memory, const site_config *config, diagnostics *found);

// Reads what is kept of each; what is missing or cannot be used is reported. False after a failure of the machine.
bool network_load(arena *memory, const site_config *config, network *of, diagnostics *found);

// The address or file of a member's catalogue: `data/digitori.json` of a site, unless it is named itself.
text network_catalogue(arena *memory, const site_config *config, const network_member *of);

#endif
