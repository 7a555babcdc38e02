// The program itself.
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include "arena.h"
#include "text.h"

// Changes when the program or a library that it runs with does, also one that it opens when needed.
text program_stamp(arena *memory);

#endif
