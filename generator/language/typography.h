// What a typesetter mends in running text, in Finnish, Swedish and English:
//
//   "sana"  'it's'          real quotation marks and apostrophes
//   tori - tai              a dash, which never begins a line
//   ...                     an ellipsis
//   10 000, 5 %, § 5,       no-break spaces between numbers and what they belong to,
//   s. 5, esim. kunta,      after abbreviations,
//   J. K. Virtanen          and initials
//
// Only marks and spaces change, never letters or digits. Other languages keep their marks as they are. Not for code or addresses.
#ifndef LANGUAGE_TYPOGRAPHY_H
#define LANGUAGE_TYPOGRAPHY_H

#include "base/arena.h"
#include "base/text.h"

#include <stdint.h>

// Where one stands in a paragraph that is mended piece by piece: begin with {.language = ...}.
typedef struct {
    text language;
    uint32_t before;            // the character before the piece; 0: the paragraph begins
    bool is_quoted;             // a quotation is open
    bool is_first;              // the piece begins the paragraph: set by typography_mend
} typography;

// The piece, mended; [words] itself when nothing changes. [after] is the first character of the next piece, 0 at the end.
text typography_mend(typography *at, arena *memory, text words, uint32_t after);

// A line on its own, such as a title.
text typography_mend_line(arena *memory, text language, text words);

#endif
