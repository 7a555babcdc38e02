// The search index of one edition in one language, written as scripts. README.md in this folder
// describes the format; search/index.h reads it back.
#ifndef SEARCH_BUILDER_H
#define SEARCH_BUILDER_H

#include "formats/data.h"
#include "search/corpus.h"
#include "search/kept_index.h"
#include "search/lexicon.h"

typedef struct {
    text id, label;
    const size_t *documents;    // in order
    size_t count;
} index_value;

// A field by which hits can be narrowed: the kind, the tags, a field of a kind.
typedef struct {
    text id, label;
    const text *names;          // what it is called in a query, besides its id and label
    size_t name_count;
    const index_value *values;
    size_t count;
} index_facet;

// Two surfaces that mean the same, as the glossary says.
typedef struct {
    text surface, other;
} index_synonym;

// Where an index is kept from one build to the next, by the words of all its pages.
typedef struct {
    text (*load)(void *context, arena *memory);     // empty when there is none; of any origin
    bool (*begin)(void *context);                   // false: it cannot be kept
    kept_index_sink sink;
    void (*end)(void *context);
    void *context;
} index_keeper;

typedef struct {
    search_corpus *corpus;
    const lexicon *words;
    const size_t *pages;        // the corpus's number of each document, in the order of documents
    size_t page_count;
    text language;
    text page_stamp;            // of the documents' own scripts
    const data *kinds;          // [id, label, plural] of each
    const index_facet *facets;
    size_t facet_count;
    const index_synonym *synonyms;
    size_t synonym_count;
    // Writes a file below assets/search/. False: machine failure.
    bool (*write)(void *context, text name, text contents);
    void *context;
    const index_keeper *keeper; // NULL: nothing is kept
} index_plan;

bool index_build(const index_plan *plan) __attribute__((warn_unused_result));

// Writes the index from what the last build kept and the words of the pages that have changed, the same bytes as
// index_build; the plan needs no [words], and of the corpus only those of pages that were made. It cannot always: not when
// words came or went or are much more or less common than they were, nor when there are other pages. Then the corpus gets
// the words of pages that are as they were kept, so that nobody counts them again.
typedef enum { INDEX_UPDATED, INDEX_NOT_KEPT, INDEX_FAILED } index_update_result;
index_update_result index_update(const index_plan *plan);

// The script of one document: fi/t/0/17.js holds document 17. [content] is
// [url, title, id of its kind, summary, [[id, heading, text], ...]].
text index_page_name(arena *memory, text language, size_t document);
void index_page_script(text language, size_t document, text page_stamp, const data *content, buffer *out);

#endif
