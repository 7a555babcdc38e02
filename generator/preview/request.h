// What a browser asked for, read as something a stranger wrote.
//
// Nothing here touches files: an address becomes a path inside the site or is
// refused, a Host header is ours or not, a Range header is one range or none.
#ifndef PREVIEW_REQUEST_H
#define PREVIEW_REQUEST_H

#include "base/arena.h"
#include "base/text.h"

#include <stdint.h>

enum { REQUEST_PATH_LIMIT = 2000 };

// The file that an address ("/fi/a%20b.html", without its query) means, relative to the site: "fi/a b.html";
// "index.html" is added to a folder. False when it is none of a site: no "/" at its start, wrong escapes,
// control bytes, "\", "..", hidden names, longer than REQUEST_PATH_LIMIT.
bool request_path(arena *memory, text address, text *path);

// Resolves the escapes of an address ("a%20b"). False at a "%" without two hexadecimal digits and at a control byte.
bool request_unescape(arena *memory, text escaped, text *plain);

// Whether a request with this Host header was meant for us: localhost, a loopback address or [bound], with
// any port. With a [bound] of all interfaces ("0.0.0.0", "::") every numeric address too. A name that somebody
// else's name server points here (DNS rebinding) is refused.
bool request_host_is_ours(text host, text bound);

typedef enum { RANGE_NONE, RANGE_PART, RANGE_UNSATISFIABLE } range_kind;

// One range of bytes ("bytes=0-99", "bytes=100-", "bytes=-50") of a file of [size] bytes (RFC 9110, 14.1).
// Several ranges, other units and what cannot be read are RANGE_NONE: the whole file is the answer then.
range_kind request_range(text header, uint64_t size, uint64_t *from, uint64_t *length);

// The type of a published file by the ending of its name.
const char *request_type(text path);

#endif
