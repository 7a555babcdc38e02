// The plain part of YAML, read with libyaml's events (never its loader).
//
// Allowed: block and flow maps and lists, plain, quoted and block scalars,
// comments. Refused with a diagnostic: anchors, aliases, tags, directives, a
// second document, duplicate or non-scalar keys, control characters, nesting
// deeper than 16, more than 20,000 events or 1 MiB, tabs that indent a block,
// line ends other than LF and CR LF.
#ifndef SOURCE_YAML_H
#define SOURCE_YAML_H

#include "source/value.h"

enum {
    YAML_FRONT_MATTER_LIMIT = 64 * 1024,
    YAML_FILE_LIMIT = 1024 * 1024,
    YAML_DEPTH_LIMIT = 16,
    YAML_EVENT_LIMIT = 20000
};

// Reads [yaml], whose first line is line [first_line] of the file [path] (and
// whose columns start after [indent] characters). A byte order mark is skipped.
//
// Returns the root; NULL when there is nothing or when reading stopped: at the
// first syntax error, a refused character or a limit. What can be understood
// although it is refused (a duplicate key, an anchor, an alias, a tag, a key
// that is no word) is reported and reading goes on, so that the root still
// shows the author's other mistakes; the first of two equal keys counts.
const value *yaml_read(arena *memory, text yaml, text path, int first_line, int indent,
                       diagnostics *found);

#endif
