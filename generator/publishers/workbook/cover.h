// The market square on covers. Private to this folder.
#ifndef PUBLISHERS_WORKBOOK_COVER_H
#define PUBLISHERS_WORKBOOK_COVER_H

#include "publishers/workbook/writer.h"

typedef struct {
    double width, height, margin;   // of the page
    double ground;                  // where the square begins, from above
    double scale;                   // 1: A4
} cover_measures;

// A striped band with scalloped ends across the top of the page.
void cover_put_awning(book_writer *to, pdf_slice *on, const cover_measures *in);
// A row of stalls on the ground.
void cover_put_stalls(book_writer *to, pdf_slice *on, const cover_measures *in);

#endif
