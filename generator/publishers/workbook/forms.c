// Forms to be filled by hand or on screen, as their own PDFs have them.
#include "publishers/workbook/writer.h"

#include "printing/form_page.h"
#include "printing/form_pdf.h"

bool book_add_forms(book_writer *to, const book_part *part)
{
    pdf_begin_pages(to->document, &to->pages, PDF_NEXT_PAGE);
    for (size_t i = 0; i < part->count; i++) {
        const book_item *item = &part->items[i];
        if (item->page->form == NULL)
            continue;
        form_request *request = ARENA_NEW(to->memory, form_request, 1);
        form_page_request(to->memory, to->build->site, to->build->theme, &to->build->editions.items[0], item->page, request);
        pdf_new_page(to->document, to->book->is_single_sided ? PDF_NEXT_PAGE : PDF_RIGHT_PAGE);
        pdf_set_heads(to->document, book_heads_title(to), item->page->title);
        to->section = pdf_element_new(to->document, NULL, "Sect");
        form_pdf_add(request, to->memory, to->document, to->look, to->section, to->title_level, item->anchor);
    }
    return true;
}
