// Kinds: what a page is, and which fields it has.
//
// A kind is a YAML file (kinds/<id>.yaml). Format:
//
//   label, plural, description    a text or a map of languages
//   folder                        folder for new pages and the list page, per language (default: the kind's id)
//   layout                        theme layout, default: the kind's id, else "page"
//   sort, order                   field (or title, date, weight) the kind's lists are sorted by;
//                                 order: ascending (default) or descending
//   listed                        false: no list page, not in menus of kinds
//   feed                          true: its pages are in the language's feed
//   fields                        map: field id -> type, label, required, choices, facet, of, kind, fields,
//                                 minimum, maximum, help, backlink, print
//
// A field's `print` tells how books show it: {place: before (default) or after (the text), marks: bullets
// (default), numbers or boxes (of a list), leave_out: true}.
//
// A field's `backlink` is the heading under which the page referred to lists
// the pages that refer to it. Of a list, `choices`, `kind`, `fields`, `minimum`
// and `maximum` say what its items are, and are kept in the field's `of`.
#ifndef SCHEMA_KIND_H
#define SCHEMA_KIND_H

#include "base/table.h"
#include "source/tree_cache.h"

typedef enum {
    FIELD_TYPE_TEXT, FIELD_TYPE_LONG, FIELD_TYPE_MARKDOWN, FIELD_TYPE_DATE, FIELD_TYPE_NUMBER,
    FIELD_TYPE_BOOL, FIELD_TYPE_CHOICE, FIELD_TYPE_LIST, FIELD_TYPE_PAGE, FIELD_TYPE_IMAGE,
    FIELD_TYPE_URL, FIELD_TYPE_EMAIL, FIELD_TYPE_RECORD
} field_type;

// Words in the site's languages; [by_language] has one text per language of
// the site in its order, empty where the source says nothing.
typedef struct {
    text *by_language;
} words;

typedef struct {
    text id;
    words label;
} field_choice;

typedef struct field field;

typedef struct {
    field *items;
    size_t count;
} field_list;

typedef enum { MARKS_BULLETS, MARKS_NUMBERS, MARKS_BOXES } list_marks;

typedef struct {
    bool is_after_text, leave_out;
    list_marks marks;
} field_print;

struct field {
    text id;
    field_type type;
    const field *of;            // list: what each item is
    text page_kind;             // page: the kind it must be of, empty for any
    bool required, is_facet;
    words label, help, backlink;
    bool has_backlink;
    field_print print;
    field_choice *choices;      // choice
    size_t choice_count;
    field_list fields;          // record
    bool has_minimum, has_maximum;
    double minimum, maximum;    // number
};

// What a field holds one or several of: itself, or the item of a list.
static inline const field *field_item(const field *of)
{
    return of->type == FIELD_TYPE_LIST ? of->of : of;
}

typedef struct {
    text id;
    text path;                  // of its YAML file, for diagnostics
    words label, plural, description, folder;
    text layout;                // empty: the kind's id, else "page"
    text sort;                  // "title", "date", "weight" or a field id
    bool descending, listed, in_feed;
    bool has_mistakes;          // reported; its pages' fields are then not worth checking
    field_list fields;
} kind;

typedef struct {
    const text *codes;          // the site's languages, default first
    size_t count;
} language_list;

// Reads one kind from its YAML. Mistakes are reported; NULL only when nothing
// useful is left. Words in languages the site does not have are passed over,
// since kinds are shared by sites with different languages. [trees] may be NULL: see tree_cache_read.
kind *kind_read(arena *memory, tree_cache *trees, text id, text yaml, text path, const language_list *languages,
                diagnostics *found);

const field *kind_field(const kind *kind, text id);     // NULL when there is none

const char *field_type_name(field_type type);           // "text", "long", ...

// The keys that every page may have, which no field may be called.
const text *page_keys(size_t *count);

// The place of [code] in the list, or its count when it is not there.
size_t language_list_find(const language_list *languages, text code);

// Reads "title: x" or "title: {fi: x, sv: y}"; a plain text stands for every
// language. Unknown languages are reported. A NULL value gives empty words, and
// so does one of the wrong form, which is reported.
words words_read(arena *memory, const value *v, text path, const language_list *languages,
                 diagnostics *found);

// As words_read, of files that go from site to site with a kit: languages that this site has not are passed over.
words words_read_shared(arena *memory, const value *v, text path, const language_list *languages, diagnostics *found);
// In [language], else in the first language that has any; empty when none has.
text words_in(words w, size_t language, size_t language_count);

#endif
