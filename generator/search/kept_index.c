#include "search/kept_index.h"

#include "search/lexicon.h"

#include <string.h>

// The file: this line, the version, the arrays with their lengths, a checksum of all that stands before it.
static const text FIRST_LINE = TEXT_CONSTANT("digitori index 1\n");

// ---- Lists

void number_list_add(arena *memory, number_list *list, size_t number)
{
    *ARENA_PUSH(memory, *list) = (uint32_t)number;
}

void text_list_add(arena *memory, text_list *list, text item)
{
    buffer_add(&list->bytes, item);
    list->all = buffer_text(&list->bytes);
    number_list_add(memory, &list->ends, list->all.length);
}

// ---- One description of the file for writing and reading

typedef struct {
    const kept_index_sink *to;  // NULL: reading
    uint64_t sum;
    arena *memory;
    text rest;
    bool fine;
} carrier;

static void give(carrier *with, text piece)
{
    with->sum = digest_checksum(with->sum, piece);
    with->to->add(with->to->context, piece);
}

static text receive(carrier *with, uint64_t length)
{
    with->fine = with->fine && length <= with->rest.length;
    if (!with->fine)
        return (text){ 0 };
    text piece = text_slice(with->rest, 0, (size_t)length);
    with->rest = text_from(with->rest, (size_t)length);
    with->sum = digest_checksum(with->sum, piece);
    return piece;
}

static uint64_t carry_length(carrier *with, uint64_t length)
{
    text bytes = { (const char *)&length, sizeof length };
    if (with->to != NULL) {
        give(with, bytes);
        return length;
    }
    text given = receive(with, sizeof length);
    memcpy(&length, with->fine ? given.bytes : (const char *)&(uint64_t){ 0 }, sizeof length);
    return length;
}

static void carry_numbers(carrier *with, number_list *list)
{
    uint64_t count = carry_length(with, list->count);
    if (with->to != NULL) {
        give(with, (text){ (const char *)list->items, list->count * sizeof *list->items });
        return;
    }
    with->fine = with->fine && count <= with->rest.length / sizeof *list->items;
    text given = receive(with, with->fine ? count * sizeof *list->items : 0);
    *list = (number_list){ ARENA_NEW(with->memory, uint32_t, given.length / sizeof *list->items + 1), 0, 0 };
    list->count = list->capacity = given.length / sizeof *list->items;
    if (given.length > 0)
        memcpy(list->items, given.bytes, given.length);
}

static void carry_texts(carrier *with, text_list *list)
{
    carry_numbers(with, &list->ends);
    uint64_t length = carry_length(with, list->all.length);
    if (with->to != NULL)
        give(with, list->all);
    else
        list->all = receive(with, length);
}

enum { TEXT_LISTS = 10 };

static void all_texts(kept_index *of, text_list **lists)
{
    text_list *const all[TEXT_LISTS] = {
        &of->words, &of->keys, &of->said, &of->lists, &of->tails, &of->dictionary, &of->spelling, &of->firsts, &of->letters,
        &of->cut_letters,
    };
    memcpy(lists, all, sizeof all);
}

static void carry_all(carrier *with, kept_index *of)
{
    number_list *const numbers[] = {
        &of->settings, &of->mentions, &of->pages, &of->word_flags, &of->target_ends, &of->targets, &of->says_little,
        &of->form_ends, &of->forms, &of->lengths, &of->fingerprints, &of->cut_least,
    };
    text_list *texts[TEXT_LISTS];
    all_texts(of, texts);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        carry_numbers(with, numbers[i]);
    for (size_t i = 0; i < TEXT_LISTS; i++)
        carry_texts(with, texts[i]);
}

void kept_index_write(kept_index *from, const kept_index_sink *to)
{
    carrier with = { .to = to, .fine = true };
    to->add(to->context, FIRST_LINE);
    give(&with, fingerprint_text(&from->version));
    carry_all(&with, from);
    to->add(to->context, (text){ (const char *)&with.sum, sizeof with.sum });
}

void kept_index_free(kept_index *made)
{
    text_list *texts[TEXT_LISTS];
    all_texts(made, texts);
    for (size_t i = 0; i < TEXT_LISTS; i++)
        buffer_free(&texts[i]->bytes);
}

// ---- Reading. It passed the checksum, but numbers and lengths are not believed all the same.

static bool are_ends(const number_list *ends, size_t count, size_t last)
{
    bool fine = ends->count == count && (count == 0 ? last == 0 : ends->items[count - 1] == last);
    for (size_t i = 1; i < count && fine; i++)
        fine = ends->items[i - 1] <= ends->items[i];
    return fine;
}

static bool are_texts(const text_list *list, size_t count)
{
    return are_ends(&list->ends, count, list->all.length);
}

static bool are_below(const number_list *list, size_t limit)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] >= limit)
            return false;
    return true;
}

static bool are_targets(const number_list *list, size_t terms)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] >> CLASS_BITS >= terms || (list->items[i] & ((1 << CLASS_BITS) - 1)) >= TARGET_CLASS_COUNT)
            return false;
    return true;
}

static bool is_sound(const kept_index *of)
{
    size_t words = of->words.ends.count, terms = of->keys.ends.count, documents = of->lengths.count;
    return of->settings.count == KEPT_SETTING_COUNT && are_texts(&of->words, words) && are_texts(&of->keys, terms)
        && of->mentions.count == words && of->pages.count == words && of->word_flags.count == words
        && are_ends(&of->target_ends, words, of->targets.count) && are_targets(&of->targets, terms)
        && of->says_little.count == terms && are_ends(&of->form_ends, terms, of->forms.count)
        && are_below(&of->forms, words) && of->fingerprints.count == documents * FINGERPRINT_NUMBERS
        && are_texts(&of->said, documents) && are_texts(&of->lists, terms) && are_texts(&of->tails, of->tails.ends.count)
        && are_texts(&of->dictionary, of->dictionary.ends.count) && are_texts(&of->spelling, of->spelling.ends.count)
        && are_texts(&of->firsts, of->dictionary.ends.count) && are_texts(&of->letters, of->spelling.ends.count)
        && are_texts(&of->cut_letters, of->cut_least.count);
}

bool kept_index_read(arena *memory, text saved, const fingerprint *version, kept_index *into)
{
    carrier with = { .memory = memory, .fine = text_starts_with(saved, FIRST_LINE) };
    *into = (kept_index){ .version = *version };
    with.rest = with.fine ? text_from(saved, FIRST_LINE.length) : (text){ 0 };
    with.fine = text_equals(receive(&with, sizeof *version), fingerprint_text(version)) && with.fine;
    if (!with.fine)
        return false;
    carry_all(&with, into);
    text sum = { (const char *)&with.sum, sizeof with.sum };
    return with.fine && text_equals(with.rest, sum) && is_sound(into);
}

bool kept_index_find(const kept_index *in, text surface, uint32_t *word)
{
    size_t low = 0, high = in->words.ends.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(text_list_at(&in->words, middle), surface) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *word = (uint32_t)low;
    return low < in->words.ends.count && text_equals(text_list_at(&in->words, low), surface);
}
