// Books as typeset PDFs: downloads/<book>.<language>.pdf, and <book>-booklet.<language>.pdf for those to be folded.
//
// Looks come from the theme's print.yaml (print_style.h), words from `book:` in its strings.
#ifndef PUBLISHERS_WORKBOOK_WORKBOOK_H
#define PUBLISHERS_WORKBOOK_WORKBOOK_H

#include "publishers/publisher.h"

extern const publisher workbook_publisher;

#endif
