// Trees, titles and lines in the looks of a book.
#include "publishers/workbook/writer.h"

#include "formats/chart_block.h"

enum { QR_SIZE = 54, ADDRESS_SHOWN = 56, PICTURE_FILE_LIMIT = 40 * 1024 * 1024 };

pdf_place book_column(const book_writer *to, double before)
{
    return (pdf_place){ .width = pdf_text_width(to->document), .before = before };
}

text book_heads_title(const book_writer *to)
{
    return words_in(to->book->title, to->language, to->build->site->config.languages.count);
}

void book_add_kicker(book_writer *to, text said, pdf_place at)
{
    pdf_style style = { PDF_SANS, 9, 13, 700, false, 0.5, to->look->warning };
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

static void put_code(book_writer *to, pdf_slice *on, text address, double x, double *bottom)
{
    pdf_element *figure = pdf_element_new(to->document, to->section, "Figure");
    figure->alt = text_format(to->memory, "QR: %.*s", TEXT_PRINT(address));
    if (!pdf_put_qr(to->document, on, figure, address, x, 2, QR_SIZE))
        return;
    pdf_style style = to->look->small;
    style.size = 7.5;
    style.leading = 10;
    pdf_lines *caption = pdf_break_text(to->document, to->words.online, &style, QR_SIZE + 20);
    pdf_put_lines(to->document, on, pdf_element_new(to->document, to->section, "P"), caption, x, QR_SIZE + 5);
    double below = QR_SIZE + 5 + pdf_lines_height(caption);
    *bottom = below > *bottom ? below : *bottom;
}

void book_add_opening(book_writer *to, const chapter *opened)
{
    pdf *document = to->document;
    bool has_code = opened->web_address.length > 0;
    double width = pdf_text_width(document), column = width - (has_code ? QR_SIZE + 22 : 0);
    pdf_style kicker = { PDF_SANS, 9, 13, 700, false, 0.5, to->look->warning };
    pdf_style lead = { PDF_SERIF, 12.5, 17.5, 400, false, 0, to->look->small.colour };
    pdf_slice *slice = pdf_slice_new(document, 0, 0);
    pdf_lines *above = pdf_break_text(document, opened->kind_label, &kicker, column);
    pdf_lines *title = pdf_break_text(document, opened->title, &to->look->headings[to->title_level - 1], column);
    pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), above, 0, 0);
    double y = pdf_lines_height(above) + 3;
    pdf_put_lines(document, slice, pdf_element_new(document, to->section, to->title_level == 1 ? "H1" : "H2"), title, 0, y);
    y += pdf_lines_height(title) + 6;
    if (opened->summary.length > 0) {
        pdf_lines *lines = pdf_break_text(document, opened->summary, &lead, column);
        pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), lines, 0, y);
        y += pdf_lines_height(lines);
    }
    if (has_code)
        put_code(to, slice, opened->web_address, width - QR_SIZE, &y);
    slice->height = y + 10;
    pdf_put_rule(document, slice, 0, slice->height, width, 1.2, to->look->accent);
    slice->keep = true;
    pdf_put_bookmark(document, slice, to->title_level, opened->title);
    pdf_put_anchor(document, slice, opened->anchor);
    pdf_add_room(document, 14);
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

static void add_page_number(book_writer *to, text anchor, pdf_runs *runs)
{
    text part_before, heading;
    if (text_split(anchor, '.', &part_before, &heading))
        anchor = part_before;
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
    else if (link->link.type != LINK_DEAD)
        add_address(to, link, runs);
}

static const picture *find_picture(const void *context, arena *memory, const node *image)
{
    const book_writer *to = context;
    text contents;
    picture *read = ARENA_NEW(memory, picture, 1);
    if (file_read_beneath(memory, to->build->site->config.folder, image->link.address, PICTURE_FILE_LIMIT, &contents)
            != FILE_READ)
        return NULL;        // told when the website was made
    if (picture_read(memory, contents, read) == PICTURE_FINE)
        return read;
    report(to->found, PICTURE_UNPRINTABLE, at(image->link.address, 1, 1),
           "the book '%.*s' shows its text instead: save it as JPEG, PNG or SVG", TEXT_PRINT(to->book->id));
    return NULL;
}

// The colours of charts on paper; patterns and markers tell them apart without.
static const text chart_style = TEXT_CONSTANT(
    "svg { color: #1b211f; font-family: Lato, sans-serif; }"
    ".chart-1 { color: #0c5647; fill: #0c5647; stroke: #0c5647; } .chart-2 { color: #d08a00; fill: #d08a00; stroke: #d08a00; }"
    ".chart-3 { color: #2b5f8a; fill: #2b5f8a; stroke: #2b5f8a; } .chart-4 { color: #a8431f; fill: #a8431f; stroke: #a8431f; }"
    ".chart-5 { color: #7a3b69; fill: #7a3b69; stroke: #7a3b69; } .chart-6 { color: #6f8f2f; fill: #6f8f2f; stroke: #6f8f2f; }"
    ".chart-label, .chart-value { fill: #1b211f; stroke: none; } .chart-value { font-weight: 700; }"
    ".chart-halo { stroke: #ffffff; stroke-width: 4; paint-order: stroke; }"
    ".chart-axis { stroke: #5d6b66; fill: none; } .chart-grid, .chart-leader { stroke: #c9c3b4; fill: none; }"
    ".chart-line { fill: none; } .chart-pattern { stroke: #ffffff; fill: none; } .chart-plate { fill: #ffffff; stroke: none; }"
    ".chart-inside { fill: #1b211f; stroke: none; }");

static void add_chart(const void *context, pdf *document, const node *block, pdf_element *parent, pdf_place at_place)
{
    const book_writer *to = context;
    const theme *from = to->build->theme;
    diagnostics ignored = { .memory = to->memory };     // told when the website was made
    chart drawn;
    chart_words shown = { .source_label = theme_string(from, to->language, "generator.chart_source"),
                          .largest = theme_string(from, to->language, "generator.chart_largest"),
                          .smallest = theme_string(from, to->language, "generator.chart_smallest") };
    if (!text_equals(block->code.info, TEXT("chart"))
        || !chart_block_read(to->memory, block->literal, TEXT(""), block->line, &ignored, &drawn, &shown.label_column))
        return;
    drawn.language = build_language(to->build, to->language);
    drawn.id = TEXT("chart");
    buffer svg = { 0 }, said = { 0 };
    chart_write_svg(&drawn, &shown, &svg);
    chart_write_alternative(&drawn, &shown, &said);
    picture *made = ARENA_NEW(to->memory, picture, 1);
    pdf_runs caption = { 0 };
    *ARENA_PUSH(to->memory, caption) = (pdf_run){ .words = drawn.title, .is_strong = true };
    if (drawn.source.length > 0)
        *ARENA_PUSH(to->memory, caption) = (pdf_run){ .words = text_format(to->memory, ". %.*s: %.*s",
            TEXT_PRINT(shown.source_label), TEXT_PRINT(drawn.source)) };
    if (picture_read(to->memory, text_copy(to->memory, buffer_text(&svg)), made) == PICTURE_FINE) {
        made->stylesheet = chart_style;
        text alt = text_format(to->memory, "%.*s. %.*s", TEXT_PRINT(drawn.title), TEXT_PRINT(buffer_text(&said)));
        pdf_add_figure(document, parent, made, alt, &caption, at_place);
    }
    buffer_free(&svg);
    buffer_free(&said);
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
        .address = link_address, .behind = add_behind, .picture = find_picture, .block = add_chart,
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
