#include "search/search.h"

#include "language/search_words.h"
#include "language/words.h"
#include "search/engine.h"

#include <stdlib.h>

typedef struct {
    arena *memory;
    search_index *in;
    search_query query;
    meaning meanings[MEANINGS_LIMIT];
    size_t count;
    size_t firsts[QUERY_WORDS_LIMIT + 1];       // of a word's meanings; the end behind the last
    query_phrase phrases[QUERY_WORDS_LIMIT];    // by meanings
} engine;

typedef struct {
    uint32_t document;
    uint64_t points;
    page_reading page;
} found_page;

static int compare_found(const void *left, const void *right)
{
    const found_page *a = left, *b = right;
    if (a->points != b->points)
        return a->points > b->points ? -1 : 1;
    return (a->document > b->document) - (a->document < b->document);
}

static void sort(found_page *pages, size_t count)
{
    if (count > 1)
        qsort(pages, count, sizeof *pages, compare_found);
}

// ---- Words

static bool is_in_phrase(const engine *with, size_t number)
{
    for (size_t p = 0; p < with->query.phrase_count; p++)
        for (size_t i = 0; i < with->phrases[p].count; i++)
            if (with->phrases[p].numbers[i] == number)
                return true;
    return false;
}

static void understand(engine *with)
{
    for (size_t w = 0; w < with->query.word_count; w++) {
        with->firsts[w] = with->count;
        with->count += meanings_of(with->memory, with->in, with->query.words[w], &with->meanings[with->count],
                                   MEANINGS_LIMIT / QUERY_WORDS_LIMIT);
        with->firsts[w + 1] = with->count;
    }
    for (size_t p = 0; p < with->query.phrase_count; p++) {
        const query_phrase *phrase = &with->query.phrases[p];
        for (size_t i = 0; i < phrase->count; i++)
            for (size_t m = with->firsts[phrase->numbers[i]]; m < with->firsts[phrase->numbers[i] + 1]; m++)
                if (with->phrases[p].count < QUERY_WORDS_LIMIT)
                    with->phrases[p].numbers[with->phrases[p].count++] = m;
    }
    for (size_t m = 0; m < with->count; m++)
        meaning_weigh(&with->meanings[m], with->in, is_in_phrase(with, m));
}

// ---- Which pages

static bool *allowed_pages(engine *with)
{
    size_t pages = index_page_count(with->in);
    bool *allowed = ARENA_NEW(with->memory, bool, pages + 1);
    for (size_t d = 0; d < pages; d++)
        allowed[d] = true;
    for (size_t f = 0; f < with->query.filters.count; f++) {
        const query_filter *filter = &with->query.filters.items[f];
        facet_entries values = index_facet_values(with->in, filter->facet);
        bool *has = ARENA_NEW(with->memory, bool, pages + 1), is_exact = false;
        for (size_t v = 0; v < values.count; v++)
            is_exact = is_exact || text_equals(values.items[v].id, filter->value) || text_equals(values.items[v].folded, filter->value);
        for (size_t v = 0; v < values.count; v++) {
            const facet_entry *value = &values.items[v];
            bool is_chosen = is_exact ? text_equals(value->id, filter->value) || text_equals(value->folded, filter->value)
                                      : text_starts_with(value->folded, filter->value);
            for (size_t i = 0; is_chosen && i < value->count; i++)
                if (value->documents[i] < pages)
                    has[value->documents[i]] = true;
        }
        for (size_t d = 0; d < pages; d++)
            allowed[d] = allowed[d] && has[d] != filter->is_out;
    }
    return allowed;
}

static void leave_out_unwanted(engine *with, bool *allowed)
{
    size_t pages = index_page_count(with->in);
    for (size_t g = 0; g < with->query.unwanted_count; g++) {
        const query_group *group = &with->query.unwanted[g];
        size_t *held = ARENA_NEW(with->memory, size_t, pages + 1);
        for (size_t w = 0; w < group->count; w++) {
            bool *holders = ARENA_NEW(with->memory, bool, pages + 1);
            word_holders(with->memory, with->in, group->words[w], holders);
            for (size_t d = 0; d < pages; d++)
                held[d] += holders[d];
        }
        for (size_t d = 0; d < pages; d++)
            allowed[d] = allowed[d] && held[d] < group->count;
    }
}

static bool may_have_phrases(const engine *with, size_t document)
{
    for (size_t p = 0; p < with->query.phrase_count; p++)
        for (size_t i = 0; i < with->phrases[p].count; i++)
            if (with->meanings[with->phrases[p].numbers[i]].points[document] == 0)
                return false;
    return true;
}

// A page gains with every word, the rarer the more.
static uint64_t points_of(const engine *with, size_t document)
{
    uint64_t points = 0, covered = 0, all = 0;
    if (with->count == 0)
        return with->query.filters.count > 0 ? 1000 : 0;
    for (size_t m = 0; m < with->count; m++) {
        const meaning *own = &with->meanings[m];
        all += own->rarity;
        points += own->points[document];
        covered += own->points[document] > 0 ? own->rarity : 0;
    }
    return all > 0 ? points * covered / all : points;
}

static bool is_touched(const engine *with, size_t document)
{
    bool touched = with->count == 0;
    for (size_t m = 0; m < with->count && !touched; m++)
        touched = with->meanings[m].points[document] > 0;
    return touched;
}

static found_page *candidates(engine *with, size_t *count)
{
    size_t pages = index_page_count(with->in);
    bool *allowed = allowed_pages(with);
    found_page *found = ARENA_NEW(with->memory, found_page, pages + 1);
    leave_out_unwanted(with, allowed);
    *count = 0;
    bool is_asked = with->count > 0 || with->query.filters.count > 0;
    for (uint32_t d = 0; is_asked && d < pages; d++)
        if (allowed[d] && is_touched(with, d) && may_have_phrases(with, d))
            found[(*count)++] = (found_page){ .document = d, .points = points_of(with, d) };
    sort(found, *count);
    return found;
}

// ---- Texts

// Reads a window of pages and puts those that remain first; returns how many.
static size_t read_window(engine *with, found_page *window, size_t count, uint64_t most)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const data *content = index_page(with->in, window[i].document);
        if (content == NULL)
            continue;
        found_page one = window[i];
        bool fits = true;
        one.page = page_read(with->memory, content, with->meanings, with->count);
        for (size_t p = 0; p < with->query.phrase_count && fits; p++)
            fits = page_has_phrase(&one.page, &with->phrases[p]);
        one.points = one.points * (100 + page_bonus(&one.page, with->count)) / 100;
        if (fits)
            window[kept++] = one;
    }
    sort(window, kept);
    for (size_t i = 0; i < kept; i++)
        window[i].points = window[i].points < most ? window[i].points : most;
    return kept;
}

static size_t read_windows(engine *with, found_page *found, size_t count, size_t limit)
{
    size_t kept = 0;
    uint64_t most = UINT64_MAX;
    for (size_t at = 0; at < count && kept < limit; at += SEARCH_WINDOW) {
        if (with->query.phrase_count > 0 && at >= PHRASE_PAGES)
            break;
        size_t width = count - at < SEARCH_WINDOW ? count - at : SEARCH_WINDOW;
        size_t read = read_window(with, &found[at], width, most);
        for (size_t i = 0; i < read; i++)
            found[kept++] = found[at + i];
        most = kept > 0 ? found[kept - 1].points : most;
    }
    return kept;
}

// ---- Together

static text suggestion_of(const engine *with, text query)
{
    buffer out = { 0 };
    size_t at = 0;
    word_span found;
    for (size_t offset = 0; words_next(query, &offset, &found);) {
        text word = text_slice(query, found.from, found.to), meant = { 0 };
        text folded = search_word_fold(with->memory, search_word_surface(with->memory, word));
        for (size_t w = 0; w < with->query.word_count; w++)
            if (text_equals(with->query.words[w], folded) && with->firsts[w + 1] - with->firsts[w] == 1)
                meant = with->meanings[with->firsts[w]].suggestion;
        if (meant.length == 0)
            continue;
        buffer_add(&out, text_slice(query, at, found.from));
        buffer_add(&out, meant);
        at = found.to;
    }
    if (at > 0)
        buffer_add(&out, text_from(query, at));
    text made = text_copy(with->memory, buffer_text(&out));
    buffer_free(&out);
    return made;
}

search_hits search_run(arena *memory, search_index *in, text query, size_t limit)
{
    engine *with = ARENA_NEW(memory, engine, 1);
    search_hits hits = { 0 };
    size_t count;
    with->memory = memory;
    with->in = in;
    with->query = query_parse(memory, in, query);
    understand(with);
    found_page *found = candidates(with, &count);
    size_t read = read_windows(with, found, count, limit);
    hits.total = with->query.phrase_count > 0 ? read : count;
    hits.count = read < limit ? read : limit;
    hits.items = ARENA_NEW(memory, search_hit, hits.count + 1);
    for (size_t i = 0; i < hits.count; i++) {
        hits.items[i].points = found[i].points;
        page_show(memory, in, &found[i].page, with->count, &hits.items[i]);
    }
    hits.suggestion = suggestion_of(with, query);
    return hits;
}
