// From the row of slices to pages.
#include "formats/pdf/pdf_parts.h"

#include "base/dates.h"

typedef struct {
    pdf *document;
    double y;                           // of the next slice, from the page's top
    size_t page;
    bool is_at_top;
    double shrink;                      // by how much the page's slices may, all together
    size_t first;                       // of the page's placements
    struct {
        pdf_placement *items;
        size_t count, capacity;
    } placed;
} paging;

static double page_bottom(const pdf *document)
{
    return document->settings.height - document->settings.bottom;
}

// Room between slices may shrink too, a little.
static double shrink_of_gap(double gap)
{
    return gap * 0.25;
}

// Fills the page: what may grow or shrink takes its share of the room that is left or missing.
static void settle_page(paging *state, bool is_last)
{
    double room = page_bottom(state->document) - state->y, possible = 0, shift = 0;
    if (is_last && room > 0)
        return;
    for (size_t i = state->first; i < state->placed.count; i++) {
        const pdf_placement *placed = &state->placed.items[i];
        possible += room > 0 ? placed->slice->grow : placed->slice->shrink + shrink_of_gap(placed->gap);
    }
    double part = possible > 0 ? room / possible : 0;
    part = part > 1 ? 1 : part < -1 ? -1 : part;
    for (size_t i = state->first; i < state->placed.count; i++) {
        pdf_placement *placed = &state->placed.items[i];
        double of_gap = room > 0 ? 0 : part * shrink_of_gap(placed->gap);
        placed->gap += of_gap;
        shift += of_gap;
        placed->y += shift;
        placed->stretch = part * (room > 0 ? placed->slice->grow : placed->slice->shrink);
        shift += placed->stretch;
    }
}

static void turn_page(paging *state)
{
    settle_page(state, false);
    state->first = state->placed.count;
    state->shrink = 0;
    state->page++;
    state->y = state->document->settings.top;
    state->is_at_top = true;
}

static void place_slice(paging *state, pdf_slice *slice)
{
    arena *memory = state->document->memory;
    if (state->is_at_top && slice->repeated != NULL) {
        *ARENA_PUSH(memory, state->placed) =
            (pdf_placement){ .slice = slice->repeated, .page = state->page, .y = state->y, .is_repetition = true };
        state->y += slice->repeated->height;
        state->is_at_top = false;
    }
    double gap = state->is_at_top ? 0 : slice->before;
    state->y += gap;
    *ARENA_PUSH(memory, state->placed) =
        (pdf_placement){ .slice = slice, .page = state->page, .y = state->y, .gap = gap };
    state->y += slice->height;
    state->shrink += slice->shrink + shrink_of_gap(gap);
    state->is_at_top = false;
}

// What [from] up to [end] need, the room above the first included or not.
static double height_of(const pdf *document, size_t from, size_t end, bool is_at_top)
{
    const pdf_slice *first = document->slices.items[from];
    double height = is_at_top ? -first->before : 0;
    if (is_at_top && first->repeated != NULL)
        height += first->before + first->repeated->height;
    for (size_t i = from; i < end; i++)
        height += document->slices.items[i]->before + document->slices.items[i]->height;
    return height;
}

static double shrink_of(const pdf *document, size_t from, size_t end)
{
    double shrink = 0;
    for (size_t i = from; i < end; i++)
        shrink += document->slices.items[i]->shrink + shrink_of_gap(document->slices.items[i]->before);
    return shrink;
}

static bool fits(const paging *state, size_t from, size_t end)
{
    // A hair of room, or sums of fractions decide.
    double bottom = state->y + height_of(state->document, from, end, state->is_at_top);
    return bottom - state->shrink - shrink_of(state->document, from, end) <= page_bottom(state->document) + 0.01;
}

static void break_into_pages(paging *state)
{
    pdf *document = state->document;
    size_t count = document->slices.count;
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && document->slices.items[end - 1]->keep && !document->slices.items[end]->new_page)
            end++;
        bool is_new = document->slices.items[i]->new_page && !state->is_at_top;
        if (is_new || (!state->is_at_top && !fits(state, i, end)))
            turn_page(state);
        // What is too long for any page is cut where it must be.
        bool is_whole = fits(state, i, end);
        for (; i < end; i++) {
            if (!is_whole && !state->is_at_top && !fits(state, i, i + 1))
                turn_page(state);
            place_slice(state, document->slices.items[i]);
        }
    }
    settle_page(state, true);
}

// ---- Drawing

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

static void draw_item(pdf *document, const pdf_item *item, const pdf_placement *at)
{
    double x = document->settings.left + item->x, y = at->y + item->y;
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
            pdf_draw_qr(document, element, item->qr, x, y, item->size);
        break;
    case ITEM_FIELD:
        if (element != NULL)
            draw_field(document, item, &box, x, y);
        break;
    case ITEM_ELEMENT:
        if (element != NULL)
            pdf_attach(document, element);
        break;
    }
}

static const pdf_element repeated = { .type = "/Type /Pagination" };
static const pdf_element page_head = { .type = "/Type /Pagination /Subtype /Header" };
static const pdf_element page_foot = { .type = "/Type /Pagination /Subtype /Footer" };

static void draw_slice(pdf *document, const pdf_placement *at)
{
    const pdf_slice_state *state = at->slice->state;
    document->decoration = at->is_repetition ? &repeated : NULL;
    for (size_t i = 0; i < state->bookmarks.count && !at->is_repetition; i++)
        *ARENA_PUSH(document->memory, document->outline) =
            (pdf_outline_entry){ state->bookmarks.items[i].title, state->bookmarks.items[i].level, at->page, at->y };
    for (size_t i = 0; i < state->items.count; i++)
        draw_item(document, &state->items.items[i], at);
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

static void draw_furniture(pdf *document, text words, side at, double y, double width)
{
    if (text_is_empty(words))
        return;
    const pdf_settings *settings = &document->settings;
    const pdf_lines *lines = pdf_break_text(document, words, &settings->look.small, width);
    double free = pdf_text_width(document) - pdf_lines_width(lines);
    double x = settings->left + (at == AT_LEFT ? 0 : at == AT_MIDDLE ? free / 2 : free);
    pdf_draw_line(document, NULL, lines, 0, x, y);
}

static void draw_edges(pdf *document, size_t page, size_t pages)
{
    const pdf_settings *settings = &document->settings;
    double width = pdf_text_width(document);
    pdf_box rule = { .width = width, .height = 0.5, .is_filled = true, .fill = settings->look.hairline };
    double y = page_bottom(document) + PDF_MM(7);
    document->decoration = &page_foot;
    pdf_draw_box(document, &rule, settings->left, y);
    draw_furniture(document, settings->foot_left, AT_LEFT, y + 5, width * 0.45);
    draw_furniture(document, settings->foot_middle, AT_MIDDLE, y + 5, width * 0.35);
    draw_furniture(document, page_words(document, page + 1, pages), AT_RIGHT, y + 5, width * 0.25);
    document->decoration = &page_head;
    y = settings->top - PDF_MM(6);
    text right = page == 0 ? settings->first_head_right : settings->head_right;
    draw_furniture(document, settings->head_left, AT_LEFT, y - 15, width * 0.48);
    draw_furniture(document, right, AT_RIGHT, y - 15, width * 0.48);
    pdf_draw_box(document, &rule, settings->left, y);
}

size_t pdf_measure(pdf *document, double *last_page)
{
    paging state = { .document = document, .y = document->settings.top, .is_at_top = true };
    break_into_pages(&state);
    *last_page = (state.y - document->settings.top) / pdf_text_height(document);
    return state.page + 1;
}

bool pdf_draw_pages(pdf *document, buffer *drawn)
{
    paging state = { .document = document, .y = document->settings.top, .is_at_top = true };
    break_into_pages(&state);
    if (!pdf_canvas_start(document, drawn))
        return pdf_canvas_stop(document);
    size_t next = 0;
    for (size_t page = 0; page <= state.page; page++) {
        pdf_canvas_begin_page(document);
        draw_edges(document, page, state.page + 1);
        for (; next < state.placed.count && state.placed.items[next].page == page; next++)
            draw_slice(document, &state.placed.items[next]);
        pdf_canvas_end_page(document);
    }
    return pdf_canvas_stop(document);
}
