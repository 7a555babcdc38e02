// The blocks of a document tree. Blocks inside blocks are limited by
// LIMIT_NESTING when the tree is made, so the functions may call one another.
#include "formats/pdf/pdf_parts.h"

typedef struct {
    pdf *document;
    const pdf_document_request *request;
    const pdf_look *look;
} writer;

static void add_blocks(writer *to, const node *parent, pdf_element *element, pdf_place at, double gap);

void pdf_add_heading(pdf *document, pdf_element *parent, int level, const pdf_runs *runs, pdf_place at)
{
    const pdf_look *look = &document->settings.look;
    static const char *const types[] = { "H1", "H2", "H3", "H4", "H5", "H6" };
    size_t index = (size_t)(level < 1 ? 1 : level > 6 ? 6 : level) - 1;
    if (level == 2) {
        pdf_slice *rule = pdf_slice_new(document, at.before, 9);
        pdf_put_rule(document, rule, at.x, 0.6, at.width, 1.2, look->accent);
        rule->keep = true;
        at.before = 0;
    }
    size_t first = document->slices.count;
    at.keep = true;
    pdf_add_lines(document, pdf_element_new(document, parent, types[index]),
                  pdf_break(document, runs->items, runs->count, &look->headings[index], at.width), at);
    for (size_t i = first; i < document->slices.count; i++)
        document->slices.items[i]->keep = true;
    if (first < document->slices.count)
        pdf_put_bookmark(document, document->slices.items[first], level, pdf_runs_text(document->memory, runs));
}

// ---- Panels

enum { PANEL_PADDING = 9, PANEL_INDENT = 14 };

pdf_panel pdf_panel_begin(pdf *document, pdf_place at, uint32_t bar)
{
    pdf_panel made = { .first = document->slices.count, .outer = at, .inner = at, .bar = bar };
    made.inner.x += PANEL_INDENT;
    made.inner.width -= PANEL_INDENT + 10;
    made.inner.before = 0;
    made.inner.keep = false;
    pdf_slice_new(document, at.before, PANEL_PADDING)->keep = true;
    return made;
}

void pdf_panel_end(pdf *document, pdf_panel panel)
{
    document->slices.items[document->slices.count - 1]->keep = true;
    document->room = 0;
    pdf_slice *last = pdf_slice_new(document, 0, PANEL_PADDING);
    double height = 0;
    for (size_t i = panel.first; i < document->slices.count; i++)
        height += document->slices.items[i]->before + document->slices.items[i]->height;
    // A short panel is not broken.
    for (size_t i = panel.first; height < pdf_text_height(document) * 0.4 && i < document->slices.count; i++)
        document->slices.items[i]->keep = true;
    last->keep = panel.outer.keep;
    for (size_t i = panel.first; i < document->slices.count; i++) {
        pdf_slice *slice = document->slices.items[i];
        // A hair longer, or a seam shows between two slices.
        double seam = slice == last ? 0 : 0.3;
        pdf_box bar = { .x = panel.outer.x, .width = 2.5, .height = slice->height + seam, .is_filled = true,
                        .fill = panel.bar, .covers_gap = i > panel.first };
        pdf_put_box_under(document, slice, &bar);
        bar.width = panel.outer.width;
        bar.fill = document->settings.look.tint;
        pdf_put_box_under(document, slice, &bar);
    }
}

static void add_callout(writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    pdf *document = to->document;
    const pdf_look *look = to->look;
    bool is_warning = block->callout == CALLOUT_WARNING || block->callout == CALLOUT_CAUTION;
    uint32_t bar = is_warning ? look->warning : look->accent;
    pdf_element *element = pdf_element_new(document, parent, "Div");
    pdf_panel panel = pdf_panel_begin(document, at, bar);
    if (to->request->words != NULL) {
        pdf_style style = look->label;
        style.colour = bar;
        pdf_place title = panel.inner;
        title.keep = true;
        pdf_add_text(document, element, "P", to->request->words->callouts[block->callout], &style, title);
        pdf_add_room(document, 2);
    }
    add_blocks(to, block, element, panel.inner, look->paragraph_gap * 0.7);
    pdf_panel_end(document, panel);
}

static void add_quote(writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    pdf *document = to->document;
    size_t first = document->slices.count;
    pdf_place inner = { at.x + PANEL_INDENT, at.width - PANEL_INDENT, at.before, at.keep };
    add_blocks(to, block, pdf_element_new(document, parent, "BlockQuote"), inner, to->look->paragraph_gap);
    for (size_t i = first; i < document->slices.count; i++)
        pdf_put_box_under(document, document->slices.items[i],
                          &(pdf_box){ .x = at.x + 2, .width = 1.5, .height = document->slices.items[i]->height,
                                      .is_filled = true, .fill = to->look->hairline, .covers_gap = i > first });
}

// ---- Lists

static text label_of(pdf *document, const node *list, const node *item, int number)
{
    if (item->item.is_task)
        return item->item.is_checked ? TEXT("☑") : TEXT("☐");
    return list->list.ordered ? text_format(document->memory, "%d.", number) : TEXT("•");
}

static void add_item(writer *to, const node *item, pdf_element *list, text label, pdf_place at, double gap)
{
    pdf *document = to->document;
    const pdf_style *style = &to->look->body;
    pdf_element *element = pdf_element_new(document, list, "LI");
    pdf_element *lbl = pdf_element_new(document, element, "Lbl");
    pdf_element *body = pdf_element_new(document, element, "LBody");
    const double indent = 17;
    const pdf_lines *drawn = pdf_break_text(document, label, style, 60);
    size_t first = document->slices.count;
    pdf_place inner = { at.x + indent, at.width - indent, at.before, at.keep };
    add_blocks(to, item, body, inner, gap);
    pdf_slice *slice = first < document->slices.count ? document->slices.items[first]
                                                      : pdf_slice_new(document, at.before, style->leading);
    double x = at.x + indent - 6 - pdf_lines_width(drawn);
    pdf_put_line_first(document, slice, lbl, drawn, x, 0);
}

static void add_list(writer *to, const node *list, pdf_element *parent, pdf_place at)
{
    pdf *document = to->document;
    pdf_element *element = pdf_element_new(document, parent, "L");
    element->is_ordered = list->list.ordered;
    double gap = list->list.tight ? 2.5 : to->look->paragraph_gap;
    int number = list->list.start;
    for (const node *item = list->first; item != NULL; item = item->next, number++) {
        pdf_place own = { at.x, at.width, item == list->first ? at.before : gap,
                          item == list->last && at.keep };
        add_item(to, item, element, label_of(document, list, item, number), own, gap);
    }
}

// ---- The other blocks

static void add_code(writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    const pdf_style style = { PDF_MONO, 8, 11.5, 400, false, 0, to->look->body.colour };
    pdf_panel panel = pdf_panel_begin(to->document, at, to->look->hairline);
    pdf_add_text(to->document, parent, "P", text_trim(block->literal), &style, panel.inner);
    pdf_panel_end(to->document, panel);
}

static void add_footnotes(writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    pdf_element *list = pdf_element_new(to->document, parent, "L");
    list->is_ordered = true;
    for (const node *note = block->first; note != NULL; note = note->next) {
        text label = text_format(to->document->memory, "[%d]", note->footnote.number);
        pdf_place own = { at.x + 4, at.width - 4, note == block->first ? at.before : 2.5, false };
        add_item(to, note, list, label, own, 2.5);
    }
}

static void add_paragraph(writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    pdf_runs runs = pdf_inlines(to->document, block, to->request);
    if (runs.count == 0)
        return;
    pdf_add_lines(to->document, pdf_element_new(to->document, parent, "P"),
                  pdf_break(to->document, runs.items, runs.count, &to->look->body, at.width), at);
}

static void add_heading(writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    pdf_runs runs = pdf_inlines(to->document, block, to->request);
    int level = block->heading.level;
    at.before = level == 2 ? to->look->heading_gap * 1.6 : to->look->heading_gap;
    if (runs.count > 0)
        pdf_add_heading(to->document, parent, level, &runs, at);
}

static void add_block(writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    switch (block->type) {
    case NODE_PARAGRAPH: add_paragraph(to, block, parent, at); break;
    case NODE_HEADING: add_heading(to, block, parent, at); break;
    case NODE_QUOTE: add_quote(to, block, parent, at); break;
    case NODE_CALLOUT: add_callout(to, block, parent, at); break;
    case NODE_LIST: add_list(to, block, parent, at); break;
    case NODE_CODE_BLOCK: add_code(to, block, parent, at); break;
    case NODE_TABLE: pdf_add_table(to->document, block, to->request, parent, at); break;
    case NODE_FOOTNOTES: add_footnotes(to, block, parent, at); break;
    case NODE_RULE:
        pdf_put_rule(to->document, pdf_slice_new(to->document, at.before, 8), at.x, 4, at.width, 0.6,
                     to->look->hairline);
        break;
    default: break;
    }
}

static void add_blocks(writer *to, const node *parent, pdf_element *element, pdf_place at, double gap)
{
    for (const node *block = parent->first; block != NULL; block = block->next) {
        bool is_first = block == parent->first;
        // Words between two headings are not left alone with the first one.
        bool leads_on = is_first && block->next != NULL && block->next->type == NODE_HEADING;
        pdf_place own = { at.x, at.width, is_first ? at.before : gap,
                          leads_on || (block == parent->last && at.keep) };
        add_block(to, block, element, own);
        if (block->type == NODE_HEADING)
            pdf_add_room(to->document, 3);
    }
}

void pdf_add_document(pdf *document, const node *tree, const pdf_document_request *request)
{
    writer to = { document, request, &document->settings.look };
    add_blocks(&to, tree, request->parent, request->place, to.look->paragraph_gap);
}
