#include "search/corpus.h"

#include "base/packed.h"
#include "search/page_words.h"

enum { BATCH = 64 };

typedef struct {
    counted_surface words[BATCH];
    uint64_t hashes[BATCH];
    size_t count;
} word_batch;

static bool take_batch(const search_corpus *of, text *record, size_t most, word_batch *batch)
{
    for (batch->count = 0; batch->count < BATCH && batch->count < most; batch->count++) {
        counted_surface counted = counted_words_next(record);
        if (counted.surface.length == 0 || counted.body + counted.fixed == 0)
            break;                  // no page says so
        batch->words[batch->count] = counted;
        batch->hashes[batch->count] = table_hash(counted.surface);
        surfaces_expect(&of->surfaces, batch->hashes[batch->count]);
    }
    for (size_t i = 0; i < batch->count; i++)
        surfaces_expect_text(&of->surfaces, batch->hashes[i]);
    return batch->count > 0;
}

static size_t number_of(search_corpus *into, text surface, uint64_t hash)
{
    bool is_new;
    size_t number = surfaces_number(&into->surfaces, surface, hash, &is_new);
    if (is_new) {
        into->surfaces.items[number] = text_copy(into->memory, surface);
        *ARENA_PUSH(into->memory, into->mentions) = 0;
    }
    return number;
}

void corpus_pack(buffer *packed, const corpus_word *word)
{
    packed_add(packed, word->surface);
    packed_add(packed, (uint64_t)word->body << 1 | (word->fixed > 0));
    if (word->fixed > 0)
        packed_add(packed, word->fixed);
}

void corpus_add(search_corpus *into, size_t page, text record)
{
    corpus_page *told = &into->pages[page];
    told->words = counted_words_fingerprint(record);
    size_t count = counted_words_begin(&record, &told->body_length);
    into->surfaces.memory = into->memory;
    buffer packed = { 0 };
    for (word_batch batch; take_batch(into, &record, count, &batch); count -= batch.count)
        for (size_t i = 0; i < batch.count; i++) {
            const counted_surface *counted = &batch.words[i];
            size_t number = number_of(into, counted->surface, batch.hashes[i]);
            into->mentions.items[number] += counted->body + (counted->fixed > 0);
            corpus_pack(&packed, &(corpus_word){ number, counted->fixed, counted->body });
        }
    told->packed = text_copy(into->memory, buffer_text(&packed));
    told->is_known = true;
    buffer_free(&packed);
}

void corpus_add_later(search_corpus *into, size_t page, text summary)
{
    corpus_page *told = &into->pages[page];
    told->words = counted_words_fingerprint(summary);
    told->body_length = counted_words_body_length(summary);
    told->is_known = told->is_waiting = true;
}

void corpus_add_packed(search_corpus *into, size_t page, text packed, const corpus_numbering *by)
{
    into->surfaces.memory = into->memory;
    buffer renumbered = { 0 };
    for (corpus_word word; corpus_next(&packed, &word);) {
        if (word.surface >= by->count)
            continue;
        uint32_t *number = &by->numbers[word.surface];
        if (*number == 0)
            *number = 1 + (uint32_t)number_of(into, by->surfaces[word.surface], table_hash(by->surfaces[word.surface]));
        word.surface = *number - 1;
        into->mentions.items[word.surface] += word.body + (word.fixed > 0);
        corpus_pack(&renumbered, &word);
    }
    into->pages[page].packed = text_copy(into->memory, buffer_text(&renumbered));
    into->pages[page].is_waiting = false;
    buffer_free(&renumbered);
}

bool corpus_is_waiting(const search_corpus *of)
{
    for (size_t i = 0; i < of->page_count; i++)
        if (of->pages[i].is_waiting)
            return true;
    return false;
}

bool corpus_complete(search_corpus *into)
{
    if (!corpus_is_waiting(into))
        return true;
    bool fine = true;
    for (size_t i = 0; i < into->page_count && fine; i++) {
        corpus_page *told = &into->pages[i];
        if (!told->is_waiting)
            continue;
        text record = into->kept.find(into->kept.context, &told->words);
        fine = record.length > 0;
        if (fine)
            corpus_add(into, i, record);
        told->is_waiting = !fine;
    }
    into->kept.forget(into->kept.context);
    return fine;
}

bool corpus_next(text *packed, corpus_word *word)
{
    uint64_t surface, body, fixed = 0;
    if (!packed_take(packed, &surface) || !packed_take(packed, &body))
        return false;
    if ((body & 1) != 0 && !packed_take(packed, &fixed))
        return false;
    *word = (corpus_word){ (size_t)surface, (unsigned)fixed, (unsigned)(body >> 1) };
    return true;
}
