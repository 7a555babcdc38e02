// The search index of one edition in one language, written as scripts. README.md in this folder
// describes the format; search/index.h reads it back.
#ifndef SEARCH_BUILDER_H
#define SEARCH_BUILDER_H

#include "formats/data.h"
#include "search/corpus.h"
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

typedef struct {
    const search_corpus *corpus;
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
} index_plan;

bool index_build(const index_plan *plan) __attribute__((warn_unused_result));

// The script of one document: fi/t/0/17.js holds document 17. [content] is
// [url, title, id of its kind, summary, [[id, heading, text], ...]].
text index_page_name(arena *memory, text language, size_t document);
void index_page_script(text language, size_t document, text page_stamp, const data *content, buffer *out);

#endif
