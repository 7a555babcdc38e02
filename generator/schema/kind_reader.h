// What the parts of the kind reader share; see kind.h.
#ifndef SCHEMA_KIND_READER_H
#define SCHEMA_KIND_READER_H

#include "schema/kind.h"

typedef struct {
    arena *memory;
    const language_list *languages;
    text path;
    diagnostics *found;
} kind_reader;

// Words of a kind, which sites share.
words read_kind_words(const kind_reader *from, const value *v);
bool words_are_empty(const kind_reader *from, words w);

// The fields under [map] (NULL gives none). Fields of a page, unlike those of
// a record, may not be called like the keys that every page has.
field_list read_field_definitions(const kind_reader *from, const value *map, bool is_record);

// One word or text under [key]; empty when there is none or it has been reported.
text read_kind_text(const kind_reader *from, const value *map, text key);
bool read_kind_bool(const kind_reader *from, const value *map, text key, bool fallback);

// [a-z0-9-], beginning with a letter or digit, at most 80; also "_" when [with_underscore].
bool name_is_plain(text name, bool with_underscore);

#endif
