// Which terms an edition has, and how much each page speaks of each.
#include "search/builder_parts.h"

#include "language/search_words.h"
#include "search/text_order.h"

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

static void number_terms(index_builder *with)
{
    const lexicon *words = with->plan->words;
    text *keys = ARENA_NEW(&with->memory, text, words->key_count + 1);
    uint32_t *numbers = ARENA_NEW(&with->memory, uint32_t, words->key_count + 1);
    for (uint32_t k = 0; k < words->key_count; k++)
        if (with->term_of[k] != 0) {
            numbers[with->term_count] = k;
            keys[with->term_count++] = words->keys[k];
        } else {
            with->term_of[k] = NO_TERM;
        }
    const uint32_t *order = text_order(&with->memory, keys, with->term_count);
    with->terms = ARENA_NEW(&with->memory, index_term, with->term_count + 1);
    for (uint32_t t = 0; t < with->term_count; t++) {
        with->terms[t].key = keys[order[t]];
        with->terms[t].says_little = words->says_little[numbers[order[t]]];
        with->term_of[numbers[order[t]]] = t;
    }
}

// Every page asks for the terms of its words: they stand close together.
static void collect_targets(index_builder *with)
{
    const lexicon *words = with->plan->words;
    uint32_t total = 0;
    with->first_target = ARENA_NEW(&with->memory, uint32_t, words->corpus_count + 1);
    for (size_t w = 0; w < words->corpus_count; w++) {
        with->first_target[w] = total;
        total += with->mentions[w] > 0 ? words->words[w].target_count : 0;
    }
    with->first_target[words->corpus_count] = total;
    with->targets = ARENA_NEW(&with->memory, uint32_t, (size_t)total + 1);
    for (size_t w = 0; w < words->corpus_count; w++)
        for (uint32_t t = 0; with->mentions[w] > 0 && t < words->words[w].target_count; t++) {
            const lexicon_target *to = &words->words[w].targets[t];
            with->targets[with->first_target[w] + t] = with->term_of[to->key] << CLASS_BITS | to->weight_class;
        }
}

void builder_find_terms(index_builder *with)
{
    const lexicon *words = with->plan->words;
    count_mentions(with);
    with->term_of = ARENA_NEW(&with->memory, uint32_t, words->key_count + 1);
    for (size_t w = 0; w < words->corpus_count; w++)
        for (size_t t = 0; with->mentions[w] > 0 && t < words->words[w].target_count; t++)
            with->term_of[words->words[w].targets[t].key] = 1;
    number_terms(with);
    collect_targets(with);
}

// ---- Levels

typedef struct {
    double *heard;          // by term: mentions on the page at hand
    uint32_t *touched;
    size_t touched_count;
} page_scales;

double builder_heard(const corpus_word *word, size_t body_length, size_t average)
{
    double norm = 0.25 + 0.75 * (average > 0 ? (double)body_length / (double)average : 1);
    return (double)word->fixed / 16 + (double)word->body / norm;
}

double builder_heard_as(unsigned weight_class, double heard)
{
    return heard * target_weights[weight_class] / 10;
}

static void weigh_page(const index_builder *with, const corpus_page *page, size_t average, page_scales *scales)
{
    text packed = page->packed;
    scales->touched_count = 0;
    for (corpus_word word; corpus_next(&packed, &word);) {
        double heard = builder_heard(&word, page->body_length, average);
        for (uint32_t t = with->first_target[word.surface]; t < with->first_target[word.surface + 1]; t++) {
            uint32_t term = with->targets[t] >> CLASS_BITS;
            if (scales->heard[term] == 0)
                scales->touched[scales->touched_count++] = term;
            scales->heard[term] += builder_heard_as(with->targets[t] & ((1 << CLASS_BITS) - 1), heard);
        }
    }
}

// Levels divide what lies between a mere mention in a long text and more than anyone can say.
unsigned builder_level(double heard)
{
    double share = (heard / (heard + 1.2) - 0.2) / 0.8 * LEVELS;
    return share < 0 ? 0 : share < LEVELS ? (unsigned)share : LEVELS - 1;
}

// In whole words, so that few sentences change it and with it the level of a page elsewhere.
size_t builder_average_length(const index_plan *plan)
{
    size_t sum = 0;
    for (size_t d = 0; d < plan->page_count; d++)
        sum += plan->corpus->pages[plan->pages[d]].body_length;
    return plan->page_count > 0 ? (sum + plan->page_count / 2) / plan->page_count : 0;
}

// Where the list of each term begins, so that none ever grows. A page may say a term in several words, so there is room
// for more than come.
static void begin_lists(index_builder *with)
{
    const lexicon *words = with->plan->words;
    uint32_t *room = ARENA_NEW(&with->pages_memory, uint32_t, with->term_count + 1), total = 0;
    for (size_t w = 0; w < words->corpus_count; w++)
        for (uint32_t t = with->first_target[w]; t < with->first_target[w + 1]; t++)
            room[with->targets[t] >> CLASS_BITS] += with->mentions[w];
    for (size_t t = 0; t < with->term_count; t++) {
        with->terms[t].first = total;
        total += room[t] < with->plan->page_count ? room[t] : (uint32_t)with->plan->page_count;
    }
    with->postings = ARENA_NEW(&with->pages_memory, uint32_t, (size_t)total + 1);
}

void builder_weigh_pages(index_builder *with)
{
    const index_plan *plan = with->plan;
    size_t average = builder_average_length(plan);
    begin_lists(with);
    page_scales scales = { ARENA_NEW(&with->pages_memory, double, with->term_count + 1),
                           ARENA_NEW(&with->pages_memory, uint32_t, with->term_count + 1), 0 };
    for (uint32_t d = 0; d < plan->page_count; d++) {
        weigh_page(with, &plan->corpus->pages[plan->pages[d]], average, &scales);
        for (size_t i = 0; i < scales.touched_count; i++) {
            index_term *term = &with->terms[scales.touched[i]];
            double *heard = &scales.heard[scales.touched[i]];
            with->postings[term->first + term->count++] = d << 4 | builder_level(*heard);
            *heard = 0;
        }
    }
}
