// Forms to be filled by hand or on screen, as their own PDFs have them. Where forms are all that the book or an unnamed
// part holds, each begins a leaf of its own.
#include "publishers/workbook/writer.h"

#include "printing/form_page.h"
#include "printing/form_pdf.h"

bool book_add_forms(book_writer *to, const book_part *part)
{
    for (size_t i = 0; i < part->count; i++) {
        const book_item *item = &part->items[i];
        if (item->page->form == NULL)
            continue;
        book_begin_page(to, item->page);
        form_request *request = ARENA_NEW(to->memory, form_request, 1);
        form_page_request(to->memory, to->build->site, to->build->theme, &to->build->editions.items[0], item->page, request);
        bool is_loose = !to->book->is_single_sided && part->title.length == 0;
        book_begin_pages(to, &to->pages, is_loose ? PDF_RIGHT_PAGE : PDF_NEXT_PAGE);
        book_set_heads(to, item->page->title);
        to->section = pdf_element_new(to->document, NULL, "Sect");
        form_pdf_add(request, to->memory, to->document, to->look, to->section, to->title_level, item->anchor);
    }
    return true;
}
