// What pages tell the search: their words, as a part of their record, and the script that
// excerpts are cut from, which they write themselves.
#ifndef PUBLISHERS_PAGE_SEARCH_H
#define PUBLISHERS_PAGE_SEARCH_H

#include "publishers/publisher.h"
#include "search/page_words.h"

enum { NO_DOCUMENT = UINT32_MAX };

// Before anything is planned: numbers the pages that each edition can find.
void page_search_prepare(build *of);

// In a worker, for every page of every edition. The words are told once, for the website.
// A page that has too many words is warned of in [found]. False: machine failure.
bool page_search_tell(const build *of, size_t edition, const page *own, const page_sections *sections, arena *memory,
                      diagnostics *found, buffer *record);
// In the parent: what page_search_tell added to the record.
void page_search_take(build *of, const page *own, text summary);
// Where the words of pages are whose jobs are kept.
void page_search_keep_words(build *of, const counted_words_source *kept);
// Which words all pages that were taken have, each from [number] on.
bool page_search_next_kept(const build *of, size_t *number, fingerprint *found);

// The names under which readers may look for what the page tells of, besides its title: those of a term.
typedef struct {
    text *items;
    size_t count, capacity;
} name_list;
name_list page_search_names(arena *memory, const page *own);

#endif
