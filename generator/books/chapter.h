// A page of a book as one document tree.
//
// What the website shows around a page's text by its layout (facts, lists of other pages, drawings from blocks)
// becomes ordinary nodes here, so that every kind of book says the same: fields become paragraphs, lists and tables
// under headings with the kind's labels, and blocks `view` become lists and tables of links. Blocks `chart` and
// `diagram` stay NODE_BLOCK, to be drawn by the publisher (site/drawings.h). Glossary terms are not linked in running text.
//
// Links are settled for the book: to a page of the book "#<anchor>" (LINK_PAGE), to a heading of one "#<anchor>.<id>",
// to another page of the site its address on the web (LINK_PLAIN), or, when the site has no address, no link (LINK_DEAD).
// Heading ids are ASCII and unique within the page only; with the page's anchor and "." before them, in the book.
// The address of an image is the path of its file from the site's folder (LINK_FILE).
//
// Fields that hold a line (texts, dates, choices, references, ...) stand together in a list of "Label: value"; others have a
// heading of level 2. A kind says by `print` which fields follow the text. After them come, as the website
// has it, the pages of the book that refer to this one. References to pages of any kind ("See also")
// keep only those that the book holds.
#ifndef BOOKS_CHAPTER_H
#define BOOKS_CHAPTER_H

#include "books/book.h"
#include "document/document.h"
#include "site/theme.h"

// A fact of the page's kind, with its label, for layouts that place facts themselves (cards, case spreads).
typedef struct {
    const field *field;
    text label;
    node *content;              // NODE_DOCUMENT: paragraphs, a list, ...
} chapter_field;

typedef struct {
    const page *page;
    text anchor, title, summary;
    text kind_label;            // "Tapaus"
    text web_address;           // the page on the web; empty when the site has no address
    chapter_field *fields;      // those set, in the kind's order
    size_t field_count;
    node *body;                 // the page's own text; headings from level 2
    node *whole;                // fields that belong before the text, the text, fields that belong after it
    node *facts, *references;   // in `whole`: the lists of lines before the text and after it; NULL when there is none
    text *sources;              // where it comes from, as the page says
    size_t source_count;
} chapter;

// Reads and parses the page. Its mistakes have been told when the website was made and are not repeated.
// False after a reported machine failure.
bool chapter_read(arena *memory, const site *of, const theme *theme, const bound_book *in, const page *read,
                  text anchor, chapter *into) __attribute__((warn_unused_result));

// The field [id]; NULL when it is not set.
const chapter_field *chapter_field_of(const chapter *of, text id);

// The text of a term for the glossary: its definition as nodes.
node *chapter_term(arena *memory, const site *of, const theme *theme, const bound_book *in, const page *term);

// The rows and columns of a matrix part, as a table of links and marks; the steps of a path, as a numbered list.
node *chapter_matrix(arena *memory, const site *of, const theme *theme, const bound_book *in, const book_part *part);

#endif
