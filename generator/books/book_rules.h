// How a book chooses its pages, as read from its definition. Private to books/.
#ifndef BOOKS_BOOK_RULES_H
#define BOOKS_BOOK_RULES_H

#include "books/book.h"

typedef struct {
    words title, summary;
    book_show show;
    selection chosen;
    view matrix;
    bool is_used;               // holds something in some language
    place where;
} part_rules;

struct book_rules {
    text path;                  // of the file that defines the book
    part_rules *parts;
    size_t count;
    bool *has_foreword;         // by language: the foreword's page has a text
    bool has_mistakes;          // reported
};

#endif
