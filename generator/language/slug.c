#include "language/slug.h"

#include "base/unicode.h"

enum { SLUG_LENGTH = 80 };

static bool is_kept(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

text slug_of(arena *memory, text title)
{
    text folded = unicode_fold(memory, title);
    char *bytes = ARENA_NEW(memory, char, folded.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < folded.length && length < SLUG_LENGTH; i++) {
        bool is_apostrophe = folded.bytes[i] == '\'' && i > 0 && is_kept(folded.bytes[i - 1]);
        if (is_kept(folded.bytes[i]))
            bytes[length++] = folded.bytes[i];
        else if (length > 0 && bytes[length - 1] != '-' && !is_apostrophe)
            bytes[length++] = '-';
    }
    while (length > 0 && bytes[length - 1] == '-')
        length--;
    bytes[length] = '\0';
    return (text){ bytes, length };
}

bool slug_is_valid(text slug)
{
    if (slug.length == 0 || slug.length > SLUG_LENGTH)
        return false;
    for (size_t i = 0; i < slug.length; i++)
        if (!is_kept(slug.bytes[i]) && slug.bytes[i] != '-')
            return false;
    return true;
}
