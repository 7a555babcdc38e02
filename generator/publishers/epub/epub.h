// Books as EPUB 3: downloads/<book>.<language>.epub, for the website and for the kits that hold the book.
//
// The same chapters as in print, one XHTML file each, without scripts; looks come from the theme's epub.css, words from
// `book:` and `epub:` in its strings. The package says of itself what helps with reading aloud and otherwise.
#ifndef PUBLISHERS_EPUB_EPUB_H
#define PUBLISHERS_EPUB_EPUB_H

#include "publishers/publisher.h"

extern const publisher epub_publisher;

#endif
