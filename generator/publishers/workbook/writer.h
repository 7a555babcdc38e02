// What the files that make a book share. Private to this folder.
//
// Each adds one sort of pages to the document: the writer says for which book and in which words.
#ifndef PUBLISHERS_WORKBOOK_WRITER_H
#define PUBLISHERS_WORKBOOK_WRITER_H

#include "books/chapter.h"
#include "formats/pdf/pdf.h"
#include "printing/print_style.h"
#include "publishers/page_pictures.h"

// The words, by their keys under `book:` in the theme's strings.
#define BOOK_STRINGS(STRING)                                                                              \
    STRING(contents) STRING(page) STRING(part) STRING(glossary) STRING(forms_index) STRING(notes)         \
    STRING(online) STRING(version) STRING(updated) STRING(licence) STRING(publisher) STRING(sources)      \
    STRING(about) STRING(made_with) STRING(see_page) STRING(blank) STRING(foreword)                       \
    STRING(task) STRING(owner) STRING(date) STRING(process) STRING(participants)                          \
    STRING(our_town) STRING(think_together) STRING(first_step) STRING(what) STRING(who) STRING(when)      \
    STRING(answer) STRING(cut_here) STRING(matrix_mark) STRING(own_card)

typedef struct {
#define BOOK_STRING(name) text name;
    BOOK_STRINGS(BOOK_STRING)
#undef BOOK_STRING
    text callouts[5];
} book_strings;

typedef struct {
    arena **items;
    size_t count, capacity;
} book_arenas;

typedef struct {
    const build *build;
    const bound_book *bound;
    const book *book;
    size_t language;
    arena *memory;
    book_arenas *trials;            // of what was tried; they live as long as the document
    diagnostics *found;
    book_strings words;
    const print_style *style;
    const pdf_settings *settings;
    pdf *document;
    const pdf_look *look;           // of the text that is added now
    int tightness;                  // how much tighter than the settings'
    pdf_page_style pages;           // of the text
    pdf_element *section;           // what is added belongs to it
    int title_level;                // of chapters: 2 below parts with titles, else 1
    table told;                     // addresses printed in this chapter
    text anchor;                    // of the chapter being written
    size_t task_count;              // of its tasks so far
    size_t parts;                   // that it has, as printed.c counts
    const page *page;               // being written; NULL: a cover, a list of titles, ...
    const page *heaviest;           // of the pages so far: what it took is the most
    size_t heaviest_bytes, bytes_before;    // of the arena; before the page that is being written
    size_t missing_told;            // how much of pdf_missing_characters has been told
} book_writer;

// What is added from now on is of [page], or of none (NULL): characters that cannot be printed are told there.
void book_begin_page(book_writer *to, const page *of);

// ---- Looks

pdf_style book_sans(const book_writer *to, print_size size, int weight, uint32_t colour);
pdf_style book_serif(const book_writer *to, print_size size, uint32_t colour);
print_size book_scaled(print_size size, double factor);

// ---- Fitting

// Adds something to the document of a writer.
typedef void (*book_adding)(book_writer *to, const void *what);
typedef struct {
    size_t pages;
    double left_over;               // of the last page's height
} book_extent;
// How much room it takes from the top of a page, tried in a document of its own.
book_extent book_measure(const book_writer *to, int tightness, book_adding adding, const void *what);
// Blocks from now on are set tighter: 0 is as the settings have it.
enum { BOOK_TIGHTEST = 4 };
void book_set_tightness(book_writer *to, int tightness);
// Adds it as a section of its own that begins a page, as tight as it must be so that the last page does not hold next to nothing.
book_extent book_add_fitted(book_writer *to, book_adding adding, const void *what);

// ---- Parts of a page

pdf_place book_column(const book_writer *to, double before);
// A small line in capitals' stead above a title.
void book_add_kicker(book_writer *to, text said, pdf_place at);
// The beginning of a chapter: what it is, title with anchor and bookmark, summary, the way to its page on the web;
// smaller for a chapter that goes on where the last one ended.
void book_add_opening(book_writer *to, const chapter *opened, bool is_running);
// A list of facts, each a line without a bullet; and one of them, as the body of an item.
void book_add_fact_lines(book_writer *to, const node *list, const pdf_style *style);
void book_add_fact_line(book_writer *to, pdf_element *body, const node *item, const pdf_style *style, double before);
// References to and from other pages, below a rule.
void book_add_references(book_writer *to, const node *list);
// A title of the book's own (contents, glossary, notes) with its anchor.
void book_add_title(book_writer *to, text title, text anchor, int level);
// A document tree in the book's looks; its headings of level 2 stand one below [level].
void book_add_tree(book_writer *to, const node *tree, int level, pdf_place at);
// The same for one block of a tree, and for its words alone.
void book_add_block(book_writer *to, const node *block, int level, pdf_place at);
pdf_runs book_words(book_writer *to, const node *block);
// Rows to fill: columns with their heads and shares of the width, which make 1. Fields are <name>_<row>_<column>.
typedef struct {
    text head;
    double share;
} book_column_head;
void book_add_empty_table(book_writer *to, const book_column_head *columns, size_t count, size_t rows, text name,
                          pdf_place at);
// A text field on a tinted ground.
void book_put_field(book_writer *to, pdf_slice *on, pdf_element *within, text name, text tooltip, double x, double y,
                    double width, double height);
// Empty lines under a small title, one field to fill.
void book_add_lines(book_writer *to, text title, size_t count, text name, pdf_place at);
// A picture of the site for print; NULL after a diagnostic.
const picture *book_picture(book_writer *to, text path);
text book_heads_title(const book_writer *to);
// The running heads: the book's title and [right]; once when both would say the same on one page.
void book_set_heads(book_writer *to, text right);
// Begins pages of the text. An empty page that must come first has lines to write on where the book is for notes.
void book_begin_pages(book_writer *to, const pdf_page_style *style, pdf_page_start start);

// ---- Parts of a book; false after a reported machine failure

void book_add_cover(book_writer *to);
void book_add_colophon(book_writer *to);
void book_add_contents(book_writer *to);
bool book_add_foreword(book_writer *to);
void book_add_part_leaf(book_writer *to, const book_part *part, size_t number);
bool book_add_chapters(book_writer *to, const book_part *part);
bool book_add_cases(book_writer *to, const book_part *part);
bool book_add_checklists(book_writer *to, const book_part *part);
bool book_add_cards(book_writer *to, const book_part *part);
bool book_add_forms(book_writer *to, const book_part *part);
void book_add_matrix(book_writer *to, const book_part *part);
void book_add_path(book_writer *to, const book_part *part);
// printed.c: counts the paragraphs, items, cells and links of a page, and its letters as what takes as long. A page of more than can be printed
// is told, and its text is left out.
void book_refuse_many_parts(book_writer *to, chapter *read);
// Reads the item's page and makes ready to write it, on pages as the part has them.
bool book_begin_item(book_writer *to, const book_item *item, pdf_page_start start, chapter *read);
void book_add_glossary(book_writer *to);
void book_add_forms_index(book_writer *to);
void book_add_note_pages(book_writer *to);

#endif
