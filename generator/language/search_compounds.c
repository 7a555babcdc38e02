// Compounds that no dictionary knows, split by the words that the site has: "samskapandeverkstad"
// is one where "samskapande" and "verkstad" are used.
#include "base/unicode.h"
#include "language/search_inside.h"

#include <string.h>

enum {
    HEAD_LIMIT = 3,             // characters; shorter heads are mostly something else
    TAIL_LIMIT = 4,
    STEM_LIMIT = 3
};

static bool is_listed(text word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (text_equals(word, text_of(*list)))
            return true;
    return false;
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
    static const char *const finnish[] = { "annat", "ava", "etu", "inen", "lain", "läin", "maan", "min", "mine",
                                           "minen", "suus", "syys", "taka", "tava", "uude", "vaan", NULL };
    return is_listed(stem, search_is_swedish(words) ? swedish : finnish);
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
    size_t count = of.range.from < of.range.to ? vocabulary_count(&words->vocabulary, word) : 0;
    if (count > 0)
        *head = word;
    return count;
}

// [of] with any ending that may follow it in the word: "skol" is of "skola", "sommar" of "sommaren".
static size_t inflected_head(const search_words *words, arena *memory, beginning of, text *head)
{
    // After a short form a single consonant makes another word: "pla" is no "plan".
    static const char *const swedish[] = { "", "a", "an", "e", "en", "et", "er", "ar", "or", "n", "r", "t", NULL };
    static const char *const finnish[] = { "", "a", "ä", "en", "ta", "tä", "in", "n", "t", NULL };
    const char *const *endings = search_is_swedish(words) ? swedish : finnish;
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
        count = search_is_swedish(words) ? inflected_head(words, memory, shorter, head)
                                  : try_head(words, memory, shorter, "nen", head);
    else if (may_link && search_is_swedish(words)
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
    beginning form = { .range = vocabulary_near(&words->vocabulary, surface) };
    text rest = surface;
    uint32_t character;
    for (size_t i = 1; i + TAIL_LIMIT <= length && unicode_take(&rest, &character); i++) {
        beginning shorter = form;
        form = (beginning){ text_slice(surface, 0, surface.length - rest.length), i, form.range };
        if (form.start.length > 1)
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
        bool links = search_is_swedish(words) && text_ends_with(head, TEXT("s"));
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
    search_vocabulary(words);
    *found = best_split(words, memory, surface, length);
    if (found->head.length == 0)
        *found = split_head(words, memory, surface, length);
    return found->head.length > 0;
}
