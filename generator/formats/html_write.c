// The tree as HTML for readers. Nodes are entered and left in reading order,
// so nothing here recurses.
#include "html_parts.h"

typedef struct {
    const html_options *options;
    buffer *out;
    document_walk walk;
    int tasks, tables;
} writer;

static void add(writer *w, const char *string)
{
    buffer_add_string(w->out, string);
}

// ` name="value"`
static void add_attribute(writer *w, const char *name, text value)
{
    buffer_add_byte(w->out, ' ');
    add(w, name);
    add(w, "=\"");
    html_escape(w->out, value);
    buffer_add_byte(w->out, '"');
}

static void add_id(writer *w, text id)
{
    add(w, " id=\"");
    html_escape(w->out, w->options->id_prefix);
    html_escape(w->out, id);
    buffer_add_byte(w->out, '"');
}

static void skip_children(writer *w)
{
    w->walk.entering = false;
}

// ---- Paragraphs

// The first paragraph of a task is the label of its check box.
static bool is_label(const node *paragraph)
{
    const node *item = paragraph->parent;
    return item != NULL && item->type == NODE_ITEM && item->item.is_task && item->first == paragraph;
}

// A picture that has a paragraph to itself, and a title or a credit: these are its caption.
static bool is_figure(const node *paragraph)
{
    const node *image = paragraph->first;
    return image != NULL && image->type == NODE_IMAGE && image->next == NULL
        && (image->link.title.length > 0 || image->link.credit.length > 0) && !html_is_tight(paragraph) && !is_label(paragraph);
}

static void end_label(writer *w)
{
    add(w, w->options->is_epub ? "</span>" : "</span></label>");
}

static void add_back_links(writer *w, const node *note)
{
    int number = note->footnote.number;
    for (int i = 1; i <= note->footnote.references; i++) {
        buffer_format(w->out, " <a class=\"footnote-back\" role=\"doc-backlink\" href=\"#%.*sfnref.%d",
                      TEXT_PRINT(w->options->id_prefix), number);
        if (i > 1)
            buffer_format(w->out, ".%d", i);
        add(w, "\" aria-label=\"");
        html_escape(w->out, w->options->words->back_to_text);
        buffer_format(w->out, i > 1 ? " %d.%d\">" : " %d\">", number, i);
        add(w, "\u21a9\ufe0e");
        if (i > 1)
            buffer_format(w->out, "<sup>%d</sup>", i);
        add(w, "</a>");
    }
}

static void write_paragraph(writer *w, const node *paragraph, bool entering)
{
    if (is_label(paragraph)) {
        if (!entering)
            end_label(w);
    } else if (is_figure(paragraph)) {
        if (entering)
            html_end_line(w->out);
        add(w, entering ? "<figure>" : "</figure>\n");
    } else if (html_is_tight(paragraph)) {
        if (entering && paragraph->previous != NULL)
            html_end_line(w->out);
    } else if (entering) {
        html_end_line(w->out);
        add(w, "<p>");
    } else {
        const node *parent = paragraph->parent;
        if (parent != NULL && parent->type == NODE_FOOTNOTE && paragraph->next == NULL)
            add_back_links(w, parent);
        add(w, "</p>\n");
    }
}

// ---- Lists

static void write_list(writer *w, const node *list, bool entering)
{
    if (!entering) {
        add(w, list->list.ordered ? "</ol>\n" : "</ul>\n");
        return;
    }
    html_end_line(w->out);
    add(w, list->list.ordered ? "<ol" : "<ul");
    if (list->list.is_task_list)
        add(w, " class=\"tasks\"");
    if (list->list.ordered && list->list.start != 1)
        buffer_format(w->out, " start=\"%d\"", list->list.start);
    add(w, ">\n");
}

static void write_item(writer *w, const node *item, bool entering)
{
    if (!entering) {
        add(w, "</li>\n");
        return;
    }
    html_end_line(w->out);
    if (!item->item.is_task) {
        add(w, "<li>");
        return;
    }
    if (w->options->is_epub)
        buffer_format(w->out, "<li class=\"task\"><span class=\"task-mark\">%s</span> <span>",
                      item->item.is_checked ? "\u2611" : "\u2610");
    else
        buffer_format(w->out, "<li class=\"task\"><label><input type=\"checkbox\" data-task=\"%d\"%s /> <span>",
                      ++w->tasks, item->item.is_checked ? " checked=\"checked\"" : "");
    if (item->first == NULL || item->first->type != NODE_PARAGRAPH)
        end_label(w);
}

// ---- Tables

static void write_table(writer *w, bool entering)
{
    if (!entering) {
        add(w, w->options->is_epub ? "</table>\n" : "</table></section>\n");
        return;
    }
    html_end_line(w->out);
    if (w->options->is_epub) {
        add(w, "<table>\n");
        return;
    }
    add(w, "<section class=\"table-scroll\" aria-label=\"");
    html_escape(w->out, w->options->words->table);
    if (++w->tables > 1)
        buffer_format(w->out, " %d", w->tables);     // regions need names of their own
    add(w, "\" tabindex=\"0\"><table>\n");
}

static void write_row(writer *w, const node *row, bool entering)
{
    bool is_first = row->previous == NULL || row->previous->row.is_header != row->row.is_header;
    bool is_last = row->next == NULL || row->next->row.is_header != row->row.is_header;
    if (entering && is_first)
        add(w, row->row.is_header ? "<thead>\n" : "<tbody>\n");
    add(w, entering ? "<tr>" : "</tr>\n");
    if (!entering && is_last)
        add(w, row->row.is_header ? "</thead>\n" : "</tbody>\n");
}

static void write_cell(writer *w, const node *cell, bool entering)
{
    static const char *const classes[] = {
        [ALIGN_NONE] = "", [ALIGN_LEFT] = " class=\"align-left\"",
        [ALIGN_CENTRE] = " class=\"align-center\"", [ALIGN_RIGHT] = " class=\"align-right\"",
    };
    // An empty head cell would be a heading without a name.
    bool is_head = cell->parent->row.is_header && cell->first != NULL;
    if (entering) {
        add(w, is_head ? "<th scope=\"col\"" : "<td");
        add(w, classes[cell->cell.alignment]);
        add(w, ">");
    } else {
        add(w, is_head ? "</th>" : "</td>");
    }
}

// ---- Other blocks

static void write_heading(writer *w, const node *heading, bool entering)
{
    char level = (char)('0' + heading->heading.level);
    if (entering) {
        html_end_line(w->out);
        add(w, "<h");
        buffer_add_byte(w->out, level);
        if (!text_is_empty(heading->heading.id))
            add_id(w, heading->heading.id);
        add(w, ">");
    } else {
        add(w, "</h");
        buffer_add_byte(w->out, level);
        add(w, ">\n");
    }
}

static void write_callout(writer *w, const node *shown, bool entering)
{
    static const char *const names[] = {
        [CALLOUT_NOTE] = "note", [CALLOUT_TIP] = "tip", [CALLOUT_IMPORTANT] = "important",
        [CALLOUT_WARNING] = "warning", [CALLOUT_CAUTION] = "caution",
    };
    if (!entering) {
        add(w, "</div>\n");
        return;
    }
    html_end_line(w->out);
    buffer_format(w->out, "<div class=\"callout callout-%s\" role=\"note\">\n<p class=\"callout-title\">",
                  names[shown->callout]);
    html_escape(w->out, w->options->words->callouts[shown->callout]);
    add(w, "</p>\n");
}

static void write_code_block(writer *w, const node *code)
{
    html_end_line(w->out);
    add(w, w->options->is_epub ? "<pre><code" : "<pre tabindex=\"0\"><code");
    text language = { 0 }, info = text_trim(code->code.info);
    if (text_take_part(&info, ' ', &language)) {
        add(w, " class=\"language-");
        html_escape(w->out, language);
        add(w, "\"");
    }
    add(w, ">");
    html_escape(w->out, code->literal);
    add(w, "</code></pre>\n");
}

static void write_footnotes(writer *w, bool entering)
{
    if (!entering) {
        add(w, "</ol>\n</section>\n");
        return;
    }
    html_end_line(w->out);
    add(w, w->options->is_epub ? "<section class=\"footnotes\" epub:type=\"footnotes\" aria-labelledby=\""
                               : "<section class=\"footnotes\" aria-labelledby=\"");
    html_escape(w->out, w->options->id_prefix);
    add(w, "fn.title\">\n<h2");
    add_id(w, TEXT("fn.title"));
    add(w, ">");
    html_escape(w->out, w->options->words->footnotes);
    add(w, "</h2>\n<ol>\n");
}

// No heading's id holds a dot, so these ids of ours meet none of theirs.
static void write_footnote(writer *w, const node *note, bool entering)
{
    if (entering) {
        buffer_format(w->out, "<li%s id=\"%.*sfn.%d\">\n", w->options->is_epub ? " epub:type=\"footnote\"" : "",
                      TEXT_PRINT(w->options->id_prefix), note->footnote.number);
        return;
    }
    if (note->last == NULL || note->last->type != NODE_PARAGRAPH) {
        add(w, "<p>");
        add_back_links(w, note);
        add(w, "</p>\n");
    }
    add(w, "</li>\n");
}

static void write_footnote_call(writer *w, const node *call)
{
    buffer_format(w->out, "<sup><a class=\"footnote-call\"%s role=\"doc-noteref\" id=\"%.*sfnref.%d",
                  w->options->is_epub ? " epub:type=\"noteref\"" : "", TEXT_PRINT(w->options->id_prefix), call->footnote.number);
    if (call->footnote.reference > 1)
        buffer_format(w->out, ".%d", call->footnote.reference);
    buffer_format(w->out, "\" href=\"#%.*sfn.%d\">%d</a></sup>", TEXT_PRINT(w->options->id_prefix),
                  call->footnote.number, call->footnote.number);
}

// ---- Links and images

static bool leads_out(const node *link)
{
    text address = link->link.address;
    return link->link.type == LINK_OUT_OF_KIT
        || (link->link.type == LINK_PLAIN
            && (text_starts_with(address, TEXT("http://")) || text_starts_with(address, TEXT("https://"))));
}

static void open_link(writer *w, const node *link)
{
    text address = link->link.address;
    add(w, "<a");
    if (link->link.type == LINK_TERM)
        add(w, " class=\"term\"");
    else if (leads_out(link))
        add(w, " class=\"external\" rel=\"external noopener\"");
    add(w, " href=\"");
    if (link->link.type == LINK_PLAIN && text_starts_with(address, TEXT("#"))) {
        add(w, "#");
        html_escape(w->out, w->options->id_prefix);
        address = text_from(address, 1);
    }
    html_write_address(w->out, address, true);
    add(w, "\"");
    if (!text_is_empty(link->link.language)) {
        add_attribute(w, "hreflang", link->link.language);
        add_attribute(w, "lang", link->link.language);
    }
    if (!text_is_empty(link->link.title))
        add_attribute(w, "title", link->link.title);
    add(w, ">");
}

static void write_link(writer *w, const node *link, bool entering)
{
    if (link->link.type == LINK_DEAD)
        return;
    if (entering) {
        open_link(w, link);
        return;
    }
    if (link->link.type == LINK_OUT_OF_KIT) {
        add(w, " <span class=\"out-of-kit\">");
        html_escape(w->out, w->options->words->out_of_kit);
        add(w, "</span>");
    }
    add(w, "</a>");
}

static void add_source(writer *w, const char *element, const char *type, text set, text sizes)
{
    if (set.length == 0)
        return;
    add(w, element);
    add(w, type);
    add(w, " srcset=\"");
    html_escape(w->out, set);
    add(w, "\"");
    add_attribute(w, "sizes", sizes);
}

static void add_src(writer *w, text address)
{
    add(w, " src=\"");
    html_write_address(w->out, address, true);
    add(w, "\"");
}

// The sizes are told before the picture is there, so that nothing moves when it comes.
static void write_img(writer *w, const node *image, bool has_caption)
{
    html_picture found = { 0 };
    bool is_known = w->options->find_picture != NULL && w->options->find_picture(w->options->context, image, &found);
    if (found.webp.length > 0) {
        add_source(w, "<picture><source", " type=\"image/webp\"", found.webp, found.sizes);
        add(w, " />");
    }
    add(w, "<img");
    add_src(w, is_known ? found.address : image->link.address);
    add_source(w, "", "", found.plain, found.sizes);
    if (is_known)
        buffer_format(w->out, " width=\"%zu\" height=\"%zu\"", found.width, found.height);
    add(w, " alt=\"");
    html_write_flat(w->out, image, html_escape);
    add(w, "\"");
    if (!has_caption && !text_is_empty(image->link.title))
        add_attribute(w, "title", image->link.title);
    add(w, w->options->is_epub || found.is_first ? " />" : " loading=\"lazy\" />");
    if (found.webp.length > 0)
        add(w, "</picture>");
}

static void write_caption(writer *w, const node *image)
{
    add(w, "\n<figcaption>");
    html_escape(w->out, image->link.title);
    if (image->link.credit.length > 0) {
        add(w, image->link.title.length > 0 ? " <span class=\"credit\">" : "<span class=\"credit\">");
        html_escape(w->out, w->options->words->credit);
        add(w, ": ");
        html_escape(w->out, image->link.credit);
        add(w, "</span>");
    }
    add(w, "</figcaption>\n");
}

static void write_image(writer *w, const node *image)
{
    bool has_caption = image->parent != NULL && image->parent->type == NODE_PARAGRAPH && is_figure(image->parent);
    write_img(w, image, has_caption);
    if (has_caption)
        write_caption(w, image);
}

// ---- The walk

static void write_leaf(writer *w, const node *leaf)
{
    switch (leaf->type) {
    case NODE_CODE_BLOCK:
        write_code_block(w, leaf);
        break;
    case NODE_RULE:
        html_end_line(w->out);
        add(w, "<hr />\n");
        break;
    case NODE_BLOCK:
        html_end_line(w->out);
        if (w->options->write_block != NULL)
            w->options->write_block(w->options->context, leaf, w->out);
        break;
    case NODE_TEXT:
        html_escape(w->out, leaf->literal);
        break;
    case NODE_SOFT_BREAK:
        add(w, "\n");
        break;
    case NODE_HARD_BREAK:
        add(w, "<br />\n");
        break;
    case NODE_CODE:
        add(w, "<code>");
        html_escape(w->out, leaf->literal);
        add(w, "</code>");
        break;
    case NODE_IMAGE:
        write_image(w, leaf);
        break;
    case NODE_FOOTNOTE_CALL:
        write_footnote_call(w, leaf);
        break;
    default:
        break;      // raw HTML is left out
    }
    skip_children(w);
}

static void write_quote(writer *w, bool entering)
{
    html_end_line(w->out);
    add(w, entering ? "<blockquote>\n" : "</blockquote>\n");
}

static void write_node(writer *w, const node *at_node, bool entering)
{
    switch (at_node->type) {
    case NODE_DOCUMENT: break;
    case NODE_PARAGRAPH: write_paragraph(w, at_node, entering); break;
    case NODE_HEADING: write_heading(w, at_node, entering); break;
    case NODE_QUOTE: write_quote(w, entering); break;
    case NODE_CALLOUT: write_callout(w, at_node, entering); break;
    case NODE_LIST: write_list(w, at_node, entering); break;
    case NODE_ITEM: write_item(w, at_node, entering); break;
    case NODE_TABLE: write_table(w, entering); break;
    case NODE_TABLE_ROW: write_row(w, at_node, entering); break;
    case NODE_TABLE_CELL: write_cell(w, at_node, entering); break;
    case NODE_FOOTNOTES: write_footnotes(w, entering); break;
    case NODE_FOOTNOTE: write_footnote(w, at_node, entering); break;
    case NODE_EMPHASIS: add(w, entering ? "<em>" : "</em>"); break;
    case NODE_STRONG: add(w, entering ? "<strong>" : "</strong>"); break;
    case NODE_STRIKETHROUGH: add(w, entering ? "<del>" : "</del>"); break;
    case NODE_LINK: write_link(w, at_node, entering); break;
    default:
        if (entering)
            write_leaf(w, at_node);
        break;
    }
}

void html_write(const node *root, const html_options *options, buffer *out)
{
    writer w = { .options = options, .out = out, .walk = { .root = (node *)root } };
    while (document_next(&w.walk))
        write_node(&w, w.walk.current, w.walk.entering);
}
