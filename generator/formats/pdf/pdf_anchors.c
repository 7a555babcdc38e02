// Places that links lead to, and the numbers of their pages.
#include "formats/pdf/pdf_parts.h"

void pdf_ask_for_anchor(pdf *document, text name)
{
    if (!text_is_empty(name))
        *ARENA_PUSH(document->memory, document->asked) = name;
}

const pdf_anchor *pdf_find_anchor(const pdf *document, text name)
{
    return table_find(&document->layout.anchors, name);
}

bool pdf_leads_somewhere(const pdf *document, text address)
{
    bool is_inner = text_starts_with(address, TEXT("#"));
    return is_inner ? pdf_find_anchor(document, text_from(address, 1)) != NULL : !text_is_empty(address);
}

text pdf_page_words(const pdf *document, text anchor)
{
    const pdf_anchor *found = pdf_find_anchor(document, anchor);
    return found != NULL ? text_format(document->memory, "%zu", found->page + 1) : TEXT("\u2013");
}

static void note_anchors(const pdf_slices *slices, table *into)
{
    for (size_t i = 0; i < slices->count; i++) {
        const pdf_slice_state *state = slices->items[i]->state;
        for (size_t j = 0; j < state->anchors.count; j++)
            table_put(into, state->anchors.items[j], NULL);
    }
}

text pdf_missing_anchors(pdf *document)
{
    table seen = { .memory = document->memory };
    note_anchors(&document->slices, &seen);
    for (size_t i = 0; i < document->notes.count; i++)
        note_anchors(&document->notes.items[i]->slices, &seen);
    buffer out = { 0 };
    for (size_t i = 0; i < document->asked.count; i++) {
        bool is_new;
        table_put(&seen, document->asked.items[i], &is_new);
        if (!is_new)
            continue;
        if (out.length > 0)
            buffer_add_byte(&out, ' ');
        buffer_add(&out, document->asked.items[i]);
    }
    text made = text_copy(document->memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

// ---- Page numbers

// Where the number ends, and what a reader is told of its link.
static pdf_item *put_number(pdf *document, pdf_slice *on, pdf_element *element, text anchor, const pdf_style *style,
                            double right, double y)
{
    pdf_style *kept = ARENA_NEW(document->memory, pdf_style, 1);
    *kept = *style;
    pdf_ask_for_anchor(document, anchor);
    pdf_item *item = pdf_put(document, on, ITEM_PAGE_NUMBER, element, right, y);
    item->address = anchor;
    item->style = kept;
    return item;
}

void pdf_put_page_number(pdf *document, pdf_slice *on, pdf_element *element, text anchor, const pdf_style *style,
                         double right, double y)
{
    pdf_element *link = element != NULL ? pdf_element_new(document, element, "Link") : NULL;
    put_number(document, on, link, anchor, style, right, y);
    if (link == NULL)
        return;
    pdf_item *area = pdf_put(document, on, ITEM_LINK, link, right - 24, y);
    area->address = text_join(document->memory, TEXT("#"), anchor);
    area->box = (pdf_box){ .width = 24, .height = style->leading };
    area->page_of = anchor;
}

// ---- Contents

enum { CONTENTS_INDENT = 15, NUMBER_ROOM = 24, PAGE_ROOM = 34, DOT_STEP = 4 };

static pdf_style contents_style(const pdf *document, int level)
{
    const pdf_look *look = &document->settings.look;
    pdf_style style = level == 1 ? look->label : look->body;
    style.size = look->body.size + (level == 1 ? 0.5 : level == 2 ? 0 : -1);
    style.leading = look->body.leading + (level == 1 ? 1.5 : level == 2 ? 0 : -1.5);
    style.colour = look->body.colour;
    return style;
}

// From the end of the words to the page number; the dots of all lines stand below one another.
static void put_dots(pdf *document, pdf_slice *on, double from, double right, double y)
{
    double first = right - DOT_STEP * (double)(int)((right - from) / DOT_STEP);
    if (first + 2 * DOT_STEP < right)
        pdf_put_stroke(document, on, right, y, first, y, 0.9, -DOT_STEP, document->settings.look.small.colour);
}

static void put_area(pdf *document, pdf_slice *on, pdf_element *link, text title, text anchor, pdf_box box)
{
    pdf_item *area = pdf_put(document, on, ITEM_LINK, link, box.x, box.y);
    area->address = text_join(document->memory, TEXT("#"), anchor);
    area->contents = title;
    area->page_of = anchor;
    area->box = (pdf_box){ .width = box.width, .height = box.height };
}

void pdf_add_contents_line(pdf *document, pdf_element *toc, int level, text number, text title, text anchor,
                           pdf_place at)
{
    pdf_style style = contents_style(document, level);
    double x = at.x + (level > 1 ? (level - 1) * CONTENTS_INDENT : 0), right = at.x + at.width;
    double inner = x + (text_is_empty(number) ? 0 : NUMBER_ROOM);
    pdf_element *item = pdf_element_new(document, toc, "TOCI");
    pdf_element *label = text_is_empty(number) ? NULL : pdf_element_new(document, item, "Lbl");
    pdf_element *link = pdf_element_new(document, pdf_element_new(document, item, "Reference"), "Link");
    pdf_lines *lines = pdf_break_text(document, title, &style, right - PAGE_ROOM - inner);
    size_t count = pdf_lines_count(lines);
    pdf_slice *slice = pdf_slice_new(document, at.before, pdf_lines_height(lines));
    slice->keep = at.keep;
    if (label != NULL)
        pdf_put_line(document, slice, label, pdf_break_text(document, number, &style, NUMBER_ROOM), 0, x, 0);
    pdf_put_lines(document, slice, link, lines, inner, 0);
    double y = (double)(count - 1) * style.leading, end = inner + pdf_line_width(lines, count - 1);
    put_dots(document, slice, end + 6, right - PAGE_ROOM + 14, y + style.leading * 0.5 + style.size * 0.33);
    put_number(document, slice, link, anchor, &style, right, y);
    put_area(document, slice, link, title, anchor, (pdf_box){ .x = x, .width = right - x, .height = pdf_lines_height(lines) });
}

// ---- Indexes

// Between a title and the number of its page; of a title's further lines.
enum { INDEX_GAP = 14, INDEX_INDENT = 8 };

struct pdf_index_entry {
    text title, anchor;
    pdf_lines *lines;
    pdf_style style;
    double width, number_room;
};

pdf_index_entry *pdf_index_entry_new(pdf *document, text title, text anchor, const pdf_style *style, double width)
{
    pdf_index_entry *made = ARENA_NEW(document->memory, pdf_index_entry, 1);
    double room = pdf_lines_width(pdf_break_text(document, TEXT("000"), style, width)) + INDEX_GAP;
    *made = (pdf_index_entry){ title, anchor, pdf_break_text(document, title, style, width - room - INDEX_INDENT), *style, width, room };
    return made;
}

double pdf_index_entry_height(const pdf_index_entry *of)
{
    return pdf_lines_height(of->lines);
}

void pdf_put_index_entry(pdf *document, pdf_slice *on, pdf_element *within, const pdf_index_entry *entry, double x, double y)
{
    pdf_element *link = pdf_element_new(document, pdf_element_new(document, within, "Reference"), "Link");
    const pdf_style *style = &entry->style;
    size_t last = pdf_lines_count(entry->lines) - 1;
    for (size_t i = 0; i <= last; i++)
        pdf_put_line(document, on, link, entry->lines, i, x + (i > 0 ? INDEX_INDENT : 0), y + (double)i * style->leading);
    double of_last = y + (double)last * style->leading, end = x + (last > 0 ? INDEX_INDENT : 0) + pdf_line_width(entry->lines, last);
    put_dots(document, on, end + 4, x + entry->width - entry->number_room + 4, of_last + style->leading * 0.5 + style->size * 0.33);
    put_number(document, on, link, entry->anchor, style, x + entry->width, of_last);
    put_area(document, on, link, entry->title, entry->anchor,
             (pdf_box){ .x = x, .y = y, .width = entry->width, .height = pdf_lines_height(entry->lines) });
}
