// What a reader asks of a small index.
#include "fuzz.h"

#include "search_fixture.h"

#include "search/query.h"
#include "search/search.h"

static search_fixture made;

static void end(void)
{
    fixture_remove(&made);
}

static void prepare(void)
{
    static const fixture_page pages[] = {
        { "Market square", "The square is a market for ideas and needs of everybody" },
        { "Stalls", "People meet at the market to talk of a square" },
        { "Ideas", "An idea grows where people meet" },
    };
    fixture_make(&made, pages, sizeof pages / sizeof *pages);
    atexit(end);
}

static void try_input(text input)
{
    search_index *opened = index_open(made.folder, TEXT("en"));
    require(opened != NULL);
    search_query asked = query_parse(&memory, opened, input);
    require(asked.word_count <= QUERY_WORDS_LIMIT && asked.phrase_count <= QUERY_WORDS_LIMIT);
    search_hits hits = search_run(&memory, opened, input, 5);
    require(hits.count <= 5 && hits.count <= hits.total);
    index_close(opened);
}
