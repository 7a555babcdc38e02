// Builds the document tree of one page, from what a Markdown parser finds in
// reading order. Private to document/: markdown.c knows cmark, this knows our
// tree. Lines are those of the source, from 1; the nodes get the file's.
#ifndef DOCUMENT_BUILDER_H
#define DOCUMENT_BUILDER_H

#include "document/markdown.h"
#include "document/places.h"
#include "base/table.h"

typedef struct {
    arena *memory;
    const markdown_options *options;
    diagnostics *found;
    places places;
    bool is_fine;               // no character of any literal can be wrong
    node *document, *current;   // new nodes go into the current one
    int slip;                   // lines of this paragraph that cmark did not count (inside link targets)
    int slips_tried;
    int nesting;
    int links;                  // around the current node: no addresses inside
    bool refused;               // a limit was broken, which has been reported
    struct {
        node **items;
        size_t count, capacity;
    } calls;                    // of footnotes
    struct {
        node **items;
        size_t count, capacity;
    } footnotes;                // by number - 1
    table opened_tags;          // names of the inline tags that were reported
} builder;

builder builder_new(arena *memory, text source, const markdown_options *options, diagnostics *found);

// Adds a node to the current one; opening also makes it the current one.
node *builder_add(builder *to, node_type type, int line, int column);
node *builder_open(builder *to, node_type type, int line, int column);
void builder_close(builder *to);

// Text may hold addresses, which become links, and calls of unknown footnotes, which are reported.
void builder_add_text(builder *to, text literal, int line);
void builder_add_literal(builder *to, node_type type, text literal, int line, int column);
// [info] is all that stands after the fence; its first word is the language, or names a block of ours.
void builder_add_code_block(builder *to, text info, text literal, int line, int column);
void builder_add_html(builder *to, node_type type, text html, int line, int column);
// [first] is the type of what its text begins with, [words] that one's literal; they help to find its column.
void builder_open_link(builder *to, node_type type, text address, text title, node_type first, text words,
                       int line);
void builder_add_footnote_call(builder *to, int number, int line);
// Footnotes come last, in the order of their first calls.
void builder_open_footnote(builder *to, int line);

// The whole tree; NULL when a limit was broken.
node *builder_finish(builder *to);

#endif
