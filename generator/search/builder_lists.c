// The lists of pages by term, best first, and how inflected forms of a term begin.
#include "search/builder_parts.h"

#include "language/search_words.h"
#include "search/code.h"

#include <math.h>
#include <stdlib.h>

enum { STEMS_MOST = 6, STEMS_FROM_PAGES = 3, STEM_LEAST = 4, LITTLE = 5 };

// ---- Beginnings

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

static void collect_forms(index_builder *with)
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
    // By their bytes, whatever numbers they have.
    const lexicon *words = with->plan->words;
    for (size_t i = 0; i < words->count; i++)
        for (size_t t = 0; words->order[i] < words->corpus_count && next_form(with, words->order[i], &t, &term);)
            forms.words[forms.first[term + 1]++] = words->order[i];
    with->forms = forms;
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
static size_t stem_length(const list_source *of)
{
    text key = of->key;
    size_t least = key.length < STEM_LEAST ? key.length : STEM_LEAST, length = key.length;
    size_t floor = (key.length * 6 + 9) / 10 > least ? (key.length * 6 + 9) / 10 : least;
    for (size_t i = 0; i < of->form_count; i++) {
        size_t same = common_beginning(of->forms[i].folded, key);
        if (same < length)
            length = same > floor ? same : floor;
    }
    return length;
}

// What marks the forms of the term in a text, the commonest first: "sopimu" for sopimus and
// sopimuksen, "lupa" and "luva" for lupa and luvan.
static void add_stems(const list_source *of, arena *scratch, buffer *out)
{
    stem_counts stems = { 0 };
    size_t length = stem_length(of);
    for (size_t i = 0; i < of->form_count; i++)
        count_stem(scratch, &stems, beginning(of->forms[i].folded, length), of->forms[i].mentions);
    if (stems.count > 1)
        qsort(stems.items, stems.count, sizeof *stems.items, compare_stems);
    for (size_t s = 0; s < stems.count && s < STEMS_MOST; s++) {
        if (s > 0)
            buffer_add_byte(out, ',');
        buffer_add(out, stems.items[s].stem);
    }
}

// ---- Lists

// Pages of one level after another, the best first; within a level in order. What does not fit
// goes to [tail]. [documents] has room for all pages.
static void add_groups(const list_source *of, uint32_t *documents, buffer *out, buffer *tail)
{
    const uint32_t *postings = of->postings;
    uint32_t counts[LEVELS] = { 0 }, ends[LEVELS], end = 0;
    for (uint32_t i = 0; i < of->count; i++)
        counts[postings[i] & (LEVELS - 1)]++;
    for (unsigned level = 0; level < LEVELS; level++) {
        ends[level] = end;
        end += counts[level];
    }
    for (uint32_t i = 0; i < of->count; i++)
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

static uint64_t rarity(size_t page_count, const list_source *of)
{
    double pages = (double)page_count, count = of->count;
    double share = of->says_little ? 100.0 / LITTLE : 100;
    long hundredths = lround(share * log(1 + (pages - count + 0.5) / (count + 0.5)));
    return hundredths > 0 ? (uint64_t)hundredths : 1;       // what every page has is still found
}

// ---- One list after another

void list_writer_begin(list_writer *writer, index_builder *with)
{
    *writer = (list_writer){ .into = with, .documents = ARENA_NEW(&with->memory, uint32_t, with->plan->page_count + 1) };
}

void list_writer_encode(list_writer *writer, const list_source *of)
{
    buffer_clear(&writer->entry);
    buffer_clear(&writer->groups);
    buffer_clear(&writer->tail);
    add_groups(of, writer->documents, &writer->groups, &writer->tail);
    if (of->count >= STEMS_FROM_PAGES)
        add_stems(of, &writer->scratch, &writer->entry);
    buffer_add_byte(&writer->entry, '.');
    code_add(&writer->entry, rarity(writer->into->plan->page_count, of) << 1 | (writer->tail.length > 0));
    if (writer->tail.length > 0)
        code_add(&writer->entry, writer->tails);
    buffer_add(&writer->entry, buffer_text(&writer->groups));
    arena_reset(&writer->scratch);
}

static void end_shard(list_writer *writer)
{
    code_add(&writer->bounds, writer->count - writer->first);
    writer->first = writer->count;
    builder_add_file(writer->into, 'p', writer->shards++, buffer_text(&writer->shard));
    buffer_clear(&writer->shard);
}

void list_writer_add(list_writer *writer, text entry, text tail)
{
    if (writer->shard.length >= POSTINGS_SHARD)
        end_shard(writer);
    if (writer->shard.length > 0)
        buffer_add_byte(&writer->shard, '!');
    buffer_add(&writer->shard, entry);
    if (tail.length > 0)
        builder_add_file(writer->into, 'x', writer->tails++, tail);
    writer->count++;
}

void list_writer_end(list_writer *writer)
{
    arena *memory = &writer->into->memory;
    if (writer->count > writer->first)
        end_shard(writer);
    data_set_text(memory, writer->into->root, "terms", text_copy(memory, buffer_text(&writer->bounds)));
    buffer_free(&writer->entry);
    buffer_free(&writer->groups);
    buffer_free(&writer->tail);
    buffer_free(&writer->shard);
    buffer_free(&writer->bounds);
    arena_free(&writer->scratch);
}

// ---- All lists

static void take_forms(const index_builder *with, size_t term, list_source *source, term_form *forms)
{
    const forms_by_term *from = &with->forms;
    for (uint32_t i = from->first[term]; i < from->first[term + 1]; i++)
        forms[source->form_count++] = (term_form){ with->plan->words->words[from->words[i]].folded,
                                                   with->mentions[from->words[i]] };
}

static size_t most_forms(const index_builder *with)
{
    size_t most = 0;
    for (size_t t = 0; t < with->term_count; t++)
        if (with->forms.first[t + 1] - with->forms.first[t] > most)
            most = with->forms.first[t + 1] - with->forms.first[t];
    return most;
}

void builder_write_lists(index_builder *with)
{
    list_writer writer;
    list_writer_begin(&writer, with);
    collect_forms(with);
    term_form *forms = ARENA_NEW(&with->memory, term_form, most_forms(with) + 1);
    for (size_t t = 0; t < with->term_count; t++) {
        const index_term *term = &with->terms[t];
        list_source source = { .key = term->key, .says_little = term->says_little,
                               .postings = with->postings + term->first, .count = term->count, .forms = forms };
        take_forms(with, t, &source, forms);
        list_writer_encode(&writer, &source);
        list_writer_add(&writer, buffer_text(&writer.entry), buffer_text(&writer.tail));
    }
    list_writer_end(&writer);
}
