// The lists of pages by term, best first, and how inflected forms of a term begin.
#include "search/builder_parts.h"

#include "language/search_words.h"
#include "search/code.h"

#include <math.h>
#include <stdlib.h>

enum { STEMS_MOST = 6, STEMS_FROM_PAGES = 3, STEM_LEAST = 4, LITTLE = 5 };

// ---- Beginnings

// The words that have a term as their own base form, by term.
typedef struct {
    uint32_t *first;        // by term, and one more
    uint32_t *words;
} forms_by_term;

static bool next_form(const index_builder *with, size_t word, size_t *target, uint32_t *term)
{
    const lexicon_word *known = &with->plan->words->words[word];
    for (; with->mentions[word] > 0 && *target < known->target_count; (*target)++) {
        if (known->targets[*target].weight_class != KEY_LEMMA)
            continue;
        *term = with->term_of[known->targets[(*target)++].key];
        return true;
    }
    return false;
}

static forms_by_term collect_forms(index_builder *with)
{
    forms_by_term forms = { .first = ARENA_NEW(&with->memory, uint32_t, with->term_count + 2) };
    uint32_t term, total = 0;
    for (size_t w = 0; w < with->plan->words->corpus_count; w++)
        for (size_t t = 0; next_form(with, w, &t, &term);)
            forms.first[term + 2]++;
    for (size_t t = 0; t < with->term_count; t++) {
        total += forms.first[t + 2];
        forms.first[t + 2] = total;
    }
    forms.words = ARENA_NEW(&with->memory, uint32_t, total + 1);
    for (size_t w = 0; w < with->plan->words->corpus_count; w++)
        for (size_t t = 0; next_form(with, w, &t, &term);)
            forms.words[forms.first[term + 1]++] = (uint32_t)w;
    return forms;
}

// Bytes that both begin with, whole characters.
static size_t common_beginning(text a, text b)
{
    size_t same = 0;
    while (same < a.length && same < b.length && a.bytes[same] == b.bytes[same])
        same++;
    while (same > 0 && same < a.length && ((unsigned char)a.bytes[same] & 0xC0) == 0x80)
        same--;
    return same;
}

static text beginning(text word, size_t length)
{
    while (length < word.length && ((unsigned char)word.bytes[length] & 0xC0) == 0x80)
        length++;
    return text_slice(word, 0, length);
}

typedef struct {
    text stem;
    uint32_t mentions;
} counted_stem;

typedef struct {
    counted_stem *items;
    size_t count, capacity;
} stem_counts;

static int compare_stems(const void *left, const void *right)
{
    const counted_stem *a = left, *b = right;
    if (a->mentions != b->mentions)
        return a->mentions > b->mentions ? -1 : 1;
    return text_compare(a->stem, b->stem);
}

static void count_stem(arena *memory, stem_counts *into, text stem, uint32_t mentions)
{
    for (size_t s = 0; s < into->count; s++) {
        if (!text_equals(into->items[s].stem, stem))
            continue;
        into->items[s].mentions += mentions;
        return;
    }
    *ARENA_PUSH(memory, *into) = (counted_stem){ stem, mentions };
}

// How long the beginnings are: what all forms share, but not so little that other words begin so too.
static size_t stem_length(const index_builder *with, const forms_by_term *forms, size_t term)
{
    text key = with->terms[term].key;
    size_t least = key.length < STEM_LEAST ? key.length : STEM_LEAST, length = key.length;
    size_t floor = (key.length * 6 + 9) / 10 > least ? (key.length * 6 + 9) / 10 : least;
    for (uint32_t i = forms->first[term]; i < forms->first[term + 1]; i++) {
        size_t same = common_beginning(with->plan->words->words[forms->words[i]].folded, key);
        if (same < length)
            length = same > floor ? same : floor;
    }
    return length;
}

// What marks the forms of the term in a text, the commonest first: "sopimu" for sopimus and
// sopimuksen, "lupa" and "luva" for lupa and luvan.
static void add_stems(const index_builder *with, const forms_by_term *forms, size_t term, arena *scratch, buffer *out)
{
    stem_counts stems = { 0 };
    size_t length = stem_length(with, forms, term);
    for (uint32_t i = forms->first[term]; i < forms->first[term + 1]; i++)
        count_stem(scratch, &stems, beginning(with->plan->words->words[forms->words[i]].folded, length),
                   with->mentions[forms->words[i]]);
    if (stems.count > 1)
        qsort(stems.items, stems.count, sizeof *stems.items, compare_stems);
    for (size_t s = 0; s < stems.count && s < STEMS_MOST; s++) {
        if (s > 0)
            buffer_add_byte(out, ',');
        buffer_add(out, stems.items[s].stem);
    }
    arena_reset(scratch);
}

// ---- Lists

// Pages of one level after another, the best first; within a level in order. What does not fit
// goes to [tail]. [documents] has room for all pages.
static void add_groups(const index_builder *with, const index_term *term, uint32_t *documents, buffer *out, buffer *tail)
{
    const uint32_t *postings = with->postings + term->first;
    uint32_t counts[LEVELS] = { 0 }, ends[LEVELS], end = 0;
    for (uint32_t i = 0; i < term->count; i++)
        counts[postings[i] & (LEVELS - 1)]++;
    for (unsigned level = 0; level < LEVELS; level++) {
        ends[level] = end;
        end += counts[level];
    }
    for (uint32_t i = 0; i < term->count; i++)
        documents[ends[postings[i] & (LEVELS - 1)]++] = postings[i] >> 4;
    for (unsigned level = LEVELS; level-- > 0;) {
        if (counts[level] == 0)
            continue;
        // A level is never cut: the largest list of one level is what a common word has.
        bool is_too_much = out->length + counts[level] > LIST_LIMIT && out->length > 0;
        buffer *into = tail->length > 0 || is_too_much ? tail : out;
        int64_t previous = -1;
        code_add(into, (uint64_t)counts[level] << 4 | level);
        for (uint32_t i = ends[level] - counts[level]; i < ends[level]; i++) {
            code_add(into, (uint64_t)((int64_t)documents[i] - previous - 1));
            previous = documents[i];
        }
    }
}

static uint64_t rarity(const index_builder *with, const index_term *term)
{
    double pages = (double)with->plan->page_count, count = term->count;
    double share = term->says_little ? 100.0 / LITTLE : 100;
    long hundredths = lround(share * log(1 + (pages - count + 0.5) / (count + 0.5)));
    return hundredths > 0 ? (uint64_t)hundredths : 1;       // what every page has is still found
}

// What is used for one list after another.
typedef struct {
    buffer groups, tail;
    uint32_t *documents;
    arena scratch;
    size_t tails;
} list_writer;

static void add_list(index_builder *with, const forms_by_term *forms, size_t number, list_writer *writer, buffer *out)
{
    const index_term *term = &with->terms[number];
    buffer_clear(&writer->groups);
    buffer_clear(&writer->tail);
    add_groups(with, term, writer->documents, &writer->groups, &writer->tail);
    if (term->count >= STEMS_FROM_PAGES)
        add_stems(with, forms, number, &writer->scratch, out);
    buffer_add_byte(out, '.');
    code_add(out, rarity(with, term) << 1 | (writer->tail.length > 0));
    if (writer->tail.length > 0) {
        code_add(out, writer->tails);
        builder_add_file(with, 'x', writer->tails++, &writer->tail);
    }
    buffer_add(out, buffer_text(&writer->groups));
}

void builder_write_lists(index_builder *with)
{
    forms_by_term forms = collect_forms(with);
    list_writer writer = { .documents = ARENA_NEW(&with->memory, uint32_t, with->plan->page_count + 1) };
    buffer shard = { 0 }, bounds = { 0 };
    size_t shards = 0, first = 0;
    for (size_t t = 0; t < with->term_count; t++) {
        if (shard.length > 0)
            buffer_add_byte(&shard, '!');
        add_list(with, &forms, t, &writer, &shard);
        if (shard.length < POSTINGS_SHARD && t + 1 < with->term_count)
            continue;
        code_add(&bounds, t + 1 - first);
        first = t + 1;
        builder_add_file(with, 'p', shards++, &shard);
        buffer_clear(&shard);
    }
    data_set_text(&with->memory, with->root, "terms", text_copy(&with->memory, buffer_text(&bounds)));
    buffer_free(&writer.groups);
    buffer_free(&writer.tail);
    arena_free(&writer.scratch);
    buffer_free(&shard);
    buffer_free(&bounds);
}
