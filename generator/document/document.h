// Our document tree: what a page says, independent of Markdown's parser.
//
// Every publisher (website, PDF, EPUB, search, ...) walks this tree. Nodes know
// the line they came from. Trees can be deep (up to the limits of
// document/limits.h), so walkers use document_next, which does not recurse.
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostics.h"
#include "base/text.h"

typedef enum {
    // Blocks
    NODE_DOCUMENT,
    NODE_PARAGRAPH,
    NODE_HEADING,           // level 1-6, id
    NODE_QUOTE,
    NODE_CALLOUT,           // callout: its children are the blocks inside
    NODE_LIST,              // ordered, start, tight, is_task_list
    NODE_ITEM,              // is_task, is_checked
    NODE_CODE_BLOCK,        // info (language), literal
    NODE_RULE,
    NODE_TABLE,             // column_count, alignments
    NODE_TABLE_ROW,         // is_header
    NODE_TABLE_CELL,        // alignment
    NODE_FOOTNOTES,         // at the end, when there are any
    NODE_FOOTNOTE,          // number, references (how often it is called), literal: its label
    NODE_BLOCK,             // a fenced block of ours ("view", "chart", ...): info is its name, literal its text
    NODE_HTML_BLOCK,        // literal; only for the specification's tests (markdown_options.keep_raw_html)
    // Inlines
    NODE_TEXT,              // literal
    NODE_SOFT_BREAK,
    NODE_HARD_BREAK,
    NODE_CODE,              // literal
    NODE_EMPHASIS,
    NODE_STRONG,
    NODE_STRIKETHROUGH,
    NODE_LINK,              // address, title
    NODE_IMAGE,             // address, title; children are the alt text
    NODE_FOOTNOTE_CALL,     // number, reference (1 for its first call), literal: its label
    NODE_HTML_INLINE        // literal; only for the specification's tests
} node_type;

typedef enum { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } alignment;
typedef enum { CALLOUT_NOTE, CALLOUT_TIP, CALLOUT_IMPORTANT, CALLOUT_WARNING, CALLOUT_CAUTION } callout;

// What a link leads to, once the site has looked (see site/links.h).
typedef enum {
    LINK_PLAIN,             // as written: http, mailto, tel, or a place on this page
    LINK_PAGE,              // a page of this site
    LINK_FILE,              // another published file of this site
    LINK_OUT_OF_KIT,        // a page of the site that this edition does not hold
    LINK_TERM,              // made by us: the first use of a glossary term
    LINK_DEAD               // broken and reported: only its text is shown
} link_type;

typedef struct node node;
struct node {
    node_type type;
    node *parent, *first, *last, *next, *previous;
    int line, column;       // of the source, from 1; column 0 when unknown
    text literal;
    union {
        struct { int level; text id; } heading;
        struct { bool ordered, tight, is_task_list; int start; } list;
        struct { bool is_task, is_checked; } item;
        struct { text info; } code;
        struct { size_t column_count; const alignment *alignments; } table;
        struct { bool is_header; } row;
        struct { alignment alignment; } cell;
        struct { int number, reference, references; } footnote;
        struct {
            text address, title;
            link_type type;
            text language;
            text file;              // LINK_FILE: the content file, from the site's folder
            text credit;            // of an image: who took it
            bool is_first;          // of its page's images
        } link;
        callout callout;
    };
};

node *node_new(arena *memory, node_type type, int line, int column);
void node_append(node *parent, node *child);
void node_insert_before(node *place, node *fresh);
void node_insert_after(node *place, node *fresh);
void node_remove(node *removed);
static inline bool node_is_block(node_type type)
{
    return type < NODE_TEXT;
}
// The node and all below it, once more; the copy stands alone.
node *node_copy(arena *memory, const node *from);

// Walks the tree in reading order: each node is entered once and left once
// (leaves too). Start with {root}; returns false at the end. Inline: a page is walked some ten times.
typedef struct {
    node *root, *current;
    bool entering;
    bool only_blocks;       // passes over what stands in paragraphs, headings and the like
} document_walk;
static inline bool document_next(document_walk *walk)
{
    if (walk->root == NULL)
        return false;
    if (walk->current == NULL) {
        walk->current = walk->root;
        walk->entering = true;
    } else if (walk->entering) {
        const node *first = walk->current->first;
        if (first != NULL && !(walk->only_blocks && !node_is_block(first->type)))
            walk->current = walk->current->first;
        else
            walk->entering = false;
    } else if (walk->current == walk->root) {
        *walk = (document_walk){ 0 };
        return false;
    } else if (walk->current->next != NULL) {
        walk->current = walk->current->next;
        walk->entering = true;
    } else {
        walk->current = walk->current->parent;
    }
    return true;
}

// The plain text below [from]: literals, one space for breaks and between
// blocks; image alt texts included, code too. Blocks of ours (NODE_BLOCK) hold
// settings and data, not words, and are left out.
text document_plain_text(arena *memory, const node *from);
void document_add_plain_text(buffer *out, const node *from);

#endif
