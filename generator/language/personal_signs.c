#include "language/personal_parts.h"

#include "base/unicode.h"

bool personal_letter_at(text in, size_t i)
{
    char c = personal_byte(in, i);
    uint32_t character;
    text rest = text_from(in, i < in.length ? i : in.length);
    if ((unsigned char)c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return unicode_take(&rest, &character) && unicode_is_letter(character);
}

bool personal_letter_before(text in, size_t i)
{
    size_t start = i > 0 ? i - 1 : 0;
    while (start > 0 && i - start < 4 && (in.bytes[start] & 0xC0) == 0x80)
        start--;
    return i > 0 && personal_letter_at(in, start);
}

// ---- Signs by their names

enum { NAME_MOST = 7 };         // digits of a number

// Of "&#160;" or "&#xA0;" at [i], what stands after the "#"; 0 when it is no number of a character.
static size_t number_name_at(text in, size_t i, uint32_t *sign)
{
    bool is_hex = (personal_byte(in, i) | 0x20) == 'x';
    size_t at = i + is_hex;
    uint32_t number = 0;
    for (; at - i < NAME_MOST; at++) {
        char c = personal_byte(in, at), low = (char)(c | 0x20);
        bool is_letter = is_hex && low >= 'a' && low <= 'f';
        if (!byte_is_digit(c) && !is_letter)
            break;
        number = number * (is_hex ? 16 : 10) + (uint32_t)(is_letter ? low - 'a' + 10 : c - '0');
    }
    *sign = number;
    return at > i + is_hex && personal_byte(in, at) == ';' ? at + 1 - i : 0;
}

static size_t name_at(text in, size_t i, uint32_t *sign)
{
    static const struct { text name; uint32_t sign; } names[] = {
        { TEXT_CONSTANT("nbsp;"), 0xA0 }, { TEXT_CONSTANT("ensp;"), 0x2002 }, { TEXT_CONSTANT("emsp;"), 0x2003 },
        { TEXT_CONSTANT("numsp;"), 0x2007 }, { TEXT_CONSTANT("puncsp;"), 0x2008 }, { TEXT_CONSTANT("thinsp;"), 0x2009 },
        { TEXT_CONSTANT("hairsp;"), 0x200A }, { TEXT_CONSTANT("shy;"), 0xAD }, { TEXT_CONSTANT("dash;"), 0x2010 },
        { TEXT_CONSTANT("hyphen;"), 0x2010 }, { TEXT_CONSTANT("ndash;"), 0x2013 }, { TEXT_CONSTANT("minus;"), 0x2212 },
    };
    if (personal_byte(in, i + 1) == '#') {
        size_t length = number_name_at(in, i + 2, sign);
        return length > 0 ? length + 2 : 0;
    }
    for (size_t n = 0; n < sizeof names / sizeof *names; n++)
        if (text_starts_with(text_from(in, i + 1), names[n].name)) {
            *sign = names[n].sign;
            return names[n].name.length + 1;
        }
    return 0;
}

size_t personal_sign_at(text in, size_t i, uint32_t *sign)
{
    if (i >= in.length)
        return 0;
    *sign = (unsigned char)in.bytes[i];
    if (*sign < 0x80 && *sign != '&' && *sign != '\\')
        return 1;
    size_t named = in.bytes[i] == '&' ? name_at(in, i, sign) : 0;
    if (named > 0)
        return named;
    size_t escape = in.bytes[i] == '\\' && i + 1 < in.length;
    text rest = text_from(in, i + escape);
    unicode_take(&rest, sign);
    return in.length - rest.length - i;
}

bool personal_is_space(uint32_t sign)
{
    return sign == ' ' || sign == 0xA0 || sign == 0xAD || (sign >= 0x2000 && sign <= 0x200B) || sign == 0x202F || sign == 0x205F
        || sign == 0x2060;
}

bool personal_is_dash(uint32_t sign)
{
    return sign == '-' || (sign >= 0x2010 && sign <= 0x2013) || sign == 0x2212;
}

size_t personal_after_space(text in, size_t i)
{
    uint32_t sign;
    size_t length = personal_sign_at(in, i, &sign);
    return length > 0 && personal_is_space(sign) ? i + length : i;
}

size_t personal_after_dash(text in, size_t i)
{
    uint32_t sign;
    size_t length = personal_sign_at(in, i, &sign);
    return length > 0 && personal_is_dash(sign) ? i + length : i;
}

size_t personal_before_space(text in, size_t end)
{
    static const text spaces[] = { TEXT_CONSTANT(" "), TEXT_CONSTANT("\u00a0"), TEXT_CONSTANT("\u202f"), TEXT_CONSTANT("\u2009"),
                                   TEXT_CONSTANT("&nbsp;") };
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (text_ends_with(text_slice(in, 0, end), spaces[i]))
            return end - spaces[i].length;
    return end;
}
