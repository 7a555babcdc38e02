// Three passes over the source: find the tags, pair openings with closings,
// and widen the tags that stand alone on their line to the whole line.
#include "mustache_scan.h"

#include <string.h>

typedef struct {
    arena *memory;
    text source, path;
    diagnostics *found;
    mustache_tokens *tokens;
    text open, close;       // the delimiters now
    size_t counted;         // bytes up to which lines and columns are counted
    int line, column;
} scanner;

// ---- Tags

static bool fails(scanner *s, int line, int column, text detail)
{
    report(s->found, TEMPLATE_SYNTAX, at(s->path, line, column), "%.*s", TEXT_PRINT(detail));
    return false;
}

static bool token_fails(scanner *s, const mustache_token *t, text detail)
{
    return fails(s, t->line, t->column, detail);
}

static void set_place(scanner *s, mustache_token *t, size_t offset)
{
    for (; s->counted < offset; s->counted++) {
        unsigned char byte = (unsigned char)s->source.bytes[s->counted];
        if (byte == '\n') {
            s->line++;
            s->column = 1;
        } else {
            s->column += (byte & 0xc0) != 0x80;     // characters, not bytes
        }
    }
    t->line = s->line;
    t->column = s->column;
}

// "=<% %>=": the delimiters from here on.
static bool change_delimiters(scanner *s, const mustache_token *t)
{
    size_t space = 0;
    while (space < t->name.length && strchr(" \t\r\n", t->name.bytes[space]) == NULL)
        space++;
    text open = text_slice(t->name, 0, space);
    text close = text_trim(text_from(t->name, space));
    bool is_fine = open.length > 0 && close.length > 0;
    for (size_t i = 0; i < close.length; i++)
        is_fine = is_fine && strchr(" \t\r\n=", close.bytes[i]) == NULL;
    if (!is_fine || text_find_byte(open, '=', 0) != TEXT_NOT_FOUND)
        return token_fails(s, t, TEXT("new delimiters are written as {{=<% %>=}}"));
    s->open = open;
    s->close = close;
    return true;
}

static bool name_is_fine(scanner *s, const mustache_token *t)
{
    if (t->name.length == 0)
        return token_fails(s, t, TEXT("the tag has no name in it"));
    if (strchr("v&{#^/", t->kind) == NULL || text_equals(t->name, TEXT(".")))
        return true;
    bool has_empty_part = text_starts_with(t->name, TEXT(".")) || text_ends_with(t->name, TEXT("."))
        || text_find(t->name, TEXT(".."), 0) != TEXT_NOT_FOUND;
    if (has_empty_part)
        return token_fails(s, t, text_format(s->memory, "the name '%.*s' has a dot with nothing beside it",
                                             TEXT_PRINT(t->name)));
    return true;
}

// Takes the tag that opens at [from].
static bool take_tag(scanner *s, size_t from)
{
    mustache_token t = { .kind = 'v', .from = from, .partner = MUSTACHE_NO_PARTNER };
    set_place(s, &t, from);
    size_t inside = from + s->open.length;
    if (inside < s->source.length && strchr("#^/>$<!=&{", s->source.bytes[inside]) != NULL
        && s->source.bytes[inside] != '\0')
        t.kind = s->source.bytes[inside++];

    text close = s->close;
    if (t.kind == '{')
        close = text_join(s->memory, TEXT("}"), s->close);
    else if (t.kind == '=')
        close = text_join(s->memory, TEXT("="), s->close);
    size_t end = text_find(s->source, close, inside);
    if (end == TEXT_NOT_FOUND)
        return token_fails(s, &t, text_format(s->memory, "the tag is never closed: there is no '%.*s' after it",
                                              TEXT_PRINT(close)));
    t.name = text_trim(text_slice(s->source, inside, end));
    t.to = end + close.length;
    *ARENA_PUSH(s->memory, *s->tokens) = t;

    if (t.kind == '!')
        return true;
    return t.kind == '=' ? change_delimiters(s, &t) : name_is_fine(s, &t);
}

static bool find_tags(scanner *s)
{
    size_t offset = 0;
    for (;;) {
        size_t from = text_find(s->source, s->open, offset);
        if (from == TEXT_NOT_FOUND)
            return true;
        if (!take_tag(s, from))
            return false;
        offset = s->tokens->items[s->tokens->count - 1].to;
    }
}

// ---- Pairs

static bool close_pair(scanner *s, int closing, int opening)
{
    mustache_token *end = &s->tokens->items[closing];
    if (opening == MUSTACHE_NO_PARTNER)
        return token_fails(s, end, text_format(s->memory, "{{/%.*s}} closes nothing: remove it, or open '%.*s' before it",
                                               TEXT_PRINT(end->name), TEXT_PRINT(end->name)));
    mustache_token *start = &s->tokens->items[opening];
    if (!text_equals(start->name, end->name))
        return token_fails(s, end, text_format(s->memory, "{{/%.*s}} stands where '%.*s' of line %d has to be closed first",
                                               TEXT_PRINT(end->name), TEXT_PRINT(start->name), start->line));
    end->partner = opening;
    start->partner = closing;
    return true;
}

static bool pair(scanner *s)
{
    int innermost = MUSTACHE_NO_PARTNER, depth = 0;
    for (int i = 0; i < (int)s->tokens->count; i++) {
        mustache_token *t = &s->tokens->items[i];
        t->outer = innermost;
        if (strchr("#^$<", t->kind) != NULL) {
            innermost = i;
            if (++depth > MUSTACHE_NESTING_LIMIT)
                return token_fails(s, t, text_format(s->memory, "sections stand inside one another more than %d deep",
                                                     MUSTACHE_NESTING_LIMIT));
        } else if (t->kind == '/') {
            if (!close_pair(s, i, innermost))
                return false;
            innermost = s->tokens->items[innermost].outer;
            t->outer = innermost;
            depth--;
        }
    }
    if (innermost == MUSTACHE_NO_PARTNER)
        return true;
    const mustache_token *open = &s->tokens->items[innermost];
    return token_fails(s, open, text_format(s->memory, "'%.*s' is never closed: add {{/%.*s}}",
                                            TEXT_PRINT(open->name), TEXT_PRINT(open->name)));
}

// ---- Tags alone on their line

static bool is_blank(text t)
{
    for (size_t i = 0; i < t.length; i++)
        if (t.bytes[i] != ' ' && t.bytes[i] != '\t')
            return false;
    return true;
}

// Whether only white space stands before [offset] on its line.
static bool line_starts(text source, size_t offset, size_t *start)
{
    while (offset > 0 && (source.bytes[offset - 1] == ' ' || source.bytes[offset - 1] == '\t'))
        offset--;
    *start = offset;
    return offset == 0 || source.bytes[offset - 1] == '\n';
}

// Whether the line ends at [offset] but for white space; [end] is then the
// offset behind the line's end.
static bool line_ends(text source, size_t offset, size_t *end)
{
    while (offset < source.length && (source.bytes[offset] == ' ' || source.bytes[offset] == '\t'))
        offset++;
    if (offset < source.length && source.bytes[offset] == '\r'
        && offset + 1 < source.length && source.bytes[offset + 1] == '\n')
        offset++;
    if (offset < source.length && source.bytes[offset] != '\n')
        return false;
    *end = offset < source.length ? offset + 1 : offset;
    return true;
}

static bool is_inheritance(const mustache_tokens *tokens, const mustache_token *t)
{
    if (t->kind == '/')
        t = &tokens->items[t->partner];
    return t->kind == '$' || t->kind == '<';
}

// The last of the tags that share the line with [first] and nothing else, or
// -1. Blocks and parents may share a line, as in "{{<page}}{{$main}}"; other
// tags stand alone only when they are single.
static int last_on_line(const scanner *s, int first, size_t *end)
{
    const mustache_tokens *tokens = s->tokens;
    for (int i = first; i < (int)tokens->count; i++) {
        const mustache_token *t = &tokens->items[i];
        if (strchr("v&{", t->kind) != NULL || (i > first && !is_inheritance(tokens, t)))
            return -1;
        if (line_ends(s->source, t->to, end))
            return i;
        bool goes_on = is_inheritance(tokens, t) && i + 1 < (int)tokens->count
            && is_blank(text_slice(s->source, t->to, tokens->items[i + 1].from));
        if (!goes_on)
            return -1;
    }
    return -1;
}

// A block that stands alone on its lines and is no argument of a parent: what
// fills it has to end its line.
static void keep_line_end(scanner *s, int last)
{
    const mustache_token *close = &s->tokens->items[last];
    if (close->kind != '/')
        return;
    mustache_token *block = &s->tokens->items[close->partner];
    bool is_argument = block->outer != MUSTACHE_NO_PARTNER && s->tokens->items[block->outer].kind == '<';
    if (block->kind == '$' && block->is_standalone && !is_argument)
        block->line_end = text_ends_with(text_slice(s->source, 0, close->to), TEXT("\r\n")) ? TEXT("\r\n")
                                                                                           : TEXT("\n");
}

static void widen(scanner *s, int first, int last, size_t start, size_t end)
{
    text indentation = text_slice(s->source, start, s->tokens->items[first].from);
    s->tokens->items[first].from = start;
    for (int i = first; i <= last; i++) {
        mustache_token *t = &s->tokens->items[i];
        t->is_standalone = true;
        t->indentation = indentation;
        t->to = i < last ? s->tokens->items[i + 1].from : end;
    }
    keep_line_end(s, last);
}

static void find_standalone(scanner *s)
{
    for (int i = 0; i < (int)s->tokens->count; i++) {
        size_t start, end = 0;
        if (!line_starts(s->source, s->tokens->items[i].from, &start))
            continue;
        int last = last_on_line(s, i, &end);
        if (last < 0)
            continue;
        widen(s, i, last, start, end);
        i = last;
    }
}

bool mustache_scan(arena *memory, text source, text path, diagnostics *found,
                   mustache_tokens *tokens)
{
    scanner s = { .memory = memory, .source = source, .path = path, .found = found,
                  .tokens = tokens, .open = TEXT("{{"), .close = TEXT("}}"), .line = 1, .column = 1 };
    if (!find_tags(&s) || !pair(&s))
        return false;
    find_standalone(&s);
    return true;
}
