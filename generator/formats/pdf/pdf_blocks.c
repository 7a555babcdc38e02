// The blocks of a document tree. Blocks inside blocks are limited by
// LIMIT_NESTING when the tree is made, so the functions may call one another.
#include "formats/pdf/pdf_blocks.h"

void pdf_add_heading(pdf *document, pdf_element *parent, int level, const pdf_runs *runs, pdf_place at)
{
    const pdf_look *look = &document->settings.look;
    static const char *const types[] = { "H1", "H2", "H3", "H4", "H5", "H6" };
    size_t index = (size_t)(level < 1 ? 1 : level > 6 ? 6 : level) - 1;
    if (level == look->ruled_level) {
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

static void add_callout(pdf_writer *to, const node *block, pdf_element *parent, pdf_place at)
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
    pdf_add_blocks(to, block, element, panel.inner, look->paragraph_gap * 0.7);
    pdf_panel_end(document, panel);
}

static void add_quote(pdf_writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    pdf *document = to->document;
    size_t first = document->slices.count;
    pdf_place inner = { at.x + PANEL_INDENT, at.width - PANEL_INDENT, at.before, at.keep };
    pdf_add_blocks(to, block, pdf_element_new(document, parent, "BlockQuote"), inner, to->look->paragraph_gap);
    for (size_t i = first; i < document->slices.count; i++)
        pdf_put_box_under(document, document->slices.items[i],
                          &(pdf_box){ .x = at.x + 2, .width = 1.5, .height = document->slices.items[i]->height,
                                      .is_filled = true, .fill = to->look->hairline, .covers_gap = i > first });
}

// ---- The other blocks

static void add_code(pdf_writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    const pdf_style style = { PDF_MONO, 8, 11.5, 400, false, 0, to->look->body.colour };
    pdf_panel panel = pdf_panel_begin(to->document, at, to->look->hairline);
    pdf_add_text(to->document, parent, "P", text_trim(block->literal), &style, panel.inner);
    pdf_panel_end(to->document, panel);
}

// The picture of a paragraph that holds nothing else.
static const picture *picture_of(pdf_writer *to, const node *block)
{
    const node *only = block->first;
    bool is_figure = only != NULL && only->next == NULL && only->type == NODE_IMAGE && to->request->picture != NULL;
    return is_figure ? to->request->picture(to->request->context, to->document->memory, only) : NULL;
}

static void add_picture(pdf_writer *to, const node *image, const picture *shown, pdf_element *parent, pdf_place at)
{
    pdf_run run = { .words = image->link.title };
    pdf_runs caption = { .items = &run, .count = text_is_empty(run.words) ? 0 : 1 };
    pdf_add_figure(to->document, parent, shown, document_plain_text(to->document->memory, image), &caption, at);
}

static void add_paragraph(pdf_writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    const picture *shown = picture_of(to, block);
    if (shown != NULL) {
        add_picture(to, block->first, shown, parent, at);
        return;
    }
    pdf_runs runs = pdf_inlines(to->document, block, to->request);
    if (runs.count == 0)
        return;
    pdf_add_lines(to->document, pdf_element_new(to->document, parent, "P"),
                  pdf_break(to->document, runs.items, runs.count, &to->look->body, at.width), at);
}

static void add_heading(pdf_writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    pdf *document = to->document;
    pdf_runs runs = pdf_inlines(document, block, to->request);
    int level = block->heading.level + to->request->level_shift;
    at.before = level == to->look->ruled_level ? to->look->heading_gap * 1.6 : to->look->heading_gap;
    if (runs.count == 0)
        return;
    size_t first = document->slices.count;
    pdf_add_heading(document, parent, level, &runs, at);
    if (!text_is_empty(to->request->anchor_prefix) && !text_is_empty(block->heading.id))
        pdf_put_anchor(document, document->slices.items[first],
                       text_join(document->memory, to->request->anchor_prefix, block->heading.id));
}

static void add_own_block(pdf_writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    if (to->request->block != NULL)
        to->request->block(to->request->context, to->document, block, parent, at);
}

static void add_block(pdf_writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    switch (block->type) {
    case NODE_PARAGRAPH: add_paragraph(to, block, parent, at); break;
    case NODE_HEADING: add_heading(to, block, parent, at); break;
    case NODE_QUOTE: add_quote(to, block, parent, at); break;
    case NODE_CALLOUT: add_callout(to, block, parent, at); break;
    case NODE_LIST: pdf_add_list(to, block, parent, at); break;
    case NODE_CODE_BLOCK: add_code(to, block, parent, at); break;
    case NODE_TABLE: pdf_add_table(to->document, block, to->request, parent, at); break;
    case NODE_FOOTNOTES:
        if (!to->request->notes_at_foot)
            pdf_add_footnotes(to, block, parent, at);
        break;
    case NODE_BLOCK: add_own_block(to, block, parent, at); break;
    case NODE_RULE:
        pdf_put_rule(to->document, pdf_slice_new(to->document, at.before, 8), at.x, 4, at.width, 0.6,
                     to->look->hairline);
        break;
    default: break;
    }
}

void pdf_add_blocks(pdf_writer *to, const node *parent, pdf_element *element, pdf_place at, double gap)
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

void pdf_add_note_blocks(pdf *document, const node *note, const pdf_document_request *request, pdf_element *element)
{
    pdf_look look = document->settings.look;
    look.body = pdf_note_style(document);
    pdf_writer to = { document, request, &look };
    pdf_place at = { .x = PDF_NOTE_INDENT, .width = pdf_text_width(document) - PDF_NOTE_INDENT, .before = 2 };
    pdf_add_blocks(&to, note, element, at, 2);
}

void pdf_add_document(pdf *document, const node *tree, const pdf_document_request *request)
{
    struct pdf_footnotes own = { .request = request, .made = { .memory = document->memory } }, *outer =
                                                                                          document->footnotes;
    if (request->notes_at_foot)
        for (const node *block = tree->first; block != NULL; block = block->next)
            if (block->type == NODE_FOOTNOTES)
                own.list = block;
    document->footnotes = &own;
    pdf_writer to = { document, request, &document->settings.look };
    pdf_add_blocks(&to, tree, request->parent, request->place, to.look->paragraph_gap);
    document->footnotes = outer;
}
