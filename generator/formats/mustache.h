// Mustache templates: the Mustache specification with its optional inheritance
// module (blocks and parents); no lambdas, no dynamic names.
// Source: github.com/mustache/spec, version 1.4.
//
// Templates are parsed once into an immutable form and rendered any number of
// times. In strict mode (themes) a name that nothing provides, an unknown
// partial and {{{text}}} are reported at their line; the specification's own
// files run without it. A value that is there but nothing, false, 0, an empty
// text or list makes its section false; below nothing and false ("image.alt"
// where image is nothing) everything is nothing, not unknown.
//
// A block that stands alone on its line ({{$main}}{{/main}}) leaves no empty
// line behind when nothing fills it, and indents what does.
#ifndef FORMATS_MUSTACHE_H
#define FORMATS_MUSTACHE_H

#include "base/diagnostics.h"
#include "base/table.h"
#include "formats/data.h"

typedef struct mustache mustache;

// A set of templates by name ("page", "partials/header"). Zero-initialise, then
// set memory and strict.
typedef struct {
    arena *memory;
    table templates;            // text -> mustache *
    struct { mustache **items; size_t count, capacity; } all;   // in the order in which they came
    bool strict;
} mustache_set;

// Parses [source] and adds it as [name]; [path] is for diagnostics. The bytes of
// all three are not copied and must outlive the set. Returns false after reporting a
// syntax error (unclosed section or tag, sections more than 64 deep, ...); nothing is added
// then. An earlier template of that name is replaced: so a site overrides a theme.
bool mustache_add(mustache_set *set, text name, text source, text path, diagnostics *found);
bool mustache_has(const mustache_set *set, text name);

// Every partial and parent that a template names must exist: reports those
// that do not (strict mode).
void mustache_check(const mustache_set *set, diagnostics *found);

// Renders template [name] with [context] into [out]; a template that is not there renders
// nothing. Diagnostics of strict mode go to [found] (may be NULL), a thousand at most. Where
// partials nest deeper than 64, or more than five million tags or 64 MiB are written, or names are looked for in sections around more than
// twenty million times, that is reported in either mode and the rendering ends. [scratch] is reset by the caller.
void mustache_render(const mustache_set *set, text name, const data *context, arena *scratch,
                     diagnostics *found, buffer *out);

#endif
