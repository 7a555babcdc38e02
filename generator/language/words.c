#include "words.h"

#include "base/unicode.h"

static bool is_ascii_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool is_word_character(uint32_t c)
{
    if (c < 0x80)
        return is_ascii_word((unsigned char)c);
    // A soft hyphen is inside its word without being seen.
    return c == 0xAD || unicode_is_letter(c) || unicode_is_digit(c);
}

static bool joins_words(uint32_t c)
{
    switch (c) {
    case '-': case '\'': case ':':
    case 0x2010: case 0x2011:       // hyphens of their own
    case 0x2019:                    // typographic apostrophe
        return true;
    default:
        return false;
    }
}

static bool take_word_character(text *rest)
{
    text after = *rest;
    uint32_t character;
    if (!unicode_take(&after, &character) || !is_word_character(character))
        return false;
    *rest = after;
    return true;
}

// Takes a joint and the word character after it, or nothing.
static bool take_joint(text *rest)
{
    text after = *rest;
    uint32_t character;
    if (!unicode_take(&after, &character) || !joins_words(character) || !take_word_character(&after))
        return false;
    *rest = after;
    return true;
}

bool words_next(text t, size_t *offset, word_span *word)
{
    text rest = text_from(t, *offset);
    while (rest.length > 0) {
        unsigned char first = (unsigned char)rest.bytes[0];
        if (first < 0x80 && !is_ascii_word(first)) {
            rest = text_from(rest, 1);
            continue;
        }
        size_t from = t.length - rest.length;
        if (!take_word_character(&rest)) {
            uint32_t skipped;
            unicode_take(&rest, &skipped);
            continue;
        }
        do {
            while (rest.length > 0 && is_ascii_word((unsigned char)rest.bytes[0]))
                rest = text_from(rest, 1);
        } while (take_word_character(&rest) || take_joint(&rest));
        *word = (word_span){ from, t.length - rest.length };
        *offset = word->to;
        return true;
    }
    *offset = t.length;
    return false;
}

size_t words_count(text t)
{
    size_t count = 0;
    word_span word;
    for (size_t offset = 0; words_next(t, &offset, &word);)
        count++;
    return count;
}
