#include "words.h"

#include "base/unicode.h"

static bool is_ascii_word(unsigned char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26 || (unsigned char)(c - '0') < 10;
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

// How many bytes at the beginning of [t] are letters and digits of ASCII, or letters of two bytes that begin with C3
// (but not × and ÷): most of Finnish, Swedish and English.
static size_t plain_run(text t)
{
    const unsigned char *bytes = (const unsigned char *)t.bytes;
    for (size_t i = 0;; i += 2) {
        while (i < t.length && is_ascii_word(bytes[i]))
            i++;
        unsigned char next = i + 1 < t.length && bytes[i] == 0xC3 ? bytes[i + 1] : 0;
        if (next < 0x80 || next > 0xBF || next == 0x97 || next == 0xB7)
            return i;
    }
}

// Most words end with a blank or a full stop, which need no closer look.
static bool may_go_on(text rest)
{
    return rest.length > 0 && ((unsigned char)rest.bytes[0] >= 0x80 || joins_words((unsigned char)rest.bytes[0]));
}

bool words_next(text t, size_t *offset, word_span *word)
{
    text rest = text_from(t, *offset);
    while (rest.length > 0) {
        size_t from = t.length - rest.length, run = plain_run(rest);
        rest = text_from(rest, run);
        if (run == 0 && (unsigned char)rest.bytes[0] < 0x80) {
            rest = text_from(rest, 1);
            continue;
        }
        if (run == 0 && !take_word_character(&rest)) {
            uint32_t skipped;
            unicode_take(&rest, &skipped);
            continue;
        }
        while (may_go_on(rest) && (take_word_character(&rest) || take_joint(&rest)))
            rest = text_from(rest, plain_run(rest));
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
