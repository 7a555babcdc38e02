// Parts and chapters of running text.
#include "publishers/workbook/writer.h"

// A part begins on a right page of its own, with what it holds.
void book_add_part_leaf(book_writer *to, const book_part *part, size_t number)
{
    pdf *document = to->document;
    pdf_page_style pages = to->pages;
    pages.has_edges = false;
    pdf_begin_pages(document, &pages, to->book->is_single_sided ? PDF_NEXT_PAGE : PDF_RIGHT_PAGE);
    to->section = pdf_element_new(document, NULL, "Sect");
    double width = pdf_text_width(document);
    pdf_style figure = { PDF_SANS, 64, 66, 700, false, 0, 0xd9c9a8 };
    pdf_style title = { PDF_SANS, to->book->is_a5 ? 26 : 34, to->book->is_a5 ? 30 : 39, 700, false, 0, to->look->accent };
    pdf_style lead = { PDF_SERIF, 14, 20, 400, false, 0, to->look->body.colour };
    pdf_slice *slice = pdf_slice_new(document, 0, 0);
    double y = pdf_text_height(document) * 0.2;
    pdf_lines *large = pdf_break_text(document, text_format(to->memory, "%zu", number), &figure, width);
    pdf_put_lines(document, slice, NULL, large, 0, y);
    y += pdf_lines_height(large) + 4;
    pdf_lines *lines = pdf_break_text(document, part->title, &title, width);
    pdf_put_lines(document, slice, pdf_element_new(document, to->section, "H1"), lines, 0, y);
    slice->height = y + pdf_lines_height(lines);
    pdf_put_bookmark(document, slice, 1, part->title);
    pdf_put_anchor(document, slice, part->anchor);
    slice->keep = true;
    pdf_add_text(document, to->section, "P", part->summary, &lead, book_column(to, 10));
    if (part->count < 2)
        return;
    pdf_element *toc = pdf_element_new(document, to->section, "TOC");
    for (size_t i = 0; i < part->count; i++)
        pdf_add_contents_line(document, toc, 2, (text){ 0 }, part->items[i].page->title, part->items[i].anchor,
                              book_column(to, i == 0 ? 22 : 2));
}

static bool open_item(book_writer *to, const book_item *item, chapter *read)
{
    to->anchor = item->anchor;
    to->task_count = 0;
    to->told = (table){ .memory = to->memory };
    return chapter_read(to->memory, to->build->site, to->build->theme, to->bound, item->page, item->anchor, read);
}

bool book_begin_item(book_writer *to, const book_item *item, pdf_page_start start, chapter *read)
{
    if (!open_item(to, item, read))
        return false;
    pdf_new_page(to->document, start);
    pdf_set_heads(to->document, book_heads_title(to), read->title);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    return true;
}

// A few paragraphs go on where the last ones ended.
static bool is_short(const book_writer *to, const chapter *of)
{
    enum { SHORT_TEXT = 1300 };
    return document_plain_text(to->memory, of->whole).length < SHORT_TEXT;
}

static void begin(book_writer *to, const book_item *item, const chapter *read, bool is_first)
{
    if (!is_first && (item->start == START_FLOW || (item->start == START_AS_PART && is_short(to, read)))) {
        pdf_add_room(to->document, 38);
        return;
    }
    pdf_new_page(to->document, item->start == START_RIGHT ? PDF_RIGHT_PAGE
                               : item->start == START_SPREAD ? PDF_LEFT_PAGE : PDF_NEXT_PAGE);
    pdf_set_heads(to->document, book_heads_title(to), read->title);
}

static bool add_chapter(book_writer *to, const book_item *item, bool is_first)
{
    chapter read;
    if (!open_item(to, item, &read))
        return false;
    begin(to, item, &read, is_first);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    book_add_opening(to, &read);
    book_add_tree(to, read.whole, to->title_level, book_column(to, 14));
    if (item->lines > 0)
        book_add_lines(to, to->words.notes, item->lines,
                       text_format(to->memory, "%.*s_notes", TEXT_PRINT(item->anchor)), book_column(to, 24));
    return true;
}

bool book_add_chapters(book_writer *to, const book_part *part)
{
    pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
    for (size_t i = 0; i < part->count; i++)
        if (!add_chapter(to, &part->items[i], i == 0))
            return false;
    return true;
}
