// The parsed form of a template: private to mustache_parse.c and
// mustache_render.c.
//
// A template is one flat array. What stands inside a section, block or parent
// follows its tag, up to [end]; so a walk over it needs no tree.
#ifndef FORMATS_MUSTACHE_TEMPLATE_H
#define FORMATS_MUSTACHE_TEMPLATE_H

#include "formats/mustache.h"

typedef enum {
    TAG_LITERAL,
    TAG_VALUE,              // {{name}}
    TAG_MARKUP,             // {{{name}}}, {{&name}}
    TAG_SECTION,            // {{#name}}
    TAG_INVERTED,           // {{^name}}
    TAG_PARTIAL,            // {{>name}}
    TAG_PARENT,             // {{<name}}; its arguments are the blocks right below it
    TAG_BLOCK               // {{$name}}
} tag_type;

typedef struct {
    tag_type type;
    bool is_standalone;     // nothing else stands on its line
    int line, column;
    text text;              // the literal's bytes, or the name
    const text *parts;      // the name split at its dots; none for "."
    size_t *places;         // where each part stood in its map when it was last looked up
    size_t part_count;
    size_t end;             // what comes after it
    text indentation;       // of a standalone partial, parent or block: what goes before each line
    size_t own_indentation; // bytes by which the lines inside a standalone block are indented
    text line_end;          // a block alone on its lines: how what fills it ends
} mustache_tag;

struct mustache {
    text name, path;
    mustache_tag *items;
    size_t count, capacity;
};

// Says that the partial or parent of [tag] is not there.
void mustache_report_partial(const mustache_set *set, const mustache *in, const mustache_tag *tag,
                             diagnostics *found);

#endif
