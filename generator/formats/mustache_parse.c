// From tokens to the flat form of a template.
#include "mustache_scan.h"
#include "mustache_template.h"

typedef struct {
    arena *memory;
    text source;
    const mustache_tokens *tokens;
    mustache *into;
} parser;

static void append(parser *p, mustache_tag tag)
{
    tag.end = p->into->count + 1;
    *ARENA_PUSH(p->memory, *p->into) = tag;
}

static void add_literal(parser *p, size_t from, size_t to)
{
    if (from < to)
        append(p, (mustache_tag){ .type = TAG_LITERAL, .text = text_slice(p->source, from, to) });
}

static void split_name(parser *p, mustache_tag *tag)
{
    if (text_equals(tag->text, TEXT(".")))
        return;
    size_t count = 1;
    for (size_t i = 0; i < tag->text.length; i++)
        count += tag->text.bytes[i] == '.';
    text *parts = ARENA_NEW(p->memory, text, count);
    text rest = tag->text;
    for (size_t i = 0; i < count; i++)
        text_take_part(&rest, '.', &parts[i]);
    tag->parts = parts;
    tag->places = ARENA_NEW(p->memory, size_t, count);
    tag->part_count = count;
}

// White space before the first line of [inside] that has more than that.
static text first_indentation(text inside)
{
    text line;
    while (text_take_line(&inside, &line)) {
        size_t blank = 0;
        while (blank < line.length && (line.bytes[blank] == ' ' || line.bytes[blank] == '\t'))
            blank++;
        if (blank < line.length)
            return text_slice(line, 0, blank);
    }
    return (text){ 0 };
}

// The lines of a block lose their own indentation where they are written and
// get that of the block they fill: by its default text, or by its tag when it has none.
static void set_indentation(parser *p, const mustache_token *t, mustache_tag *tag)
{
    if (!t->is_standalone)
        return;
    tag->indentation = t->indentation;
    if (tag->type != TAG_BLOCK)
        return;
    text inside = text_slice(p->source, t->to, p->tokens->items[t->partner].from);
    tag->line_end = t->line_end;
    if (text_is_empty(text_trim(inside)))
        return;
    tag->indentation = first_indentation(inside);
    tag->own_indentation = tag->indentation.length;
}

static tag_type type_of(char kind)
{
    switch (kind) {
    case '#': return TAG_SECTION;
    case '^': return TAG_INVERTED;
    case '>': return TAG_PARTIAL;
    case '<': return TAG_PARENT;
    case '$': return TAG_BLOCK;
    case '&':
    case '{': return TAG_MARKUP;
    default: return TAG_VALUE;
    }
}

static void add_tag(parser *p, const mustache_token *t)
{
    mustache_tag tag = { .type = type_of(t->kind), .is_standalone = t->is_standalone,
                         .line = t->line, .column = t->column, .text = t->name };
    if (tag.type == TAG_VALUE || tag.type == TAG_MARKUP || tag.type == TAG_SECTION
        || tag.type == TAG_INVERTED)
        split_name(p, &tag);
    else
        set_indentation(p, t, &tag);
    append(p, tag);
}

static void add_all(parser *p)
{
    size_t open[MUSTACHE_NESTING_LIMIT], depth = 0, offset = 0;
    for (size_t i = 0; i < p->tokens->count; i++) {
        const mustache_token *t = &p->tokens->items[i];
        add_literal(p, offset, t->from);
        offset = t->to;
        if (t->kind == '/')
            p->into->items[open[--depth]].end = p->into->count;
        else if (t->kind != '!' && t->kind != '=')
            add_tag(p, t);
        if (t->partner != MUSTACHE_NO_PARTNER && t->kind != '/')
            open[depth++] = p->into->count - 1;
    }
    add_literal(p, offset, p->source.length);
}

bool mustache_add(mustache_set *set, text name, text source, text path, diagnostics *found)
{
    mustache_tokens tokens = { 0 };
    if (!mustache_scan(set->memory, source, path, found, &tokens))
        return false;

    set->templates.memory = set->memory;
    mustache *made = table_find(&set->templates, name);
    if (made == NULL) {
        made = ARENA_NEW(set->memory, mustache, 1);
        *ARENA_PUSH(set->memory, set->all) = made;
        table_set(&set->templates, name, made);
    }
    *made = (mustache){ .name = name, .path = path };
    parser p = { .memory = set->memory, .source = source, .tokens = &tokens, .into = made };
    add_all(&p);
    return true;
}

bool mustache_has(const mustache_set *set, text name)
{
    return table_get(&set->templates, name) != NULL;
}

// ---- Checking what templates name

// A name that is there and looks like [wanted], or empty.
static text similar_name(const mustache_set *set, text wanted)
{
    enum { FAR = 3 };
    size_t nearest = FAR;
    text name = { 0 };
    for (size_t i = 0; i < set->all.count; i++) {
        size_t distance = text_distance(set->all.items[i]->name, wanted, FAR);
        if (distance < nearest) {
            nearest = distance;
            name = set->all.items[i]->name;
        }
    }
    return name;
}

void mustache_report_partial(const mustache_set *set, const mustache *in, const mustache_tag *tag,
                             diagnostics *found)
{
    text meant = similar_name(set, tag->text);
    place where = at(in->path, tag->line, tag->column);
    if (meant.length > 0)
        report(found, TEMPLATE_PARTIAL, where, "'%.*s': did you mean '%.*s'?", TEXT_PRINT(tag->text),
               TEXT_PRINT(meant));
    else
        report(found, TEMPLATE_PARTIAL, where, "add a template '%.*s' to the theme, or remove the tag",
               TEXT_PRINT(tag->text));
}

void mustache_check(const mustache_set *set, diagnostics *found)
{
    for (size_t i = 0; i < set->all.count; i++) {
        const mustache *in = set->all.items[i];
        for (size_t j = 0; j < in->count; j++) {
            const mustache_tag *tag = &in->items[j];
            if ((tag->type == TAG_PARTIAL || tag->type == TAG_PARENT) && !mustache_has(set, tag->text))
                mustache_report_partial(set, in, tag, found);
        }
    }
}
