// A matrix on a page of its own, turned when it is wide.
#include "publishers/workbook/writer.h"

void book_add_matrix(book_writer *to, const book_part *part)
{
    enum { MANY_COLUMNS = 4 };
    node *made = chapter_matrix(to->memory, to->build->site, to->build->theme, to->bound, part);
    if (made == NULL || made->first == NULL)
        return;
    const node *grid = made->last;
    bool is_wide = grid->type == NODE_TABLE && grid->table.column_count > MANY_COLUMNS;
    pdf_page_style pages = is_wide ? pdf_page_style_turned(to->pages) : to->pages;
    pdf_begin_pages(to->document, &pages, PDF_NEXT_PAGE);
    pdf_set_heads(to->document, book_heads_title(to), part->title);
    to->section = pdf_element_new(to->document, NULL, "Sect");
    to->anchor = part->anchor;
    if (part->title.length > 0)
        book_add_title(to, part->title, part->anchor, 1);
    book_add_tree(to, made, 1, book_column(to, 0));
}
