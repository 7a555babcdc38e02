// The tree byte for byte as cmark-gfm writes it, which the specifications' examples expect.
#include "html_parts.h"

#include <string.h>

typedef struct {
    buffer *out;
    document_walk walk;
    bool is_filtered;
    bool has_body;              // of the table: <tbody> stands open
    bool back_links_written;    // of the footnote
} plain;

static void add(plain *p, const char *string)
{
    buffer_add_string(p->out, string);
}

// As html_escape, but cmark lets ' stand.
static void escape(buffer *out, text t)
{
    text part;
    for (bool is_first = true; t.length > 0; is_first = false) {
        size_t length = t.length;
        text_take_part(&t, '\'', &part);
        if (!is_first)
            buffer_add_byte(out, '\'');
        html_escape(out, part);
        if (t.length == 0 && length > part.length)
            buffer_add_byte(out, '\'');
    }
}

// ---- Raw HTML

static bool is_tag(text tag, const char *name)
{
    size_t i = tag.length > 1 && tag.bytes[1] == '/' ? 2 : 1;
    size_t length = strlen(name);
    if (tag.length <= i + length || strncasecmp(tag.bytes + i, name, length) != 0)
        return false;
    char next = tag.bytes[i + length];
    return strchr(" \t\n\v\f\r>", next) != NULL
        || (next == '/' && text_starts_with(text_from(tag, i + length), TEXT("/>")));
}

static bool is_filtered_tag(text tag)
{
    static const char *const names[] = { "title", "textarea", "style", "xmp", "iframe",
                                         "noembed", "noframes", "script", "plaintext" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_tag(tag, names[i]))
            return true;
    return false;
}

static void write_raw_inline(plain *p, text html)
{
    if (p->is_filtered && is_filtered_tag(html)) {
        add(p, "&lt;");
        html = text_from(html, 1);
    }
    buffer_add(p->out, html);
}

static void write_raw_block(plain *p, text html)
{
    while (p->is_filtered && html.length > 0) {
        size_t angle = text_find_byte(html, '<', 0);
        if (angle == TEXT_NOT_FOUND)
            break;
        buffer_add(p->out, text_slice(html, 0, angle));
        html = text_from(html, angle);
        add(p, is_filtered_tag(html) ? "&lt;" : "<");
        html = text_from(html, 1);
    }
    buffer_add(p->out, html);
}

// ---- Blocks

static void write_list(plain *p, const node *list, bool entering)
{
    if (!entering) {
        add(p, list->list.ordered ? "</ol>\n" : "</ul>\n");
        return;
    }
    html_end_line(p->out);
    if (list->list.ordered && list->list.start != 1)
        buffer_format(p->out, "<ol start=\"%d\">\n", list->list.start);
    else
        add(p, list->list.ordered ? "<ol>\n" : "<ul>\n");
}

static void write_item(plain *p, const node *item, bool entering)
{
    if (!entering) {
        add(p, "</li>\n");
        return;
    }
    html_end_line(p->out);
    add(p, "<li>");
    if (item->item.is_task)
        add(p, item->item.is_checked ? "<input type=\"checkbox\" checked=\"\" disabled=\"\" /> "
                                     : "<input type=\"checkbox\" disabled=\"\" /> ");
}

static void write_name(plain *p, const node *note)
{
    if (text_is_empty(note->literal))
        buffer_format(p->out, "%d", note->footnote.number);
    else
        html_write_address(p->out, note->literal, false);
}

static void write_back_links(plain *p, const node *note)
{
    for (int i = 1; i == 1 || i <= note->footnote.references; i++) {
        add(p, i > 1 ? " <a href=\"#fnref-" : "<a href=\"#fnref-");
        write_name(p, note);
        if (i > 1)
            buffer_format(p->out, "-%d", i);
        add(p, "\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">\u21a9");
        if (i > 1)
            buffer_format(p->out, "<sup class=\"footnote-ref\">%d</sup>", i);
        add(p, "</a>");
    }
    p->back_links_written = true;
}

static void write_footnote(plain *p, const node *note, bool entering)
{
    if (entering) {
        add(p, "<li id=\"fn-");
        write_name(p, note);
        add(p, "\">\n");
        p->back_links_written = false;
        return;
    }
    if (!p->back_links_written) {
        write_back_links(p, note);
        add(p, "\n");
    }
    add(p, "</li>\n");
}

static void write_footnote_call(plain *p, const node *call)
{
    add(p, "<sup class=\"footnote-ref\"><a href=\"#fn-");
    write_name(p, call);
    add(p, "\" id=\"fnref-");
    write_name(p, call);
    if (call->footnote.reference > 1)
        buffer_format(p->out, "-%d", call->footnote.reference);
    buffer_format(p->out, "\" data-footnote-ref>%d</a></sup>", call->footnote.number);
}

static void write_paragraph(plain *p, const node *paragraph, bool entering)
{
    if (html_is_tight(paragraph))
        return;
    if (entering) {
        html_end_line(p->out);
        add(p, "<p>");
        return;
    }
    const node *parent = paragraph->parent;
    if (parent != NULL && parent->type == NODE_FOOTNOTE && paragraph->next == NULL) {
        add(p, " ");
        write_back_links(p, parent);
    }
    add(p, "</p>\n");
}

static void write_code_block(plain *p, const node *code)
{
    html_end_line(p->out);
    text info = code->code.info;
    size_t length = 0;
    while (length < info.length && strchr(" \t\n\v\f\r", info.bytes[length]) == NULL)
        length++;
    add(p, "<pre><code");
    if (info.length > 0) {
        add(p, " class=\"language-");
        escape(p->out, text_slice(info, 0, length));
        add(p, "\"");
    }
    add(p, ">");
    escape(p->out, code->literal);
    add(p, "</code></pre>\n");
}

static void write_table(plain *p, bool entering)
{
    html_end_line(p->out);
    if (!entering && p->has_body)
        add(p, "</tbody>\n");
    p->has_body = false;
    add(p, entering ? "<table>" : "</table>\n");
}

static void write_row(plain *p, const node *row, bool entering)
{
    html_end_line(p->out);
    if (!entering) {
        add(p, row->row.is_header ? "</tr>\n</thead>" : "</tr>");
        return;
    }
    if (row->row.is_header) {
        add(p, "<thead>\n");
    } else if (!p->has_body) {
        add(p, "<tbody>\n");
        p->has_body = true;
    }
    add(p, "<tr>");
}

static void write_cell(plain *p, const node *cell, bool entering)
{
    static const char *const attributes[] = {
        [ALIGN_NONE] = "", [ALIGN_LEFT] = " align=\"left\"",
        [ALIGN_CENTRE] = " align=\"center\"", [ALIGN_RIGHT] = " align=\"right\"",
    };
    bool is_head = cell->parent->row.is_header;
    if (!entering) {
        add(p, is_head ? "</th>" : "</td>");
        return;
    }
    html_end_line(p->out);
    add(p, is_head ? "<th" : "<td");
    add(p, attributes[cell->cell.alignment]);
    add(p, ">");
}

static void write_heading(plain *p, const node *heading, bool entering)
{
    if (entering)
        html_end_line(p->out);
    buffer_format(p->out, entering ? "<h%d>" : "</h%d>\n", heading->heading.level);
}

static void write_around(plain *p, const char *tags)
{
    html_end_line(p->out);
    add(p, tags);
}

// ---- Inlines

static void write_title(plain *p, const node *link)
{
    if (text_is_empty(link->link.title))
        return;
    add(p, "\" title=\"");
    escape(p->out, link->link.title);
}

static void write_link(plain *p, const node *link, bool entering)
{
    if (!entering) {
        add(p, "</a>");
        return;
    }
    add(p, "<a href=\"");
    html_write_address(p->out, link->link.address, false);
    write_title(p, link);
    add(p, "\">");
}

static void write_image(plain *p, const node *image)
{
    add(p, "<img src=\"");
    html_write_address(p->out, image->link.address, false);
    add(p, "\" alt=\"");
    html_write_flat(p->out, image, escape);
    write_title(p, image);
    add(p, "\" />");
    p->walk.entering = false;       // its children are the alt text
}

static void write_leaf(plain *p, const node *leaf)
{
    switch (leaf->type) {
    case NODE_CODE_BLOCK:
    case NODE_BLOCK: write_code_block(p, leaf); break;
    case NODE_RULE: write_around(p, "<hr />\n"); break;
    case NODE_HTML_BLOCK:
        html_end_line(p->out);
        write_raw_block(p, leaf->literal);
        html_end_line(p->out);
        break;
    case NODE_TEXT: escape(p->out, leaf->literal); break;
    case NODE_SOFT_BREAK: add(p, "\n"); break;
    case NODE_HARD_BREAK: add(p, "<br />\n"); break;
    case NODE_CODE:
        add(p, "<code>");
        escape(p->out, leaf->literal);
        add(p, "</code>");
        break;
    case NODE_IMAGE: write_image(p, leaf); break;
    case NODE_FOOTNOTE_CALL: write_footnote_call(p, leaf); break;
    case NODE_HTML_INLINE: write_raw_inline(p, leaf->literal); break;
    default: break;
    }
}

static void write_node(plain *p, const node *n, bool entering)
{
    switch (n->type) {
    case NODE_DOCUMENT: break;
    case NODE_PARAGRAPH: write_paragraph(p, n, entering); break;
    case NODE_HEADING: write_heading(p, n, entering); break;
    case NODE_QUOTE:
    case NODE_CALLOUT: write_around(p, entering ? "<blockquote>\n" : "</blockquote>\n"); break;
    case NODE_LIST: write_list(p, n, entering); break;
    case NODE_ITEM: write_item(p, n, entering); break;
    case NODE_TABLE: write_table(p, entering); break;
    case NODE_TABLE_ROW: write_row(p, n, entering); break;
    case NODE_TABLE_CELL: write_cell(p, n, entering); break;
    case NODE_FOOTNOTES:
        add(p, entering ? "<section class=\"footnotes\" data-footnotes>\n<ol>\n" : "</ol>\n</section>\n");
        break;
    case NODE_FOOTNOTE: write_footnote(p, n, entering); break;
    case NODE_EMPHASIS: add(p, entering ? "<em>" : "</em>"); break;
    case NODE_STRONG: add(p, entering ? "<strong>" : "</strong>"); break;
    case NODE_STRIKETHROUGH: add(p, entering ? "<del>" : "</del>"); break;
    case NODE_LINK: write_link(p, n, entering); break;
    default:
        if (entering)
            write_leaf(p, n);
        break;
    }
}

static void write_all(const node *root, bool is_filtered, buffer *out)
{
    plain p = { .out = out, .walk = { .root = (node *)root }, .is_filtered = is_filtered };
    while (document_next(&p.walk))
        write_node(&p, p.walk.current, p.walk.entering);
}

void html_write_plain(const node *root, buffer *out)
{
    write_all(root, false, out);
}

void html_write_filtered(const node *root, buffer *out)
{
    write_all(root, true, out);
}
