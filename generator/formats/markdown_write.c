// Nodes are entered and left in reading order, so nothing here recurses.
#include "formats/markdown_write.h"

#include "document/limits.h"

#include <assert.h>
#include <ctype.h>

enum { FENCE_LEAST = 3, LISTS = LIMIT_NESTING + 2, FOOTNOTE_INDENT = 4 };

typedef struct {
    arena *memory;
    const markdown_write_options *options;
    buffer *out;
    document_walk walk;
    buffer prefix;              // before every line: "> ", the indents of items
    bool has_written;           // since the block around began: an empty line is due
    bool is_line_start;
    struct { int number; size_t width; bool is_other; } lists[LISTS];
    int depth;
    text link;                  // the address of the open one
} md_writer;

static void add(md_writer *w, const char *string)
{
    buffer_add_string(w->out, string);
    w->is_line_start = false;
}

// ---- Text

// Whether the byte would begin a block where a line begins.
static bool opens_block(text t, size_t i)
{
    char byte = t.bytes[i];
    bool ends = i + 1 >= t.length || t.bytes[i + 1] == ' ';
    return byte == '#' || byte == '>' || byte == '=' || ((byte == '-' || byte == '+') && (ends || t.bytes[i + 1] == byte));
}

// "12." and "12)" begin a list: the offset of the mark behind the digits, 0 when there is none.
static size_t number_mark(text t)
{
    size_t i = 0;
    while (i < t.length && isdigit((unsigned char)t.bytes[i]))
        i++;
    bool is_mark = i > 0 && i < t.length && (t.bytes[i] == '.' || t.bytes[i] == ')');
    return is_mark && (i + 1 == t.length || t.bytes[i + 1] == ' ') ? i : 0;
}

static bool is_word_byte(text t, size_t i)
{
    return i < t.length && (isalnum((unsigned char)t.bytes[i]) || (unsigned char)t.bytes[i] >= 0x80);
}

static bool must_escape(text t, size_t i)
{
    char byte = t.bytes[i];
    if (byte == '_')
        return !(i > 0 && is_word_byte(t, i - 1) && is_word_byte(t, i + 1));
    if (byte == '#')            // closes a heading
        return i > 0 && (t.bytes[i - 1] == ' ' || t.bytes[i - 1] == '#');
    if (byte == '&')
        return is_word_byte(t, i + 1) || (i + 1 < t.length && t.bytes[i + 1] == '#');
    return byte != '\0' && text_find_byte(TEXT("\\`*[]<|~"), byte, 0) != TEXT_NOT_FOUND;
}

static void escape(buffer *out, text t, bool is_line_start)
{
    size_t mark = is_line_start ? number_mark(t) : 0;
    for (size_t i = 0; i < t.length; i++) {
        bool opens = is_line_start && ((i == 0 && opens_block(t, i)) || (mark > 0 && i == mark));
        if (t.bytes[i] == '\n' || t.bytes[i] == '\r')
            buffer_add_byte(out, ' ');
        else if (must_escape(t, i) || opens)
            buffer_format(out, "\\%c", t.bytes[i]);
        else
            buffer_add_byte(out, t.bytes[i]);
    }
}

void markdown_escape(buffer *out, text t)
{
    escape(out, t, true);
}

text markdown_escaped(arena *memory, text t)
{
    buffer out = { 0 };
    markdown_escape(&out, t);
    text copy = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return copy;
}

static size_t longest_run(text t, char byte)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < t.length; i++) {
        run = t.bytes[i] == byte ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

static void add_times(md_writer *w, char byte, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_add_byte(w->out, byte);
    w->is_line_start = false;
}

static void add_code(md_writer *w, text literal)
{
    size_t ticks = longest_run(literal, '`') + 1;
    bool has_ends = text_starts_with(literal, TEXT(" ")) && text_ends_with(literal, TEXT(" "));
    bool needs_space = text_starts_with(literal, TEXT("`")) || text_ends_with(literal, TEXT("`"))
                    || (has_ends && text_trim(literal).length > 0);
    add_times(w, '`', ticks);
    add(w, needs_space ? " " : "");
    bool in_cell = false;
    for (const node *at = w->walk.current; at != NULL; at = at->parent)
        in_cell = in_cell || at->type == NODE_TABLE_CELL;
    for (size_t i = 0; i < literal.length; i++) {
        if (in_cell && literal.bytes[i] == '|')
            buffer_add_byte(w->out, '\\');
        buffer_add_byte(w->out, literal.bytes[i]);
    }
    add(w, needs_space ? " " : "");
    add_times(w, '`', ticks);
}

// ---- Lines and blocks

static void start_line(md_writer *w)
{
    buffer_add_byte(w->out, '\n');
    buffer_add(w->out, buffer_text(&w->prefix));
}

static void empty_line(md_writer *w)
{
    text kept = buffer_text(&w->prefix);
    while (kept.length > 0 && kept.bytes[kept.length - 1] == ' ')
        kept.length--;
    buffer_add_byte(w->out, '\n');
    buffer_add(w->out, kept);
}

static bool is_tight(const node *block)
{
    const node *list = block->type == NODE_ITEM ? block->parent
                     : block->parent != NULL && block->parent->type == NODE_ITEM ? block->parent->parent : NULL;
    return list != NULL && list->type == NODE_LIST && list->list.tight;
}

// Begins the line of a block. The first in an item or quote stands on the line of its mark.
static void open_block(md_writer *w, const node *block)
{
    if (block->type == NODE_ITEM && block->previous == NULL)
        block = block->parent;
    bool is_close = block->previous != NULL && (is_tight(block) || block->type == NODE_TABLE_ROW);
    if (w->has_written && !is_close)
        empty_line(w);
    if (w->has_written)
        start_line(w);
    w->has_written = w->is_line_start = true;
}

static void open_with(md_writer *w, const node *block, const char *start)
{
    open_block(w, block);
    if (*start != '\0')
        add(w, start);
}

// What stands inside is indented by [width].
static void open_inside(md_writer *w, size_t width)
{
    for (size_t i = 0; i < width; i++)
        buffer_add_byte(&w->prefix, ' ');
    w->has_written = false;
}

static void close_inside(md_writer *w, size_t width)
{
    w->prefix.length -= width;
    w->has_written = true;
}

static void write_list(md_writer *w, const node *list, bool entering)
{
    if (!entering) {
        w->depth--;
        return;
    }
    assert(w->depth < LISTS - 1);
    bool was_other = w->lists[++w->depth].is_other;
    w->lists[w->depth].number = list->list.start;
    // Two lists in a row are told apart by their marks.
    w->lists[w->depth].is_other = list->previous != NULL && list->previous->type == NODE_LIST
                                   && list->previous->list.ordered == list->list.ordered && !was_other;
}

static void write_item(md_writer *w, const node *item, bool entering)
{
    if (!entering) {
        close_inside(w, w->lists[w->depth].width);
        return;
    }
    bool is_other = w->lists[w->depth].is_other;
    text marker = is_other ? TEXT("* ") : TEXT("- ");
    if (item->parent->list.ordered)
        marker = text_format(w->memory, is_other ? "%d) " : "%d. ", w->lists[w->depth].number++);
    open_block(w, item);
    buffer_add(w->out, marker);
    if (item->item.is_task)
        add(w, item->item.is_checked ? "[x] " : "[ ] ");
    w->lists[w->depth].width = marker.length;
    open_inside(w, marker.length);
}

static void write_quote(md_writer *w, const node *quote, bool entering)
{
    static const char *const names[] = {
        [CALLOUT_NOTE] = "[!NOTE]", [CALLOUT_TIP] = "[!TIP]", [CALLOUT_IMPORTANT] = "[!IMPORTANT]",
        [CALLOUT_WARNING] = "[!WARNING]", [CALLOUT_CAUTION] = "[!CAUTION]",
    };
    if (!entering) {
        close_inside(w, 2);
        return;
    }
    open_with(w, quote, "> ");
    buffer_add_string(&w->prefix, "> ");
    w->has_written = false;
    w->is_line_start = true;
    if (quote->type != NODE_CALLOUT)
        return;
    add(w, names[quote->callout]);
    start_line(w);
}

static void write_code_block(md_writer *w, const node *code)
{
    size_t ticks = longest_run(code->literal, '`') + 1;
    ticks = ticks < FENCE_LEAST ? FENCE_LEAST : ticks;
    open_block(w, code);
    add_times(w, '`', ticks);
    buffer_add(w->out, code->code.info);
    text rest = code->literal, line;
    while (text_take_line(&rest, &line)) {
        start_line(w);
        buffer_add(w->out, line);
    }
    start_line(w);
    add_times(w, '`', ticks);
}

static void write_row(md_writer *w, const node *row, bool entering)
{
    static const char *const marks[] = { [ALIGN_NONE] = " --- |", [ALIGN_LEFT] = " :-- |", [ALIGN_CENTRE] = " :-: |",
                                         [ALIGN_RIGHT] = " --: |" };
    if (entering) {
        open_with(w, row, "|");
        return;
    }
    if (!row->row.is_header)
        return;
    start_line(w);
    add(w, "|");
    for (const node *cell = row->first; cell != NULL; cell = cell->next)
        add(w, marks[cell->cell.alignment]);
}

static void write_footnote(md_writer *w, const node *note, bool entering)
{
    if (!entering) {
        close_inside(w, FOOTNOTE_INDENT);
        return;
    }
    open_block(w, note);
    buffer_format(w->out, "[^%d]: ", note->footnote.number);
    open_inside(w, FOOTNOTE_INDENT);
}

// ---- Inlines

static void write_link(md_writer *w, const node *link, bool entering)
{
    if (entering) {
        w->link = w->options->link_address != NULL
                ? w->options->link_address(w->options->context, w->memory, link) : link->link.address;
        if (w->link.length > 0)
            add(w, "[");
        return;
    }
    if (w->link.length == 0)
        return;
    add(w, "](<");
    for (size_t i = 0; i < w->link.length; i++) {
        char byte = w->link.bytes[i];
        if (byte == '<' || byte == '>' || byte == '\\' || byte == '|' || (unsigned char)byte < 0x20)
            buffer_format(w->out, "%%%02X", (unsigned char)byte);
        else
            buffer_add_byte(w->out, byte);
    }
    add(w, ">)");
    w->link = (text){ 0 };
}

// False when the node is no inline.
static bool write_inline(md_writer *w, const node *at, bool entering)
{
    switch (at->type) {
    case NODE_EMPHASIS: add(w, at->parent->type == NODE_EMPHASIS ? "_" : "*"); return true;
    case NODE_STRONG: add(w, "**"); return true;
    case NODE_STRIKETHROUGH: add(w, "~~"); return true;
    case NODE_LINK: write_link(w, at, entering); return true;
    case NODE_IMAGE: add(w, entering ? "\\[" : "\\]"); return true;
    default: break;
    }
    if (!entering)
        return !node_is_block(at->type);
    switch (at->type) {
    case NODE_TEXT:
        escape(w->out, at->literal, w->is_line_start);
        w->is_line_start = false;
        return true;
    case NODE_SOFT_BREAK: add(w, " "); return true;
    case NODE_HARD_BREAK:
        add(w, "\\");
        start_line(w);
        w->is_line_start = true;
        return true;
    case NODE_CODE: add_code(w, at->literal); return true;
    case NODE_FOOTNOTE_CALL:
        buffer_format(w->out, "[^%d]", at->footnote.number);
        w->is_line_start = false;
        return true;
    default: return !node_is_block(at->type);
    }
}

// ---- The walk

static void write_block(md_writer *w, const node *at, bool entering)
{
    static const char *const hashes[] = { "", "# ", "## ", "### ", "#### ", "##### ", "###### " };
    switch (at->type) {
    case NODE_PARAGRAPH:
        if (entering)
            open_with(w, at, "");
        break;
    case NODE_HEADING:
        if (entering)
            open_with(w, at, hashes[at->heading.level]);
        break;
    case NODE_QUOTE:
    case NODE_CALLOUT: write_quote(w, at, entering); break;
    case NODE_LIST: write_list(w, at, entering); break;
    case NODE_ITEM: write_item(w, at, entering); break;
    case NODE_CODE_BLOCK:
        if (entering)
            write_code_block(w, at);
        break;
    case NODE_BLOCK:
        if (entering && w->options != NULL && w->options->keeps_blocks)
            write_code_block(w, at);
        break;
    case NODE_RULE:
        if (entering)
            open_with(w, at, "***");
        break;
    case NODE_TABLE_ROW: write_row(w, at, entering); break;
    case NODE_TABLE_CELL: add(w, entering ? " " : " |"); break;
    case NODE_FOOTNOTE: write_footnote(w, at, entering); break;
    default: break;
    }
}

void markdown_write(arena *memory, const node *root, const markdown_write_options *options, buffer *out)
{
    md_writer w = { .memory = memory, .options = options, .out = out, .walk = { .root = (node *)root } };
    size_t before = out->length;
    while (document_next(&w.walk))
        if (!write_inline(&w, w.walk.current, w.walk.entering))
            write_block(&w, w.walk.current, w.walk.entering);
    if (out->length > before)
        buffer_add_byte(out, '\n');
    buffer_free(&w.prefix);
}
