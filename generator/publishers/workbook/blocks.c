// Trees, titles and lines in the looks of a book.
#include "publishers/workbook/writer.h"

#include "site/drawings.h"
#include "site/overrides.h"

enum { QR_SIZE = 54, SMALL_QR = 40, ADDRESS_SHOWN = 56 };

pdf_style book_sans(const book_writer *to, print_size size, int weight, uint32_t colour)
{
    return (pdf_style){ to->style->headings, size.size, size.leading, weight, false, 0, colour };
}

pdf_style book_serif(const book_writer *to, print_size size, uint32_t colour)
{
    return (pdf_style){ to->style->text, size.size, size.leading, 400, false, 0, colour };
}

print_size book_scaled(print_size size, double factor)
{
    return (print_size){ size.size * factor, size.leading * factor };
}

static pdf_style kicker_style(const book_writer *to)
{
    pdf_style style = book_sans(to, to->style->sizes.label, 700, to->style->colours.kicker);
    style.tracking = 0.5;
    return style;
}

pdf_place book_column(const book_writer *to, double before)
{
    return (pdf_place){ .width = pdf_text_width(to->document), .before = before };
}

text book_heads_title(const book_writer *to)
{
    return words_in(to->book->title, to->language, to->build->site->config.languages.count);
}

void book_set_heads(book_writer *to, text right)
{
    text left = book_heads_title(to);
    bool is_twice = to->book->is_single_sided && text_equals(left, right);
    pdf_set_heads(to->document, left, is_twice ? (text){ 0 } : right);
}

void book_add_kicker(book_writer *to, text said, pdf_place at)
{
    pdf_style style = kicker_style(to);
    at.keep = true;
    pdf_add_text(to->document, to->section, "P", said, &style, at);
}

void book_add_title(book_writer *to, text title, text anchor, int level)
{
    static const char *const types[] = { "H1", "H2", "H3" };
    pdf_slice *slice = pdf_slice_new(to->document, 0, 0);
    pdf_lines *lines = pdf_break_text(to->document, title, &to->look->headings[to->title_level - 1],
                                      pdf_text_width(to->document));
    pdf_put_lines(to->document, slice, pdf_element_new(to->document, to->section, types[level - 1]), lines, 0, 0);
    slice->height = pdf_lines_height(lines);
    slice->keep = true;
    pdf_put_bookmark(to->document, slice, level, title);
    if (anchor.length > 0)
        pdf_put_anchor(to->document, slice, anchor);
    pdf_add_room(to->document, 14);
}

// ---- The beginning of a chapter

static text without_scheme(text address)
{
    if (text_starts_with(address, TEXT("https://")))
        address = text_from(address, 8);
    else if (text_starts_with(address, TEXT("http://")))
        address = text_from(address, 7);
    if (text_starts_with(address, TEXT("www.")))
        address = text_from(address, 4);
    if (text_ends_with(address, TEXT("/")))
        address = text_slice(address, 0, address.length - 1);
    return address;
}

static void put_code(book_writer *to, pdf_slice *on, text address, double size, double x, double *bottom)
{
    pdf_element *figure = pdf_element_new(to->document, to->section, "Figure");
    figure->alt = text_format(to->memory, "QR: %.*s", TEXT_PRINT(address));
    if (!pdf_put_qr(to->document, on, figure, address, x, 2, size))
        return;
    pdf_style style = book_sans(to, book_scaled(to->style->sizes.small, 0.88), 400, to->look->small.colour);
    pdf_lines *caption = pdf_break_text(to->document, to->words.online, &style, size + 20);
    pdf_put_lines(to->document, on, pdf_element_new(to->document, to->section, "P"), caption, x, size + 5);
    double below = size + 5 + pdf_lines_height(caption);
    *bottom = below > *bottom ? below : *bottom;
}

void book_add_opening(book_writer *to, const chapter *opened, bool is_running)
{
    pdf *document = to->document;
    const print_style *looks = to->style;
    bool has_code = opened->web_address.length > 0;
    double code = is_running ? SMALL_QR : QR_SIZE, width = pdf_text_width(document);
    double column = width - (has_code ? code + 22 : 0);
    pdf_style kicker = kicker_style(to), name = to->look->headings[to->title_level - 1];
    pdf_style lead = book_serif(to, is_running ? looks->sizes.text : looks->sizes.summary, looks->colours.soft_ink);
    if (is_running)
        name = book_sans(to, book_scaled(looks->sizes.heading, 1.15), 700, looks->colours.title);
    pdf_slice *slice = pdf_slice_new(document, 0, 0);
    pdf_lines *above = pdf_break_text(document, opened->kind_label, &kicker, column);
    pdf_lines *title = pdf_break_text(document, opened->title, &name, column);
    pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), above, 0, 0);
    double y = pdf_lines_height(above) + (is_running ? 1 : 3);
    pdf_put_lines(document, slice, pdf_element_new(document, to->section, to->title_level == 1 ? "H1" : "H2"), title, 0, y);
    y += pdf_lines_height(title) + (is_running ? 3 : 6);
    if (opened->summary.length > 0) {
        pdf_lines *lines = pdf_break_text(document, opened->summary, &lead, column);
        pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), lines, 0, y);
        y += pdf_lines_height(lines);
    }
    if (has_code)
        put_code(to, slice, opened->web_address, code, width - code, &y);
    slice->height = y + (is_running ? 6 : 10);
    pdf_put_rule(document, slice, 0, slice->height, width, is_running ? 0.6 : 1.2, to->look->accent);
    slice->keep = true;
    pdf_put_bookmark(document, slice, to->title_level, opened->title);
    pdf_put_anchor(document, slice, opened->anchor);
    pdf_add_room(document, is_running ? 8 : 14);
}

void book_add_fact_line(book_writer *to, pdf_element *body, const node *item, const pdf_style *style, double before)
{
    pdf_runs runs = item->first != NULL ? book_words(to, item->first) : (pdf_runs){ 0 };
    pdf_place column = book_column(to, before);
    pdf_add_lines(to->document, body, pdf_break(to->document, runs.items, runs.count, style, column.width), column);
}

void book_add_fact_lines(book_writer *to, const node *list, const pdf_style *style)
{
    pdf_element *element = pdf_element_new(to->document, to->section, "L");
    for (const node *item = list->first; item != NULL; item = item->next) {
        pdf_element *body = pdf_element_new(to->document, pdf_element_new(to->document, element, "LI"), "LBody");
        book_add_fact_line(to, body, item, style, item == list->first ? 0 : 2.5);
    }
}

// ---- Trees

static text link_address(const void *context, arena *memory, const node *link)
{
    (void)context, (void)memory;
    text address = link->link.address;
    bool is_kept = link->link.type != LINK_DEAD
        && (text_starts_with(address, TEXT("#")) || text_starts_with(address, TEXT("http://"))
            || text_starts_with(address, TEXT("https://")) || text_starts_with(address, TEXT("mailto:"))
            || text_starts_with(address, TEXT("tel:")));
    return is_kept ? address : (text){ 0 };
}

// Cards and forms have no headings to lead to.
static bool has_headings(const book_writer *to, text anchor)
{
    for (size_t i = 0; i < to->bound->part_count; i++) {
        const book_part *part = &to->bound->parts[i];
        for (size_t j = 0; j < part->count; j++)
            if (text_equals(part->items[j].anchor, anchor))
                return part->show != BOOK_CARDS && part->show != BOOK_FORMS;
    }
    return true;
}

static void add_page_number(book_writer *to, text anchor, pdf_runs *runs)
{
    text before, heading;
    if (text_split(anchor, '.', &before, &heading) && !has_headings(to, before))
        anchor = before;
    *ARENA_PUSH(to->memory, *runs) =
        (pdf_run){ .words = text_format(to->memory, "\xC2\xA0(%.*s\xC2\xA0", TEXT_PRINT(to->words.see_page)) };
    *ARENA_PUSH(to->memory, *runs) = (pdf_run){ .page_of = anchor };
    *ARENA_PUSH(to->memory, *runs) = (pdf_run){ .words = TEXT(")") };
}

// An address is printed once in a chapter, when its link does not already read like it. Pages of the site itself are
// found by the code at the chapter's beginning.
static void add_address(book_writer *to, const node *link, pdf_runs *runs)
{
    text address = link->link.address, own = to->build->site->config.base_url;
    bool is_web = text_starts_with(address, TEXT("http"));
    bool is_new;
    if (!is_web || (own.length > 0 && text_starts_with(address, own)))
        return;
    table_put(&to->told, address, &is_new);
    text shown = without_scheme(address), said = without_scheme(document_plain_text(to->memory, link));
    if (!is_new || text_find(said, shown, 0) != TEXT_NOT_FOUND)
        return;
    size_t slash = text_find_byte(shown, '/', 0);
    if (shown.length > ADDRESS_SHOWN && slash != TEXT_NOT_FOUND)
        shown = text_join(to->memory, text_slice(shown, 0, slash), TEXT("/…"));
    *ARENA_PUSH(to->memory, *runs) = (pdf_run){ .words = text_format(to->memory, " (%.*s)", TEXT_PRINT(shown)),
                                                .colour = to->look->small.colour };
}

static void add_behind(const void *context, pdf *document, const node *link, pdf_runs *runs)
{
    (void)document;
    book_writer *to = (book_writer *)(uintptr_t)context;
    if (text_starts_with(link->link.address, TEXT("#")))
        add_page_number(to, text_from(link->link.address, 1), runs);
    else if (link->link.type != LINK_DEAD && to->style->prints_addresses)
        add_address(to, link, runs);
}

const picture *book_picture(book_writer *to, text path)
{
    picture *read = ARENA_NEW(to->memory, picture, 1);
    // What is wrong with it is told where its page is made for the website.
    return build_picture_for_book(to->build, to->memory, path, read) == PICTURE_FINE ? read : NULL;
}

static const picture *find_picture(const void *context, arena *memory, const node *image)
{
    (void)memory;
    return book_picture((book_writer *)(uintptr_t)context, image->link.address);
}

// Diagrams have letters of a screen's size, which would be large on paper.
static const double DIAGRAM_SCALE = 0.7;

// How much smaller than that a diagram comes out on the page.
static double scale_on_page(const pdf *document, const picture *shown, double width)
{
    double by_width = width / shown->width, by_height = pdf_text_height(document) / shown->height;
    double scale = by_width < by_height ? by_width : by_height;
    return scale < 1 ? scale : 1;
}

static bool read_drawing(const book_writer *to, const pdf *document, const node *block, double width, drawn_picture *drawn,
                         picture *made)
{
    drawing_maker with = { to->memory, to->build->theme, to->language, build_language(to->build, to->language),
                           build_hyphenation(to->build, to->language) };
    drawn_picture narrow;
    picture other;
    if (!drawing_read(&with, block, false, drawn) || picture_read(to->memory, drawn->svg, made) != PICTURE_FINE)
        return false;
    if (!text_equals(block->code.info, TEXT("diagram")))
        return true;
    made->width *= DIAGRAM_SCALE;
    made->height *= DIAGRAM_SCALE;
    double scale = scale_on_page(document, made, width);
    if (scale == 1 || !drawing_read(&with, block, true, &narrow) || picture_read(to->memory, narrow.svg, &other) != PICTURE_FINE)
        return true;
    // In a narrow column the drawing that leaves larger letters.
    other.width *= DIAGRAM_SCALE;
    other.height *= DIAGRAM_SCALE;
    if (scale_on_page(document, &other, width) > scale)
        *made = other;
    return true;
}

static void add_drawing(const void *context, pdf *document, const node *block, pdf_element *parent, pdf_place at_place)
{
    const book_writer *to = context;
    drawn_picture drawn;
    picture *made = ARENA_NEW(to->memory, picture, 1);
    pdf_runs caption = { 0 };
    if (!read_drawing(to, document, block, at_place.width, &drawn, made))
        return;
    *ARENA_PUSH(to->memory, caption) = (pdf_run){ .words = drawn.title, .is_strong = true };
    if (drawn.source.length > 0)
        *ARENA_PUSH(to->memory, caption) =
            (pdf_run){ .words = text_format(to->memory, ". %.*s", TEXT_PRINT(drawn.source)) };
    made->stylesheet = print_style_drawings(to->memory, to->style);
    text alt = text_format(to->memory, "%.*s. %.*s", TEXT_PRINT(drawn.title), TEXT_PRINT(drawn.alternative));
    // What no font has is found by setting the words, which are drawn as a picture.
    pdf_break_text(document, alt, &to->look->small, at_place.width);
    pdf_add_figure(document, parent, made, alt, &caption, at_place);
}

static text task_name(const void *context, arena *memory, const node *item)
{
    (void)item;
    book_writer *to = (book_writer *)(uintptr_t)context;
    return text_format(memory, "%.*s_task_%zu", TEXT_PRINT(to->anchor), ++to->task_count);
}

static pdf_document_request request_for(book_writer *to, pdf_words *said, int level, pdf_place column)
{
    for (size_t i = 0; i < 5; i++)
        said->callouts[i] = to->words.callouts[i];
    return (pdf_document_request){
        .parent = to->section, .place = column, .words = said, .level_shift = level - 1,
        .anchor_prefix = text_join(to->memory, to->anchor, TEXT(".")), .notes_at_foot = true,
        .address = link_address, .behind = add_behind, .picture = find_picture, .block = add_drawing,
        .task_name = task_name, .context = to,
    };
}

void book_add_tree(book_writer *to, const node *tree, int level, pdf_place column)
{
    pdf_words said;
    pdf_document_request request = request_for(to, &said, level, column);
    pdf_add_document(to->document, tree, &request);
}

void book_add_block(book_writer *to, const node *block, int level, pdf_place column)
{
    node *alone = node_new(to->memory, NODE_DOCUMENT, block->line, block->column);
    node_append(alone, node_copy(to->memory, block));
    book_add_tree(to, alone, level, column);
}

pdf_runs book_words(book_writer *to, const node *block)
{
    pdf_words said;
    pdf_document_request request = request_for(to, &said, 1, book_column(to, 0));
    return pdf_inlines(to->document, block, &request);
}

void book_add_lines(book_writer *to, text title, size_t count, text name, pdf_place column)
{
    column.keep = true;
    pdf_add_text(to->document, to->section, "P", title, &to->look->label, column);
    column.before = 2;
    column.keep = false;
    pdf_add_write_lines(to->document, to->section, count, 24, name, title, column);
}
