// A small search index in a temporary folder, for the tests of what reads it.
#ifndef TESTS_UNIT_SEARCH_FIXTURE_H
#define TESTS_UNIT_SEARCH_FIXTURE_H

#include "checks.h"

#include "base/files.h"
#include "search/builder.h"
#include "search/index.h"
#include "search/page_words.h"

#include <stdlib.h>

enum { FIXTURE_FEW = 100 };    // with more pages their own scripts are not written

typedef struct {
    const char *title, *body;
} fixture_page;

typedef struct {
    arena memory;
    text folder;
} search_fixture;

static inline bool fixture_write(void *context, text name, text contents)
{
    search_fixture *to = context;
    return file_write(text_format(&to->memory, "%.*s/assets/search/%.*s", TEXT_PRINT(to->folder), TEXT_PRINT(name)), contents);
}

// "sivu-0.html" and so on; a title and one part under a heading with the id "osa".
static inline void fixture_add_page(search_fixture *to, search_corpus *corpus, size_t number, const fixture_page *page)
{
    arena *memory = &to->memory;
    word_counts counts = { .memory = memory };
    buffer out = { 0 };
    word_counts_add(&counts, text_of(page->title), WORDS_TITLE);
    word_counts_add(&counts, text_of(page->body), WORDS_BODY);
    word_counts_to_record(&counts, &out);
    corpus_add(corpus, number, buffer_text(&out));
    if (corpus->page_count > FIXTURE_FEW) {
        buffer_free(&out);
        return;
    }
    buffer_clear(&out);
    text said[] = { TEXT("osa"), TEXT("Osa"), text_of(page->body) };
    data *content = data_list(memory), *parts = data_list(memory);
    data_add(memory, content, data_text(memory, text_format(memory, "sivu-%zu.html", number)));
    data_add(memory, content, data_text(memory, text_of(page->title)));
    data_add(memory, content, data_text(memory, TEXT("page")));
    data_add(memory, content, data_text(memory, (text){ 0 }));
    data_add(memory, parts, data_texts(memory, said, 3));
    data_add(memory, content, parts);
    index_page_script(TEXT("en"), number, TEXT("pages"), content, &out);
    check(fixture_write(to, index_page_name(memory, TEXT("en"), number), buffer_text(&out)));
    buffer_free(&out);
}

static inline text fixture_load_nothing(void *context, arena *memory, const char *name)
{
    (void)context, (void)memory, (void)name;
    return (text){ 0 };
}

static inline void fixture_keep_nothing(void *context, const char *name, text saved)
{
    (void)context, (void)name, (void)saved;
}

// Pages of even numbers have the value "even" of the field "parity".
static inline void fixture_make(search_fixture *to, const fixture_page *pages, size_t count)
{
    arena *memory = &to->memory;
    to->folder = fresh_folder(memory);
    search_corpus corpus = { .memory = memory, .pages = ARENA_NEW(memory, corpus_page, count), .page_count = count };
    size_t *numbers = ARENA_NEW(memory, size_t, count), *even = ARENA_NEW(memory, size_t, count);
    for (size_t i = 0; i < count; i++) {
        fixture_add_page(to, &corpus, i, &pages[i]);
        numbers[i] = i;
        even[i / 2] = i % 2 == 0 ? i : even[i / 2];
    }
    buffer record = { 0 };
    lexicon_caches caches = { fixture_load_nothing, fixture_keep_nothing, NULL };
    check(lexicon_make(&corpus, TEXT("en"), 1, &caches, &record));
    index_value value = { TEXT("even"), TEXT("Even number"), even, (count + 1) / 2 };
    text called = TEXT("Pariteetti");
    index_facet facet = { TEXT("parity"), TEXT("Parity"), &called, 1, &value, 1 };
    text kind[] = { TEXT("page"), TEXT("Page"), TEXT("Pages") };
    data *kinds = data_list(memory);
    data_add(memory, kinds, data_texts(memory, kind, 3));
    index_plan plan = {
        .corpus = &corpus, .words = lexicon_take(memory, &corpus, buffer_text(&record)), .pages = numbers,
        .page_count = count, .language = TEXT("en"), .page_stamp = TEXT("pages"), .kinds = kinds,
        .facets = &facet, .facet_count = 1, .write = fixture_write, .context = to,
    };
    check(index_build(&plan));
    buffer_free(&record);
}

static inline void fixture_remove(search_fixture *made)
{
    check(folder_remove(made->folder));
    arena_free(&made->memory);
}

#endif
