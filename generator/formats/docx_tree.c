// Document trees in Word. Nodes are entered and left in reading order, so nothing here recurses.
#include "docx_parts.h"

#include "base/unicode.h"
#include "document/limits.h"

#include <assert.h>

enum {
    LISTS = LIMIT_NESTING + 1,
    COLUMN_MOST = 50                        // characters that count for a column's width
};

typedef struct {
    docx *in;
    const docx_tree_options *options;
    document_walk walk;
    size_t lists[LISTS];
    int list_depth, quote_depth, callout_depth;
    size_t cells_left;                      // of the open row
    unsigned marks;
    bool in_footnotes, is_linked;
} tree_writer;

static void skip_children(tree_writer *w)
{
    w->walk.entering = false;
}

// ---- Paragraphs and lists

static docx_style style_here(const tree_writer *w)
{
    if (w->in_footnotes)
        return DOCX_SMALL;
    if (w->callout_depth > 0)
        return DOCX_CALLOUT;
    return w->quote_depth > 0 ? DOCX_QUOTE : DOCX_NORMAL;
}

static int indent_here(const tree_writer *w)
{
    return w->list_depth + (w->callout_depth == 0 && w->quote_depth > 1 ? w->quote_depth - 1 : 0);
}

static void open_item_paragraph(tree_writer *w)
{
    docx_paragraph paragraph = { .style = style_here(w), .list = w->lists[w->list_depth - 1], .level = w->list_depth - 1 };
    docx_open_paragraph(w->in, &paragraph);
}

static void open_paragraph(tree_writer *w, const node *paragraph)
{
    const node *parent = paragraph->parent;
    if (parent != NULL && parent->type == NODE_ITEM && parent->first == paragraph && w->list_depth > 0) {
        open_item_paragraph(w);
        return;
    }
    docx_open_paragraph(w->in, &(docx_paragraph){ .style = style_here(w), .indent = indent_here(w) });
    if (parent != NULL && parent->type == NODE_FOOTNOTE && parent->first == paragraph)
        docx_text(w->in, text_format(w->in->memory, "%d\u2002", parent->footnote.number), DOCX_RAISED);
}

static void write_list(tree_writer *w, const node *list, bool entering)
{
    if (!entering) {
        w->list_depth--;
        return;
    }
    docx_list_type type = list->list.ordered ? DOCX_NUMBERS : list->list.is_task_list ? DOCX_TASKS : DOCX_BULLETS;
    assert(w->list_depth < LISTS);
    w->lists[w->list_depth++] = docx_add_list(w->in, type, list->list.start);
}

// An item that begins with something else still has its mark.
static void open_item(tree_writer *w, const node *item)
{
    if ((item->first != NULL && item->first->type == NODE_PARAGRAPH) || w->list_depth == 0)
        return;
    open_item_paragraph(w);
    docx_close_paragraph(w->in);
}

static void write_heading(tree_writer *w, const node *heading, bool entering)
{
    int level = heading->heading.level + w->options->heading_shift;
    docx_style style = level <= 1 ? DOCX_HEADING_1 : level == 2 ? DOCX_HEADING_2 : DOCX_HEADING_3;
    if (entering)
        docx_open_paragraph(w->in, &(docx_paragraph){ .style = style });
    else
        docx_close_paragraph(w->in);
}

static void write_callout(tree_writer *w, const node *shown, bool entering)
{
    w->callout_depth += entering ? 1 : -1;
    if (entering)
        docx_write_paragraph(w->in, DOCX_CALLOUT_TITLE, w->options->callouts[shown->callout]);
}

static void write_code_block(tree_writer *w, const node *code)
{
    text literal = code->literal;
    if (text_ends_with(literal, TEXT("\n")))
        literal.length--;
    docx_open_paragraph(w->in, &(docx_paragraph){ .style = DOCX_CODE, .indent = w->list_depth });
    docx_text(w->in, literal, 0);
    docx_close_paragraph(w->in);
}

// ---- Tables

// Columns are as wide as their longest text asks for, within bounds.
static void open_table(tree_writer *w, const node *whole)
{
    size_t count = whole->table.column_count > 0 ? whole->table.column_count : 1;
    int *least = ARENA_NEW(w->in->memory, int, count), *shares = ARENA_NEW(w->in->memory, int, count);
    int *widths = ARENA_NEW(w->in->memory, int, count);
    for (const node *row = whole->first; row != NULL; row = row->next) {
        size_t i = 0;
        for (const node *cell = row->first; cell != NULL && i < count; cell = cell->next, i++) {
            text shown = document_plain_text(w->in->memory, cell);
            size_t length = unicode_count(shown);
            int share = (int)(length < COLUMN_MOST ? length : COLUMN_MOST), needed = docx_least_width(shown);
            shares[i] = share > shares[i] ? share : shares[i];
            least[i] = needed > least[i] ? needed : least[i];
        }
    }
    docx_share_width(w->in, least, shares, count, widths);
    docx_open_table(w->in, widths, count, (text){ 0 });
}

static void write_row(tree_writer *w, const node *row, bool entering)
{
    if (entering) {
        w->cells_left = row->parent->table.column_count;
        docx_open_row(w->in, row->row.is_header, 0);
        return;
    }
    for (; w->cells_left > 0; w->cells_left--) {
        docx_open_cell(w->in);
        docx_write_paragraph(w->in, DOCX_CELL, (text){ 0 });
        docx_close_cell(w->in);
    }
    docx_close_row(w->in);
}

static void write_cell(tree_writer *w, const node *cell, bool entering)
{
    if (!entering) {
        docx_close_paragraph(w->in);
        docx_close_cell(w->in);
        return;
    }
    if (w->cells_left == 0) {
        skip_children(w);
        return;
    }
    w->cells_left--;
    docx_open_cell(w->in);
    docx_style style = cell->parent->row.is_header ? DOCX_CELL_HEAD
                     : cell->cell.alignment == ALIGN_RIGHT ? DOCX_CELL_NUMBER : DOCX_CELL;
    docx_open_paragraph(w->in, &(docx_paragraph){ .style = style });
}

// ---- Inlines

static void mark(tree_writer *w, unsigned bit, bool entering)
{
    if (entering)
        w->marks |= bit;
    else
        w->marks &= ~bit;
}

static void write_link(tree_writer *w, const node *link, bool entering)
{
    const docx_tree_options *options = w->options;
    if (!entering) {
        if (w->is_linked)
            docx_close_link(w->in);
        mark(w, DOCX_LINKED, false);
        w->is_linked = false;
        return;
    }
    text address = options->link_address != NULL ? options->link_address(options->context, w->in->memory, link)
                                                 : link->link.address;
    w->is_linked = address.length > 0 && docx_open_link(w->in, address);
    mark(w, DOCX_LINKED, w->is_linked);
}

// False when the node is no inline.
static bool write_inline(tree_writer *w, const node *at, bool entering)
{
    switch (at->type) {
    case NODE_EMPHASIS: mark(w, DOCX_EMPHASIS, entering); return true;
    case NODE_STRONG: mark(w, DOCX_STRONG, entering); return true;
    case NODE_STRIKETHROUGH: mark(w, DOCX_STRIKE, entering); return true;
    case NODE_LINK: write_link(w, at, entering); return true;
    case NODE_IMAGE: docx_text(w->in, entering ? TEXT("[") : TEXT("]"), w->marks); return true;
    default: break;
    }
    if (!entering)
        return !node_is_block(at->type);
    switch (at->type) {
    case NODE_TEXT: docx_text(w->in, at->literal, w->marks); return true;
    case NODE_SOFT_BREAK: docx_text(w->in, TEXT(" "), w->marks); return true;
    case NODE_HARD_BREAK: docx_text(w->in, TEXT("\n"), w->marks); return true;
    case NODE_CODE: docx_text(w->in, at->literal, w->marks | DOCX_MONO); return true;
    case NODE_FOOTNOTE_CALL:
        docx_text(w->in, text_format(w->in->memory, "%d", at->footnote.number), w->marks | DOCX_RAISED);
        return true;
    default: return !node_is_block(at->type);
    }
}

// ---- The walk

static void write_block(tree_writer *w, const node *at, bool entering)
{
    switch (at->type) {
    case NODE_PARAGRAPH:
        if (entering)
            open_paragraph(w, at);
        else
            docx_close_paragraph(w->in);
        break;
    case NODE_HEADING: write_heading(w, at, entering); break;
    case NODE_QUOTE: w->quote_depth += entering ? 1 : -1; break;
    case NODE_CALLOUT: write_callout(w, at, entering); break;
    case NODE_LIST: write_list(w, at, entering); break;
    case NODE_ITEM:
        if (entering)
            open_item(w, at);
        break;
    case NODE_CODE_BLOCK:
        if (entering)
            write_code_block(w, at);
        break;
    case NODE_RULE:
        if (entering)
            docx_write_paragraph(w->in, DOCX_RULE, (text){ 0 });
        break;
    case NODE_TABLE:
        if (entering)
            open_table(w, at);
        else
            docx_close_table(w->in);
        break;
    case NODE_TABLE_ROW: write_row(w, at, entering); break;
    case NODE_TABLE_CELL: write_cell(w, at, entering); break;
    case NODE_FOOTNOTES: w->in_footnotes = entering; break;
    default: break;
    }
}

void docx_write_tree(docx *in, const node *root, const docx_tree_options *options)
{
    tree_writer w = { .in = in, .options = options, .walk = { .root = (node *)root },
                      .callout_depth = options->in_callout };
    while (document_next(&w.walk))
        if (!write_inline(&w, w.walk.current, w.walk.entering))
            write_block(&w, w.walk.current, w.walk.entering);
}

void docx_write_inlines(docx *in, const node *parent, const docx_tree_options *options)
{
    tree_writer w = { .in = in, .options = options, .walk = { .root = (node *)parent } };
    while (document_next(&w.walk))
        if (w.walk.current != parent)
            write_inline(&w, w.walk.current, w.walk.entering);
}
