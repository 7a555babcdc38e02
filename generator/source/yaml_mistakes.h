// What libyaml's errors mean to somebody who writes pages.
//
// libyaml names the rule that was broken ("mapping values are not allowed in
// this context"); an author needs the mistake that was made ("a colon inside
// the text") and the cure. Knows libyaml's messages but not its types.
#ifndef SOURCE_YAML_MISTAKES_H
#define SOURCE_YAML_MISTAKES_H

#include "base/diagnostics.h"
#include "base/text.h"
#include "base/unicode.h"

// Where the YAML stands in its file.
typedef struct {
    text yaml, path;
    int first_line, indent;     // as for yaml_read
} yaml_source;

// A place inside the YAML as libyaml counts: from 0, columns in characters.
typedef struct {
    size_t line, column;
} yaml_point;

place yaml_place(const yaml_source *from, yaml_point point);

typedef struct {
    const char *context;        // what was being read, may be NULL
    yaml_point context_at;      // and where that began
    const char *problem;
    yaml_point problem_at;
    bool has_quoted;            // the newest text before it was in quotes
    yaml_point quoted_at;       // which opened here
} yaml_failure;

void yaml_report_syntax(const yaml_source *from, const yaml_failure *failure, diagnostics *found);

// Whether there is a "#" that could cut a text: after a space, right before a word.
bool yaml_may_cut(text yaml);

// The lines of the YAML from line [number] on.
typedef struct {
    text rest;
    size_t number;
} yaml_lines;

// Reports what YAML does with a text without quotes that nobody means: it leaves out what follows " #5", and takes "- item"
// below it as its own. [lines] goes on to where the text begins: texts are asked about in their order.
void yaml_report_misread(const yaml_source *from, yaml_lines *lines, yaml_point start, yaml_point end, diagnostics *found);

// Reports the first character that no YAML of ours may hold, in the file
// itself. False when there is one.
bool yaml_check_characters(const yaml_source *from, diagnostics *found);

// The first such character of [t] and its fault; UNICODE_FINE when there is
// none. Beyond unicode_check: line ends that only some programs see (they
// would shift every line number) and byte order marks inside the text.
unicode_fault yaml_find_refused(text t, size_t *offset, uint32_t *character);

#endif
