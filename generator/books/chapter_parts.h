// What the parts of the chapter maker share. Private to books/.
#ifndef BOOKS_CHAPTER_PARTS_H
#define BOOKS_CHAPTER_PARTS_H

#include "books/chapter.h"
#include "document/headings.h"

// A chapter being made.
typedef struct {
    arena *memory;
    const site *of;
    const theme *theme;
    const bound_book *in;
    size_t language;
    const page *page;           // NULL: no page's own text is read
    text anchor;
} chapter_maker;

// ---- Nodes (chapter_nodes.c)

node *add_node(const chapter_maker *with, node *parent, node_type type);
node *add_text(const chapter_maker *with, node *parent, text literal);
node *add_strong(const chapter_maker *with, node *parent, text literal);
node *add_heading(const chapter_maker *with, node *parent, text id, text title);      // of level 2
// "Label: " (no colon after a question mark).
void add_label(const chapter_maker *with, node *parent, text label);
node *add_link(const chapter_maker *with, node *parent, link_type type, text address, text shown);
// To where the page stands in the book, else on the web, else nowhere.
node *add_page_link(const chapter_maker *with, node *parent, const page *target);
node *add_list(const chapter_maker *with, node *parent, list_marks marks);
node *add_item(const chapter_maker *with, node *list);
// [alignments] has one for each of [columns], or is NULL.
node *add_table(const chapter_maker *with, node *parent, size_t columns, const alignment *alignments);
node *add_row(const chapter_maker *with, node *to_table, bool is_header);
node *add_cell(const chapter_maker *with, node *row);
void move_children(node *from, node *to);

// ---- Links (chapter_links.c)

text page_anchor(const bound_book *in, const page *target);         // empty when it is not in the book
text page_web_address(arena *memory, const site *of, const page *target);
// Ids of headings in ASCII: "mitä" is "mit_C3_A4".
text ascii_id(arena *memory, text id);
// Names the headings of a tree of the page's, each name after [prefix], and settles its links.
void bind_text(const chapter_maker *with, node *document, text prefix);

// Puts the credit of an image behind its caption.
void caption_with_credit(const chapter_maker *with, node *image);

// ---- Fields (chapter_fields.c)

// Facts stand in one list before or after the text; other fields have headings of their own.
bool is_fact(const field *of);
// Numbers stand at the right of their column.
alignment column_alignment(bool is_number);
// The value as blocks; NULL when nothing of it is shown.
node *field_blocks(const chapter_maker *with, const page *of_page, const field_value *v);
// The value as part of a line. False when nothing of it is shown.
bool add_field_inline(const chapter_maker *with, node *parent, const page *of_page, const field_value *v);
// The value in a table. [decimals] are those of the column: see field_count_decimals.
void add_field_in_column(const chapter_maker *with, node *cell, const page *of_page, const field_value *v, int decimals);

// ---- Views (chapter_views.c)

// Puts lists and tables in the place of the blocks `view`.
void replace_views(const chapter_maker *with, node *document);
void add_matrix(const chapter_maker *with, node *parent, const view *shown, const page **pages, size_t count);

// ---- Forms (chapter_form.c)

// What a form asks, as text to read.
node *form_blocks(const chapter_maker *with);

#endif
