// Making values: what is to be written as YAML.
//
// Values that were read are shared as they are; only what is made here is added to.
#ifndef SOURCE_VALUE_MAKE_H
#define SOURCE_VALUE_MAKE_H

#include "source/value.h"

value *value_make_text(arena *memory, text t);          // the bytes are not copied
value *value_make_list(arena *memory);
value *value_make_map(arena *memory);
value *value_copy(arena *memory, const value *from);    // a map or list that can be added to; what it holds is shared

void value_add(arena *memory, value *list, const value *item);
void value_set(arena *memory, value *map, text key, const value *item);     // replaces, or adds at the end
void value_remove(value *map, text key);

// The same keys, items and texts; places and quotation marks do not count.
bool value_equals(const value *a, const value *b);

#endif
