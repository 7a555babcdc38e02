// A search index read back from a published site: assets/search/ as search/builder.h wrote it.
//
// What is missing, broken or of another build is empty, as in the browser.
#ifndef SEARCH_INDEX_H
#define SEARCH_INDEX_H

#include "formats/data.h"

typedef struct {
    uint32_t term;
    unsigned weight_class;
} entry_target;

typedef struct {
    text word, folded;
    unsigned common;            // doublings of how often it occurs
    entry_target *targets;
    size_t target_count;
} index_entry;

typedef struct {
    index_entry *items;
    size_t count;
} entry_list;

typedef struct {
    unsigned level;
    uint32_t *documents;
    size_t count;
} list_group;

typedef struct {
    text *stems;
    size_t stem_count;
    uint64_t rarity;
    list_group *groups;
    size_t group_count;
} index_list;

typedef struct {
    text id, label, folded;
    uint32_t *documents;
    size_t count;
} facet_entry;

typedef struct {
    facet_entry *items;
    size_t count;
} facet_entries;

typedef struct search_index search_index;

// NULL when the site in [folder], in which no link is followed, has no index of [language].
search_index *index_open(text folder, text language);
void index_close(search_index *opened);

size_t index_page_count(const search_index *of);
// The words among which [folded] stands or would stand, and those of the next part when words that
// begin with [folded] go on there.
entry_list index_near(search_index *of, text folded);
// False when there is none. Pages that say least of a common word are there only when it [is_whole].
bool index_list_of(search_index *of, uint32_t term, bool is_whole, index_list *list);
// The commonest words that begin with the letter, and perhaps with others.
entry_list index_spelling(search_index *of, text letter);
// The number of the field of that folded name; false when there is none.
bool index_facet_named(const search_index *of, text name, size_t *number);
size_t index_facet_count(const search_index *of);
text index_facet_id(const search_index *of, size_t number);
facet_entries index_facet_values(search_index *of, size_t number);
// [url, title, id of its kind, summary, [[id, heading, text], ...]]; NULL when it is missing.
const data *index_page(search_index *of, uint32_t document);
text index_kind_label(const search_index *of, text id);

// The text's words, folded, with single spaces.
text index_fold_all(arena *memory, text words);

#endif
