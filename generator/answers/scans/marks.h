// Boxes and circles of a straightened page: which of them are marked. Private to answers/scans/.
//
// A box is read where its printed outline is found, near where the layout has it: paper bends. Marked is what holds a
// stroke of its own. Doubtful: very little or pale ink, a stroke that only passes through, ink around a box rather
// than in it, a box that is scribbled over, or filled in whole where the others on the page are ticked (many people
// take a wrong tick back so). Only one box of radios can be marked: with two, all that hold ink are doubtful.
#ifndef ANSWERS_SCANS_MARKS_H
#define ANSWERS_SCANS_MARKS_H

#include "answers/scans/grey.h"
#include "formats/pdf/pdf.h"

typedef enum { MARK_NONE, MARK_MADE, MARK_DOUBTFUL } mark_verdict;

typedef struct {
    const pdf_field_place *field;
    mark_verdict verdict;
    double likelihood;              // that it is marked
    double x, y;                    // its top left corner, in pixels of the page
    // What was seen, as shares of pixels with ink: inside, and around at the left, right, top and bottom.
    double inside, around[4];
    bool passes;                    // a stroke comes from afar and goes on
} mark;

typedef struct {
    mark *items;
    size_t count, capacity;
} mark_list;

// [ink]: of the straightened page (grey_ink); [pale]: what is less than that is no ink.
mark_list marks_read(arena *memory, const grey *ink, const pdf_page_place *printed, int pale);

// From how much the emptiest parts of the page vary.
int ink_threshold(const grey *ink);

#endif
