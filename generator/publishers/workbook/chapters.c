// Parts and chapters of running text.
#include "publishers/workbook/writer.h"

// As many chapters as the page of a part lists below its title. More would run on to the next page, and the
// contents at the front have them all.
enum { PART_LIST_LIMIT = 22, PART_LIST_LIMIT_A5 = 11 };

// A part begins on a right page of its own, with what it holds.
void book_add_part_leaf(book_writer *to, const book_part *part, size_t number)
{
    pdf *document = to->document;
    pdf_page_style pages = to->pages;
    pages.has_edges = false;
    book_begin_pages(to, &pages, to->book->is_single_sided ? PDF_NEXT_PAGE : PDF_RIGHT_PAGE);
    to->section = pdf_element_new(document, NULL, "Sect");
    double width = pdf_text_width(document);
    const print_style *looks = to->style;
    print_size size = book_scaled(looks->sizes.part, to->book->is_a5 ? looks->a5_titles : 1);
    pdf_style figure = book_sans(to, book_scaled(size, 1.8), 700, looks->colours.numeral);
    pdf_style title = book_sans(to, size, 700, to->look->accent);
    pdf_style lead = book_serif(to, book_scaled(looks->sizes.summary, 1.12), to->look->body.colour);
    pdf_slice *slice = pdf_slice_new(document, 0, 0);
    double y = pdf_text_height(document) * 0.2;
    pdf_lines *large = pdf_break_text(document, text_format(to->memory, "%zu", number), &figure, width);
    pdf_put_lines(document, slice, pdf_element_new(document, to->section, "P"), large, 0, y);
    y += pdf_lines_height(large) + 4;
    pdf_lines *lines = pdf_break_text(document, part->title, &title, width);
    pdf_put_lines(document, slice, pdf_element_new(document, to->section, "H1"), lines, 0, y);
    slice->height = y + pdf_lines_height(lines);
    pdf_put_bookmark(document, slice, 1, part->title);
    pdf_put_anchor(document, slice, part->anchor);
    slice->keep = true;
    pdf_add_text(document, to->section, "P", part->summary, &lead, book_column(to, 10));
    if (part->count < 2 || part->count > (to->book->is_a5 ? PART_LIST_LIMIT_A5 : PART_LIST_LIMIT))
        return;
    pdf_element *toc = pdf_element_new(document, to->section, "TOC");
    for (size_t i = 0; i < part->count; i++)
        pdf_add_contents_line(document, toc, 2, (text){ 0 }, part->items[i].page->title, part->items[i].anchor,
                              book_column(to, i == 0 ? 22 : 2));
}

static bool open_item(book_writer *to, const book_item *item, chapter *read)
{
    book_begin_page(to, item->page);
    to->anchor = item->anchor;
    to->task_count = 0;
    to->told = (table){ .memory = to->memory };
    if (!chapter_read(to->memory, to->build->site, to->build->theme, to->bound, item->page, item->anchor, read))
        return false;
    book_refuse_many_parts(to, read);
    return true;
}

bool book_begin_item(book_writer *to, const book_item *item, pdf_page_start start, chapter *read)
{
    if (!open_item(to, item, read))
        return false;
    pdf_new_page(to->document, start);
    book_set_heads(to, read->title);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    return true;
}

// ---- Running text

typedef struct {
    const chapter *read;
    const book_item *item;
    size_t length;              // of its words
    bool is_running;            // goes on where the last one ended
    node *facts, *references;   // taken out of the whole: they are no lists with bullets here
} text_chapter;

static node *taken_out(node *list)
{
    if (list != NULL)
        node_remove(list);
    return list;
}

enum { SHORT_TEXT = 1300, LONG_TEXT = 40000, MANY_PARTS = 2000 };

// A few paragraphs go on where the last ones ended.
static bool is_running(const book_item *item, size_t length)
{
    return item->start == START_FLOW || (item->start == START_AS_PART && length < SHORT_TEXT);
}

static void add_text(book_writer *to, const void *what)
{
    const text_chapter *of = what;
    pdf_style facts = book_sans(to, to->style->sizes.facts, 400, to->look->body.colour);
    book_add_opening(to, of->read, of->is_running);
    if (of->facts != NULL) {
        book_add_fact_lines(to, of->facts, &facts);
        pdf_keep_last(to->document);
        pdf_add_room(to->document, 12);
    }
    book_add_tree(to, of->read->whole, to->title_level, book_column(to, of->is_running ? 8 : 14));
    if (of->references != NULL)
        book_add_references(to, of->references);
    if (of->item->lines > 0)
        book_add_lines(to, to->words.notes, of->item->lines,
                       text_format(to->memory, "%.*s_notes", TEXT_PRINT(of->item->anchor)), book_column(to, 24));
}

// A page on which chapters run on is headed by their part.
static void begin(book_writer *to, const book_part *part, const text_chapter *of)
{
    if (of->is_running) {
        pdf_add_room(to->document, 34);
        book_set_heads(to, part->title.length > 0 ? part->title : of->read->title);
        return;
    }
    pdf_new_page(to->document, of->item->start == START_RIGHT ? PDF_RIGHT_PAGE
                               : of->item->start == START_SPREAD ? PDF_LEFT_PAGE : PDF_NEXT_PAGE);
    book_set_heads(to, of->read->title);
}

static bool add_chapter(book_writer *to, const book_part *part, const book_item *item, bool is_first)
{
    chapter read;
    if (!open_item(to, item, &read))
        return false;
    text_chapter of = { .read = &read, .item = item, .length = document_plain_text(to->memory, read.whole).length };
    of.is_running = !is_first && is_running(item, of.length);
    of.facts = taken_out(read.facts);
    of.references = taken_out(read.references);
    begin(to, part, &of);
    // A last page counts for little among many.
    if (!of.is_running && of.length < LONG_TEXT && to->parts < MANY_PARTS) {
        book_add_fitted(to, add_text, &of);
        return true;
    }
    book_set_tightness(to, 0);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    add_text(to, &of);
    return true;
}

bool book_add_chapters(book_writer *to, const book_part *part)
{
    pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
    for (size_t i = 0; i < part->count; i++)
        if (!add_chapter(to, part, &part->items[i], i == 0))
            return false;
    book_set_tightness(to, 0);
    return true;
}
