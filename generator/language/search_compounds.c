// Compounds that no dictionary knows, split by the words that the site has: "samskapandeverkstad"
// is one where "samskapande" and "verkstad" are used.
#include "base/unicode.h"
#include "language/search_inside.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEAD_LIMIT = 3,             // characters; shorter heads are mostly something else
    TAIL_LIMIT = 4,
    STEM_LIMIT = 3
};

// Words that begin or end many others by chance.
static const char *const SWEDISH_FUNCTION_WORDS[] = {
    "alla", "allt", "andra", "att", "av", "bara", "blev", "blir", "dem", "den", "denna", "deras", "dess",
    "dessa", "det", "detta", "din", "ditt", "där", "efter", "eller", "ett", "fick", "finns", "från", "får",
    "för", "före", "genom", "gick", "gör", "hade", "han", "har", "hon", "hos", "hur", "här", "innan",
    "inne", "inte", "kan", "kom", "kommer", "man", "med", "mellan", "men", "mer", "mot", "mycket", "ner",
    "när", "någon", "något", "några", "och", "också", "om", "oss", "samt", "sedan", "sig", "sin", "sina",
    "sitt", "själv", "ska", "som", "tar", "till", "under", "upp", "utan", "vad", "var", "vara", "vid",
    "vilka", "vilken", "vilket", "vår", "våra", "över", NULL
};
static const char *const FINNISH_FUNCTION_WORDS[] = {
    "eivät", "että", "hänen", "heidän", "joka", "jonka", "jossa", "josta", "joita", "jotka", "jotta", "kaikki",
    "kanssa", "koska", "kuin", "kun", "mikä", "mikään", "missä", "mistä", "miten", "mitä", "muut", "myös", "niiden",
    "niin", "niitä", "nyt", "olla", "ole", "oli", "ovat", "sekä", "sen", "siinä", "siitä", "sillä", "sitä", "tai",
    "tämä", "tämän", "tässä", "tästä", "tätä", "vain", "voi", "voidaan", NULL
};

static bool is_listed(text word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (text_equals(word, text_of(*list)))
            return true;
    return false;
}

static bool is_swedish(const search_words *words)
{
    return text_equals(words->language, TEXT("sv"));
}

static bool is_function_word(const search_words *words, text word)
{
    return table_get(&words->function_words, word) != NULL;
}

// ---- What the site knows

static int compare_learnt(const void *a, const void *b)
{
    return text_compare(((const learnt_word *)a)->surface, ((const learnt_word *)b)->surface);
}

// Stems are kept beside words under a name that no word has.
static text stem_name(arena *memory, text stem)
{
    return text_join(memory, stem, TEXT("*"));
}

static void add_to_vocabulary(search_words *words, text word, size_t count)
{
    *table_put(&words->vocabulary, word, NULL) += count;
}

static void learn_word(search_words *words, learnt_word learnt)
{
    const word_reading *reading = search_reading(words, learnt.surface);
    bool is_read = reading != NULL && reading->key_count > 0;
    if (is_read ? reading->is_function_word : is_function_word(words, learnt.surface))
        return;
    add_to_vocabulary(words, learnt.surface, learnt.count);
    if (!is_read)
        add_to_vocabulary(words, stem_name(&words->memory, search_stem(words, &words->memory, learnt.surface)),
                          learnt.count);
    for (size_t i = 0; is_read && i < reading->key_count; i++)
        if (reading->keys[i].weight_class != KEY_ROOT)
            add_to_vocabulary(words, reading->keys[i].word, learnt.count);
    for (size_t i = 0; is_read && i < reading->name_count; i++)
        add_to_vocabulary(words, reading->names[i], learnt.count);
}

static void learn_vocabulary(search_words *words)
{
    if (words->knows_vocabulary)
        return;
    words->knows_vocabulary = true;
    const char *const *function_words = is_swedish(words) ? SWEDISH_FUNCTION_WORDS : FINNISH_FUNCTION_WORDS;
    for (; *function_words != NULL; function_words++)
        table_put(&words->function_words, text_of(*function_words), NULL);
    // In order, for the cache's sake. The indexes of learnt_at mean nothing after it, only that a word is there.
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

static size_t weight_in_dictionary(search_words *words, text word)
{
    const word_reading *reading = search_reading(words, word);
    return reading != NULL && reading->key_count > 0 && !reading->is_function_word;
}

// ---- Tails: any form of a word of the site

// Endings that many words have and that are words, too, or the stems of some.
static bool is_suffix(const search_words *words, text stem)
{
    static const char *const swedish[] = { "ande", "ell", "else", "het", "ing", "ning", "rad", "ring", "skap", NULL };
    static const char *const finnish[] = { "annat", "ava", "etu", "inen", "lain", "läin", "maan", "mine", "minen",
                                           "suus", "syys", "taka", "tava", "uude", "vaan", NULL };
    return is_listed(stem, is_swedish(words) ? swedish : finnish);
}

static size_t tail_weight(search_words *words, arena *memory, text tail)
{
    text stem = search_stem(words, memory, tail);
    if (is_function_word(words, tail) || is_function_word(words, stem) || is_suffix(words, stem))
        return 0;
    size_t as_word = count_in_site(words, tail), as_stem = count_in_site(words, stem_name(memory, stem));
    // A short stem is an ending more often than a word: "ellen" in "modellen".
    size_t length = unicode_count(stem);
    if (length < STEM_LIMIT || (length < TAIL_LIMIT && count_in_site(words, stem) == 0))
        return 0;
    return as_word > as_stem ? as_word : as_stem;
}

// ---- Heads: a word of the site as compounds have it

// Sees whether [start] and [ending] together are a word of the site.
static size_t try_head(const search_words *words, arena *memory, text start, const char *ending, text *head)
{
    text word = *ending != '\0' ? text_join(memory, start, text_of(ending)) : start;
    size_t count = is_function_word(words, word) ? 0 : count_in_site(words, word);
    if (count > 0)
        *head = word;
    return count;
}

// [start] with any ending that may follow it in the word: "skol" is of "skola", "sommar" of "sommaren".
static size_t inflected_head(const search_words *words, arena *memory, text start, text *head)
{
    // After a short form a single consonant makes another word: "pla" is no "plan".
    static const char *const swedish[] = { "", "a", "e", "en", "et", "er", "ar", "or", "n", "r", "t", NULL };
    static const char *const finnish[] = { "", "a", "ä", "en", "ta", "tä", "in", "n", "t", NULL };
    if (is_function_word(words, start))
        return 0;
    const char *const *endings = is_swedish(words) ? swedish : finnish;
    size_t length = unicode_count(start), count = 0;
    for (size_t i = 0; length >= HEAD_LIMIT && count == 0 && endings[i] != NULL; i++)
        if (length > HEAD_LIMIT || strchr("nrt", endings[i][0]) == NULL || endings[i][0] == '\0')
            count = try_head(words, memory, start, endings[i], head);
    return count;
}

// How often the site has the word that [form] is at the beginning of a compound, and that word.
static size_t head_weight(const search_words *words, arena *memory, text form, text *head)
{
    text start = text_slice(form, 0, form.length - 1);
    size_t count = 0;
    // Linking letters and vowels that compounds change: verksamhets, kyrko, kehittämis.
    if (text_ends_with(form, TEXT("s")))
        count = is_swedish(words) ? inflected_head(words, memory, start, head)
                                  : try_head(words, memory, start, "nen", head);
    else if (is_swedish(words) && (text_ends_with(form, TEXT("o")) || text_ends_with(form, TEXT("u"))))
        count = try_head(words, memory, start, "a", head);
    return count > 0 ? count : inflected_head(words, memory, form, head);
}

// ---- Splitting

typedef struct {
    search_words *words;
    arena *memory;
    compound best;
    double best_weight;         // 0 when nothing was found
} splitting;

static void try_split(splitting *in, text surface, size_t tail_start)
{
    search_words *words = in->words;
    text form = text_slice(surface, 0, tail_start), tail = text_from(surface, tail_start), head = form;
    size_t of_tail = tail_weight(words, in->memory, tail);
    if (of_tail == 0 && words->finnish == NULL)
        return;
    size_t of_head = head_weight(words, in->memory, form, &head);
    // One of the two must be the site's own: dictionaries hold too many short words.
    if (of_head == 0 && of_tail > 0)
        of_head = weight_in_dictionary(words, form);
    else if (of_head > 0 && of_tail == 0)
        of_tail = weight_in_dictionary(words, tail);
    double weight = (double)of_head * (double)of_tail;
    if (weight > in->best_weight) {
        in->best_weight = weight;
        in->best = (compound){ head, tail_start };
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
