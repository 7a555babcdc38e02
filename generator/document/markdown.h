// From Markdown to our document tree, by cmark-gfm.
//
// The Markdown is GFM (tables, strikethrough, task lists, footnotes) in safe
// mode; cmark's autolink extension is never attached (it reads before its
// buffer): addresses (http://, https://, www., and e-mail addresses) in text are
// found here. A quote that begins with [!NOTE] and the like becomes a callout.
// Fenced blocks named in [own_blocks] become NODE_BLOCK.
//
// Input is checked against document/limits.h before it is parsed. Raw HTML is
// left out and reported at its line, but for <br>, which breaks a line (a table's
// cell has no other way); comments are left out silently. Not thread-safe, as cmark
// is not: one process parses one document at a time.
#ifndef DOCUMENT_MARKDOWN_H
#define DOCUMENT_MARKDOWN_H

#include "document/document.h"

typedef struct {
    text path;                      // for diagnostics
    int first_line;                 // line of the file on which the text begins
    const text *own_blocks;         // names of fenced blocks of ours
    size_t own_block_count;
    bool is_checked;                // its characters: what it says in codes ("&#11;") is all that may be wrong
    // For the specification's tests only; the site never sets them.
    bool keep_raw_html;             // NODE_HTML_BLOCK and NODE_HTML_INLINE instead of reports
    bool keep_addresses;            // addresses in text stay text (GFM without its autolink extension)
} markdown_options;

// Attaches the extensions once; call before forking or parsing.
void markdown_prepare(void);

// NULL only when the text was refused, which has been reported.
node *markdown_parse(arena *memory, text markdown, const markdown_options *options,
                     diagnostics *found);

// A single run of inline Markdown (a field), without blocks: the children of
// the returned NODE_DOCUMENT are inlines.
node *markdown_parse_inline(arena *memory, text markdown, const markdown_options *options,
                            diagnostics *found);

#endif
