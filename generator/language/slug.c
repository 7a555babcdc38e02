#include "slug.h"

#include "base/unicode.h"

#include <string.h>

enum { SLUG_LIMIT = 80, SLUG_WHOLE_WORDS = 40 };

static bool is_slug_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

// Letters that have no accent to take off.
static const char *plain_letters(uint32_t character)
{
    switch (character) {
    case 0xE6: return "ae";         // æ
    case 0xF8: return "o";          // ø
    case 0xF0: case 0x111: return "d";      // ð đ
    case 0xFE: return "th";         // þ
    case 0x142: return "l";         // ł
    case 0x153: return "oe";        // œ
    case 0x14B: return "n";         // ŋ
    case 0x167: return "t";         // ŧ
    case 0x127: return "h";         // ħ
    case 0x131: return "i";         // ı
    default: return NULL;
    }
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
    char *slug = ARENA_NEW(memory, char, rest.length * 2 + 1);     // no letter gives more than two
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
