#include "html.h"
#include "mustache_template.h"

#include <math.h>

// Fuzzing is content with fewer.
#ifndef MUSTACHE_TAG_LIMIT
#define MUSTACHE_TAG_LIMIT 5000000
#endif
enum { DEPTH_LIMIT = 64, LOOKS_A_TAG = 4, OUTPUT_LIMIT = 64 * 1024 * 1024, MISTAKES_TOLD = 1000 };

// The blocks that fill a parent: those right below its tag.
typedef struct arguments {
    const mustache *in;
    const mustache_tag *parent;
    const struct arguments *outer;
} arguments;

typedef struct {
    const mustache_set *set;
    arena *scratch;
    diagnostics *found;             // NULL when nobody asks
    buffer *out;
    struct { const data **items; size_t count, capacity; } contexts;
    const mustache *current;        // whose tags are being written
    const arguments *arguments;     // of the parents around
    // Lines of templates (not of values) are moved: [outdent] bytes of white space go, [indentation] comes.
    text indentation;
    size_t outdent;
    bool indent_is_due, outdent_is_due;
    int depth;
    size_t tags, looks;             // written so far; levels at which names were looked for
    size_t start;                   // of what is written, in [out]
    const mustache_tag *told;       // whose mistake was told last
    size_t mistakes_told;
    bool is_cut;                    // nested too deep or too many tags: the rest is not written
} rendering;

// Tags nest at most MUSTACHE_NESTING_LIMIT deep in a template and templates DEPTH_LIMIT deep in one
// another, so this recursion ends.
static void write_range(rendering *r, size_t from, size_t to);

// ---- Names

static place place_of(const rendering *r, const mustache_tag *tag)
{
    return at(r->current->path, tag->line, tag->column);
}

static void take_nearer(const data *map, text wanted, size_t *nearest, text *name)
{
    if (map->type == DATA_MAP && map->map.under != NULL)
        take_nearer(map->map.under, wanted, nearest, name);
    for (size_t i = 0; map->type == DATA_MAP && i < map->map.count; i++) {
        size_t distance = text_distance(map->map.items[i].key, wanted, *nearest);
        if (distance < *nearest) {
            *nearest = distance;
            *name = map->map.items[i].key;
        }
    }
}

// What is wrong in a template is wrong each time it is written, and to tell it takes longer than to write it.
static bool may_tell(rendering *r, const mustache_tag *tag)
{
    if (!r->set->strict || r->found == NULL || tag == r->told || r->mistakes_told == MISTAKES_TOLD)
        return false;
    r->told = tag;
    r->mistakes_told++;
    return true;
}

// [within] is what lacks [part]; NULL when no level of the stack has it.
static void report_missing(rendering *r, const mustache_tag *tag, const data *within, text part)
{
    if (!may_tell(r, tag))
        return;
    size_t nearest = part.length > 3 ? 3 : 2;
    text meant = { 0 };
    if (within != NULL)
        take_nearer(within, part, &nearest, &meant);
    for (size_t i = r->contexts.count; within == NULL && i-- > 0;)
        take_nearer(r->contexts.items[i], part, &nearest, &meant);
    if (meant.length > 0)
        report(r->found, TEMPLATE_VARIABLE, place_of(r, tag), "'%.*s': did you mean '%.*s' in place of '%.*s'?",
               TEXT_PRINT(tag->text), TEXT_PRINT(meant), TEXT_PRINT(part));
    else
        report(r->found, TEMPLATE_VARIABLE, place_of(r, tag), "'%.*s': remove it or correct its spelling",
               TEXT_PRINT(tag->text));
}

// The value of a tag's name; NULL when there is none.
static const data *look_up(rendering *r, const mustache_tag *tag)
{
    size_t level = r->contexts.count;
    if (tag->part_count == 0)
        return r->contexts.items[level - 1];
    const data *value = NULL;
    while (value == NULL && level > 0)
        value = data_get_near(r->contexts.items[--level], tag->parts[0], &tag->places[0]);
    r->looks += r->contexts.count - level;
    if (value == NULL) {
        report_missing(r, tag, NULL, tag->parts[0]);
        return NULL;
    }
    for (size_t i = 1; i < tag->part_count; i++) {
        const data *below = data_get_near(value, tag->parts[i], &tag->places[i]);
        bool is_nothing = value->type == DATA_NOTHING || (value->type == DATA_BOOL && !value->truth);
        if (below == NULL && !is_nothing)
            report_missing(r, tag, value, tag->parts[i]);
        if (below == NULL)
            return NULL;
        value = below;
    }
    return value;
}

static bool is_true(const data *value)
{
    if (value == NULL)
        return false;
    switch (value->type) {
    case DATA_NOTHING: return false;
    case DATA_BOOL: return value->truth;
    case DATA_NUMBER: return value->number != 0 && !isnan(value->number);
    case DATA_TEXT:
    case DATA_MARKUP: return value->text.length > 0;
    case DATA_LIST: return value->list.count > 0;
    case DATA_MAP: return true;
    }
    return false;
}

// ---- Text and values

static void start_line(rendering *r)
{
    if (r->indent_is_due)
        buffer_add(r->out, r->indentation);
    r->indent_is_due = r->outdent_is_due = false;
}

static void write_moved_line(rendering *r, text line)
{
    size_t blank = 0;
    while (r->outdent_is_due && blank < r->outdent && blank < line.length
           && (line.bytes[blank] == ' ' || line.bytes[blank] == '\t'))
        blank++;
    line = text_from(line, blank);
    if (line.length > 0 && line.bytes[0] != '\n' && line.bytes[0] != '\r')
        start_line(r);      // empty lines stay empty
    buffer_add(r->out, line);
    if (text_ends_with(line, TEXT("\n")))
        r->indent_is_due = r->outdent_is_due = true;
}

static void write_literal(rendering *r, text literal)
{
    if (r->indentation.length == 0 && r->outdent == 0) {
        buffer_add(r->out, literal);
        return;
    }
    for (size_t from = 0; from < literal.length;) {
        size_t end = text_find_byte(literal, '\n', from);
        end = end == TEXT_NOT_FOUND ? literal.length : end + 1;
        write_moved_line(r, text_slice(literal, from, end));
        from = end;
    }
}

static void write_text(rendering *r, const mustache_tag *tag, text t)
{
    if (tag->type == TAG_VALUE) {
        html_escape(r->out, t);
    } else if (!r->set->strict) {
        buffer_add(r->out, t);
    } else {
        if (may_tell(r, tag))
            report(r->found, TEMPLATE_RAW_TEXT, place_of(r, tag), "write {{%.*s}} with two braces",
                   TEXT_PRINT(tag->text));
        html_escape(r->out, t);
    }
}

static void write_value(rendering *r, const mustache_tag *tag)
{
    const data *value = look_up(r, tag);
    if (value == NULL)
        return;
    start_line(r);
    switch (value->type) {
    case DATA_TEXT:
        write_text(r, tag, value->text);
        break;
    case DATA_MARKUP:
        buffer_add(r->out, value->text);
        break;
    case DATA_NUMBER:
        data_write_number(value->number, r->out);
        break;
    case DATA_BOOL:
        buffer_add_string(r->out, value->truth ? "true" : "false");
        break;
    case DATA_NOTHING:
    case DATA_LIST:
    case DATA_MAP:
        break;
    }
}

// ---- Sections

static void write_with(rendering *r, const data *context, size_t from, size_t to)
{
    *ARENA_PUSH(r->scratch, r->contexts) = context;
    write_range(r, from, to);
    r->contexts.count--;
}

static void write_section(rendering *r, size_t i)
{
    const mustache_tag *tag = &r->current->items[i];
    const data *value = look_up(r, tag);
    if (!is_true(value))
        return;
    if (value->type != DATA_LIST) {
        write_with(r, value, i + 1, tag->end);
        return;
    }
    for (size_t item = 0; item < value->list.count && !r->is_cut; item++)
        write_with(r, value->list.items[item], i + 1, tag->end);
}

// ---- Partials, parents and blocks

static bool go_deeper(rendering *r, const mustache_tag *tag)
{
    if (r->depth < DEPTH_LIMIT) {
        r->depth++;
        return true;
    }
    r->is_cut = true;
    if (r->found != NULL)
        report(r->found, TEMPLATE_DEPTH, place_of(r, tag),
               "'%.*s' is the %dth template inside another; let it include itself only under a condition that ends",
               TEXT_PRINT(tag->text), DEPTH_LIMIT);
    return false;
}

// What moves the lines of a template that stands in place of [tag].
static void indent_for(rendering *r, const mustache_tag *tag)
{
    if (!tag->is_standalone) {
        start_line(r);
        return;
    }
    text more = text_from(tag->indentation, r->outdent);
    if (more.length > 0)
        r->indentation = r->indentation.length > 0 ? text_join(r->scratch, r->indentation, more) : more;
    r->indent_is_due = true;
}

static void write_template(rendering *r, const mustache_tag *tag)
{
    const mustache *wanted = table_find(&r->set->templates, tag->text);
    if (wanted == NULL) {
        if (may_tell(r, tag))
            mustache_report_partial(r->set, r->current, tag, r->found);
        return;
    }
    if (!go_deeper(r, tag))
        return;
    rendering before = *r;
    indent_for(r, tag);
    if (!tag->is_standalone)
        r->indentation = (text){ 0 };
    r->outdent = 0;
    r->current = wanted;
    write_range(r, 0, wanted->count);

    r->current = before.current;
    r->indentation = before.indentation;
    r->outdent = before.outdent;
    r->indent_is_due = r->outdent_is_due = tag->is_standalone;
    r->depth--;
}

static void write_parent(rendering *r, const mustache_tag *tag)
{
    arguments filled = { .in = r->current, .parent = tag, .outer = r->arguments };
    r->arguments = &filled;
    write_template(r, tag);
    r->arguments = filled.outer;
}

static const mustache_tag *argument_of(const arguments *in, text name)
{
    size_t end = in->parent->end;
    for (size_t i = (size_t)(in->parent - in->in->items) + 1; i < end; i = in->in->items[i].end)
        if (in->in->items[i].type == TAG_BLOCK && text_equals(in->in->items[i].text, name))
            return &in->in->items[i];
    return NULL;
}

// What fills a block: of all parents around that do, the outermost.
static const mustache_tag *filling_of(const rendering *r, text name, const arguments **from)
{
    const mustache_tag *filling = NULL;
    for (const arguments *a = r->arguments; a != NULL; a = a->outer) {
        const mustache_tag *argument = argument_of(a, name);
        if (argument == NULL)
            continue;
        filling = argument;
        *from = a;
    }
    return filling;
}

static void write_filling(rendering *r, const mustache_tag *block, const mustache_tag *filling,
                          const arguments *from)
{
    if (!go_deeper(r, block))
        return;
    rendering before = *r;
    indent_for(r, block);
    r->outdent = filling->own_indentation;
    r->outdent_is_due = filling->is_standalone;
    r->current = from->in;
    r->arguments = from->outer;     // what the filling's own template was filled with
    write_range(r, (size_t)(filling - from->in->items) + 1, filling->end);

    r->current = before.current;
    r->arguments = before.arguments;
    r->indentation = before.indentation;
    r->outdent = before.outdent;
    r->outdent_is_due = false;
    r->depth--;
}

static void write_block(rendering *r, size_t i)
{
    const mustache_tag *block = &r->current->items[i];
    const arguments *from = NULL;
    const mustache_tag *filling = filling_of(r, block->text, &from);
    size_t length = r->out->length;
    if (filling != NULL)
        write_filling(r, block, filling, from);
    else
        write_range(r, i + 1, block->end);
    if (block->line_end.length > 0 && r->out->length > length
        && r->out->bytes[r->out->length - 1] != '\n')
        buffer_add(r->out, block->line_end);
    if (block->is_standalone)
        r->indent_is_due = r->outdent_is_due = true;
}

// ---- A template

// Partials that include others twice, and those again, come to more than anybody waits for.
static bool has_written_enough(rendering *r, const mustache_tag *tag)
{
    bool is_long = r->out->length - r->start > OUTPUT_LIMIT;
    // A name that many sections around do not have takes as long as many tags.
    bool is_deep = r->looks > (size_t)MUSTACHE_TAG_LIMIT * LOOKS_A_TAG;
    if (++r->tags <= MUSTACHE_TAG_LIMIT && !is_deep && !is_long)
        return false;
    r->is_cut = true;
    if (r->found != NULL && is_long)
        report(r->found, TEMPLATE_TOO_MUCH, place_of(r, tag), "more than 64 MiB were written for one page here; "
               "let it repeat less for each page of a list");
    else if (r->found != NULL && is_deep)
        report(r->found, TEMPLATE_TOO_MUCH, place_of(r, tag), "names were looked for in sections around them more than %d times for one "
               "page here; let fewer sections stand inside one another", MUSTACHE_TAG_LIMIT * LOOKS_A_TAG);
    else if (r->found != NULL)
        report(r->found, TEMPLATE_TOO_MUCH, place_of(r, tag), "more than %d tags were written for one page here; "
               "let partials include fewer others", MUSTACHE_TAG_LIMIT);
    return true;
}

static void write_tag(rendering *r, size_t i)
{
    const mustache_tag *tag = &r->current->items[i];
    if (has_written_enough(r, tag))
        return;
    switch (tag->type) {
    case TAG_LITERAL:
        write_literal(r, tag->text);
        break;
    case TAG_VALUE:
    case TAG_MARKUP:
        write_value(r, tag);
        break;
    case TAG_SECTION:
        write_section(r, i);
        break;
    case TAG_INVERTED:
        if (!is_true(look_up(r, tag)))
            write_range(r, i + 1, tag->end);
        break;
    case TAG_PARTIAL:
        write_template(r, tag);
        break;
    case TAG_PARENT:
        write_parent(r, tag);
        break;
    case TAG_BLOCK:
        write_block(r, i);
        break;
    }
}

static void write_range(rendering *r, size_t from, size_t to)
{
    for (size_t i = from; i < to && !r->is_cut; i = r->current->items[i].end)
        write_tag(r, i);
}

void mustache_render(const mustache_set *set, text name, const data *context, arena *scratch,
                     diagnostics *found, buffer *out)
{
    const mustache *wanted = table_find(&set->templates, name);
    if (wanted == NULL)
        return;
    rendering r = { .set = set, .scratch = scratch, .found = found, .out = out, .current = wanted, .start = out->length };
    *ARENA_PUSH(scratch, r.contexts) = context;
    write_range(&r, 0, wanted->count);
}
