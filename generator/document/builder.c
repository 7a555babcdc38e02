#include "builder.h"

#include "document/addresses.h"
#include "document/callouts.h"
#include "document/limits.h"
#include "document/literals.h"
#include "document/mistypings.h"
#include "document/raw_html.h"

#include "source/value.h"

#include <string.h>

enum { SLIP_LIMIT = 8 };        // searches on the next lines in one paragraph

builder builder_new(arena *memory, text source, const markdown_options *options, diagnostics *found)
{
    node *document = node_new(memory, NODE_DOCUMENT, options->first_line, 1);
    return (builder){
        .memory = memory,
        .options = options,
        .found = found,
        .places = { .memory = memory, .source = source },
        .is_fine = options->is_checked && text_find_byte(source, '&', 0) == TEXT_NOT_FOUND,
        .document = document,
        .current = document,
        .opened_tags = { .memory = memory },
    };
}

static int file_line(const builder *to, int line)
{
    // A guess about lines that cmark did not count (see column_of) never leaves the text.
    int last = (int)to->places.line_count;
    if (last > 0 && line > last)
        line = last;
    return line > 0 ? line + to->options->first_line - 1 : to->options->first_line;
}

static place place_of(const builder *to, int line, int column)
{
    return at(to->options->path, file_line(to, line + to->slip), column);
}

static text shown(builder *to, text literal, int line)
{
    return to->is_fine ? text_copy(to->memory, literal) : literal_copy(to->memory, literal, place_of(to, line, 0), to->found);
}

static void refuse(builder *to, int line, const char *why)
{
    report(to->found, MARKDOWN_LIMIT, place_of(to, line, 1), "%s", why);
    to->refused = true;
}

// Types that may stand inside themselves.
static bool is_nesting(node_type type)
{
    switch (type) {
    case NODE_QUOTE: case NODE_CALLOUT: case NODE_ITEM: case NODE_FOOTNOTE: case NODE_EMPHASIS:
    case NODE_STRONG: case NODE_STRIKETHROUGH: case NODE_LINK: case NODE_IMAGE:
        return true;
    default:
        return false;
    }
}

node *builder_add(builder *to, node_type type, int line, int column)
{
    if (node_is_block(type))
        to->slip = to->slips_tried = 0;
    node *fresh = node_new(to->memory, type, file_line(to, line + to->slip), column);
    node_append(to->current, fresh);
    return fresh;
}

// The column of [wanted], of an inline that cmark saw on [line]. cmark does not
// count the lines inside "[text](address)": what is missing on its line but
// stands on one of the next shows that, and sets the rest of the paragraph right.
static int column_of(builder *to, text wanted, int line)
{
    int column = places_find(&to->places, line + to->slip, wanted);
    if (column != 0 || to->current->type != NODE_PARAGRAPH || ++to->slips_tried > SLIP_LIMIT)
        return column;
    for (int more = 1; more <= 2; more++) {
        if (places_has(&to->places, line + to->slip + more, wanted)) {
            to->slip += more;
            return places_find(&to->places, line + to->slip, wanted);
        }
    }
    return 0;
}

static void enter(builder *to, node *opened, int line)
{
    to->current = opened;
    if (is_nesting(opened->type) && ++to->nesting > LIMIT_NESTING)
        refuse(to, line, "more than 32 quotes, lists or emphases inside one another; use fewer levels");
}

node *builder_open(builder *to, node_type type, int line, int column)
{
    node *opened = builder_add(to, type, line, column);
    enter(to, opened, line);
    return opened;
}

void builder_close(builder *to)
{
    node *closed = to->current;
    to->nesting -= is_nesting(closed->type);
    to->links -= closed->type == NODE_LINK || closed->type == NODE_IMAGE;
    if (closed->type == NODE_QUOTE)
        callout_recognize(closed);
    to->current = closed->type == NODE_FOOTNOTE ? to->document : closed->parent;
}

void builder_add_literal(builder *to, node_type type, text literal, int line, int column)
{
    builder_add(to, type, line, column)->literal = shown(to, literal, line);
}

// ---- Text

// cmark leaves the call of a footnote that is not defined as text, as it does "\[^x]".
static void report_undefined_footnotes(builder *to, text literal, int line)
{
    for (size_t from = 0; (from = text_find_byte(literal, '[', from)) != TEXT_NOT_FOUND; from++) {
        if (!text_starts_with(text_from(literal, from), TEXT("[^")))
            continue;
        size_t end = from + 2;
        while (end < literal.length && memchr("[] \t\n", literal.bytes[end], 5) == NULL)
            end++;
        bool is_call = end > from + 2 && end < literal.length && literal.bytes[end] == ']';
        if (!is_call)
            continue;
        text call = text_slice(literal, from, end + 1);
        int column = column_of(to, call, line);
        if (!places_is_escaped(&to->places, line + to->slip))
            report(to->found, FOOTNOTE_UNDEFINED, place_of(to, line, column),
                   "'%.*s' is called, but no line begins with '%.*s:'", TEXT_PRINT(call), TEXT_PRINT(call));
    }
}

static void report_mistyping(builder *to, mistyping said, int line)
{
    if (said.words.length == 0)
        return;
    // What was written with a backslash was meant so.
    int column = places_find(&to->places, line + to->slip, said.words);
    if (column > 0 && !places_is_escaped(&to->places, line + to->slip))
        report(to->found, MARKDOWN_MISTYPED, place_of(to, line, column), "'%.*s': %s",
               TEXT_PRINT(value_shown(to->memory, said.words)), said.advice);
}

static void report_mistypings(builder *to, text literal, int line)
{
    const node *before = to->current->last, *first = to->current->first;
    if (to->current->type == NODE_LINK && text_ends_with(to->current->link.address, literal))
        return;             // an address that is shown as it is
    mistyping link = mistyping_of_link(literal, 0);
    while (link.words.length > 0) {
        report_mistyping(to, link, line);
        link = mistyping_of_link(literal, (size_t)(link.words.bytes - literal.bytes) + link.words.length);
    }
    report_mistyping(to, mistyping_of_bold(literal), line);
    if (to->current->type != NODE_PARAGRAPH)
        return;
    if (before == NULL)
        report_mistyping(to, mistyping_at_start(literal), line);
    else if (before->type == NODE_SOFT_BREAK && first->next == before)
        report_mistyping(to, mistyping_of_second_line(first->literal, literal), line);
}

static void add_address(builder *to, text literal, address_span span, int line)
{
    text words = text_slice(literal, span.from, span.to);
    int column = column_of(to, words, line);
    node *link = builder_add(to, NODE_LINK, line, column);
    node *inside = node_new(to->memory, NODE_TEXT, link->line, 0);
    inside->literal = words;
    node_append(link, inside);
    link->link.address = span.prefix[0] == '\0' ? words : text_join(to->memory, text_of(span.prefix), words);
}

void builder_add_text(builder *to, text literal, int line)
{
    literal = shown(to, literal, line);
    report_undefined_footnotes(to, literal, line);
    report_mistypings(to, literal, line);
    size_t done = 0;
    bool may_link = to->links == 0 && !to->options->keep_addresses;
    for (address_span span; may_link && address_find(literal, done, &span); done = span.to) {
        if (span.from > done)
            builder_add(to, NODE_TEXT, line, 0)->literal = text_slice(literal, done, span.from);
        add_address(to, literal, span, line);
    }
    if (done < literal.length)
        builder_add(to, NODE_TEXT, line, 0)->literal = text_from(literal, done);
}

// ---- Code and HTML

static bool is_own_block(const markdown_options *options, text name)
{
    for (size_t i = 0; i < options->own_block_count; i++)
        if (text_equals(options->own_blocks[i], name))
            return true;
    return false;
}

void builder_add_code_block(builder *to, text info, text literal, int line, int column)
{
    node *made = builder_add(to, NODE_CODE_BLOCK, line, column);
    text name = shown(to, info, line);
    for (size_t i = 0; i < name.length; i++)
        if (name.bytes[i] == ' ' || name.bytes[i] == '\t')
            name.length = i;
    if (is_own_block(to->options, name))
        made->type = NODE_BLOCK;
    made->code.info = name;
    made->literal = shown(to, literal, line);
}

void builder_add_html(builder *to, node_type type, text html, int line, int column)
{
    if (to->options->keep_raw_html) {
        builder_add_literal(to, type, html, line, column);
        return;
    }
    char tag[RAW_HTML_TAG_SIZE];
    raw_html_type what = raw_html_look(html, tag);
    if (what == RAW_HTML_NOTHING)
        return;
    bool is_inline = type == NODE_HTML_INLINE;
    // The one tag that authors need, since a table's cell is one line.
    if (is_inline && what == RAW_HTML_TAG && text_equals(text_of(tag), TEXT("<br>"))) {
        builder_add(to, NODE_HARD_BREAK, line, column);
        return;
    }
    // One report for "<b>" is enough for its "</b>" too.
    text name = text_from(text_of(tag), what == RAW_HTML_CLOSING_TAG ? 2 : 1);
    if (is_inline && what == RAW_HTML_CLOSING_TAG && table_get(&to->opened_tags, name) != NULL)
        return;
    if (is_inline && what == RAW_HTML_TAG)
        table_put(&to->opened_tags, text_copy(to->memory, name), NULL);
    if (is_inline) {
        text start = text_slice(html, 0, RAW_HTML_TAG_SIZE / 2);
        column = column_of(to, text_slice(start, 0, text_find_byte(start, '\n', 0)), line);
    }
    raw_html_report(what, tag, !is_inline, place_of(to, line, column), to->found);
}

// ---- Links and footnotes

// The column of what begins with [opening] and [words], or some of them.
static int opening_column(builder *to, const char *opening, text words, int line)
{
    char wanted[48];
    size_t length = strlen(opening);
    memcpy(wanted, opening, length);
    words = text_slice(words, 0, sizeof wanted - length);
    if (words.length > 0)
        memcpy(wanted + length, words.bytes, words.length);
    return column_of(to, (text){ wanted, length + words.length }, line);
}

static int link_column(builder *to, node_type type, text address, node_type first, text words, int line)
{
    int column = 0;
    bool is_image = type == NODE_IMAGE;
    switch (first) {
    case NODE_TEXT:
        if (text_ends_with(address, words))     // perhaps <address>
            column = places_find(&to->places, line + to->slip, text_join(to->memory, TEXT("<"), words));
        if (column == 0)
            column = opening_column(to, is_image ? "![" : "[", words, line);
        break;
    case NODE_CODE:
        column = opening_column(to, is_image ? "![`" : "[`", words, line);
        break;
    case NODE_IMAGE:
        column = opening_column(to, is_image ? "![![" : "[![", (text){ 0 }, line);
        break;
    default:
        break;
    }
    if (column == 0 && address.length > 0)
        column = places_find_link(&to->places, line + to->slip, address);
    return column;
}

void builder_open_link(builder *to, node_type type, text address, text title, node_type first, text words,
                       int line)
{
    if (address.length > LIMIT_ADDRESS_BYTES)
        refuse(to, line, "an address is longer than 2,048 characters; "
                         "put pictures and the like into files of their own");
    int column = link_column(to, type, address, first, words, line);
    node *opened = builder_open(to, type, line, column);
    opened->link.address = shown(to, address, line);
    opened->link.title = shown(to, title, line);
    to->links++;
}

void builder_add_footnote_call(builder *to, int number, int line)
{
    int column = column_of(to, TEXT("[^"), line);
    node *call = builder_add(to, NODE_FOOTNOTE_CALL, line, column);
    call->footnote.number = number;
    *ARENA_PUSH(to->memory, to->calls) = call;
}

void builder_open_footnote(builder *to, int line)
{
    int column = places_find(&to->places, line, TEXT("[^"));
    text label = column > 0 ? text_from(places_rest(&to->places, line, ']'), 1) : (text){ 0 };
    if (to->footnotes.count == 0)
        builder_open(to, NODE_FOOTNOTES, line, column);
    to->current = to->document->last;
    node *footnote = builder_open(to, NODE_FOOTNOTE, line, column);
    footnote->literal = shown(to, label, line);
    *ARENA_PUSH(to->memory, to->footnotes) = footnote;
    footnote->footnote.number = (int)to->footnotes.count;
}

// Calls come before the footnotes they call.
static void join_calls(builder *to)
{
    for (size_t i = 0; i < to->calls.count; i++) {
        node *call = to->calls.items[i];
        size_t index = (size_t)call->footnote.number - 1;
        if (index >= to->footnotes.count)
            continue;
        node *footnote = to->footnotes.items[index];
        call->footnote.reference = ++footnote->footnote.references;
        call->literal = footnote->literal;
    }
}

node *builder_finish(builder *to)
{
    join_calls(to);
    return to->refused ? NULL : to->document;
}
