#include "search/corpus.h"

#include "search/code.h"
#include "search/page_words.h"

static size_t number_of(search_corpus *into, text surface)
{
    into->numbers.memory = into->memory;
    const uintptr_t *known = table_get(&into->numbers, surface);
    if (known != NULL)
        return *known;
    text kept = text_copy(into->memory, surface);
    size_t number = into->surfaces.count;
    *table_put(&into->numbers, kept, NULL) = number;
    *ARENA_PUSH(into->memory, into->surfaces) = kept;
    *ARENA_PUSH(into->memory, into->mentions) = 0;
    return number;
}

void corpus_add(search_corpus *into, size_t page, text record)
{
    corpus_page *told = &into->pages[page];
    size_t count = counted_words_begin(&record, &told->body_length);
    buffer packed = { 0 };
    for (size_t i = 0; i < count; i++) {
        counted_surface counted = counted_words_next(&record);
        if (counted.surface.length == 0)
            break;
        size_t number = number_of(into, counted.surface);
        into->mentions.items[number] += counted.body + (counted.fixed > 0);
        code_add(&packed, number);
        code_add(&packed, (uint64_t)counted.body << 1 | (counted.fixed > 0));
        if (counted.fixed > 0)
            code_add(&packed, counted.fixed);
    }
    told->packed = text_copy(into->memory, buffer_text(&packed));
    told->is_known = true;
    buffer_free(&packed);
}

bool corpus_next(text *packed, corpus_word *word)
{
    uint64_t surface, body, fixed = 0;
    if (!code_take(packed, &surface) || !code_take(packed, &body))
        return false;
    if ((body & 1) != 0 && !code_take(packed, &fixed))
        return false;
    *word = (corpus_word){ (size_t)surface, (unsigned)fixed, (unsigned)(body >> 1) };
    return true;
}
