#include "markdown.h"

#include "document/builder.h"
#include "document/limits.h"

#define CMARK_NO_SHORT_NAMES    // cmark's NODE_TEXT and so on are not ours
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

// ---- Memory for cmark: an arena that is emptied after each page, so that cmark
// frees nothing and its tree is never walked for that.

static arena parser_memory;

typedef struct {
    alignas(max_align_t) size_t size;
} block_head;

static void *parser_calloc(size_t count, size_t size)
{
    size_t wanted;
    if (__builtin_mul_overflow(count, size, &wanted))
        wanted = SIZE_MAX - sizeof(block_head);     // the arena says that it is too much
    block_head *head = arena_allocate(&parser_memory, 1, sizeof *head + wanted);
    head->size = wanted;
    return head + 1;
}

static void *parser_realloc(void *block, size_t size)
{
    size_t old_size = block != NULL ? ((block_head *)block - 1)->size : 0;
    if (block != NULL && size <= old_size)
        return block;
    void *resized = parser_calloc(1, size);
    if (old_size > 0)
        memcpy(resized, block, old_size);
    return resized;
}

static void parser_free(void *block)
{
    (void)block;
}

static cmark_mem parser_allocator = { parser_calloc, parser_realloc, parser_free };

// ---- The extensions

static struct {
    cmark_syntax_extension *table, *strikethrough, *tasks;
} extensions;

void markdown_prepare(void)
{
    cmark_gfm_core_extensions_ensure_registered();
    extensions.table = cmark_find_syntax_extension("table");
    extensions.strikethrough = cmark_find_syntax_extension("strikethrough");
    extensions.tasks = cmark_find_syntax_extension("tasklist");
}

static cmark_node *parse(text markdown)
{
    // Source positions also make cmark count the lines inside code and HTML.
    int options = CMARK_OPT_FOOTNOTES | CMARK_OPT_SOURCEPOS;
    cmark_parser *parser = cmark_parser_new_with_mem(options, &parser_allocator);
    cmark_parser_attach_syntax_extension(parser, extensions.table);
    cmark_parser_attach_syntax_extension(parser, extensions.strikethrough);
    cmark_parser_attach_syntax_extension(parser, extensions.tasks);
    cmark_parser_feed(parser, markdown.bytes != NULL ? markdown.bytes : "", markdown.length);
    return cmark_parser_finish(parser);
}

// ---- From cmark's tree to ours

typedef struct {
    builder to;
    int line;                   // where cmark saw the last inline
    int shift;                  // lines to add to those of the inlines here
    size_t column;              // of the next cell in its row
} conversion;

static node_type extension_type(cmark_node *from)
{
    static const struct {
        const char *name;
        node_type type;
    } types[] = {
        { "table_cell", NODE_TABLE_CELL }, { "table_row", NODE_TABLE_ROW },
        { "table_header", NODE_TABLE_ROW }, { "table", NODE_TABLE },
        { "strikethrough", NODE_STRIKETHROUGH },
    };
    const char *name = cmark_node_get_type_string(from);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, name) == 0)
            return types[i].type;
    return NODE_DOCUMENT;
}

static node_type type_of(cmark_node *from)
{
    switch (cmark_node_get_type(from)) {
    case CMARK_NODE_DOCUMENT: return NODE_DOCUMENT;
    case CMARK_NODE_BLOCK_QUOTE: return NODE_QUOTE;
    case CMARK_NODE_LIST: return NODE_LIST;
    case CMARK_NODE_ITEM: return NODE_ITEM;
    case CMARK_NODE_CODE_BLOCK: return NODE_CODE_BLOCK;
    case CMARK_NODE_HTML_BLOCK: return NODE_HTML_BLOCK;
    case CMARK_NODE_PARAGRAPH: return NODE_PARAGRAPH;
    case CMARK_NODE_HEADING: return NODE_HEADING;
    case CMARK_NODE_THEMATIC_BREAK: return NODE_RULE;
    case CMARK_NODE_TEXT: return NODE_TEXT;
    case CMARK_NODE_SOFTBREAK: return NODE_SOFT_BREAK;
    case CMARK_NODE_LINEBREAK: return NODE_HARD_BREAK;
    case CMARK_NODE_CODE: return NODE_CODE;
    case CMARK_NODE_HTML_INLINE: return NODE_HTML_INLINE;
    case CMARK_NODE_EMPH: return NODE_EMPHASIS;
    case CMARK_NODE_STRONG: return NODE_STRONG;
    case CMARK_NODE_LINK: return NODE_LINK;
    case CMARK_NODE_IMAGE: return NODE_IMAGE;
    case CMARK_NODE_FOOTNOTE_DEFINITION: return NODE_FOOTNOTE;
    case CMARK_NODE_FOOTNOTE_REFERENCE: return NODE_FOOTNOTE_CALL;
    default: return extension_type(from);
    }
}

static int count_lines(const char *content)
{
    int lines = 0;
    for (const char *end; content != NULL && *content != '\0'; content = end) {
        end = strchr(content, '\n');
        end = end != NULL ? end + 1 : content + strlen(content);
        lines++;
    }
    return lines;
}

// cmark counts a paragraph's inlines from its first line even when link
// definitions stood there, which are gone from its text; and from 0 in text
// that turned out to stand before a table, whose first line is the text's.
static int paragraph_line(conversion *of, cmark_node *from)
{
    int line = cmark_node_get_start_line(from);
    if (line == 0) {
        cmark_node *after = cmark_node_next(from);
        of->shift = after != NULL ? cmark_node_get_start_line(after) : 0;
        return of->shift;
    }
    if (places_byte(&of->to.places, line, cmark_node_get_start_column(from)) == '[') {
        int lines = cmark_node_get_end_line(from) - line + 1;
        int left = count_lines(cmark_node_get_string_content(from));
        of->shift = left > 0 && lines > left ? lines - left : 0;
    }
    return line + of->shift;
}

// Lines of text that stood right before the table, which cmark counts as its own.
static int lines_before_table(cmark_node *from)
{
    cmark_node *before = cmark_node_previous(from);
    bool is_text = before != NULL && cmark_node_get_type(before) == CMARK_NODE_PARAGRAPH
        && cmark_node_get_start_line(before) == 0;
    return is_text ? count_lines(cmark_node_get_string_content(before)) : 0;
}

static int block_line(conversion *of, cmark_node *from, node_type type)
{
    int line = cmark_node_get_start_line(from);
    of->line = line;
    if (type == NODE_TABLE_CELL)
        return line + of->shift;
    of->shift = 0;
    if (type == NODE_PARAGRAPH)
        return paragraph_line(of, from);
    if (type == NODE_TABLE)
        return line + lines_before_table(from);
    if (type == NODE_TABLE_ROW && cmark_gfm_extensions_get_table_row_is_header(from))
        of->shift = lines_before_table(cmark_node_parent(from));
    return line + of->shift;
}

static void fill_table(conversion *of, node *made, cmark_node *from)
{
    size_t count = cmark_gfm_extensions_get_table_columns(from);
    const uint8_t *letters = cmark_gfm_extensions_get_table_alignments(from);
    alignment *alignments = ARENA_NEW(of->to.memory, alignment, count);
    for (size_t i = 0; i < count; i++)
        alignments[i] = letters[i] == 'l' ? ALIGN_LEFT
            : letters[i] == 'c' ? ALIGN_CENTRE : letters[i] == 'r' ? ALIGN_RIGHT : ALIGN_NONE;
    made->table.column_count = count;
    made->table.alignments = alignments;
}

static void fill_list(node *made, cmark_node *from)
{
    made->list.ordered = cmark_node_get_list_type(from) == CMARK_ORDERED_LIST;
    made->list.tight = cmark_node_get_list_tight(from);
    made->list.start = cmark_node_get_list_start(from);
}

static void fill_item(node *made, cmark_node *from)
{
    made->item.is_task = cmark_node_get_syntax_extension(from) == extensions.tasks;
    made->item.is_checked = made->item.is_task && cmark_gfm_extensions_get_tasklist_item_checked(from);
    if (made->item.is_task)
        made->parent->list.is_task_list = true;
}

static void fill_cell(conversion *of, node *made)
{
    const node *grid = made->parent->parent;
    if (of->column < grid->table.column_count)
        made->cell.alignment = grid->table.alignments[of->column];
    of->column++;
}

static void enter_container(conversion *of, cmark_node *from, node_type type, int line, int column)
{
    if (type == NODE_FOOTNOTE) {
        builder_open_footnote(&of->to, line);
        return;
    }
    node *made = builder_open(&of->to, type, line, column);
    switch (type) {
    case NODE_HEADING: made->heading.level = cmark_node_get_heading_level(from); break;
    case NODE_LIST: fill_list(made, from); break;
    case NODE_ITEM: fill_item(made, from); break;
    case NODE_TABLE: fill_table(of, made, from); break;
    case NODE_TABLE_CELL: fill_cell(of, made); break;
    case NODE_TABLE_ROW:
        made->row.is_header = cmark_gfm_extensions_get_table_row_is_header(from);
        of->column = 0;
        break;
    default: break;
    }
}

static void enter_block(conversion *of, cmark_node *from, node_type type)
{
    int line = block_line(of, from, type);
    int column = places_column(&of->to.places, line, cmark_node_get_start_column(from));
    switch (type) {
    case NODE_CODE_BLOCK:
        builder_add_code_block(&of->to, text_of(cmark_node_get_fence_info(from)),
                               text_of(cmark_node_get_literal(from)), line, column);
        break;
    case NODE_HTML_BLOCK:
        builder_add_html(&of->to, type, text_of(cmark_node_get_literal(from)), line, column);
        break;
    case NODE_RULE:
        builder_add(&of->to, type, line, column);
        break;
    default:
        enter_container(of, from, type, line, column);
        break;
    }
}

static void enter_link(conversion *of, cmark_node *from, node_type type, int line)
{
    // cmark gives the line of the link's end; its text tells where it begins.
    cmark_node *words = cmark_node_first_child(from);
    int first = words != NULL ? cmark_node_get_start_line(words) : 0;
    builder_open_link(&of->to, type, text_of(cmark_node_get_url(from)), text_of(cmark_node_get_title(from)),
                      words != NULL ? type_of(words) : NODE_DOCUMENT,
                      words != NULL ? text_of(cmark_node_get_literal(words)) : (text){ 0 },
                      first > 0 ? first + of->shift : line);
}

static void enter_inline(conversion *of, cmark_node *from, node_type type)
{
    int line = cmark_node_get_start_line(from);     // 0 for breaks
    if (line > 0)
        of->line = line;
    line = of->line + of->shift;
    switch (type) {
    case NODE_TEXT:
        builder_add_text(&of->to, text_of(cmark_node_get_literal(from)), line);
        break;
    case NODE_CODE:
        builder_add_literal(&of->to, type, text_of(cmark_node_get_literal(from)), line, 0);
        break;
    case NODE_HTML_INLINE:
        builder_add_html(&of->to, type, text_of(cmark_node_get_literal(from)), line, 0);
        break;
    case NODE_SOFT_BREAK:
    case NODE_HARD_BREAK:
        builder_add(&of->to, type, line, 0);
        break;
    case NODE_LINK:
    case NODE_IMAGE:
        enter_link(of, from, type, line);
        break;
    case NODE_FOOTNOTE_CALL:
        builder_add_footnote_call(&of->to, atoi(cmark_node_get_literal(from)), line);
        break;
    default:
        builder_open(&of->to, type, line, 0);
        break;
    }
}

// What is added and not opened.
static bool is_leaf(node_type type)
{
    switch (type) {
    case NODE_CODE_BLOCK: case NODE_HTML_BLOCK: case NODE_RULE: case NODE_TEXT: case NODE_SOFT_BREAK: case NODE_HARD_BREAK:
    case NODE_CODE: case NODE_HTML_INLINE: case NODE_FOOTNOTE_CALL:
        return true;
    default:
        return false;
    }
}

// What comes after [from], closing what ends before it; NULL at the end. cmark's own iterator tells of ends, too, and takes
// twice as long.
static cmark_node *next_of(conversion *of, cmark_node *from, node_type type, const cmark_node *root)
{
    cmark_node *next = cmark_node_first_child(from);
    bool is_open = !is_leaf(type);
    for (; next == NULL && from != root; is_open = true) {
        if (is_open)
            builder_close(&of->to);
        next = cmark_node_next(from);
        from = cmark_node_parent(from);
    }
    return next;
}

static node *convert(arena *memory, cmark_node *root, text source, const markdown_options *options,
                     diagnostics *found)
{
    conversion of = { .to = builder_new(memory, source, options, found) };
    for (cmark_node *from = cmark_node_first_child(root); from != NULL && !of.to.refused;) {
        node_type type = type_of(from);
        if (node_is_block(type))
            enter_block(&of, from, type);
        else
            enter_inline(&of, from, type);
        from = next_of(&of, from, type, root);
    }
    return builder_finish(&of.to);
}

// ---- The two ways in

node *markdown_parse(arena *memory, text markdown, const markdown_options *options, diagnostics *found)
{
    if (!limits_check(markdown, options->path, options->first_line, found))
        return NULL;
    node *document = convert(memory, parse(markdown), markdown, options, found);
    arena_reset(&parser_memory);
    return document;
}

// "# " and the text on one line, so that nothing in it can begin a block.
static text as_heading(arena *memory, text markdown)
{
    markdown = text_trim(markdown);
    char *bytes = ARENA_NEW(memory, char, markdown.length + 3);
    size_t length = 2;
    memcpy(bytes, "# ", 2);
    for (size_t i = 0; i < markdown.length; i++) {
        char byte = markdown.bytes[i];
        bytes[length++] = byte == '\n' || byte == '\r' ? ' ' : byte;
    }
    // "C #" must not lose its last sign, which would close the heading.
    size_t signs = length;
    while (signs > 2 && bytes[signs - 1] == '#')
        signs--;
    if (signs < length && (bytes[signs - 1] == ' ' || bytes[signs - 1] == '\t')) {
        bytes[length - 1] = '\\';
        bytes[length++] = '#';
    }
    return (text){ bytes, length };
}

node *markdown_parse_inline(arena *memory, text markdown, const markdown_options *options,
                            diagnostics *found)
{
    if (!limits_check(markdown, options->path, options->first_line, found))
        return NULL;
    cmark_node *root = parse(as_heading(&parser_memory, markdown));
    // Without a source every column is 0: the field's own place is what helps.
    node *document = convert(memory, root, (text){ 0 }, options, found);
    arena_reset(&parser_memory);
    if (document == NULL)
        return NULL;

    node *heading = document->first;
    document->first = document->last = NULL;
    for (node *child = heading != NULL ? heading->first : NULL, *next; child != NULL; child = next) {
        next = child->next;
        node_append(document, child);
    }
    return document;
}
