// Values: YAML as a tree that remembers where every part stood.
//
// Every scalar is text; a schema or a setting gives it a type later (so "no"
// stays a word). Trees live in the arena they were read into.
#ifndef SOURCE_VALUE_H
#define SOURCE_VALUE_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "base/text.h"

typedef enum { VALUE_SCALAR, VALUE_LIST, VALUE_MAP } value_type;

typedef struct value value;

typedef struct {
    text key;
    int line, column;           // of the key
    const value *value;
} value_entry;

struct value {
    value_type type;
    int line, column;           // in the file, from 1; columns in characters
    bool is_quoted;             // scalar: was in quotes or a block, so "" is meant
    text text;                  // scalar
    const value **items;        // list
    value_entry *entries;       // map, in the order written
    size_t count;               // of items or entries
};

// The entry's value, or NULL. [map] may be NULL or not a map.
const value *value_get(const value *map, text key);
const value_entry *value_get_entry(const value *map, text key);

// The scalar's text; empty when [v] is NULL or no scalar.
text value_text(const value *v);
// NULL, or a plain scalar without characters ("key:").
bool value_is_empty(const value *v);

static inline place value_place(const value *v, text path)
{
    return at(path, v->line, v->column);
}

// Reports every key of [map] that is not among [known] ("unknown key: 'tilte':
// did you mean 'title'?").
void value_check_keys(const value *map, text path, const text *known, size_t known_count,
                      diagnostics *found);
// For messages: the first line of [t], at most 60 characters of it ("…" when cut).
text value_shown(arena *memory, text t);
// For messages: a path of any bytes, whole. Where something in it would move the cursor or hide letters, all that is not
// ASCII is question marks.
text value_shown_path(arena *memory, text path);
// The same of a name, cut like value_shown.
text value_shown_name(arena *memory, text name);
// For messages: "one, two, three", at most 40 of them.
text value_list_words(arena *memory, const text *known, size_t known_count);
// The nearest of [known] to [word] if it is close enough to be meant, else empty.
text value_suggestion(text word, const text *known, size_t known_count);

#endif
