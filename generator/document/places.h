// Where things stand in the source of a page. Private to document/.
//
// cmark tells the line of an inline rightly, its column not (continuation lines
// that are indented): so columns are looked up in the source. Searches on one
// line go on where the last one ended, so that equal links are told apart and
// the work stays linear.
#ifndef DOCUMENT_PLACES_H
#define DOCUMENT_PLACES_H

#include "base/arena.h"
#include "base/text.h"

typedef struct {
    arena *memory;
    text source;                // empty: every column is 0
    size_t *starts;             // offset of each line; made at the first question
    size_t line_count;
    int line;                   // the cursor: from where the next search goes on
    size_t offset;
    int column;
    int misses;
} places;

// The column in characters, from 1, for a byte column of cmark's.
int places_column(places *in, int line, int byte_column);

// The byte that stands there in the source; 0 when nothing does.
char places_byte(places *in, int line, int byte_column);

// The column of [wanted] on [line] at or after the cursor, which moves behind
// its first byte; 0 when it is not there.
int places_find(places *in, int line, text wanted);

// Whether [wanted] stands anywhere on [line]; the cursor stays.
bool places_has(places *in, int line, text wanted);

// Whether a backslash stands before what was found last on [line].
bool places_is_escaped(places *in, int line);

// What follows the first byte of what was found last on [line], up to [end].
text places_rest(places *in, int line, char end);

// The column of the "[" (or "![") of the link to [address] on [line].
int places_find_link(places *in, int line, text address);

#endif
