// What a page gives to the search: its text by sections, and its words counted.
//
// The sections are what excerpts are cut from and hits lead to. The words are what the page is
// found by; they travel between processes as a record.
#ifndef SEARCH_PAGE_WORDS_H
#define SEARCH_PAGE_WORDS_H

#include "base/buffer.h"
#include "base/digest.h"
#include "document/document.h"
#include "search/surfaces.h"

typedef struct {
    text id, title;         // of the heading; both empty for what stands before the first
    text body;              // one line of plain text
} page_section;

typedef struct {
    page_section *items;
    size_t count, capacity;
} page_sections;

// Cuts [document] at its headings, which have their ids. What a block of ours says comes from
// [block_words]; NULL leaves such blocks out.
page_sections page_sections_of(arena *memory, const node *document,
                               text (*block_words)(arena *memory, void *context, const node *block), void *context);

// How much a word counts, by where it stands.
typedef enum { WORDS_TITLE, WORDS_NAME, WORDS_HEADING, WORDS_TAG, WORDS_SUMMARY, WORDS_KIND, WORDS_BODY } words_place;

typedef struct {
    arena *memory;          // set before first use
    surface_set surfaces;
    struct word_count *items;   // by surface
    size_t count, capacity;
    size_t body_length;     // words
    size_t effort;          // that its different words take in the dictionary; see word_effort
    text left_out;          // the first word that came when they took too much; empty: all are counted
} word_counts;

// How much a word takes that is looked up in a dictionary, by its letters alone, so that it is the same everywhere.
size_t word_effort(text surface);
// A page whose words take more was made to take long. A million bytes out of a handbook, on one page, take half of it.
enum { PAGE_EFFORT_LIMIT = 1300000 };

// [words] must outlive [into]. Words that are new once the limit is reached are not counted.
void word_counts_add(word_counts *into, text words, words_place where);
void word_counts_add_sections(word_counts *into, const page_sections *sections);

// The record: a fingerprint of what follows, how long the body is, then every surface with its counts. Read with these.
void word_counts_to_record(const word_counts *from, buffer *record);
typedef struct {
    text surface;
    unsigned fixed;         // sixteenths of a mention: titles, headings and the like
    unsigned body;          // mentions in the text
} counted_surface;
// What stands first in it, by which it can be told from others: of this much both can be taken.
enum { COUNTED_WORDS_SUMMARY = sizeof(fingerprint) + sizeof(uint64_t) };
fingerprint counted_words_fingerprint(text record);
size_t counted_words_body_length(text record);
size_t counted_words_begin(text *record, size_t *body_length);  // how many follow
counted_surface counted_words_next(text *record);

#endif
