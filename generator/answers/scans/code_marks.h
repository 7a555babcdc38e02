// The square marks in three corners of a QR code: how many a picture holds, before zbar tries which three belong together.
// Private to answers/scans/.
//
// zbar takes every three of them, so that a picture full of marks would take minutes. A page has three, and of letters and
// patterns a few more are made.
#ifndef ANSWERS_SCANS_CODE_MARKS_H
#define ANSWERS_SCANS_CODE_MARKS_H

#include "base/arena.h"

#include <stdbool.h>

// Where a line through the picture meets dark and light as a mark has them, 1:1:3:1:1: the part of three.
typedef struct {
    int line;                       // its number, a row or a column
    int from, to;                   // along the line
} mark_crossing;

typedef struct {
    mark_crossing *items;           // line after line
    size_t count, capacity;
    size_t edges;                   // between dark and light that were met on the way
} mark_crossings;

// zbar takes fewer for noise. More are not looked at: noise of a scanner makes up to 100,000.
enum { CODE_MARKS_LEAST_CROSSINGS = 9, CODE_MARKS_MOST_CROSSINGS = 150000 };

// About microseconds for each edge.
#define CODE_MARKS_EDGE_COST 0.03

// How long zbar would take to find the marks and to try every three of them, in about microseconds; 0: there are no three.
double code_marks_cost(arena *memory, const mark_crossings *rows, const mark_crossings *columns);

#endif
