// The words that readers may type, with their terms; and those a misspelled word may have meant.
#include "search/builder_parts.h"

#include "base/unicode.h"
#include "language/search_words.h"
#include "search/code.h"
#include "search/text_order.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    text folded, surface;
    uint32_t word;              // in the lexicon
    uint32_t mentions;
    bool is_known;
} dictionary_word;

typedef struct {
    dictionary_word *items;
    size_t count;
} word_array;

typedef struct {
    word_array words;
    // Synonyms of a surface, by the surface's number in the corpus.
    struct { struct { uint32_t word, other; } *items; size_t count, capacity; } synonyms;
} dictionary;

static int compare_words(const void *left, const void *right)
{
    const dictionary_word *a = left, *b = right;
    int order = text_compare(a->folded, b->folded);
    if (order == 0 && a->mentions != b->mentions)
        order = a->mentions > b->mentions ? -1 : 1;
    return order != 0 ? order : text_compare(a->surface, b->surface);
}

static bool has_terms(const index_builder *with, const lexicon_word *word)
{
    for (size_t t = 0; t < word->target_count; t++)
        if (word->targets[t].weight_class == KEY_LEMMA && with->term_of[word->targets[t].key] != NO_TERM)
            return true;
    return false;
}

// Numbers of words in the lexicon.
typedef struct {
    uint32_t *items;
    size_t count;
} number_array;

// By their folded forms.
static void sort_folded(arena *memory, const lexicon *of, number_array *list)
{
    text *folded = ARENA_NEW(memory, text, list->count + 1);
    uint32_t *sorted = ARENA_NEW(memory, uint32_t, list->count + 1);
    for (size_t i = 0; i < list->count; i++)
        folded[i] = of->words[list->items[i]].folded;
    const uint32_t *order = text_order(memory, folded, list->count);
    for (size_t i = 0; i < list->count; i++)
        sorted[i] = list->items[order[i]];
    list->items = sorted;
}

static uint32_t mentions_of(const index_builder *with, uint32_t word)
{
    return word < with->plan->words->corpus_count ? with->mentions[word] : 0;
}

static void merge(const index_builder *with, const number_array *plain, const number_array *folded, word_array *into)
{
    const lexicon_word *words = with->plan->words->words;
    for (size_t p = 0, f = 0; p < plain->count || f < folded->count;) {
        bool is_plain = f == folded->count
            || (p < plain->count && text_compare(words[plain->items[p]].folded, words[folded->items[f]].folded) <= 0);
        uint32_t number = is_plain ? plain->items[p++] : folded->items[f++];
        const lexicon_word *word = &words[number];
        into->items[into->count++]
            = (dictionary_word){ word->folded, word->surface, number, mentions_of(with, number), word->is_known };
    }
}

static void put_doubles_in_order(index_builder *with, word_array *words)
{
    with->has_doubles = ARENA_NEW(&with->memory, bool, with->plan->words->corpus_count + 1);
    for (size_t first = 0, next; first < words->count; first = next) {
        for (next = first + 1; next < words->count && text_equals(words->items[next].folded, words->items[first].folded);)
            next++;
        if (next - first == 1)
            continue;
        qsort(words->items + first, next - first, sizeof *words->items, compare_words);
        for (size_t i = first; i < next; i++)
            if (words->items[i].word < with->plan->words->corpus_count)
                with->has_doubles[words->items[i].word] = true;
    }
}

// In the order of compare_words. The lexicon's order is that of surfaces: words that are their own folded form have it
// already.
static void collect_words(index_builder *with, dictionary *into)
{
    const lexicon *words = with->plan->words;
    arena scratch = { 0 };
    number_array plain = { ARENA_NEW(&scratch, uint32_t, words->count + 1), 0 };
    number_array folded = { ARENA_NEW(&scratch, uint32_t, words->count + 1), 0 };
    for (size_t i = 0; i < words->count; i++) {
        uint32_t w = words->order[i];
        const lexicon_word *word = &words->words[w];
        if (w < words->corpus_count ? with->mentions[w] == 0 : !has_terms(with, word))
            continue;
        number_array *list = word->folded.bytes == word->surface.bytes ? &plain : &folded;
        list->items[list->count++] = w;
    }
    sort_folded(&scratch, words, &folded);
    into->words.items = ARENA_NEW(&with->memory, dictionary_word, plain.count + folded.count + 1);
    merge(with, &plain, &folded, &into->words);
    arena_free(&scratch);
    put_doubles_in_order(with, &into->words);
}

static int compare_pairs(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    if (a[0] != b[0])
        return a[0] < b[0] ? -1 : 1;
    return (a[1] > b[1]) - (a[1] < b[1]);
}

static void collect_synonyms(index_builder *with, dictionary *into)
{
    for (size_t i = 0; i < with->plan->synonym_count; i++) {
        const index_synonym *known = &with->plan->synonyms[i];
        size_t word, other;
        if (!surfaces_find(&with->plan->corpus->surfaces, known->surface, &word)
            || !surfaces_find(&with->plan->corpus->surfaces, known->other, &other))
            continue;
        ARENA_PUSH(&with->memory, into->synonyms)->word = (uint32_t)word;
        into->synonyms.items[into->synonyms.count - 1].other = (uint32_t)other;
    }
    if (into->synonyms.count > 1)
        qsort(into->synonyms.items, into->synonyms.count, sizeof *into->synonyms.items, compare_pairs);
}

// ---- Entries

typedef struct {
    uint32_t term;
    uint8_t weight_class;
} target;

typedef struct {
    arena *memory;
    target *items;
    size_t count, capacity;
} target_list;

static void add_target(target_list *list, uint32_t term, uint8_t weight_class)
{
    if (term == NO_TERM)
        return;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].term != term)
            continue;
        if (weight_class < list->items[i].weight_class)
            list->items[i].weight_class = weight_class;
        return;
    }
    *ARENA_PUSH(list->memory, *list) = (target){ term, weight_class };
}

static void add_synonyms(const index_builder *with, const dictionary *from, uint32_t word, target_list *list)
{
    size_t low = 0, high = from->synonyms.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (from->synonyms.items[middle].word < word)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < from->synonyms.count && from->synonyms.items[low].word == word; low++) {
        const lexicon_word *other = &with->plan->words->words[from->synonyms.items[low].other];
        for (size_t t = 0; t < other->target_count; t++)
            if (other->targets[t].weight_class == KEY_LEMMA)
                add_target(list, with->term_of[other->targets[t].key], TARGET_SYNONYM);
    }
}

static bool comes_before(const target *a, const target *b)
{
    return a->weight_class != b->weight_class ? a->weight_class < b->weight_class : a->term < b->term;
}

// A word has few.
static void sort_targets(target_list *list)
{
    for (size_t i = 1; i < list->count; i++) {
        target moved = list->items[i];
        size_t to = i;
        for (; to > 0 && comes_before(&moved, &list->items[to - 1]); to--)
            list->items[to] = list->items[to - 1];
        list->items[to] = moved;
    }
}

// Terms are told as differences to the one before; an own base form is near that of the neighbours.
static void add_targets(buffer *out, target_list *list, int64_t *near)
{
    sort_targets(list);
    int64_t from = *near;
    for (size_t i = 0; i < list->count; i++) {
        code_add(out, code_fold_sign((int64_t)list->items[i].term - from) << 3 | list->items[i].weight_class);
        from = list->items[i].term;
    }
    if (list->count > 0)
        *near = list->items[0].term;
}

void builder_add_front_coded(buffer *out, text previous, text word)
{
    unsigned shared = 0;
    size_t at = 0;
    while (at < previous.length && at < word.length && shared < 63) {
        if ((unsigned char)word.bytes[at] < 0x80 && word.bytes[at] == previous.bytes[at]) {
            shared++;
            at++;
            continue;
        }
        text rest = text_from(word, at), other = text_from(previous, at);
        uint32_t character, old;
        if (!unicode_take(&rest, &character) || !unicode_take(&other, &old) || character != old || character > 0xFFFF)
            break;
        shared++;
        at = word.length - rest.length;
    }
    buffer_add_byte(out, code_digit(shared));
    buffer_add(out, text_from(word, at));
    buffer_add_byte(out, '.');
}

// How common: 0 for a word that is not in the texts, then its doublings.
unsigned builder_commonness(uint32_t mentions)
{
    unsigned level = 0;
    for (; mentions > 0 && level < 15; mentions >>= 1)
        level++;
    return level;
}

// One entry for all surfaces that fold to one; returns how many.
static size_t add_entry(index_builder *with, const dictionary *from, size_t at, text previous, int64_t *near,
                        target_list *list, buffer *out)
{
    const dictionary_word *first = &from->words.items[at];
    list->count = 0;
    uint32_t mentions = 0;
    size_t count = 0;
    for (; at + count < from->words.count && text_equals(first[count].folded, first->folded); count++) {
        const lexicon_word *word = &with->plan->words->words[first[count].word];
        for (size_t t = 0; t < word->target_count; t++)
            add_target(list, with->term_of[word->targets[t].key], word->targets[t].weight_class);
        add_synonyms(with, from, first[count].word, list);
        mentions += first[count].mentions;
    }
    builder_add_front_coded(out, previous, first->surface);
    code_add(out, builder_commonness(mentions));
    add_targets(out, list, near);
    return count;
}

static void write_words(index_builder *with, const dictionary *from)
{
    buffer shard = { 0 };
    target_list list = { .memory = &with->memory };
    data *firsts = data_list(&with->memory);
    int64_t near = 0;
    text previous = { 0 };
    size_t shards = 0;
    for (size_t i = 0; i < from->words.count;) {
        if (shard.length == 0)
            data_add(&with->memory, firsts, data_text(&with->memory, from->words.items[i].folded));
        else
            buffer_add_byte(&shard, '!');
        size_t at = i;
        i += add_entry(with, from, i, previous, &near, &list, &shard);
        previous = from->words.items[at].surface;
        if (shard.length < DICTIONARY_SHARD && i < from->words.count)
            continue;
        builder_add_file(with, 'd', shards++, buffer_text(&shard));
        buffer_clear(&shard);
        previous = (text){ 0 };
        near = 0;
    }
    data_set(&with->memory, with->root, "words", firsts);
    buffer_free(&shard);
}

// ---- Spelling

text builder_first_letter(text word)
{
    text rest = word;
    uint32_t character;
    unicode_take(&rest, &character);
    return text_slice(word, 0, word.length - rest.length);
}

// Leaves the commonest words of a letter, in the order they have; returns how many. [having], by how many pages have a
// word, is room to count in.
static size_t keep_commonest(index_builder *with, const dictionary_word **words, size_t count, uint32_t *having)
{
    if (count <= SPELLING_LIMIT)
        return count;
    memset(having, 0, (with->plan->page_count + 1) * sizeof *having);
    for (size_t i = 0; i < count; i++)
        having[words[i]->mentions]++;
    size_t least = with->plan->page_count, room = SPELLING_LIMIT, kept = 0;
    for (; having[least] <= room; least--)
        room -= having[least];
    text_list_add(&with->memory, &with->kept.cut_letters, builder_first_letter(words[0]->folded));
    number_list_add(&with->memory, &with->kept.cut_least, least);
    for (size_t i = 0; i < count; i++) {
        bool is_kept = words[i]->mentions > least || (words[i]->mentions == least && room > 0);
        room -= is_kept && words[i]->mentions == least;
        if (is_kept)
            words[kept++] = words[i];
    }
    return kept;
}

static void add_letter(const dictionary_word **words, size_t count, text *previous, buffer *shard)
{
    for (size_t i = 0; i < count; i++) {
        if (shard->length > 0)
            buffer_add_byte(shard, '!');
        builder_add_front_coded(shard, *previous, words[i]->surface);
        code_add(shard, builder_commonness(words[i]->mentions));
        *previous = words[i]->surface;
    }
}

// Words that only one page has and the dictionary does not know may be misspelled themselves.
static bool may_be_meant(const index_builder *with, const dictionary_word *word)
{
    bool is_trusted = word->is_known || word->mentions > 1 || !with->plan->words->has_dictionary;
    return unicode_count(word->folded) >= 3 && is_trusted;
}

// The words of one letter that may be meant; [at] moves on behind them.
static size_t words_of_letter(const index_builder *with, const dictionary *from, size_t *at, const dictionary_word **chosen)
{
    text letter = builder_first_letter(from->words.items[*at].folded), previous = { 0 };
    size_t count = 0;
    for (; *at < from->words.count && text_starts_with(from->words.items[*at].folded, letter); (*at)++) {
        const dictionary_word *word = &from->words.items[*at];
        if (may_be_meant(with, word) && !text_equals(word->folded, previous))
            chosen[count++] = word;
        previous = word->folded;
    }
    return count;
}

// Small letters share a file.
static void write_spelling(index_builder *with, const dictionary *from)
{
    data *letters = data_list(&with->memory);
    const dictionary_word **chosen = ARENA_NEW(&with->memory, const dictionary_word *, from->words.count + 1);
    uint32_t *having = ARENA_NEW(&with->memory, uint32_t, with->plan->page_count + 1);
    buffer shard = { 0 };
    text previous = { 0 };
    for (size_t at = 0; at < from->words.count;) {
        size_t first = at, count = keep_commonest(with, chosen, words_of_letter(with, from, &at, chosen), having);
        if (count == 0)
            continue;
        if (shard.length == 0)
            data_add(&with->memory, letters, data_text(&with->memory, builder_first_letter(from->words.items[first].folded)));
        add_letter(chosen, count, &previous, &shard);
        if (shard.length < SPELLING_SHARD)
            continue;
        builder_add_file(with, 's', letters->list.count - 1, buffer_text(&shard));
        buffer_clear(&shard);
        previous = (text){ 0 };
    }
    if (shard.length > 0)
        builder_add_file(with, 's', letters->list.count - 1, buffer_text(&shard));
    data_set(&with->memory, with->root, "letters", letters);
    buffer_free(&shard);
}

void builder_write_dictionary(index_builder *with)
{
    dictionary made = { 0 };
    collect_words(with, &made);
    collect_synonyms(with, &made);
    write_words(with, &made);
    write_spelling(with, &made);
}
