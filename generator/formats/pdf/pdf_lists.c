// Lists, tasks and footnotes among them.
#include "formats/pdf/pdf_blocks.h"

enum { LABEL_INDENT = 17 };

static const double box_size = 9;

static text label_of(pdf *document, const node *list, int number)
{
    return list->list.ordered ? text_format(document->memory, "%d.", number) : TEXT("•");
}

static void put_label(pdf *document, pdf_slice *on, pdf_element *element, text label, double x)
{
    const pdf_lines *drawn = pdf_break_text(document, label, &document->settings.look.body, 60);
    pdf_put_line_first(document, on, element, drawn, x + LABEL_INDENT - 6 - pdf_lines_width(drawn), 0);
}

// What there is to do, without the lists inside.
static text words_of_task(arena *memory, const node *item)
{
    return item->first != NULL ? document_plain_text(memory, item->first) : TEXT("");
}

// A box to tick: on the screen too, when it has a name.
static void put_task_box(pdf_writer *to, const node *item, pdf_slice *on, pdf_element *element, double x)
{
    pdf *document = to->document;
    const pdf_document_request *request = to->request;
    double y = (to->look->body.leading - box_size) / 2, left = x + LABEL_INDENT - 7 - box_size;
    text name = request->task_name != NULL ? request->task_name(request->context, document->memory, item) : TEXT("");
    if (!text_is_empty(name)) {
        pdf_field field = { .type = PDF_FIELD_CHECK, .name = name, .is_ticked = item->item.is_checked,
                            .tooltip = words_of_task(document->memory, item) };
        pdf_put_field(document, on, element, &field, left, y, box_size, box_size);
    } else {
        pdf_item *drawn = pdf_put(document, on, ITEM_TICK, element, left, y);
        drawn->is_ticked = item->item.is_checked;
        drawn->box = (pdf_box){ .width = box_size, .height = box_size, .radius = 1.5, .is_stroked = true,
                                .stroke = to->look->body.colour, .thickness = 0.8 };
        element->actual_text = item->item.is_checked ? TEXT("☑") : TEXT("☐");
    }
    pdf_move_last_to_front(on);
}

static pdf_slice *add_body(pdf_writer *to, const node *item, pdf_element *element, pdf_place at, double gap)
{
    size_t first = to->document->slices.count;
    pdf_place inner = { at.x + LABEL_INDENT, at.width - LABEL_INDENT, at.before, at.keep };
    pdf_add_blocks(to, item, element, inner, gap);
    return first < to->document->slices.count ? to->document->slices.items[first]
                                              : pdf_slice_new(to->document, at.before, to->look->body.leading);
}

void pdf_add_list(pdf_writer *to, const node *list, pdf_element *parent, pdf_place at)
{
    pdf *document = to->document;
    pdf_element *element = pdf_element_new(document, parent, "L");
    element->is_ordered = list->list.ordered;
    double gap = list->list.tight ? 2.5 : to->look->paragraph_gap;
    int number = list->list.start;
    for (const node *item = list->first; item != NULL; item = item->next, number++) {
        pdf_place own = { at.x, at.width, item == list->first ? at.before : gap, item == list->last && at.keep };
        pdf_element *made = pdf_element_new(document, element, "LI");
        pdf_element *label = pdf_element_new(document, made, "Lbl");
        pdf_slice *first = add_body(to, item, pdf_element_new(document, made, "LBody"), own, gap);
        if (item->item.is_task)
            put_task_box(to, item, first, label, at.x);
        else
            put_label(document, first, label, label_of(document, list, number), at.x);
    }
}

// At the end of the text, as a list.
void pdf_add_footnotes(pdf_writer *to, const node *block, pdf_element *parent, pdf_place at)
{
    pdf *document = to->document;
    pdf_element *list = pdf_element_new(document, parent, "L");
    list->is_ordered = true;
    for (const node *note = block->first; note != NULL; note = note->next) {
        pdf_place own = { at.x + 4, at.width - 4, note == block->first ? at.before : 2.5, false };
        pdf_element *made = pdf_element_new(document, list, "LI");
        pdf_element *label = pdf_element_new(document, made, "Lbl");
        pdf_slice *first = add_body(to, note, pdf_element_new(document, made, "LBody"), own, 2.5);
        put_label(document, first, label, text_format(document->memory, "[%d]", note->footnote.number), own.x);
    }
}
