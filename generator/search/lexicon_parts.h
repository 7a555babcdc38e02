// What the files that make the lexicon share. Private to them.
#ifndef SEARCH_LEXICON_PARTS_H
#define SEARCH_LEXICON_PARTS_H

#include "base/digest.h"
#include "language/search_words.h"
#include "search/lexicon.h"

enum { NO_ENTRY = UINT32_MAX };

// ---- lexicon_kept.c: the lexicon of an earlier build

// A word of it: of the site, or one that readers may type, or a function word.
typedef struct {
    text surface;
    text told;              // its folded form, whether it is known, its keys by number
    text related;           // packed numbers of other entries
    text asked;             // see search_word
    uint32_t weight;        // what it weighed; 0: the site did not have it
} kept_entry;

typedef struct {
    text *keys;
    size_t key_count;
    kept_entry *entries;    // by bytes
    size_t count;
    bool lacks_dictionary, has_dictionary;
} kept_lexicon;

// False when [saved] is damaged or was made otherwise.
bool kept_lexicon_read(arena *memory, text saved, const fingerprint *version, kept_lexicon *into);
uint32_t kept_lexicon_find(const kept_lexicon *in, text surface);       // or NO_ENTRY
// Marks, by entry, those that may have other keys now: in their words asked stands one of [parts].
void kept_lexicon_mark_touched(const kept_lexicon *in, surface_list parts, bool *marks);

// Frames [contents], the version and what lexicon_write told, with what tells whether it may be believed.
void kept_lexicon_save(text contents, buffer *out);

// ---- A lexicon in the making

// A word that was analysed now.
typedef struct {
    text surface, told;     // with keys as texts
    text asked;
    uint32_t *related;      // as places, see below
    size_t related_count;
    text related_texts;     // packed, until they have places
} fresh_word;

// A word of the lexicon, kept or fresh. Its place is that among the words of the corpus by their bytes; the other words
// follow them.
typedef struct {
    text surface;
    uint32_t kept, fresh;   // one of them; NO_ENTRY
    uint32_t weight;        // in the corpus; 0: not there
    bool is_related, is_function_word;
} lexicon_source;

typedef struct {
    const search_corpus *of;
    text language;
    arena memory;
    uint32_t *numbers;      // the words of the corpus by their bytes
    size_t count;
    struct { lexicon_source *items; size_t count, capacity; } sources;      // by place
    struct { fresh_word *items; size_t count, capacity; } fresh;
    kept_lexicon kept;
    uint32_t *place_of_kept;        // by entry; NO_ENTRY
    bool lacks_dictionary, has_dictionary;
} lexicon_maker;

// ---- lexicon_write.c

// Adds to [record], for lexicon_take, and to [kept], for kept_lexicon_save; NULL: nothing new is to be kept.
void lexicon_write(lexicon_maker *with, buffer *record, buffer *kept);

#endif
