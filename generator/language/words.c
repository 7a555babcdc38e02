#include "language/words.h"

#include "base/unicode.h"

static bool is_ascii_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// The length in bytes of the letter or digit at [at]; 0 when there is none.
static size_t word_character(text t, size_t at)
{
    if (at >= t.length)
        return 0;
    unsigned char first = (unsigned char)t.bytes[at];
    if (first < 0x80)
        return is_ascii_word(first);
    text rest = text_from(t, at);
    size_t before = rest.length;
    uint32_t character;
    unicode_take(&rest, &character);
    bool is_shy = character == 0xAD;
    return is_shy || unicode_is_letter(character) || unicode_is_digit(character) ? before - rest.length : 0;
}

// The length of what may stand once between two letters: - ' : and the typographic apostrophe and hyphen.
static size_t joiner(text t, size_t at)
{
    char c = t.bytes[at];
    if (c == '-' || c == '\'' || c == ':')
        return 1;
    text rest = text_from(t, at);
    return text_starts_with(rest, TEXT("\xE2\x80\x99")) || text_starts_with(rest, TEXT("\xE2\x80\x91")) ? 3 : 0;
}

bool words_next(text t, size_t *offset, word_span *word)
{
    size_t at = *offset, length;
    while (at < t.length && word_character(t, at) == 0)
        at++;
    if (at >= t.length) {
        *offset = t.length;
        return false;
    }
    word->from = at;
    for (;;) {
        while ((length = word_character(t, at)) > 0)
            at += length;
        size_t between = at < t.length ? joiner(t, at) : 0;
        if (between == 0 || word_character(t, at + between) == 0)
            break;
        at += between;
    }
    word->to = at;
    *offset = at;
    return true;
}

size_t words_count(text t)
{
    size_t count = 0;
    word_span word;
    for (size_t offset = 0; words_next(t, &offset, &word);)
        count++;
    return count;
}
