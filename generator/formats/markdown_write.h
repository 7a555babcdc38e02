// The document tree as Markdown (GFM) again: for files that people read and fill in as text.
//
// What is written parses into the same tree, as far as it holds what Markdown can say: links that get no
// address are their text, pictures are their words in brackets, blocks of ours are left out unless asked for. Lines are not
// broken within paragraphs.
#ifndef FORMATS_MARKDOWN_WRITE_H
#define FORMATS_MARKDOWN_WRITE_H

#include "base/buffer.h"
#include "document/document.h"

typedef struct {
    // The address a link gets; empty: plain text. NULL: as it stands.
    text (*link_address)(void *context, arena *memory, const node *link);
    void *context;
    bool keeps_blocks;          // blocks of ours stay the fenced blocks they are
} markdown_write_options;

// Adds the blocks below [root], with an empty line between them and a line end at the end.
void markdown_write(arena *memory, const node *root, const markdown_write_options *options, buffer *out);

// Text that stays the text it is, on one line.
void markdown_escape(buffer *out, text t);
text markdown_escaped(arena *memory, text t);

#endif
