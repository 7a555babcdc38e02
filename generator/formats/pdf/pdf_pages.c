// Draws the pages.
#include "formats/pdf/pdf_parts.h"

static void draw_field(pdf *document, const pdf_item *item, const pdf_box *box, double x, double y)
{
    if (item->field->type == PDF_FIELD_RADIO)
        pdf_draw_circle(document, box, x, y);
    else if (item->field->type == PDF_FIELD_CHECK)
        pdf_draw_box(document, box, x, y);
    pdf_annotation *made =
        pdf_annotate(document, item->element, ANNOTATION_FIELD, x, y, box->width, box->height);
    made->field = item->field;
}

// One field over all lines of the page; the first of them draws it.
static void draw_writing(pdf *document, const pdf_item *item, const pdf_placement *at, double x, double y)
{
    const pdf_placement *placed = document->layout.placed.items;
    size_t index = (size_t)(at - placed), end = index + 1;
    if (index > 0 && placed[index - 1].page == at->page && pdf_writing_of(placed[index - 1].slice) == item->writing)
        return;
    while (end < document->layout.placed.count && placed[end].page == at->page &&
           pdf_writing_of(placed[end].slice) == item->writing)
        end++;
    pdf_writing *group = item->writing;
    group->field_count++;
    pdf_field *field = ARENA_NEW(document->memory, pdf_field, 1);
    *field = (pdf_field){ .type = PDF_FIELD_TEXT, .tooltip = group->tooltip, .is_multiline = true, .size = 11,
                          .name = group->name };
    if (group->field_count > 1)
        field->name = text_format(document->memory, "%.*s-%zu", TEXT_PRINT(group->name), group->field_count);
    pdf_element *element = pdf_element_new(document, group->parent, "Form");
    element->alt = group->tooltip;
    double bottom = placed[end - 1].y + placed[end - 1].slice->height;
    pdf_annotate(document, element, ANNOTATION_FIELD, x, y, item->box.width, bottom - y)->field = field;
}

static void draw_link(pdf *document, const pdf_item *item, pdf_element *element, double x, double y)
{
    if (!pdf_leads_somewhere(document, item->address))
        return;
    pdf_annotation *made = pdf_annotate(document, element, ANNOTATION_LINK, x, y, item->box.width, item->box.height);
    made->address = item->address;
    made->contents = item->contents;
    if (text_is_empty(item->page_of))
        return;
    text number = pdf_page_words(document, item->page_of);
    made->contents = text_is_empty(item->contents)
                         ? number
                         : text_format(document->memory, "%.*s, %.*s", TEXT_PRINT(item->contents), TEXT_PRINT(number));
}

static void draw_page_number(pdf *document, const pdf_item *item, pdf_element *element, double x, double y)
{
    const pdf_lines *lines = pdf_break_text(document, pdf_page_words(document, item->address), item->style, 200);
    pdf_draw_line(document, element, lines, 0, x - pdf_lines_width(lines), y);
}

static void draw_item(pdf *document, const pdf_item *item, const pdf_placement *at)
{
    double x = document->layout.sheets.items[at->page].left + item->x, y = at->y + item->y;
    pdf_element *element = at->is_repetition ? NULL : item->element;
    pdf_box box = item->box;
    if (box.is_elastic)
        box.height += at->stretch;
    else if (at->slice->centres)
        y += at->stretch / 2;
    switch (item->type) {
    case ITEM_LINE:
        pdf_draw_line(document, element, item->lines, item->line, x, y);
        break;
    case ITEM_BOX:
        if (box.covers_gap) {
            y -= at->gap;
            box.height += at->gap;
        }
        pdf_draw_box(document, &box, x, y);
        break;
    case ITEM_CIRCLE:
        pdf_draw_circle(document, &box, x, y);
        break;
    case ITEM_QR:
        if (element != NULL)
            pdf_draw_qr(document, element, pdf_qr_make(document->memory, item->address), x, y, item->size);
        break;
    case ITEM_FIELD:
        if (element != NULL)
            draw_field(document, item, &box, x, y);
        break;
    case ITEM_ELEMENT:
        if (element != NULL)
            pdf_attach(document, element);
        break;
    case ITEM_PICTURE:
        pdf_draw_picture(document, element, item->picture, &box, x, y);
        break;
    case ITEM_STROKE:
        pdf_draw_stroke(document, &box, x, y, item->dash);
        break;
    case ITEM_PAGE_NUMBER:
        draw_page_number(document, item, element, x, y);
        break;
    case ITEM_LINK:
        if (element != NULL)
            draw_link(document, item, element, x, y);
        break;
    case ITEM_WRITE:
        if (!at->is_repetition)
            draw_writing(document, item, at, x, y);
        break;
    case ITEM_HAND:
        pdf_note_hand(document, item->field, x, y, box.width, box.height);
        break;
    case ITEM_TICK:
        pdf_draw_tick(document, element, &box, x, y, item->is_ticked);
        break;
    }
}

// Links that lead nowhere are words.
static void forget_dead_links(pdf *document, const pdf_slice_state *slice)
{
    for (size_t i = 0; i < slice->items.count; i++) {
        const pdf_item *item = slice->items.items[i];
        if (item->type == ITEM_LINK && item->element != NULL && !pdf_leads_somewhere(document, item->address))
            item->element->type = "Span";
    }
}

static const pdf_element repeated = { .type = "/Type /Pagination" };
static const pdf_element page_head = { .type = "/Type /Pagination /Subtype /Header" };
static const pdf_element page_foot = { .type = "/Type /Pagination /Subtype /Footer" };

static void draw_slice(pdf *document, const pdf_placement *at)
{
    const pdf_slice_state *state = at->slice->state;
    forget_dead_links(document, state);
    document->decoration = at->is_repetition ? &repeated : NULL;
    for (size_t i = 0; i < state->bookmarks.count && !at->is_repetition; i++)
        *ARENA_PUSH(document->memory, document->outline) =
            (pdf_outline_entry){ state->bookmarks.items[i].title, state->bookmarks.items[i].level, at->page, at->y };
    for (size_t i = 0; i < state->items.count; i++)
        draw_item(document, state->items.items[i], at);
}

// ---- The running head and foot

static text page_words(const pdf *document, size_t page, size_t pages)
{
    text pattern = document->settings.page_words;
    buffer out = { 0 };
    while (pattern.length > 0) {
        bool is_page = text_starts_with(pattern, TEXT("{page}"));
        if (is_page || text_starts_with(pattern, TEXT("{pages}"))) {
            buffer_format(&out, "%zu", is_page ? page : pages);
            pattern = text_from(pattern, is_page ? 6 : 7);
        } else {
            buffer_add_byte(&out, pattern.bytes[0]);
            pattern = text_from(pattern, 1);
        }
    }
    text made = text_copy(document->memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

typedef enum { AT_LEFT, AT_MIDDLE, AT_RIGHT } side;

// The same words stand on many pages.
static const pdf_lines *furniture_lines(pdf *document, text words, double width)
{
    text key = text_format(document->memory, "%.1f %.*s", width, TEXT_PRINT(words));
    bool is_new;
    uintptr_t *kept = table_put(&document->furniture, key, &is_new);
    if (!is_new)
        return (const pdf_lines *)*kept;
    const pdf_style *style = &document->settings.look.small;
    const pdf_lines *lines = pdf_break_text(document, words, style, width);
    // What is too long ends in an ellipsis, after a whole word if there is one.
    text rest = text_slice(words, 0, pdf_line_length(lines, 0));
    while (pdf_lines_count(lines) > 1 && rest.length > 0) {
        size_t space = text_find_last_byte(rest, ' ');
        rest = text_slice(rest, 0, space != TEXT_NOT_FOUND ? space : rest.length - 1);
        while (rest.length > 0 && ((unsigned char)rest.bytes[rest.length - 1] & 0x80) != 0 && space == TEXT_NOT_FOUND)
            rest = text_slice(rest, 0, rest.length - 1);
        lines = pdf_break_text(document, text_format(document->memory, "%.*s\u2026", TEXT_PRINT(rest)), style, width);
    }
    *kept = (uintptr_t)lines;
    return lines;
}

static void draw_furniture(pdf *document, const pdf_sheet *sheet, text words, side at, double y, double share)
{
    if (text_is_empty(words))
        return;
    double width = sheet->style->width - sheet->style->left - sheet->style->right;
    const pdf_lines *lines = furniture_lines(document, words, width * share);
    double free = width - pdf_lines_width(lines);
    double x = sheet->left + (at == AT_LEFT ? 0 : at == AT_MIDDLE ? free / 2 : free);
    pdf_draw_line(document, NULL, lines, 0, x, y);
}

static void draw_foot(pdf *document, const pdf_sheet *sheet, double y, size_t page, bool is_left_page)
{
    const pdf_settings *settings = &document->settings;
    draw_furniture(document, sheet, settings->foot_left, is_left_page ? AT_RIGHT : AT_LEFT, y, 0.45);
    draw_furniture(document, sheet, settings->foot_middle, AT_MIDDLE, y, 0.35);
    draw_furniture(document, sheet, page_words(document, page + 1, document->layout.sheets.count),
                   is_left_page ? AT_LEFT : AT_RIGHT, y, 0.25);
}

static void draw_head(pdf *document, const pdf_sheet *sheet, double y, size_t page, bool is_left_page)
{
    const pdf_settings *settings = &document->settings;
    text left = settings->head_left, right = page == 0 ? settings->first_head_right : settings->head_right;
    if (sheet->heads != NULL) {
        left = sheet->heads->left;
        right = sheet->heads->right;
    }
    bool is_single = !sheet->style->is_mirrored;
    if (is_single || is_left_page)
        draw_furniture(document, sheet, left, AT_LEFT, y, is_single ? 0.48 : 1);
    if (is_single || !is_left_page)
        draw_furniture(document, sheet, right, AT_RIGHT, y, is_single ? 0.48 : 1);
}

static void draw_edges(pdf *document, const pdf_sheet *sheet, size_t page)
{
    const pdf_page_style *style = sheet->style;
    bool is_left_page = style->is_mirrored && page % 2 == 1;
    pdf_box rule = { .width = style->width - style->left - style->right, .height = 0.5, .is_filled = true,
                     .fill = document->settings.look.hairline };
    double y = style->height - style->bottom + PDF_MM(7);
    document->decoration = &page_foot;
    pdf_draw_box(document, &rule, sheet->left, y);
    draw_foot(document, sheet, y + 5, page, is_left_page);
    document->decoration = &page_head;
    y = style->top - PDF_MM(6);
    draw_head(document, sheet, y - 15, page, is_left_page);
    pdf_draw_box(document, &rule, sheet->left, y);
}

enum { MANY_PAGES = 100 };

bool pdf_draw_pages(pdf *document, buffer *drawn)
{
    pdf_layout *layout = &document->layout;
    pdf_lay_out(document, layout);
    if (!pdf_canvas_start(document, drawn))
        return pdf_canvas_stop(document);
    size_t next = 0;
    for (size_t page = 0; page < layout->sheets.count; page++) {
        const pdf_sheet *sheet = &layout->sheets.items[page];
        pdf_canvas_begin_page(document, sheet->style);
        if (sheet->style->has_edges && !sheet->is_blank)
            draw_edges(document, sheet, page);
        document->decoration = NULL;
        if (sheet->notes_top > 0)
            pdf_draw_box(document, &(pdf_box){ .width = 72, .height = 0.6, .is_filled = true,
                                               .fill = document->settings.look.small.colour },
                         sheet->left, sheet->notes_top);
        for (; next < layout->placed.count && layout->placed.items[next].page == page; next++)
            draw_slice(document, &layout->placed.items[next]);
        if (document->settings.page_code.length > 0)
            pdf_draw_marks(document);
        pdf_canvas_end_page(document);
    }
    bool is_done = pdf_canvas_stop(document);
    // A large document needs the room more than the next one needs its words.
    if (layout->sheets.count > MANY_PAGES)
        pdf_forget_shapes();
    pdf_forget_marks(drawn);
    return is_done;
}
