// What comes after the text: glossary, index of forms, pages for notes.
#include "publishers/workbook/writer.h"

enum { NOTE_LINE = 24 };

static void begin(book_writer *to, text title, text anchor)
{
    pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
    book_set_heads(to, title);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    to->anchor = anchor;
    to->told = (table){ .memory = to->memory };
    book_add_title(to, title, anchor, 1);
}

// The term and its paragraphs as one; what else a definition holds stands below.
static void add_term(book_writer *to, const page *term, double before)
{
    book_begin_page(to, term);
    pdf *document = to->document;
    const text *anchor = table_find(&to->bound->anchors, term->url);
    pdf_slice *slice = pdf_slice_new(document, before, 0);
    slice->keep = true;
    if (anchor != NULL)
        pdf_put_anchor(document, slice, *anchor);
    pdf_runs runs = { 0 };
    *ARENA_PUSH(to->memory, runs) = (pdf_run){ .words = term->title, .is_strong = true, .colour = to->look->accent };
    const node *block = chapter_term(to->memory, to->build->site, to->build->theme, to->bound, term)->first;
    for (; block != NULL && block->type == NODE_PARAGRAPH; block = block->next) {
        *ARENA_PUSH(to->memory, runs) = (pdf_run){ .words = TEXT("  ") };
        pdf_runs own = book_words(to, block);
        for (size_t i = 0; i < own.count; i++)
            *ARENA_PUSH(to->memory, runs) = own.items[i];
    }
    pdf_place column = book_column(to, 0);
    pdf_add_lines(document, pdf_element_new(document, to->section, "P"),
                  pdf_break(document, runs.items, runs.count, &to->look->body, column.width), column);
    for (; block != NULL; block = block->next)
        book_add_block(to, block, 1, book_column(to, 3));
}

void book_add_glossary(book_writer *to)
{
    begin(to, to->words.glossary, TEXT("glossary"));
    for (size_t i = 0; i < to->bound->term_count; i++)
        add_term(to, to->bound->terms[i], i == 0 ? 10 : 5);
    book_begin_page(to, NULL);
}

void book_add_forms_index(book_writer *to)
{
    begin(to, to->words.forms_index, TEXT("forms"));
    pdf_element *toc = pdf_element_new(to->document, to->section, "TOC");
    for (size_t i = 0; i < to->build->site->page_count; i++) {
        const page *held = &to->build->site->pages[i];
        if (held->form == NULL || held->language != to->language)
            continue;
        const text *anchor = table_find(&to->bound->anchors, held->url);
        if (anchor != NULL) {
            pdf_add_contents_line(to->document, toc, 1, (text){ 0 }, held->title, *anchor, book_column(to, 4));
            continue;
        }
        pdf_style style = to->look->label;
        style.weight = 400;
        pdf_place column = book_column(to, 4);
        const pdf_run runs[] = { { .words = held->title, .is_strong = true },
                                 { .words = text_format(to->memory, "  %.*s", TEXT_PRINT(held->form->id)),
                                   .colour = to->look->small.colour } };
        pdf_add_lines(to->document, pdf_element_new(to->document, to->section, "P"),
                      pdf_break(to->document, runs, 2, &style, column.width), column);
    }
}

// ---- Pages for notes

static size_t lines_on_page(const book_writer *to, double above)
{
    return (size_t)((pdf_text_height(to->document) - above) / NOTE_LINE);
}

void book_begin_pages(book_writer *to, const pdf_page_style *style, pdf_page_start start)
{
    size_t pages = pdf_page_count(to->document);
    if (to->book->note_pages > 0 && start == PDF_RIGHT_PAGE && pages % 2 == 1) {
        pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
        to->section = pdf_element_new(to->document, NULL, "Sect");
        book_add_lines(to, to->words.notes, lines_on_page(to, 40), text_format(to->memory, "notes_page_%zu", pages + 1),
                       book_column(to, 0));
    }
    pdf_begin_pages(to->document, style, start);
}

void book_add_note_pages(book_writer *to)
{
    for (size_t i = 0; i < to->book->note_pages; i++) {
        text anchor = i == 0 ? TEXT("notes") : text_format(to->memory, "notes%zu", i + 1);
        pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
        book_set_heads(to, to->words.notes);
        to->section = pdf_element_new(to->document, NULL, "Sect");
        book_add_title(to, to->words.notes, anchor, 1);
        pdf_add_write_lines(to->document, to->section, lines_on_page(to, 60), NOTE_LINE, anchor, to->words.notes,
                            book_column(to, 0));
    }
}
