// Books: ordered choices of pages, to be printed and carried.
//
// A book comes from `books:` in digitori.yaml or from a page of kind `book`. In each language it holds the pages
// that exist in that language; a book that would hold none in a language is not made in it.
//
//   books:
//     - id: kasikirja                     required: [a-z0-9-], names the files
//       title: {fi: …}                    required
//       subtitle, description: {fi: …}    on the cover; on the downloads page
//       version: '1.0'
//       languages: [fi, sv]               default: all of the site's
//       foreword: kirjat/alkusanat        id of a page, whose text comes first
//       cover: {picture: kuvat/kansi.jpg, text: {fi: …}}      the picture as seen from the content folder
//       format: a4                        a4 (default) or a5
//       sides: double                     double (default: mirrored margins, chapters begin on right pages) or single
//       booklet: true                     also <id>-booklet.<lang>.pdf, folded from sheets of twice the size
//       outputs: [pdf, epub]              default: both
//       contents: true                    default: true
//       glossary, forms_index: true       default: false
//       notes: 4                          pages of lines at the end; default: none
//       include: [...], exclude: [...]    as in kits (site/selection.h): a book without parts, or
//       parts:
//         - title: {fi: …}                may be empty: pages before the first part's leaf
//           summary: {fi: …}
//           show: chapters                chapters (default), cases, checklists, cards, forms, matrix, path
//           include, exclude, view        view (matrix and path only, instead of include): the settings of a `view` block
//
// A page of kind `book` has the same keys but for the first four and `foreword`: its file's name (or its slug)
// is the id, its title and summary the title and description, its text the foreword, and it is made in the languages
// that it is translated to. The page of the first language says what the book holds; translations have
// only `subtitle` and the cover's `text`. Pictures are written as seen from the page. Pages of kind
// `book` are never chapters.
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
#include "site/views.h"

typedef enum { BOOK_CHAPTERS, BOOK_CASES, BOOK_CHECKLISTS, BOOK_CARDS, BOOK_FORMS, BOOK_MATRIX, BOOK_PATH } book_show;

typedef struct {
    const page *page;
    text anchor;                // "p12": its place in the book; ASCII
    book_start start;
    size_t lines;
} book_item;

typedef struct {
    size_t number;              // among the parts of the book, whatever its language
    text title, summary;        // in the book's language; may be empty
    text anchor;                // "part1"
    book_show show;
    const view *matrix;         // of BOOK_MATRIX: its rows and columns; of BOOK_PATH: its steps; else NULL
    book_item *items;
    size_t count;
} book_part;

typedef struct {
    text id;
    words title, subtitle, description, cover_text;
    text version;
    bool *has_language;         // by language of the site: in which it is made
    size_t *page_counts;        // by language: pages of the site that it holds
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

// The books of the site. Mistakes are reported, those in the kits' `books` too.
book_list books_of(arena *memory, const site *of, diagnostics *found);

// Whether the kit has the book's files in it: `books: [kasikirja]` of a kit.
bool book_is_in_kit(const book *of, const kit_config *kit);

// What a book holds in a language, in order.
typedef struct {
    const book *book;
    size_t language;
    const page *foreword;       // in the language; NULL: none
    book_part *parts;           // those that hold something
    size_t part_count;
    const page **terms;         // the glossary, when the book has one: alphabetical
    size_t term_count;
    table anchors;              // page url -> text *: the anchor of a page of the book: terms ("t12") and the
                                // foreword ("foreword") included
    edition pages;              // those that have an anchor, for what asks an edition
} bound_book;

// Where the book's facts come from: what its chapters name as their sources (up to a ":"), each once, in order.
text *book_sources(arena *memory, const bound_book *of, size_t *count);

// A book in one language; has no parts when there is nothing to print.
bound_book book_bind(arena *memory, const site *of, const book *bound, size_t language);

#endif
