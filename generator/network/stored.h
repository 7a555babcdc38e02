// Catalogues of other Digitoris as they are kept in a site's `.digitori/network/`: what was fine of
// them, where they were got from and when. A build reads these and never the network.
#ifndef NETWORK_STORED_H
#define NETWORK_STORED_H

#include "network/catalogue.h"

typedef struct {
    text from;                  // an address, a file or a folder, as it was asked for
    date fetched;
    catalogue catalogue;
} stored_catalogue;

typedef enum { STORED_READ, STORED_MISSING, STORED_UNUSABLE, STORED_FAILED } stored_result;

// Where the catalogue of [id] is, from the site's folder: ".digitori/network/kuopio.json".
text stored_path(arena *memory, text id);

// [folder] is the site's. STORED_UNUSABLE: *[fault] says why, in plain words. Only STORED_FAILED is a
// failure of the machine, and has been reported.
stored_result stored_read(arena *memory, text folder, text id, stored_catalogue *read, text *fault);
// In one step: the old copy or the new one is there. False after a reported failure of the machine.
bool stored_write(arena *memory, text folder, text id, const stored_catalogue *of) __attribute__((warn_unused_result));

#endif
