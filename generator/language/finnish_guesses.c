// Words guessed from the letters of others. The dictionary must still confirm them.
#include "language/finnish_words.h"

enum { ROOT_FROM = 3 };         // bytes; voida and soida come from no noun

// Consonant gradation, longest endings first. The strong grade stands where the last syllable
// is open (lupa), the weak where it is closed (luvan).
static const struct {
    const char *strong, *weak;
} GRADES[] = {
    { "nk", "ng" }, { "mp", "mm" }, { "nt", "nn" }, { "lt", "ll" }, { "rt", "rr" },
    { "kk", "k" }, { "pp", "p" }, { "tt", "t" }, { "p", "v" }, { "t", "d" }, { "k", "" },
};

static bool is_vowel(text t, size_t length_of)
{
    static const char *const vowels[] = { "a", "e", "i", "o", "u", "y", "ä", "ö", NULL };
    for (size_t i = 0; vowels[i] != NULL; i++)
        if (text_of(vowels[i]).length == length_of && text_ends_with(t, text_of(vowels[i])))
            return true;
    return false;
}

// The length in bytes of the vowel that ends [t]; 0 when there is none.
static size_t last_vowel(text t)
{
    return is_vowel(t, 1) ? 1 : is_vowel(t, 2) ? 2 : 0;
}

static text shortened(text t, size_t by)
{
    return text_slice(t, 0, t.length - by);
}

// [stem] without its last vowel [vowel] ends in a strong consonant: in the weak one, and the vowel again.
static text weakened(arena *memory, text stem, text vowel)
{
    // tk, sk, st, sp stay as they are.
    if (text_ends_with(stem, TEXT("tk")) || text_ends_with(stem, TEXT("sk")) || text_ends_with(stem, TEXT("st"))
        || text_ends_with(stem, TEXT("sp")))
        return (text){ 0 };
    for (size_t i = 0; i < sizeof GRADES / sizeof *GRADES; i++) {
        text strong = text_of(GRADES[i].strong);
        if (text_ends_with(stem, strong))
            return text_format(memory, "%.*s%s%.*s", TEXT_PRINT(shortened(stem, strong.length)), GRADES[i].weak,
                               TEXT_PRINT(vowel));
    }
    return (text){ 0 };
}

static text strengthened(arena *memory, text stem, text ending)
{
    for (size_t i = 0; i < sizeof GRADES / sizeof *GRADES; i++) {
        text weak = text_of(GRADES[i].weak);
        if (weak.length > 0 ? text_ends_with(stem, weak) : last_vowel(stem) > 0)
            return text_format(memory, "%.*s%s%.*s", TEXT_PRINT(shortened(stem, weak.length)), GRADES[i].strong,
                               TEXT_PRINT(ending));
    }
    return (text){ 0 };
}

static void add(text *guesses, size_t *count, text guess)
{
    if (guess.length > 0 && *count < GUESS_LIMIT)
        guesses[(*count)++] = guess;
}

// hanke: hankkeen, opas: oppaan
static bool add_strong(arena *memory, text base, text guesses[GUESS_LIMIT], size_t *count)
{
    if (text_ends_with(base, TEXT("e")))
        add(guesses, count, strengthened(memory, shortened(base, 1), TEXT("een")));
    else if (text_ends_with(base, TEXT("as")))
        add(guesses, count, strengthened(memory, shortened(base, 2), TEXT("aan")));
    else if (text_ends_with(base, TEXT("äs")))
        add(guesses, count, strengthened(memory, shortened(base, 3), TEXT("ään")));
    else
        return false;
    return true;
}

size_t finnish_other_grades(arena *memory, text base, text guesses[GUESS_LIMIT])
{
    size_t count = 0;
    if (add_strong(memory, base, guesses, &count))
        return count;
    size_t vowel = last_vowel(base);
    if (vowel == 0)
        return 0;
    text rest = shortened(base, vowel), last = text_from(base, rest.length);
    size_t inner = last_vowel(rest);
    if (inner > 0 && (text_ends_with(base, TEXT("a")) || text_ends_with(base, TEXT("ä")))) {
        // antaa, kehittää: the infinitive's own ending goes
        text stem = shortened(rest, inner);
        add(guesses, &count, weakened(memory, stem, text_join(memory, text_from(rest, stem.length), TEXT("n"))));
        return count;
    }
    if (text_ends_with(base, TEXT("si")))           // vesi: veden
        add(guesses, &count, text_join(memory, shortened(base, 2), TEXT("den")));
    if (text_equals(last, TEXT("i")))               // lehti: lehden
        add(guesses, &count, weakened(memory, rest, TEXT("en")));
    add(guesses, &count, weakened(memory, rest, text_join(memory, last, TEXT("n"))));
    return count;
}

size_t finnish_root_nouns(arena *memory, text verb, text guesses[GUESS_LIMIT])
{
    size_t count = 0;
    bool is_back = text_ends_with(verb, TEXT("oida"));
    if (!is_back && !text_ends_with(verb, TEXT("öidä")))
        return 0;
    text stem = shortened(verb, is_back ? 4 : 6);
    if (stem.length < ROOT_FROM)
        return 0;
    char last = stem.bytes[stem.length - 1];
    if (last == 'k' || last == 'p' || last == 't')      // budjetoida: budjetti
        add(guesses, &count, text_format(memory, "%.*s%ci", TEXT_PRINT(stem), last));
    else
        add(guesses, &count, text_join(memory, stem, TEXT("i")));
    add(guesses, &count, text_join(memory, stem, is_back ? TEXT("o") : TEXT("ö")));
    add(guesses, &count, text_join(memory, stem, is_back ? TEXT("a") : TEXT("ä")));
    return count;
}
