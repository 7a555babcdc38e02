// Front matter: the YAML block between two "---" lines that opens a page.
//
// Works on text already in memory and owns nothing: every result is a view
// into the file's own text.
#ifndef SOURCE_FRONT_MATTER_H
#define SOURCE_FRONT_MATTER_H

#include "base/diagnostics.h"
#include "base/text.h"

typedef struct {
    text yaml;          // between the fences; empty when the page has none
    text body;          // the Markdown after the closing fence
    int body_line;      // line of the file on which the body begins, from 1
    bool has_fences;
} page_parts;

// Divides [file] (a byte order mark at its start is skipped) into front matter
// and Markdown. A fence is a line of exactly three hyphens. An unclosed fence is
// reported at its line and returns false; the whole file is then body, so that
// later stages still run. So does front matter beyond YAML_FRONT_MATTER_LIMIT,
// which is left out; the body is then what follows it.
bool front_matter_split(text file, text path, diagnostics *found, page_parts *parts);

// For a file without fences: whether its first line with words was probably meant as one, which is then reported.
bool front_matter_report_nearly(text file, text path, diagnostics *found);

#endif
