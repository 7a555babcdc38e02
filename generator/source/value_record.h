// Values between processes: what one has read, another goes on with.
#ifndef SOURCE_VALUE_RECORD_H
#define SOURCE_VALUE_RECORD_H

#include "base/buffer.h"
#include "source/value.h"

// The tree's form goes to [nodes], its texts one after another to [texts]: they are kept as they come, while the form
// is of no use any more once the tree is there again. [tree] may be NULL.
void value_add_to_record(const value *tree, buffer *nodes, buffer *texts);

// The next tree, NULL if that was added or nothing (whole) is left. Its texts are views into [texts].
const value *value_take_from_record(arena *memory, text *nodes, text *texts);

#endif
