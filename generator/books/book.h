// Books: ordered choices of pages, to be printed and carried.
//
// A book comes from `books:` in digitori.yaml or from a page of kind `book` (its front matter has the same keys,
// its text is the foreword). In each language it holds the pages that exist in that language; a book that
// would hold none in a language is not made in it.
//
//   books:
//     - id: kasikirja                     required: [a-z0-9-], names the files
//       title: {fi: …}                    required
//       subtitle, description: {fi: …}    on the cover; on the downloads page
//       version: '1.0'
//       languages: [fi, sv]               default: all of the site's
//       foreword: kirjat/alkusanat        id of a page, whose text comes first
//       cover: {picture: kuvat/kansi.jpg, text: {fi: …}}
//       format: a4                        a4 (default) or a5
//       sides: double                     double (default: mirrored margins, chapters begin on right pages) or single
//       booklet: true                     also <id>-booklet.<lang>.pdf, folded from sheets of twice the size
//       outputs: [pdf, epub]              default: both
//       contents, glossary, forms_index, notes:  true or false; notes: pages of lines at the end (a number)
//       include: [...], exclude: [...]    as in kits (site/selection.h): a book without parts, or
//       parts:
//         - title: {fi: …}                may be empty: pages before the first part's leaf
//           summary: {fi: …}
//           show: chapters                chapters (default), cases, checklists, cards, forms, matrix
//           include, exclude, view        view (matrix only): the settings of a `view` block
//
// Order: as the rules of `include` stand; pages that one rule chooses as their kind sorts them. A page stands once
// in a book, where it was first chosen. A page says how it prints by its key `print`:
//
//   print: {start: page, leave_out: false, lines: 8}    start: flow, page, right or spread; lines: to write on, after it
//
// Mistakes are reported at their line; the book is then made as far as it can be.
#ifndef BOOKS_BOOK_H
#define BOOKS_BOOK_H

#include "site/edition.h"
#include "site/selection.h"

typedef enum { BOOK_CHAPTERS, BOOK_CASES, BOOK_CHECKLISTS, BOOK_CARDS, BOOK_FORMS, BOOK_MATRIX } book_show;
typedef enum { START_AS_PART, START_FLOW, START_PAGE, START_RIGHT, START_SPREAD } book_start;

typedef struct {
    const page *page;
    text anchor;                // "p12": its place in the book; ASCII
    book_start start;
    size_t lines;
} book_item;

typedef struct {
    text title, summary;        // in the book's language; may be empty
    text anchor;
    book_show show;
    const value *view;          // of a matrix
    place view_place;
    book_item *items;
    size_t count;
} book_part;

typedef struct {
    text id;
    words title, subtitle, description, cover_text;
    text version;
    bool *has_language;         // by language of the site
    const entry *foreword;      // NULL: none
    const page *page;           // the page of kind `book` it comes from (of its first language); else NULL
    text cover_picture;         // path of a content file; empty: none
    bool is_a5, is_single_sided, has_booklet, has_pdf, has_epub, has_contents, has_glossary, has_forms_index;
    size_t note_pages;
    place where;
    const struct book_rules *rules;     // this module's own
} book;

typedef struct {
    book *items;
    size_t count;
} book_list;

// The books of the site. Mistakes are reported.
book_list books_of(arena *memory, const site *of, diagnostics *found);

// What a book holds in a language, in order.
typedef struct {
    const book *book;
    size_t language;
    const page *foreword;       // in the language; NULL: none
    book_part *parts;           // those that hold something
    size_t part_count;
    const page **terms;         // the glossary, when the book has one: alphabetical
    size_t term_count;
    table anchors;              // page url -> text *: the anchor of a page of the book; terms included
} bound_book;

// A book in one language; has no parts when there is nothing to print.
bound_book book_bind(arena *memory, const site *of, const book *bound, size_t language);

#endif
