// Which terms an edition has, and how much each page speaks of each.
#include "search/builder_parts.h"

#include "language/search_words.h"

#include <stdlib.h>

static const uint8_t target_weights[TARGET_CLASS_COUNT] = { 10, 8, 6, 4, 0 };

static void count_mentions(index_builder *with)
{
    const index_plan *plan = with->plan;
    with->mentions = ARENA_NEW(&with->memory, uint32_t, plan->corpus->surfaces.count + 1);
    for (size_t d = 0; d < plan->page_count; d++) {
        text packed = plan->corpus->pages[plan->pages[d]].packed;
        for (corpus_word word; corpus_next(&packed, &word);)
            with->mentions[word.surface]++;
    }
}

typedef struct {
    text key;
    uint32_t number;
} sorted_key;

static int compare_keys(const void *left, const void *right)
{
    return text_compare(((const sorted_key *)left)->key, ((const sorted_key *)right)->key);
}

void builder_find_terms(index_builder *with)
{
    const lexicon *words = with->plan->words;
    count_mentions(with);
    with->term_of = ARENA_NEW(&with->memory, uint32_t, words->key_count + 1);
    sorted_key *sorted = ARENA_NEW(&with->memory, sorted_key, words->key_count + 1);
    for (size_t w = 0; w < words->corpus_count; w++)
        for (size_t t = 0; with->mentions[w] > 0 && t < words->words[w].target_count; t++)
            with->term_of[words->words[w].targets[t].key] = 1;
    for (uint32_t k = 0; k < words->key_count; k++)
        if (with->term_of[k] != 0)
            sorted[with->term_count++] = (sorted_key){ words->keys[k], k };
        else
            with->term_of[k] = NO_TERM;
    qsort(sorted, with->term_count, sizeof *sorted, compare_keys);
    with->terms = ARENA_NEW(&with->memory, index_term, with->term_count + 1);
    for (uint32_t t = 0; t < with->term_count; t++) {
        with->terms[t].key = sorted[t].key;
        with->terms[t].says_little = words->says_little[sorted[t].number];
        with->term_of[sorted[t].number] = t;
    }
}

// ---- Levels

typedef struct {
    double *heard;          // by term: mentions on the page at hand
    uint32_t *touched;
    size_t touched_count;
} page_scales;

static void weigh_page(const index_builder *with, const corpus_page *page, double average, page_scales *scales)
{
    const lexicon *words = with->plan->words;
    double norm = 0.25 + 0.75 * (average > 0 ? (double)page->body_length / average : 1);
    text packed = page->packed;
    scales->touched_count = 0;
    for (corpus_word word; corpus_next(&packed, &word);) {
        double heard = (double)word.fixed / 16 + (double)word.body / norm;
        const lexicon_word *known = &words->words[word.surface];
        for (size_t t = 0; t < known->target_count; t++) {
            uint32_t term = with->term_of[known->targets[t].key];
            if (scales->heard[term] == 0)
                scales->touched[scales->touched_count++] = term;
            scales->heard[term] += heard * target_weights[known->targets[t].weight_class] / 10;
        }
    }
}

// Levels divide what lies between a mere mention in a long text and more than anyone can say.
static unsigned level_of(double heard)
{
    double share = (heard / (heard + 1.2) - 0.2) / 0.8 * LEVELS;
    return share < 0 ? 0 : share < LEVELS ? (unsigned)share : LEVELS - 1;
}

static double average_length(const index_plan *plan)
{
    double sum = 0;
    for (size_t d = 0; d < plan->page_count; d++)
        sum += (double)plan->corpus->pages[plan->pages[d]].body_length;
    return plan->page_count > 0 ? sum / (double)plan->page_count : 0;
}

// First how many pages each term has, then which: no list ever grows.
void builder_weigh_pages(index_builder *with)
{
    const index_plan *plan = with->plan;
    double average = average_length(plan);
    page_scales scales = { ARENA_NEW(&with->memory, double, with->term_count + 1),
                           ARENA_NEW(&with->memory, uint32_t, with->term_count + 1), 0 };
    for (int turn = 0; turn < 2; turn++) {
        for (size_t d = 0; d < plan->page_count; d++) {
            weigh_page(with, &plan->corpus->pages[plan->pages[d]], average, &scales);
            for (size_t i = 0; i < scales.touched_count; i++) {
                index_term *term = &with->terms[scales.touched[i]];
                if (turn == 1)
                    with->postings[term->first + term->count] = (uint32_t)d << 4 | level_of(scales.heard[scales.touched[i]]);
                term->count++;
                scales.heard[scales.touched[i]] = 0;
            }
        }
        uint32_t total = 0;
        for (size_t t = 0; t < with->term_count && turn == 0; t++) {
            with->terms[t].first = total;
            total += with->terms[t].count;
            with->terms[t].count = 0;
        }
        if (turn == 0)
            with->postings = ARENA_NEW(&with->memory, uint32_t, (size_t)total + 1);
    }
}
