// Slices, and what is put on them.
#include "formats/pdf/pdf_parts.h"

#include <assert.h>
#include <string.h>

void pdf_add_room(pdf *document, double before)
{
    if (before > document->room)
        document->room = before;
}

void pdf_keep_last(pdf *document)
{
    if (document->slices.count > 0)
        document->slices.items[document->slices.count - 1]->keep = true;
}

pdf_slice *pdf_slice_new(pdf *document, double before, double height)
{
    pdf_add_room(document, before);
    pdf_slice *made = ARENA_NEW(document->memory, pdf_slice, 1);
    made->before = document->room;
    made->height = height;
    made->state = ARENA_NEW(document->memory, pdf_slice_state, 1);
    document->room = 0;
    *ARENA_PUSH(document->memory, document->slices) = made;
    if (document->note == NULL) {
        made->state->style = document->next.style;
        made->state->begins_page = document->next.begins_page;
        made->state->start = document->next.start;
        made->state->heads = document->next.heads;
        memset(&document->next, 0, sizeof document->next);
    }
    return made;
}

pdf_item *pdf_put(pdf *document, pdf_slice *on, pdf_item_type type, pdf_element *element, double x, double y)
{
    pdf_item *item = ARENA_NEW(document->memory, pdf_item, 1);
    *ARENA_PUSH(document->memory, on->state->items) = item;
    *item = (pdf_item){ .type = type, .element = element, .x = x, .y = y };
    return item;
}

void pdf_put_line(pdf *document, pdf_slice *on, pdf_element *element, const pdf_lines *lines, size_t line, double x,
                  double y)
{
    pdf_item *item = pdf_put(document, on, ITEM_LINE, element, x, y);
    item->lines = lines;
    item->line = line;
    pdf_call_notes(document, on, lines, line);
}

void pdf_put_lines(pdf *document, pdf_slice *on, pdf_element *element, const pdf_lines *lines, double x, double y)
{
    size_t count = pdf_lines_count(lines);
    for (size_t i = 0; i < count; i++)
        pdf_put_line(document, on, element, lines, i, x,
                     y + pdf_lines_height(lines) * (double)i / (double)count);
}

void pdf_put_box(pdf *document, pdf_slice *on, const pdf_box *box)
{
    pdf_put(document, on, ITEM_BOX, NULL, box->x, box->y)->box = *box;
}

void pdf_move_last_to_front(pdf_slice *on)
{
    pdf_item **items = on->state->items.items, *last = items[on->state->items.count - 1];
    memmove(items + 1, items, (on->state->items.count - 1) * sizeof *items);
    items[0] = last;
}

void pdf_put_box_under(pdf *document, pdf_slice *on, const pdf_box *box)
{
    pdf_put_box(document, on, box);
    pdf_move_last_to_front(on);
}

void pdf_put_line_first(pdf *document, pdf_slice *on, pdf_element *element, const pdf_lines *lines, double x,
                        double y)
{
    pdf_put_line(document, on, element, lines, 0, x, y);
    pdf_move_last_to_front(on);
}

void pdf_put_rule(pdf *document, pdf_slice *on, double x, double y, double width, double thickness, uint32_t colour)
{
    pdf_put_box(document, on, &(pdf_box){ .x = x, .y = y - thickness / 2, .width = width, .height = thickness,
                                          .is_filled = true, .fill = colour });
}

void pdf_put_element(pdf *document, pdf_slice *on, pdf_element *element)
{
    pdf_put(document, on, ITEM_ELEMENT, element, 0, 0);
}

bool pdf_put_qr(pdf *document, pdf_slice *on, pdf_element *element, text address, double x, double y, double size)
{
    if (address.length == 0 || address.length > PDF_QR_LIMIT)
        return false;
    pdf_item *item = pdf_put(document, on, ITEM_QR, element, x, y);
    item->address = address;
    item->size = size;
    return true;
}

void pdf_put_bookmark(pdf *document, pdf_slice *on, int level, text title)
{
    *ARENA_PUSH(document->memory, on->state->bookmarks) = (pdf_bookmark){ title, level };
}

void pdf_set_field_prefix(pdf *document, text prefix)
{
    document->field_prefix = prefix;
}

void pdf_put_field(pdf *document, pdf_slice *on, pdf_element *parent, const pdf_field *field, double x, double y,
                   double width, double height)
{
    assert(text_find_byte(field->name, '.', 0) == TEXT_NOT_FOUND);
    pdf_element *element = pdf_element_new(document, parent, "Form");
    element->alt = field->type == PDF_FIELD_RADIO
                       ? text_format(document->memory, "%.*s: %.*s", TEXT_PRINT(field->tooltip),
                                     TEXT_PRINT(field->state_label))
                       : field->tooltip;
    pdf_field *copy = ARENA_NEW(document->memory, pdf_field, 1);
    *copy = *field;
    copy->name = text_join(document->memory, document->field_prefix, field->name);
    pdf_item *item = pdf_put(document, on, ITEM_FIELD, element, x, y);
    item->field = copy;
    item->box = (pdf_box){ .width = width, .height = height, .radius = field->type == PDF_FIELD_CHECK ? 1.5 : 0,
                           .is_filled = true, .fill = 0xffffff, .is_stroked = true, .stroke = 0x5d6b66,
                           .thickness = 0.8, .is_elastic = field->is_elastic };
}

void pdf_put_hand(pdf *document, pdf_slice *on, text name, double x, double y, double width, double height)
{
    pdf_field *field = ARENA_NEW(document->memory, pdf_field, 1);
    *field = (pdf_field){ .type = PDF_FIELD_TEXT, .name = text_join(document->memory, document->field_prefix, name) };
    pdf_item *item = pdf_put(document, on, ITEM_HAND, NULL, x, y);
    item->field = field;
    item->box = (pdf_box){ .width = width, .height = height };
}

void pdf_put_anchor(pdf *document, pdf_slice *on, text name)
{
    *ARENA_PUSH(document->memory, on->state->anchors) = name;
}

void pdf_put_picture(pdf *document, pdf_slice *on, pdf_element *element, const picture *shown, double x, double y,
                     double width, double height)
{
    pdf_item *item = pdf_put(document, on, ITEM_PICTURE, element, x, y);
    item->picture = shown;
    item->box = (pdf_box){ .width = width, .height = height };
}

void pdf_put_stroke(pdf *document, pdf_slice *on, double x1, double y1, double x2, double y2, double thickness,
                    double dash, uint32_t colour)
{
    pdf_item *item = pdf_put(document, on, ITEM_STROKE, NULL, x1, y1);
    item->dash = dash;
    item->box = (pdf_box){ .width = x2 - x1, .height = y2 - y1, .thickness = thickness, .stroke = colour };
}

// ---- Paragraphs

void pdf_add_lines(pdf *document, pdf_element *element, const pdf_lines *lines, pdf_place at)
{
    size_t count = pdf_lines_count(lines);
    double height = pdf_lines_height(lines) / (double)(count > 0 ? count : 1);
    for (size_t i = 0; i < count; i++) {
        pdf_slice *slice = pdf_slice_new(document, i == 0 ? at.before : 0, height);
        pdf_put_line(document, slice, element, lines, i, at.x, 0);
        // No line of a paragraph stands alone on a page.
        bool is_last = i + 1 == count;
        slice->keep = is_last ? at.keep : i == 0 || i + 2 == count;
    }
}

void pdf_add_text(pdf *document, pdf_element *parent, const char *type, text words, const pdf_style *style,
                  pdf_place at)
{
    if (text_is_empty(words))
        return;
    pdf_add_lines(document, pdf_element_new(document, parent, type),
                  pdf_break_text(document, words, style, at.width), at);
}
