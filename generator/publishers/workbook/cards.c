// Cards to cut out: eight on a sheet, their backs on the next page, so that printed on both sides (turned on the
// long edge) every back meets its front.
#include "publishers/workbook/writer.h"

enum { COLUMNS = 2, ROWS = 4, ON_A_SHEET = COLUMNS * ROWS, PADDING = 11 };

typedef struct {
    double width, height, left, top;
} sheet;

static sheet sheet_of(const pdf_page_style *pages)
{
    sheet made = { .width = PDF_MM(91), .height = PDF_MM(66) };
    double scale = pages->width / PDF_MM(210);
    made.width *= scale, made.height *= scale;
    made.left = (pages->width - COLUMNS * made.width) / 2;
    made.top = (pages->height - ROWS * made.height) / 2;
    return made;
}

// Dashed lines along all cuts, a little longer than the cards.
static void put_cuts(book_writer *to, pdf_slice *on, const sheet *in)
{
    const double over = 10;
    double right = in->left + COLUMNS * in->width, bottom = in->top + ROWS * in->height;
    for (int i = 0; i <= COLUMNS; i++) {
        double x = in->left + i * in->width;
        pdf_put_stroke(to->document, on, x, in->top - over, x, bottom + over, 0.5, 3, to->look->small.colour);
    }
    for (int i = 0; i <= ROWS; i++) {
        double y = in->top + i * in->height;
        pdf_put_stroke(to->document, on, in->left - over, y, right + over, y, 0.5, 3, to->look->small.colour);
    }
}

typedef struct {
    book_writer *with;
    pdf_slice *on;
    double x, y, width, height;     // inside the card's padding
} card;

static size_t mirrored(size_t number)
{
    return number - number % COLUMNS + (COLUMNS - 1 - number % COLUMNS);
}

static card card_at(book_writer *to, pdf_slice *on, const sheet *in, size_t number, bool is_back)
{
    size_t at_number = is_back ? mirrored(number) : number;
    size_t column = at_number % COLUMNS, row = at_number / COLUMNS;
    return (card){ to, on, in->left + (double)column * in->width + PADDING, in->top + (double)row * in->height + PADDING,
                   in->width - 2 * PADDING, in->height - 2 * PADDING };
}

static double put(const card *in, const char *type, pdf_lines *lines, double y)
{
    pdf_put_lines(in->with->document, in->on, pdf_element_new(in->with->document, in->with->section, type), lines, in->x, y);
    return y + pdf_lines_height(lines);
}

// A field that is a text (what happens without the role, when the method is for), at the card's foot when there is room.
static void put_first_long(const card *in, const chapter *of, double top)
{
    book_writer *to = in->with;
    pdf_style style = book_sans(to, book_scaled(to->style->sizes.small, 0.94), 400, to->look->small.colour);
    for (size_t f = 0; f < of->field_count; f++) {
        if (of->fields[f].field->type != FIELD_TYPE_LONG)
            continue;
        const pdf_run runs[] = {
            { .words = text_format(to->memory, "%.*s: ", TEXT_PRINT(of->fields[f].label)), .is_strong = true },
            { .words = document_plain_text(to->memory, of->fields[f].content) } };
        pdf_lines *lines = pdf_break(to->document, runs, 2, &style, in->width);
        double y = in->y + in->height - pdf_lines_height(lines);
        if (y < top)
            return;
        pdf_put_rule(to->document, in->on, in->x, y - 5, in->width, 0.5, to->look->hairline);
        put(in, "P", lines, y);
        return;
    }
}

// A card for what only this town has.
static void put_own(const card *in)
{
    enum { LINES = 5, GAP = 22 };
    book_writer *to = in->with;
    pdf_style kicker = book_sans(to, book_scaled(to->style->sizes.small, 0.88), 700, to->style->colours.kicker);
    put(in, "P", pdf_break_text(to->document, to->words.own_card, &kicker, in->width), in->y + 4);
    for (int i = 1; i <= LINES; i++)
        pdf_put_rule(to->document, in->on, in->x, in->y + 18 + i * GAP, in->width, 0.5, to->look->small.colour);
}

static void put_front(const card *in, const chapter *of)
{
    book_writer *to = in->with;
    const pdf_look *look = to->look;
    const print_style *looks = to->style;
    pdf_style kicker = book_sans(to, book_scaled(looks->sizes.small, 0.88), 700, looks->colours.kicker);
    pdf_style title = book_sans(to, book_scaled(looks->sizes.heading, 1.1), 700, looks->colours.title);
    pdf_style lead = book_serif(to, (print_size){ looks->sizes.text.size, looks->sizes.text.size * 1.33 }, look->body.colour);
    pdf_put_box(to->document, in->on, &(pdf_box){ .x = in->x - PADDING, .y = in->y - PADDING, .width = in->width + 2 * PADDING,
                                                  .height = 5, .is_filled = true, .fill = look->accent });
    double y = put(in, "P", pdf_break_text(to->document, of->kind_label, &kicker, in->width), in->y + 4) + 2;
    y = put(in, "H2", pdf_break_text(to->document, of->title, &title, in->width), y) + 5;
    pdf_lines *lines = pdf_break_text(to->document, of->summary, &lead, in->width);
    for (; pdf_lines_height(lines) > in->y + in->height - y && lead.size > 7; lines = pdf_break_text(to->document, of->summary, &lead, in->width))
        lead.size -= 0.5, lead.leading -= 0.65;
    y = put(in, "P", lines, y);
    put_first_long(in, of, y + 7);
}

typedef struct {
    text label;
    pdf_runs *items;
    size_t count;
} card_list;

// What the back says: the first list of the page's fields, item by item (a role's tasks, a method's steps).
static card_list list_of(book_writer *to, const chapter *of)
{
    card_list made = { 0 };
    for (size_t f = 0; f < of->field_count && made.count == 0; f++) {
        const node *list = of->fields[f].content->first;
        bool is_own = of->fields[f].field->type == FIELD_TYPE_LIST && of->fields[f].field->of->type == FIELD_TYPE_TEXT;
        if (!is_own || list == NULL || list->type != NODE_LIST)
            continue;
        made.label = of->fields[f].label;
        for (const node *item = list->first; item != NULL; item = item->next)
            made.count++;
        made.items = ARENA_NEW(to->memory, pdf_runs, made.count);
        size_t i = 0;
        for (const node *item = list->first; item != NULL; item = item->next)
            if (item->first != NULL)
                made.items[i++] = book_words(to, item->first);
        made.count = i;
    }
    return made;
}

static double height_of(book_writer *to, const card_list *list, size_t count, const pdf_style *style, double width)
{
    double height = 0;
    for (size_t i = 0; i < count; i++)
        height += pdf_lines_height(pdf_break(to->document, list->items[i].items, list->items[i].count, style, width)) + 2;
    return height;
}

static void put_back(const card *in, const chapter *of)
{
    enum { INDENT = 9, CODE = 38 };
    book_writer *to = in->with;
    pdf *document = to->document;
    pdf_style label = book_sans(to, to->style->sizes.small, 700, to->look->accent);
    pdf_style style = book_sans(to, to->style->sizes.small, 400, to->look->body.colour);
    card_list list = list_of(to, of);
    text head = text_format(to->memory, "%.*s%s%.*s", TEXT_PRINT(of->title), list.count > 0 ? " · " : "", TEXT_PRINT(list.label));
    double y = put(in, "P", pdf_break_text(document, head, &label, in->width), in->y) + 3;
    bool has_code = of->web_address.length > 0;
    double width = in->width - INDENT - (has_code ? CODE + 6 : 0), room = in->y + in->height - y;
    size_t shown = list.count;
    while (height_of(to, &list, shown, &style, width) > room && style.size > 6.8)
        style.size -= 0.4, style.leading -= 0.5;
    while (shown > 0 && height_of(to, &list, shown, &style, width) > room)
        shown--;
    pdf_element *items = shown > 0 ? pdf_element_new(document, to->section, "L") : NULL;
    for (size_t i = 0; i < shown; i++) {
        pdf_element *item = pdf_element_new(document, items, "LI");
        pdf_lines *mark = pdf_break_text(document, TEXT("•"), &style, INDENT);
        pdf_lines *lines = pdf_break(document, list.items[i].items, list.items[i].count, &style, width);
        pdf_put_lines(document, in->on, pdf_element_new(document, item, "Lbl"), mark, in->x, y);
        pdf_put_lines(document, in->on, pdf_element_new(document, item, "LBody"), lines, in->x + INDENT, y);
        y += pdf_lines_height(lines) + 2;
    }
    if (!has_code)
        return;
    pdf_element *figure = pdf_element_new(document, to->section, "Figure");
    figure->alt = text_format(to->memory, "QR: %.*s", TEXT_PRINT(of->web_address));
    pdf_put_qr(document, in->on, figure, of->web_address, in->x + in->width - CODE, in->y + in->height - CODE, CODE);
}

static bool add_sheet(book_writer *to, const book_part *part, size_t from, size_t count, const pdf_page_style *pages)
{
    sheet in = sheet_of(pages);
    chapter read[ON_A_SHEET];
    for (size_t i = 0; i < count; i++)
        if (!chapter_read(to->memory, to->build->site, to->build->theme, to->bound, part->items[from + i].page,
                          part->items[from + i].anchor, &read[i]))
            return false;
    for (int side = 0; side < 2; side++) {
        pdf_new_page(to->document, side == 0 ? PDF_RIGHT_PAGE : PDF_NEXT_PAGE);
        pdf_slice *slice = pdf_slice_new(to->document, 0, pages->height);
        put_cuts(to, slice, &in);
        for (size_t seat = 0; seat < ON_A_SHEET; seat++) {
            // Backs stand mirrored, but are told from left to right too.
            size_t i = side == 0 ? seat : mirrored(seat);
            if (i >= count)
                continue;
            to->section = pdf_element_new(to->document, NULL, "Sect");
            to->anchor = read[i].anchor;
            book_begin_page(to, read[i].page);
            card placed = card_at(to, slice, &in, i, side == 1);
            if (side == 1) {
                put_back(&placed, &read[i]);
                continue;
            }
            put_front(&placed, &read[i]);
            pdf_put_bookmark(to->document, slice, to->title_level, read[i].title);
            pdf_put_anchor(to->document, slice, read[i].anchor);
        }
        book_begin_page(to, NULL);
        to->section = pdf_element_new(to->document, NULL, "Sect");
        for (size_t i = count; i < ON_A_SHEET && side == 0; i++) {
            card empty = card_at(to, slice, &in, i, false);
            put_own(&empty);
        }
    }
    return true;
}

// Fronts stand on right pages, for they are the fronts of sheets.
bool book_add_cards(book_writer *to, const book_part *part)
{
    pdf_page_style pages = to->pages;
    pages.left = pages.right = pages.top = pages.bottom = 0;
    pages.has_edges = pages.is_mirrored = false;
    pdf_begin_pages(to->document, &pages, PDF_NEXT_PAGE);
    for (size_t i = 0; i < part->count; i += ON_A_SHEET) {
        size_t left = part->count - i;
        if (!add_sheet(to, part, i, left < ON_A_SHEET ? left : ON_A_SHEET, &pages))
            return false;
    }
    return true;
}
