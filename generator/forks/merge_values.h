// Three-way merge of values: what two people made of one value.
//
// What only one side changed is taken. Maps are merged by key; lists as sets, when what the two sides
// changed does not meet: entries of maps with an `id` or a `name` are the same entry.
#ifndef FORKS_MERGE_VALUES_H
#define FORKS_MERGE_VALUES_H

#include "source/value.h"

// NULL stands for a value that is not there, also as the result. Where both sides changed one thing
// differently, the result has ours and [*has_conflict] is set (else it is left alone).
const value *merge_values(arena *memory, const value *base, const value *ours, const value *theirs, bool *has_conflict);

#endif
