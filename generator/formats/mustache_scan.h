// Scanning a template into tokens: private to the Mustache parser.
#ifndef FORMATS_MUSTACHE_SCAN_H
#define FORMATS_MUSTACHE_SCAN_H

#include "base/diagnostics.h"

enum { MUSTACHE_NESTING_LIMIT = 64, MUSTACHE_NO_PARTNER = -1 };

// One tag of the source. The kind is the character that begins it: one of
// "#^/>$<!=&", '{', or 'v' for a plain value.
typedef struct {
    char kind;
    text name;
    int line, column;
    size_t from, to;        // its bytes, with its whole line when it is standalone
    bool is_standalone;
    text indentation;       // white space before a standalone tag
    text line_end;          // see mustache_tag
    int partner;            // what '/' closes and what closes it
    int outer;              // the innermost tag it stands in
} mustache_token;

typedef struct {
    mustache_token *items;
    size_t count, capacity;
} mustache_tokens;

// False after reporting the first mistake.
bool mustache_scan(arena *memory, text source, text path, diagnostics *found,
                   mustache_tokens *tokens);

#endif
