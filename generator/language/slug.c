#include "slug.h"

#include "base/buffer.h"
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

// "fi", "smn", "pt-BR": two or three small letters, then parts of letters and digits.
bool language_tag_is_valid(text tag)
{
    enum { TAG_MOST = 12 };
    text primary = text_slice(tag, 0, text_find_byte(tag, '-', 0));
    bool is_valid = primary.length >= 2 && primary.length <= 3 && tag.length <= TAG_MOST && tag.bytes[tag.length - 1] != '-';
    for (size_t i = 0; i < tag.length && is_valid; i++) {
        char c = tag.bytes[i];
        bool is_small = c >= 'a' && c <= 'z', is_other = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        bool is_part = c == '-' && tag.bytes[i - 1] != '-';
        is_valid = is_small || (i >= primary.length && (is_other || is_part));
    }
    return is_valid;
}

// It names folders: Windows keeps some names for itself.
bool language_code_is_valid(text code)
{
    static const text kept[] = { TEXT_CONSTANT("con"), TEXT_CONSTANT("prn"), TEXT_CONSTANT("aux"), TEXT_CONSTANT("nul") };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (text_equals(code, kept[i]))
            return false;
    return language_tag_is_valid(code);
}

text language_code_meant(arena *memory, text written)
{
    buffer code = { 0 };
    bool is_primary = true;
    for (size_t i = 0; i < written.length; i++) {
        char c = written.bytes[i];
        is_primary = is_primary && c != '-' && c != '_';
        buffer_add_byte(&code, c == '_' ? '-' : is_primary && c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    text meant = language_code_is_valid(buffer_text(&code)) ? text_copy(memory, buffer_text(&code)) : (text){ 0 };
    buffer_free(&code);
    return meant;
}
