// What keeps a cell of a table in CSV the text that it is: a "'" before what a spreadsheet would take for a formula, or for
// a number that it is not.
//
// A spreadsheet that is told another separator than the file's begins a cell at any of these signs within ours, even within
// quotes: a comma, a semicolon, a tab, the end of a line. What follows them is marked as the beginning is, whatever separates.
// A sign alone at the end, "-" and "500,-", is left as it is where nothing that follows in the file can make a formula of it.
#ifndef ANSWERS_CELL_MARKS_H
#define ANSWERS_CELL_MARKS_H

#include "base/arena.h"
#include "base/text.h"

// The result may be [cell] itself, when nothing changes. What is marked reads back as it was.
text cell_with_marks(arena *memory, text cell);
text cell_without_marks(arena *memory, text cell);

#endif
