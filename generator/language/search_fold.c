#include "search_fold.h"

#include "base/unicode.h"
#include "language/letters.h"

enum { FINAL_SIGMA = 0x3C2, SIGMA = 0x3C3 };

enum { CAPITALS = 1, OTHERS = 2 };

// Nearly every word is of ASCII and the letters of Latin-1, where capitals differ from small letters by 0x20 and
// nothing else has to be done. Tells whether there are capitals, or others than these.
static int look_at(text t)
{
    int seen = 0;
    for (size_t i = 0; i < t.length; i++) {
        unsigned char byte = (unsigned char)t.bytes[i];
        if (byte < 0x80) {
            seen |= byte >= 'A' && byte <= 'Z' ? CAPITALS : 0;
            continue;
        }
        unsigned char next = i + 1 < t.length ? (unsigned char)t.bytes[i + 1] : 0;
        if (byte != 0xC3 || next < 0x80 || next > 0xBF)
            return OTHERS;
        seen |= next <= 0x9E ? CAPITALS : 0;
        i++;
    }
    return t.length > SEARCH_WORD_LIMIT ? OTHERS : seen;
}

static text in_small_letters(arena *memory, text t)
{
    char *bytes = ARENA_NEW(memory, char, t.length + 1);
    for (size_t i = 0; i < t.length; i++) {
        unsigned char byte = (unsigned char)t.bytes[i];
        bool follows = i > 0 && (unsigned char)t.bytes[i - 1] == 0xC3;
        bool is_capital = follows ? byte <= 0x9E && byte != 0x97 : byte >= 'A' && byte <= 'Z';     // 0x97: ×
        bytes[i] = (char)(is_capital ? byte + 0x20 : byte);
    }
    return (text){ bytes, t.length };
}

static uint32_t plain_joint(uint32_t character)
{
    switch (character) {
    case 0x2010: case 0x2011: return '-';       // hyphens of their own
    case 0x2019: case 0x2BC: return '\'';       // typographic apostrophes
    default: return character;
    }
}

// Without the characters nobody sees and with plain joints.
static text seen(arena *memory, text word)
{
    char *bytes = ARENA_NEW(memory, char, word.length * 3 + 1);     // a malformed byte grows to U+FFFD
    size_t length = 0;
    for (uint32_t character; unicode_take(&word, &character);)
        if (!unicode_is_unseen(character))
            length += unicode_encode(plain_joint(character), bytes + length);
    return (text){ bytes, length };
}

static text cut(text t)
{
    if (t.length <= SEARCH_WORD_LIMIT)
        return t;
    text rest = t;
    uint32_t character;
    for (size_t i = 0; i < SEARCH_WORD_LIMIT; i++)
        if (!unicode_take(&rest, &character))
            break;
    return text_slice(t, 0, t.length - rest.length);
}

text search_word_surface(arena *memory, text word)
{
    int seen_in = look_at(word);
    if (seen_in != OTHERS)
        return seen_in == CAPITALS ? in_small_letters(memory, word) : word;
    // No surface that is cut can need more: four bytes a character, and as many marks as letters.
    text start = text_slice(word, 0, SEARCH_WORD_LIMIT * 16);
    return cut(unicode_lower(memory, seen(memory, start)));
}

static text folded(arena *memory, text surface)
{
    text plain = unicode_plain(memory, surface);
    char *bytes = ARENA_NEW(memory, char, plain.length * PLAIN_LETTERS_LIMIT + 1);
    size_t length = 0;
    bool is_same = true;
    text rest = plain;
    for (uint32_t character; unicode_take(&rest, &character);) {
        const char *letters = character < 0x80 ? NULL : plain_letters(character);
        uint32_t joint = character == FINAL_SIGMA ? SIGMA : plain_joint(character);
        is_same = is_same && letters == NULL && joint == character;
        while (letters != NULL && *letters != '\0')
            bytes[length++] = *letters++;
        if (letters == NULL)
            length += unicode_encode(joint, bytes + length);
    }
    return cut(is_same ? plain : (text){ bytes, length });
}

enum { LATIN = 0xC3, LATIN_LETTERS = 64, LATIN_BYTES = 2 };

typedef struct {
    char bytes[LATIN_BYTES];
    unsigned char length;
} folded_letter;

// What each letter from U+00C0 to U+00FF is folded to.
static const folded_letter *latin_letters(void)
{
    static folded_letter letters[LATIN_LETTERS];
    arena scratch = { 0 };
    for (size_t i = 0; i < LATIN_LETTERS && letters[LATIN_LETTERS - 1].length == 0; i++) {
        char letter[] = { (char)LATIN, (char)(0x80 + i) };
        text plain = folded(&scratch, (text){ letter, sizeof letter });
        letters[i].length = (unsigned char)plain.length;
        memcpy(letters[i].bytes, plain.bytes, plain.length);
    }
    arena_free(&scratch);
    return letters;
}

text search_word_fold(arena *memory, text surface)
{
    const char *first = surface.length > 0 ? memchr(surface.bytes, LATIN, surface.length) : NULL;
    if (look_at(surface) != 0)
        return folded(memory, surface);
    if (first == NULL)
        return surface;
    const folded_letter *letters = latin_letters();
    char *bytes = ARENA_NEW(memory, char, surface.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < surface.length; i++) {
        if ((unsigned char)surface.bytes[i] != LATIN) {
            bytes[length++] = surface.bytes[i];
            continue;
        }
        const folded_letter *letter = &letters[(unsigned char)surface.bytes[++i] - 0x80];
        memcpy(bytes + length, letter->bytes, letter->length);
        length += letter->length;
    }
    return (text){ bytes, length };
}
