// Reading what a book says of itself. Private to books/.
#ifndef BOOKS_BOOK_SETTINGS_H
#define BOOKS_BOOK_SETTINGS_H

#include "books/book.h"

// From an item of `books:`, and from the pages of an entry of kind `book`. False when nothing can be made of it.
bool book_read(arena *memory, const site *of, const value *definition, diagnostics *found, book *read);
bool book_read_page(arena *memory, const site *of, const entry *defined, diagnostics *found, book *read);

#endif
