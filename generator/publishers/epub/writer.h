// What the files that make an EPUB share. Private to this folder.
#ifndef PUBLISHERS_EPUB_WRITER_H
#define PUBLISHERS_EPUB_WRITER_H

#include "books/chapter.h"
#include "formats/html.h"
#include "publishers/page_pictures.h"

// A file of the package, below EPUB/.
typedef struct {
    text name;                  // "p3.xhtml"
    const char *media_type;
    const char *properties;     // of the manifest; NULL: those that its contents ask for
    text contents;
    bool is_read;               // belongs to the reading order
} epub_file;

typedef struct {
    epub_file *items;
    size_t count, capacity;
} epub_files;

// A line of the table of contents.
typedef struct {
    int level;                  // 1 or 2
    text title, file;
    const char *landmark;       // epub:type, for the landmarks; NULL: none
} epub_entry;

typedef struct {
    const build *build;
    const bound_book *bound;
    const book *book;
    size_t language;
    text code;                  // of the language
    arena *memory;
    diagnostics *found;
    html_words words;
    epub_files files;
    struct { epub_entry *items; size_t count, capacity; } contents;
    table pictures;             // path of a content file -> name in the package, as text *
    bool has_pictures;          // or drawings
    text anchor;                // of the chapter being written
    size_t drawing_count;        // in it, so far
} epub_writer;

// A word of the theme ("book.contents"); and the book's own, in its language.
text epub_said(const epub_writer *to, const char *name);
text epub_title(const epub_writer *to);
text epub_own(const epub_writer *to, words of);
// A title in the marks of print.
text epub_mended(const epub_writer *to, text title);

void epub_add_file(epub_writer *to, text name, const char *media_type, const char *properties, text contents);
// An XHTML file: [body] is what stands in <body>, with [type] as its epub:type (NULL: none).
void epub_add_page(epub_writer *to, text name, text title, const char *type, const buffer *body);
void epub_add_entry(epub_writer *to, int level, text title, text file, const char *landmark);

// "<name>said</name>", escaped; nothing when nothing is said.
void epub_element(buffer *out, const char *name, const char *attributes, text said);

// ---- Trees (tree.c)

// The file that holds an anchor of the book.
text epub_file_of(const epub_writer *to, text anchor);
// Writes a tree of the chapter to->anchor; links and pictures are settled in the tree itself.
void epub_write_tree(epub_writer *to, node *tree, buffer *out);

// ---- Parts of the book; false after a reported machine failure

void epub_add_cover(epub_writer *to);           // cover.c
bool epub_add_chapters(epub_writer *to);        // chapters.c: foreword, parts, chapters
void epub_add_endings(epub_writer *to);         // endings.c: glossary, forms, colophon
void epub_add_package(epub_writer *to);         // package.c: contents, metadata; comes last

#endif
