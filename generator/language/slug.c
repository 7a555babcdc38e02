#include "slug.h"

#include "base/unicode.h"
#include "language/letters.h"

#include <string.h>

enum { SLUG_LIMIT = 80, SLUG_WHOLE_WORDS = 40 };

static bool is_slug_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

static void add(char *slug, size_t *length, const char *letters)
{
    size_t more = strlen(letters);
    memcpy(slug + *length, letters, more);
    *length += more;
}

// At most SLUG_LIMIT bytes, whole words when that leaves enough of them.
static size_t cut(const char *slug, size_t length)
{
    if (length > SLUG_LIMIT) {
        length = SLUG_LIMIT;
        size_t word_end = length;
        while (word_end > SLUG_WHOLE_WORDS && slug[word_end] != '-')
            word_end--;
        if (slug[word_end] == '-')
            length = word_end;
    }
    while (length > 0 && slug[length - 1] == '-')
        length--;
    return length;
}

text slug_of(arena *memory, text title)
{
    text rest = unicode_fold(memory, title);
    char *slug = ARENA_NEW(memory, char, rest.length * PLAIN_LETTERS_LIMIT + 1);
    size_t length = 0;
    for (uint32_t character; unicode_take(&rest, &character);) {
        const char *letters = plain_letters(character);
        if (letters != NULL)
            add(slug, &length, letters);
        else if (character < 0x80 && is_slug_byte((char)character))
            slug[length++] = (char)character;
        else if ((character == '\'' || character == 0x2019) && length > 0 && slug[length - 1] != '-')
            continue;       // "city's" gives "citys"
        else if (length > 0 && slug[length - 1] != '-')
            slug[length++] = '-';
    }
    return (text){ slug, cut(slug, length) };
}

bool slug_is_valid(text slug)
{
    for (size_t i = 0; i < slug.length; i++)
        if (!is_slug_byte(slug.bytes[i]) && slug.bytes[i] != '-')
            return false;
    return slug.length >= 1 && slug.length <= SLUG_LIMIT;
}

bool language_tag_is_valid(text t)
{
    if (t.length < 2 || t.length > 12)
        return false;
    for (size_t i = 0; i < t.length; i++) {
        char c = t.bytes[i];
        bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!is_letter && !(i >= 2 && (c == '-' || (c >= '0' && c <= '9'))))
            return false;
    }
    return true;
}

bool language_code_is_valid(text t)
{
    return language_tag_is_valid(t) && !text_equals(t, TEXT("kinds"));
}
