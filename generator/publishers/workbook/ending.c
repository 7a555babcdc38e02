// What comes after the text: glossary, index of forms, pages for notes.
#include "publishers/workbook/writer.h"

static void begin(book_writer *to, text title, text anchor)
{
    pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
    pdf_set_heads(to->document, book_heads_title(to), title);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    to->anchor = anchor;
    to->told = (table){ .memory = to->memory };
    book_add_title(to, title, anchor, 1);
}

void book_add_glossary(book_writer *to)
{
    begin(to, to->words.glossary, TEXT("glossary"));
    pdf_style name = to->look->label;
    name.size = 10.5;
    name.leading = 15;
    for (size_t i = 0; i < to->bound->term_count; i++) {
        const page *term = to->bound->terms[i];
        const text *anchor = table_find(&to->bound->anchors, term->url);
        pdf_place column = book_column(to, i == 0 ? 10 : 9);
        column.keep = true;
        pdf_slice *slice = pdf_slice_new(to->document, column.before, name.leading);
        pdf_put_lines(to->document, slice, pdf_element_new(to->document, to->section, "P"),
                      pdf_break_text(to->document, term->title, &name, column.width), 0, 0);
        slice->keep = true;
        if (anchor != NULL)
            pdf_put_anchor(to->document, slice, *anchor);
        column.before = 1;
        column.keep = false;
        book_add_tree(to, chapter_term(to->memory, to->build->site, to->build->theme, to->bound, term), 1, column);
    }
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

void book_add_note_pages(book_writer *to)
{
    for (size_t i = 0; i < to->book->note_pages; i++) {
        text anchor = i == 0 ? TEXT("notes") : text_format(to->memory, "notes%zu", i + 1);
        pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
        pdf_set_heads(to->document, book_heads_title(to), to->words.notes);
        to->section = pdf_element_new(to->document, NULL, "Sect");
        book_add_title(to, to->words.notes, anchor, 1);
        size_t lines = (size_t)((pdf_text_height(to->document) - 60) / 24);
        pdf_add_write_lines(to->document, to->section, lines, 24, anchor, to->words.notes, book_column(to, 0));
    }
}
