// Inflections that neither dictionary nor stemmer knows.
#include "language/search_inside.h"

enum {
    BASE_LIMIT = 3,             // bytes; shorter bases are mostly other words
    ENDING_LIMIT = 6            // bytes of the longest ending below, with an -s
};

// ---- Finnish

static bool is_finnish_ending(text ending)
{
    static const text endings[] = {
        TEXT_CONSTANT("a"), TEXT_CONSTANT("n"), TEXT_CONSTANT("t"), TEXT_CONSTANT("ä"), TEXT_CONSTANT("an"),
        TEXT_CONSTANT("at"), TEXT_CONSTANT("en"), TEXT_CONSTANT("ia"), TEXT_CONSTANT("in"),
        TEXT_CONSTANT("it"), TEXT_CONSTANT("iä"), TEXT_CONSTANT("ja"), TEXT_CONSTANT("jä"),
        TEXT_CONSTANT("na"), TEXT_CONSTANT("nä"), TEXT_CONSTANT("ta"), TEXT_CONSTANT("tä"),
        TEXT_CONSTANT("eja"), TEXT_CONSTANT("ejä"), TEXT_CONSTANT("ien"), TEXT_CONSTANT("iin"),
        TEXT_CONSTANT("ina"), TEXT_CONSTANT("jen"), TEXT_CONSTANT("ksi"), TEXT_CONSTANT("lla"),
        TEXT_CONSTANT("lle"), TEXT_CONSTANT("llä"), TEXT_CONSTANT("lta"), TEXT_CONSTANT("ltä"),
        TEXT_CONSTANT("ssa"), TEXT_CONSTANT("ssä"), TEXT_CONSTANT("sta"), TEXT_CONSTANT("stä"),
        TEXT_CONSTANT("eina"), TEXT_CONSTANT("eita"), TEXT_CONSTANT("iden"), TEXT_CONSTANT("ihin"),
        TEXT_CONSTANT("iksi"), TEXT_CONSTANT("illa"), TEXT_CONSTANT("ille"), TEXT_CONSTANT("illä"),
        TEXT_CONSTANT("ilta"), TEXT_CONSTANT("issa"), TEXT_CONSTANT("issä"), TEXT_CONSTANT("ista"),
        TEXT_CONSTANT("istä"), TEXT_CONSTANT("seen"), TEXT_CONSTANT("eihin"), TEXT_CONSTANT("eiksi"),
        TEXT_CONSTANT("eilla"), TEXT_CONSTANT("eille"), TEXT_CONSTANT("eilta"), TEXT_CONSTANT("eissa"),
        TEXT_CONSTANT("eista"),
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_equals(ending, endings[i]))
            return true;
    return false;
}

static bool is_learnt(const search_words *words, text word)
{
    return vocabulary_count(&words->vocabulary, word) > 0;
}

// The word of the site that inflects like [start]: "sopimus" for "sopimukse-", "kehittäminen" for "kehittämise-",
// "oikeus" for "oikeude-", "lupa" for "luva-". Only asked where there is no dictionary.
static bool find_changed_base(search_words *words, text start, text *base)
{
    static const struct {
        text inflected, base;
    } changes[] = {
        { TEXT_CONSTANT("kse"), TEXT_CONSTANT("s") }, { TEXT_CONSTANT("ks"), TEXT_CONSTANT("s") },
        { TEXT_CONSTANT("se"), TEXT_CONSTANT("nen") }, { TEXT_CONSTANT("s"), TEXT_CONSTANT("nen") },
        { TEXT_CONSTANT("de"), TEXT_CONSTANT("s") }, { TEXT_CONSTANT("te"), TEXT_CONSTANT("s") },
    };
    const text *other_grade = table_find(&words->weak_stems, start);
    if (other_grade != NULL)
        *base = *other_grade;
    arena scratch = { 0 };
    bool is_found = other_grade != NULL;
    for (size_t i = 0; i < sizeof changes / sizeof *changes && !is_found; i++) {
        if (!text_ends_with(start, changes[i].inflected))
            continue;
        text before = text_slice(start, 0, start.length - changes[i].inflected.length);
        if (before.length <= BASE_LIMIT)
            break;
        text candidate = text_join(&scratch, before, changes[i].base);
        is_found = is_learnt(words, candidate);
        if (is_found)
            *base = text_copy(&words->memory, candidate);
    }
    arena_free(&scratch);
    return is_found;
}

// "showroomissa" where "showroom" is a word of the site that the dictionary does not know.
static bool is_finnish_base(search_words *words, text start, bool may_be_learnt, text ending, text *base)
{
    if ((words->finnish != NULL && !may_be_learnt) || !is_finnish_ending(ending))
        return false;
    *base = start;
    if (is_learnt(words, start))
        return words->finnish == NULL || search_reading(words, start)->key_count == 0;
    return words->finnish == NULL && find_changed_base(words, start, base);
}

// ---- Swedish

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

// ---- Both

bool search_inflected(search_words *words, text surface, text *base)
{
    if (!words->splits_compounds || vocabulary_is_function_word(search_vocabulary(words), surface))
        return false;
    bool is_swedish = search_is_swedish(words), may_be_learnt[ENDING_LIMIT];
    size_t shortest = surface.length > BASE_LIMIT + ENDING_LIMIT ? surface.length - ENDING_LIMIT : BASE_LIMIT;
    uint64_t hash = word_hash(WORD_BEGINS, text_slice(surface, 0, shortest));
    for (size_t length = shortest; length < surface.length; length++) {
        may_be_learnt[length - shortest] = filter_may_have(&words->vocabulary.is_word, hash);
        hash = word_hash(hash, text_slice(surface, length, length + 1));
    }
    for (size_t length = surface.length; length-- > shortest;) {
        text start = text_slice(surface, 0, length), ending = text_from(surface, length);
        *base = start;
        if (is_swedish ? is_swedish_base(words, start, ending)
                       : is_finnish_base(words, start, may_be_learnt[length - shortest], ending, base))
            return true;
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
    bool is_definite = search_is_swedish(words) && length > BASE_LIMIT + 2 && text_ends_with(start, TEXT("an"))
        && !is_base && !vocabulary_is_function_word(&words->vocabulary, surface);
    return is_definite ? text_slice(start, 0, length - 1) : surface;
}

text search_key_stem(search_words *words, arena *memory, text surface)
{
    return search_stem(words, memory, definite_base(words, surface));
}

text search_root(const search_words *words, text stem)
{
    if (!search_is_swedish(words) || !text_ends_with(stem, TEXT("ing")))
        return (text){ 0 };
    text root = text_slice(stem, 0, stem.length - 3), shorter = text_slice(root, 0, root.length - 1);
    if (text_ends_with(root, TEXT("n")) && shorter.length > BASE_LIMIT
        && vocabulary_stem_count(&words->vocabulary, shorter) > 0)
        return shorter;
    bool is_root = root.length > BASE_LIMIT && vocabulary_stem_count(&words->vocabulary, root) > 0;
    return is_root ? root : (text){ 0 };
}
