// Compounds that no dictionary knows, split by the words that the site has: "samskapandeverkstad"
// is one where "samskapande" and "verkstad" are used.
#include "base/unicode.h"
#include "language/search_inside.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEAD_LIMIT = 3,             // characters; shorter heads are mostly something else
    TAIL_LIMIT = 4,
    STEM_LIMIT = 3,
    BASE_LIMIT = 3,             // bytes
    ENDING_LIMIT = 6            // bytes of the longest ending below
};

// Words that begin or end many others by chance.
static const char *const SWEDISH_FUNCTION_WORDS[] = {
    "alla", "allt", "andra", "att", "av", "bara", "blev", "blir", "dem", "den", "denna", "deras", "dess",
    "dessa", "det", "detta", "din", "ditt", "där", "efter", "eller", "ett", "fick", "finns", "från", "får",
    "för", "före", "genom", "gick", "gör", "hade", "han", "har", "hon", "hos", "hur", "här", "innan",
    "inne", "inte", "kan", "kom", "kommer", "man", "med", "mellan", "men", "mer", "mot", "mycket", "ner",
    "nästan", "när", "någon", "något", "några", "och", "också", "om", "oss", "redan", "samt",
    "sedan", "sig", "sin", "sina", "sitt", "själv", "ska", "som", "tar", "till", "under", "upp", "utan", "vad", "var", "vara", "vid",
    "vilka", "vilken", "vilket", "vår", "våra", "över", NULL
};
static const char *const FINNISH_FUNCTION_WORDS[] = {
    "eivät", "että", "heidän", "hänen", "joita", "joka", "jonka", "jossa", "josta", "jotka", "jotta",
    "kaikki", "kanssa", "koska", "kuin", "kun", "mikä", "mikään", "missä", "mistä", "miten", "mitä", "muut",
    "myös", "niiden", "niin", "niitä", "nyt", "ole", "oli", "olla", "ovat", "sekä", "sen", "siinä", "siitä",
    "sillä", "sitä", "tai", "tämä", "tämän", "tässä", "tästä", "tätä", "vain", "voi", "voidaan", NULL
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

// ---- What the site knows

static int compare_learnt(const void *a, const void *b)
{
    return text_compare(((const learnt_word *)a)->surface, ((const learnt_word *)b)->surface);
}

static void learn_word(search_words *words, learnt_word learnt)
{
    site_vocabulary *vocabulary = &words->vocabulary;
    const word_reading *reading = search_reading(words, learnt.surface);
    bool is_read = reading != NULL && reading->key_count > 0;
    if (is_read ? reading->is_function_word : vocabulary_is_function_word(vocabulary, learnt.surface))
        return;
    vocabulary_add(vocabulary, learnt.surface, learnt.count);
    if (!is_read)
        vocabulary_add_stem(vocabulary, search_stem(words, &words->memory, learnt.surface), learnt.count);
    for (size_t i = 0; is_read && i < reading->key_count; i++)
        if (reading->keys[i].weight_class != KEY_ROOT)
            vocabulary_add(vocabulary, reading->keys[i].word, learnt.count);
    for (size_t i = 0; is_read && i < reading->name_count; i++)
        vocabulary_add(vocabulary, reading->names[i], learnt.count);
}

static void learn_vocabulary(search_words *words)
{
    if (words->knows_vocabulary)
        return;
    words->knows_vocabulary = true;
    words->vocabulary.memory = &words->memory;
    vocabulary_add_function_words(&words->vocabulary,
                                  is_swedish(words) ? SWEDISH_FUNCTION_WORDS : FINNISH_FUNCTION_WORDS);
    // In order, for the cache's sake. The indexes of learnt_at mean nothing after it, only that a word is there.
    if (words->learnt.count > 0)
        qsort(words->learnt.items, words->learnt.count, sizeof *words->learnt.items, compare_learnt);
    for (size_t i = 0; i < words->learnt.count; i++)
        learn_word(words, words->learnt.items[i]);
    vocabulary_sort(&words->vocabulary);
}

static size_t weight_in_dictionary(search_words *words, text word)
{
    const word_reading *reading = search_reading(words, word);
    return reading != NULL && reading->key_count > 0 && !reading->is_function_word;
}

// ---- Inflections that neither dictionary nor stemmer knows

static bool is_finnish_ending(text ending)
{
    static const text endings[] = {
        TEXT_CONSTANT("a"), TEXT_CONSTANT("n"), TEXT_CONSTANT("t"), TEXT_CONSTANT("ä"), TEXT_CONSTANT("an"),
        TEXT_CONSTANT("at"), TEXT_CONSTANT("en"), TEXT_CONSTANT("ia"), TEXT_CONSTANT("in"), TEXT_CONSTANT("it"),
        TEXT_CONSTANT("ja"), TEXT_CONSTANT("na"), TEXT_CONSTANT("nä"), TEXT_CONSTANT("ta"), TEXT_CONSTANT("tä"),
        TEXT_CONSTANT("eja"), TEXT_CONSTANT("ien"), TEXT_CONSTANT("iin"), TEXT_CONSTANT("ina"),
        TEXT_CONSTANT("ksi"), TEXT_CONSTANT("lla"), TEXT_CONSTANT("lle"), TEXT_CONSTANT("llä"),
        TEXT_CONSTANT("lta"), TEXT_CONSTANT("ltä"), TEXT_CONSTANT("ssa"), TEXT_CONSTANT("ssä"),
        TEXT_CONSTANT("sta"), TEXT_CONSTANT("stä"), TEXT_CONSTANT("eina"), TEXT_CONSTANT("eita"),
        TEXT_CONSTANT("ihin"), TEXT_CONSTANT("iksi"), TEXT_CONSTANT("illa"), TEXT_CONSTANT("ille"),
        TEXT_CONSTANT("ilta"), TEXT_CONSTANT("issa"), TEXT_CONSTANT("ista"), TEXT_CONSTANT("eihin"),
        TEXT_CONSTANT("eiksi"), TEXT_CONSTANT("eilla"), TEXT_CONSTANT("eille"), TEXT_CONSTANT("eilta"),
        TEXT_CONSTANT("eissa"), TEXT_CONSTANT("eista"),
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_equals(ending, endings[i]))
            return true;
    return false;
}

// "showroomissa" where "showroom" is a word of the site that the dictionary does not know.
static bool is_finnish_base(search_words *words, text start, text ending)
{
    return is_finnish_ending(ending) && table_get(&words->learnt_at, start) != NULL
        && search_reading(words, start)->key_count == 0;
}

static bool ends_in_vowel(text word)
{
    static const char *const vowels[] = { "a", "e", "i", "o", "u", "y", "å", "ä", "ö", NULL };
    for (size_t i = 0; vowels[i] != NULL; i++)
        if (text_ends_with(word, text_of(vowels[i])))
            return true;
    return false;
}

// Snowball leaves the definite -n and -et and the neuter -t: "listan", "avtalet", "digitalt".
static bool is_swedish_base(search_words *words, text start, text ending)
{
    const site_vocabulary *vocabulary = &words->vocabulary;
    if (text_ends_with(ending, TEXT("s")))
        ending.length--;
    if (text_equals(ending, TEXT("et")))
        return vocabulary_count(vocabulary, start) + vocabulary_stem_count(vocabulary, start) > 0;
    bool is_neuter = text_equals(ending, TEXT("t")), is_definite = text_equals(ending, TEXT("n"));
    if (start.length <= BASE_LIMIT || (!is_neuter && !(is_definite && ends_in_vowel(start))))
        return false;
    arena scratch = { 0 };
    text stem = search_stem(words, &scratch, start);
    bool is_base = !vocabulary_is_function_word(vocabulary, stem)
        && (is_neuter ? vocabulary_count(vocabulary, start) : vocabulary_stem_count(vocabulary, stem)) > 0;
    arena_free(&scratch);
    return is_base;
}

bool search_inflected(search_words *words, text surface, text *base)
{
    bool is_finnish = words->finnish != NULL;
    if (!is_finnish && !is_swedish(words))
        return false;
    learn_vocabulary(words);
    if (vocabulary_is_function_word(&words->vocabulary, surface))
        return false;
    size_t shortest = surface.length > BASE_LIMIT + ENDING_LIMIT ? surface.length - ENDING_LIMIT : BASE_LIMIT;
    for (size_t length = surface.length; length-- > shortest;) {
        text start = text_slice(surface, 0, length), ending = text_from(surface, length);
        if (is_finnish ? is_finnish_base(words, start, ending) : is_swedish_base(words, start, ending)) {
            *base = start;
            return true;
        }
    }
    return false;
}

// "kyrkan" of which no other form occurs, but not "förman" and "stadsplan".
static text definite_base(search_words *words, text surface)
{
    size_t length = surface.length - (text_ends_with(surface, TEXT("s")) ? 1 : 0);
    text start = text_slice(surface, 0, length);
    bool is_base = text_ends_with(start, TEXT("plan"))
        || (text_ends_with(start, TEXT("man")) && !text_ends_with(start, TEXT("mman")));
    bool is_definite = is_swedish(words) && length > BASE_LIMIT + 2 && text_ends_with(start, TEXT("an")) && !is_base
        && !vocabulary_is_function_word(&words->vocabulary, surface);
    return is_definite ? text_slice(start, 0, length - 1) : surface;
}

text search_key_stem(search_words *words, arena *memory, text surface)
{
    return search_stem(words, memory, definite_base(words, surface));
}

text search_root(const search_words *words, text stem)
{
    if (!is_swedish(words) || !text_ends_with(stem, TEXT("ing")))
        return (text){ 0 };
    text root = text_slice(stem, 0, stem.length - 3), shorter = text_slice(root, 0, root.length - 1);
    if (text_ends_with(root, TEXT("n")) && shorter.length > BASE_LIMIT
        && vocabulary_stem_count(&words->vocabulary, shorter) > 0)
        return shorter;
    bool is_root = root.length > BASE_LIMIT && vocabulary_stem_count(&words->vocabulary, root) > 0;
    return is_root ? root : (text){ 0 };
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
    const site_vocabulary *vocabulary = &words->vocabulary;
    text base = tail, stem = search_stem(words, memory, search_inflected(words, tail, &base) ? base : tail);
    size_t as_word = vocabulary_count(vocabulary, tail), as_stem = vocabulary_stem_count(vocabulary, stem);
    size_t as_base = vocabulary_count(vocabulary, base);
    if (as_word + as_stem == 0 || vocabulary_is_function_word(vocabulary, tail)
        || vocabulary_is_function_word(vocabulary, stem) || is_suffix(words, stem))
        return 0;
    // A short stem is an ending more often than a word ("ellen" in "modellen"), but words that the Finnish
    // dictionary does not know have few such endings.
    size_t length = unicode_count(stem);
    bool is_word = vocabulary_count(vocabulary, stem) > 0 || (base.length < tail.length && as_base > 0)
        || (words->finnish != NULL && as_word > 0);
    if (length < STEM_LIMIT || (length < TAIL_LIMIT && !is_word))
        return 0;
    return as_word > as_stem ? as_word : as_stem;
}

// ---- Heads: a word of the site as compounds have it

// The beginning of a word, and the words of the site that begin so.
typedef struct {
    text start;
    size_t length;              // characters
    word_range range;
} beginning;

// Sees whether the beginning and [ending] together are a word of the site.
static size_t try_head(const search_words *words, arena *memory, beginning of, const char *ending, text *head)
{
    text word = *ending != '\0' ? text_join(memory, of.start, text_of(ending)) : of.start;
    if (!vocabulary_has(&words->vocabulary, of.range, word))
        return 0;
    *head = word;
    return vocabulary_count(&words->vocabulary, word);
}

// [of] with any ending that may follow it in the word: "skol" is of "skola", "sommar" of "sommaren".
static size_t inflected_head(const search_words *words, arena *memory, beginning of, text *head)
{
    // After a short form a single consonant makes another word: "pla" is no "plan".
    static const char *const swedish[] = { "", "a", "an", "e", "en", "et", "er", "ar", "or", "n", "r", "t", NULL };
    static const char *const finnish[] = { "", "a", "ä", "en", "ta", "tä", "in", "n", "t", NULL };
    const char *const *endings = is_swedish(words) ? swedish : finnish;
    size_t count = 0;
    for (size_t i = 0; of.length >= HEAD_LIMIT && count == 0 && endings[i] != NULL; i++) {
        bool is_consonant = *endings[i] != '\0' && strchr("nrt", *endings[i]) != NULL;
        if (of.length > HEAD_LIMIT || !is_consonant)
            count = try_head(words, memory, of, endings[i], head);
    }
    return count > 0 && !vocabulary_is_function_word(&words->vocabulary, of.start) ? count : 0;
}

// How often the site has the word that [form] is at the beginning of a compound, and that word. [shorter] is
// [form] without its last letter.
static size_t head_weight(const search_words *words, arena *memory, beginning form, beginning shorter, text *head)
{
    size_t count = 0;
    bool is_beginning = form.range.from < form.range.to, may_link = shorter.range.from < shorter.range.to;
    // Linking letters and vowels that compounds change: verksamhets, kyrko, kehittämis.
    if (may_link && text_ends_with(form.start, TEXT("s")))
        count = is_swedish(words) ? inflected_head(words, memory, shorter, head)
                                  : try_head(words, memory, shorter, "nen", head);
    else if (may_link && is_swedish(words)
             && (text_ends_with(form.start, TEXT("o")) || text_ends_with(form.start, TEXT("u"))))
        count = inflected_head(words, memory, shorter, head);
    return count == 0 && is_beginning ? inflected_head(words, memory, form, head) : count;
}

// ---- Splitting

typedef struct {
    search_words *words;
    arena *memory;
    compound best;
    double best_weight;         // 0 when nothing was found
} splitting;

static void try_split(splitting *in, text surface, beginning form, beginning shorter)
{
    search_words *words = in->words;
    text tail = text_from(surface, form.start.length), head = form.start;
    size_t of_head = head_weight(words, in->memory, form, shorter, &head), of_tail = 0;
    if (of_head > 0)
        of_tail = tail_weight(words, in->memory, tail);
    else if (words->finnish != NULL && vocabulary_count(&words->vocabulary, tail) > 0)
        of_tail = tail_weight(words, in->memory, tail);
    // One of the two must be the site's own: dictionaries hold too many short words.
    if (of_head > 0 && of_tail == 0)
        of_tail = weight_in_dictionary(words, tail);
    else if (of_head == 0 && of_tail > 0)
        of_head = weight_in_dictionary(words, form.start);
    double weight = (double)of_head * (double)of_tail;
    if (weight > in->best_weight) {
        in->best_weight = weight;
        in->best = (compound){ head, form.start.length };
    }
}

static bool has_digit(text t)
{
    for (size_t i = 0; i < t.length; i++)
        if (t.bytes[i] >= '0' && t.bytes[i] <= '9')
            return true;
    return false;
}

// Tries every place that leaves enough on both sides.
static compound best_split(search_words *words, arena *memory, text surface, size_t length)
{
    splitting in = { .words = words, .memory = memory };
    beginning form = { .range = vocabulary_all(&words->vocabulary) };
    text rest = surface;
    uint32_t character;
    for (size_t i = 1; i + TAIL_LIMIT <= length && unicode_take(&rest, &character); i++) {
        beginning shorter = form;
        form = (beginning){ text_slice(surface, 0, surface.length - rest.length), i, form.range };
        form.range = vocabulary_narrow(&words->vocabulary, form.range, form.start);
        if (i >= HEAD_LIMIT)
            try_split(&in, surface, form, shorter);
    }
    return in.best;
}

// A head that is a compound itself and is used nowhere else: verksamhetsutvecklings-plan.
static compound split_head(search_words *words, arena *memory, text surface, size_t length)
{
    compound best = { 0 };
    size_t most = 0;
    text rest = surface;
    uint32_t character;
    for (size_t i = 1; i + TAIL_LIMIT <= length && unicode_take(&rest, &character); i++) {
        bool may_be_tail = i >= HEAD_LIMIT + TAIL_LIMIT
            && (words->finnish == NULL || vocabulary_count(&words->vocabulary, rest) > 0);
        size_t weight = may_be_tail ? tail_weight(words, memory, rest) : 0;
        if (weight <= most)
            continue;
        text head = text_slice(surface, 0, surface.length - rest.length);
        bool links = is_swedish(words) && text_ends_with(head, TEXT("s"));
        if (links && best_split(words, memory, text_slice(head, 0, head.length - 1), i - 1).head.length > 0)
            head.length--;
        else if (best_split(words, memory, head, i).head.length == 0)
            continue;
        most = weight;
        best = (compound){ head, surface.length - rest.length };
    }
    return best;
}

bool search_split(search_words *words, arena *memory, text surface, compound *found)
{
    size_t length = unicode_count(surface);
    if (!words->splits_compounds || length < HEAD_LIMIT + TAIL_LIMIT || has_digit(surface))
        return false;
    learn_vocabulary(words);
    *found = best_split(words, memory, surface, length);
    if (found->head.length == 0)
        *found = split_head(words, memory, surface, length);
    return found->head.length > 0;
}
