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

static size_t weigh_tail(search_words *words, arena *memory, text tail)
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

// Many compounds have the same tails.
static size_t tail_weight(search_words *words, arena *memory, text tail)
{
    const uintptr_t *known = table_get(&words->tails, tail);
    if (known != NULL)
        return (size_t)*known;
    size_t weight = weigh_tail(words, memory, tail);
    *table_put(&words->tails, text_copy(&words->memory, tail), NULL) = weight;
    return weight;
}

// ---- Heads: a word of the site as compounds have it

typedef struct {
    text start;
    size_t length;              // characters
    uint64_t hash;              // see word_hash
} beginning;

// Sees whether the beginning and [ending] together are a word of the site.
static size_t try_head(const search_words *words, arena *memory, const beginning *of, text ending, text *head)
{
    size_t count = vocabulary_count_hashed(&words->vocabulary, word_hash(of->hash, ending));
    if (count > 0)
        *head = ending.length > 0 ? text_join(memory, of->start, ending) : of->start;
    return count;
}

// [of] with any ending that may follow it in the word: "skol" is of "skola", "sommar" of "sommaren".
static size_t inflected_head(const search_words *words, arena *memory, const beginning *of, text *head)
{
    // After a short form a single consonant makes another word: "pla" is no "plan".
    static const text swedish[] = {
        TEXT_CONSTANT(""), TEXT_CONSTANT("a"), TEXT_CONSTANT("an"), TEXT_CONSTANT("e"), TEXT_CONSTANT("en"),
        TEXT_CONSTANT("et"), TEXT_CONSTANT("er"), TEXT_CONSTANT("ar"), TEXT_CONSTANT("or"), TEXT_CONSTANT("n"),
        TEXT_CONSTANT("r"), TEXT_CONSTANT("t"),
    };
    static const text finnish[] = {
        TEXT_CONSTANT(""), TEXT_CONSTANT("a"), TEXT_CONSTANT("ä"), TEXT_CONSTANT("en"), TEXT_CONSTANT("ta"),
        TEXT_CONSTANT("tä"), TEXT_CONSTANT("in"), TEXT_CONSTANT("n"), TEXT_CONSTANT("t"),
    };
    bool is_swedish = search_is_swedish(words);
    const text *endings = is_swedish ? swedish : finnish;
    size_t endings_count = is_swedish ? sizeof swedish / sizeof *swedish : sizeof finnish / sizeof *finnish, count = 0;
    for (size_t i = 0; of->length >= HEAD_LIMIT && count == 0 && i < endings_count; i++) {
        bool is_consonant = endings[i].length > 0 && strchr("nrt", endings[i].bytes[0]) != NULL;
        if (of->length > HEAD_LIMIT || !is_consonant)
            count = try_head(words, memory, of, endings[i], head);
    }
    return count > 0 && !vocabulary_is_function_word(&words->vocabulary, of->start) ? count : 0;
}

// How often the site has the word that [form] is at the beginning of a compound, and that word. [shorter] is
// [form] without its last letter.
static size_t head_weight(const search_words *words, arena *memory, const beginning *form, const beginning *shorter,
                          text *head)
{
    size_t count = 0;
    // Linking letters and vowels that compounds change: verksamhets, kyrko, kehittämis.
    if (text_ends_with(form->start, TEXT("s")))
        count = search_is_swedish(words) ? inflected_head(words, memory, shorter, head)
                                  : try_head(words, memory, shorter, TEXT("nen"), head);
    else if (search_is_swedish(words) && (text_ends_with(form->start, TEXT("o")) || text_ends_with(form->start, TEXT("u"))))
        count = inflected_head(words, memory, shorter, head);
    return count == 0 ? inflected_head(words, memory, form, head) : count;
}

// ---- Splitting

// Where a word may be split.
typedef struct {
    text form;                  // the beginning as it stands
    compound split;
    size_t head, tail;          // weights; of one that is 0 the dictionary is asked, unless both are
} split_place;

static split_place weigh_place(search_words *words, arena *memory, text surface, const beginning *form, const beginning *shorter)
{
    text tail = text_from(surface, form->start.length);
    split_place made = { .form = form->start, .split = { form->start, form->start.length } };
    made.head = head_weight(words, memory, form, shorter, &made.split.head);
    if (made.head > 0 || (words->finnish != NULL && vocabulary_count(&words->vocabulary, tail) > 0))
        made.tail = tail_weight(words, memory, tail);
    return made;
}

static bool is_in_dictionary(search_words *words, text surface, const split_place *in)
{
    return weight_in_dictionary(words, in->head > 0 ? text_from(surface, in->split.tail_start) : in->form);
}

// Of places with one half that the site knows the one to ask the dictionary about: the heaviest, the first of these.
static split_place *heaviest_half(split_place *places, size_t count)
{
    split_place *best = NULL;
    for (size_t i = 0; i < count; i++)
        if ((places[i].head == 0) != (places[i].tail == 0)
            && (best == NULL || places[i].head + places[i].tail > best->head + best->tail))
            best = &places[i];
    return best;
}

// One of the two halves must be the site's own: dictionaries hold too many short words. They are also slow, and
// asked only where the answer matters.
static compound best_place(search_words *words, text surface, split_place *places, size_t count)
{
    const split_place *best = NULL;
    double most = 0;
    for (size_t i = 0; i < count; i++) {
        double weight = (double)places[i].head * (double)places[i].tail;
        if (weight > most) {
            most = weight;
            best = &places[i];
        }
    }
    for (split_place *half; (half = heaviest_half(places, count)) != NULL;) {
        double weight = (double)(half->head + half->tail);
        if (weight < most || (weight == most && half > best))
            break;
        if (is_in_dictionary(words, surface, half))
            return half->split;
        half->head = half->tail = 0;
    }
    return best != NULL ? best->split : (compound){ 0 };
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
    split_place *places = ARENA_NEW(memory, split_place, length);
    size_t count = 0;
    beginning form = { .hash = WORD_BEGINS };
    text rest = surface;
    uint32_t character;
    for (size_t i = 1; i + TAIL_LIMIT <= length && unicode_take(&rest, &character); i++) {
        beginning shorter = form;
        text start = text_slice(surface, 0, surface.length - rest.length);
        form = (beginning){ start, i, word_hash(form.hash, text_from(start, form.start.length)) };
        if (i < HEAD_LIMIT)
            continue;
        places[count] = weigh_place(words, memory, surface, &form, &shorter);
        count += places[count].head > 0 || places[count].tail > 0;
    }
    return best_place(words, surface, places, count);
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
