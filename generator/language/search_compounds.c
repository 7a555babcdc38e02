// Compounds that no dictionary knows, split by the words that the site has: "samskapandeverkstad"
// is one where "samskapande" and "verkstad" are used.
#include "base/unicode.h"
#include "language/search_inside.h"

#include <stdlib.h>

enum {
    HEAD_LIMIT = 3,             // characters; shorter heads are mostly something else
    TAIL_LIMIT = 4,
    HEAD_FORMS = 3
};

// Words that begin or end many others by chance.
static const char *const SWEDISH_FUNCTION_WORDS[] = {
    "alla", "allt", "andra", "att", "av", "bara", "blir", "dem", "den", "denna", "deras", "dess", "dessa",
    "det", "detta", "din", "ditt", "där", "efter", "eller", "ett", "finns", "från", "för", "före", "genom", "hade",
    "han", "har", "hon", "hos", "hur", "här", "inne", "innan", "inte", "kan", "man", "med", "mellan", "men", "mer",
    "mot", "mycket", "när", "någon", "något", "några", "och", "också", "om", "oss", "samt", "sedan", "ska",
    "sig", "sin", "sina", "sitt", "själv", "som", "till", "under", "upp", "utan", "vad", "var", "vara", "vid",
    "vilka", "vilken", "vilket", "vår", "våra", "över", NULL
};
static const char *const FINNISH_FUNCTION_WORDS[] = {
    "eivät", "että", "hänen", "heidän", "joka", "jonka", "jossa", "josta", "joita", "jotka", "jotta", "kaikki",
    "kanssa", "koska", "kuin", "kun", "mikä", "mikään", "missä", "mistä", "miten", "mitä", "muut", "myös", "niiden",
    "niin", "niitä", "nyt", "olla", "ole", "oli", "ovat", "sekä", "sen", "siinä", "siitä", "sillä", "sitä", "tai",
    "tämä", "tämän", "tässä", "tästä", "tätä", "vain", "voi", "voidaan", NULL
};

static bool is_function_word(const search_words *words, text word)
{
    const char *const *list = text_equals(words->language, TEXT("sv")) ? SWEDISH_FUNCTION_WORDS : FINNISH_FUNCTION_WORDS;
    for (; *list != NULL; list++)
        if (text_equals(word, text_of(*list)))
            return true;
    return false;
}

// ---- What the site knows

static int compare_learnt(const void *a, const void *b)
{
    return text_compare(((const learnt_word *)a)->surface, ((const learnt_word *)b)->surface);
}

static void add_to_vocabulary(search_words *words, text word, size_t count)
{
    *table_put(&words->vocabulary, word, NULL) += count;
}

static void learn_word(search_words *words, learnt_word learnt)
{
    const word_reading *reading = search_reading(words, learnt.surface);
    if (reading == NULL || reading->key_count == 0) {
        text stem = search_stem(words, &words->memory, learnt.surface);
        add_to_vocabulary(words, stem, learnt.count);
        return;
    }
    if (reading->is_function_word)
        return;
    for (size_t i = 0; i < reading->key_count; i++)
        if (reading->keys[i].weight_class != KEY_ROOT)
            add_to_vocabulary(words, reading->keys[i].word, learnt.count);
    for (size_t i = 0; i < reading->name_count; i++)
        add_to_vocabulary(words, reading->names[i], learnt.count);
}

static void learn_vocabulary(search_words *words)
{
    if (words->knows_vocabulary)
        return;
    words->knows_vocabulary = true;
    // In order, for the cache's sake. What was counted by index before is counted no more.
    words->learnt_at = (table){ .memory = &words->memory };
    if (words->learnt.count > 0)
        qsort(words->learnt.items, words->learnt.count, sizeof *words->learnt.items, compare_learnt);
    for (size_t i = 0; i < words->learnt.count; i++)
        learn_word(words, words->learnt.items[i]);
}

static size_t count_in_site(const search_words *words, text word)
{
    const uintptr_t *count = table_get(&words->vocabulary, word);
    return count != NULL ? (size_t)*count : 0;
}

// How often the site has a form of [word]; 0 when it has none, or only one that begins no compounds.
static size_t weight_in_site(search_words *words, arena *memory, text word)
{
    if (is_function_word(words, word))
        return 0;
    size_t count = count_in_site(words, search_stem(words, memory, word));
    return words->finnish != NULL && count == 0 ? count_in_site(words, word) : count;
}

static size_t weight_in_dictionary(search_words *words, text word)
{
    const word_reading *reading = search_reading(words, word);
    return reading != NULL && reading->key_count > 0 && !reading->is_function_word;
}

// ---- Splitting

// The words that [form] at the beginning of a compound may be: verksamhets gives verksamhet, kyrko kyrka.
static size_t find_heads(const search_words *words, arena *memory, text form, text heads[HEAD_FORMS])
{
    size_t count = 0;
    heads[count++] = form;
    text shorter = text_slice(form, 0, form.length - 1);
    bool is_swedish = text_equals(words->language, TEXT("sv"));
    if (text_ends_with(form, TEXT("s")))
        heads[count++] = is_swedish ? shorter : text_join(memory, shorter, TEXT("nen"));
    else if (is_swedish && (text_ends_with(form, TEXT("o")) || text_ends_with(form, TEXT("u"))))
        heads[count++] = text_join(memory, shorter, TEXT("a"));
    return count;
}

typedef struct {
    search_words *words;
    arena *memory;
    compound best;
    double best_weight;         // 0 when nothing was found
} splitting;

static void try_split(splitting *in, text surface, size_t tail_start)
{
    search_words *words = in->words;
    text heads[HEAD_FORMS], tail = text_from(surface, tail_start);
    size_t count = find_heads(words, in->memory, text_slice(surface, 0, tail_start), heads);
    size_t tail_weight = weight_in_site(words, in->memory, tail);
    for (size_t i = 0; i < count; i++) {
        size_t head_weight = weight_in_site(words, in->memory, heads[i]), weight = tail_weight;
        // One of the two must be the site's own: dictionaries hold too many short words.
        if (head_weight == 0 && weight > 0)
            head_weight = weight_in_dictionary(words, heads[i]);
        else if (head_weight > 0 && weight == 0)
            weight = weight_in_dictionary(words, tail);
        double product = (double)head_weight * (double)weight;
        if (product > in->best_weight) {
            in->best_weight = product;
            in->best = (compound){ heads[i], tail_start };
        }
    }
}

static bool has_digit(text t)
{
    for (size_t i = 0; i < t.length; i++)
        if (t.bytes[i] >= '0' && t.bytes[i] <= '9')
            return true;
    return false;
}

bool search_split(search_words *words, arena *memory, text surface, compound *found)
{
    size_t length = unicode_count(surface);
    if (!words->splits_compounds || length < HEAD_LIMIT + TAIL_LIMIT || has_digit(surface))
        return false;
    learn_vocabulary(words);
    splitting in = { .words = words, .memory = memory };
    text rest = surface;
    uint32_t character;
    for (size_t i = 1; i + TAIL_LIMIT <= length && unicode_take(&rest, &character); i++)
        if (i >= HEAD_LIMIT)
            try_split(&in, surface, surface.length - rest.length);
    if (in.best_weight > 0)
        *found = in.best;
    return in.best_weight > 0;
}
