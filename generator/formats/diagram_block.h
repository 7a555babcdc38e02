// The fenced block `diagram`, from its text to a diagram. It reads well where nobody draws it.
//
//   type: steps | flow | cycle | circles | layers
//   title: ...                     required: what the diagram shows
//   source: ...
//                                  an empty line, then by type
//   1. Need: who needs it          steps and cycle: boxes in their order; behind ": " stands a detail
//   3 -> 1: if nobody does         another way between two of them, and what it says
//
//   Search -> Choose -> Pay        flow: arrows between boxes; the same words are the same box
//   Choose -> Done: if it is free  behind ": " stands what the arrow to this box says
//   - Pay: by card                 a box's detail
//
//   - Core: those who act          circles, from the innermost; layers, from the top
#ifndef FORMATS_DIAGRAM_BLOCK_H
#define FORMATS_DIAGRAM_BLOCK_H

#include "base/diagnostics.h"
#include "formats/diagram.h"

// Reads the text of a block whose fence stands at [fence]. False after reporting all that is wrong.
bool diagram_block_read(arena *memory, text written, place fence, diagnostics *found, diagram *read);

#endif
