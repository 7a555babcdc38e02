#include "language/personal_data.h"

#include "base/lanes.h"
#include "base/unicode.h"

#include <string.h>

enum {
    CODE_LENGTH = 11, CODE_DIGITS = 6, NUMBER_DIGITS = 3, EXAMPLES_FROM = 900,
    PHONE_DIGITS_LEAST = 9, PHONE_DIGITS_MOST = 11,         // with the 0 of the trunk
    STREET_LETTERS_LEAST = 5, NUMBER_DIGITS_MOST = 3
};

// Bytes of letters beyond ASCII count as letters.
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static char byte_at(text in, size_t i)
{
    return i < in.length ? in.bytes[i] : '\0';
}

// What stands there may be a quotation mark, a dash or a space beyond ASCII, which are no letters.
static bool is_letter_at(text in, size_t i)
{
    uint32_t character;
    text rest = text_from(in, i < in.length ? i : in.length);
    return is_letter(byte_at(in, i)) && (!unicode_take(&rest, &character) || unicode_is_letter(character));
}

static bool is_letter_before(text in, size_t i)
{
    size_t start = i > 0 ? i - 1 : 0;
    while (start > 0 && (in.bytes[start] & 0xC0) == 0x80)
        start--;
    return i > 0 && is_letter_at(in, start);
}

static bool stands_alone(text in, size_t start, size_t end)
{
    return (start == 0 || !byte_is_digit(in.bytes[start - 1])) && !is_letter_before(in, start)
        && !byte_is_digit(byte_at(in, end)) && !is_letter_at(in, end);
}

static unsigned number_at(text in, size_t start, size_t count)
{
    unsigned number = 0;
    for (size_t i = start; i < start + count; i++)
        number = number * 10 + (unsigned)(in.bytes[i] - '0');
    return number;
}

static bool are_digits(text in, size_t start, size_t count)
{
    for (size_t i = start; i < start + count; i++)
        if (!byte_is_digit(byte_at(in, i)))
            return false;
    return true;
}

// ---- Identity codes

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

// The length of the sign of the century; a hyphen may have become another dash in a text program. 0 when there is none.
static size_t mark_at(text in, size_t at)
{
    static const text dashes[] = { TEXT_CONSTANT("\u2010"), TEXT_CONSTANT("\u2011"), TEXT_CONSTANT("\u2013"), TEXT_CONSTANT("\u2212") };
    static const char marks[] = "+-ABCDEFUVWXY";
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (text_starts_with(text_from(in, at), dashes[i]))
            return dashes[i].length;
    char mark = upper(byte_at(in, at));
    return mark != '\0' && strchr(marks, mark) != NULL;
}

// The length of the code at [start], or 0.
static size_t code_at(text in, size_t start)
{
    static const char checks[] = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    if (start + CODE_LENGTH > in.length || !are_digits(in, start, CODE_DIGITS))
        return 0;
    size_t mark = start + CODE_DIGITS, number = mark + mark_at(in, mark), end = number + NUMBER_DIGITS + 1;
    if (number == mark || end > in.length || !are_digits(in, number, NUMBER_DIGITS) || !stands_alone(in, start, end))
        return 0;
    unsigned day = number_at(in, start, 2), month = number_at(in, start + 2, 2);
    unsigned birth = number_at(in, start, CODE_DIGITS), individual = number_at(in, number, NUMBER_DIGITS);
    bool is_code = day >= 1 && day <= 31 && month >= 1 && month <= 12 && individual >= 2
        && individual < EXAMPLES_FROM && checks[(birth * 1000 + individual) % 31] == upper(in.bytes[end - 1]);
    return is_code ? end - start : 0;
}

// ---- Phone numbers

// Passes over one separator that people write in numbers.
static size_t after_separator(text in, size_t i)
{
    static const text others[] = { TEXT_CONSTANT("\u00a0"), TEXT_CONSTANT("\u2010"), TEXT_CONSTANT("\u2011"), TEXT_CONSTANT("\u2013"), TEXT_CONSTANT("\u202f") };
    char c = byte_at(in, i);
    if (c == ' ' || c == '-')
        return i + 1;
    for (size_t s = 0; (unsigned char)c >= 0x80 && s < sizeof others / sizeof *others; s++)
        if (text_starts_with(text_from(in, i), others[s]))
            return i + others[s].length;
    return i;
}

// Where the number without its country or trunk begins; 0 when none does.
static size_t after_prefix(text in, size_t start)
{
    static const text countries[] = { TEXT_CONSTANT("+358"), TEXT_CONSTANT("00358") };
    text rest = text_from(in, start);
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
        if (!text_starts_with(rest, countries[i]))
            continue;
        size_t at = after_separator(in, start + countries[i].length);
        return text_starts_with(text_from(in, at), TEXT("(0)")) ? after_separator(in, at + 3) : at;
    }
    return byte_at(in, start) == '0' ? start + 1 : 0;
}

static size_t phone_at(text in, size_t start)
{
    if (start > 0 && (byte_is_digit(in.bytes[start - 1]) || is_letter_before(in, start) || in.bytes[start - 1] == '+'))
        return 0;
    size_t at = after_prefix(in, start), digits = 1;
    bool is_mobile = byte_at(in, at) == '4' || (byte_at(in, at) == '5' && byte_at(in, at + 1) == '0');
    if (at == 0 || !is_mobile)
        return 0;
    size_t end = at;
    while (byte_is_digit(byte_at(in, at)) && digits <= PHONE_DIGITS_MOST) {
        digits++;
        end = at + 1;
        at = after_separator(in, end);
    }
    bool is_phone = digits >= PHONE_DIGITS_LEAST && digits <= PHONE_DIGITS_MOST && !is_letter_at(in, end);
    return is_phone ? end - start : 0;
}

// ---- Addresses

static size_t after_number(text in, size_t at)
{
    size_t end = at;
    while (byte_is_digit(byte_at(in, end)))
        end++;
    return end > at && end - at <= NUMBER_DIGITS_MOST ? end : 0;
}

// Whether [street], a word, ends as the names of streets do.
static bool is_street(text street)
{
    static const text endings[] = {
        TEXT_CONSTANT("katu"), TEXT_CONSTANT("tie"), TEXT_CONSTANT("kuja"), TEXT_CONSTANT("polku"), TEXT_CONSTANT("kaari"),
        TEXT_CONSTANT("raitti"), TEXT_CONSTANT("ranta"), TEXT_CONSTANT("rinne"), TEXT_CONSTANT("gatan"),
        TEXT_CONSTANT("vägen"), TEXT_CONSTANT("stigen"), TEXT_CONSTANT("gränden"), TEXT_CONSTANT("stranden"),
    };
    bool is_name = street.length >= STREET_LETTERS_LEAST && (street.bytes[0] < 'a' || street.bytes[0] > 'z');
    for (size_t i = 0; is_name && i < sizeof endings / sizeof *endings; i++)
        if (text_ends_with(street, endings[i]))
            return true;
    return false;
}

// The length of the address whose first number begins at [number], and where it begins; 0 when there is none.
static size_t address_around(text in, size_t from, size_t number, size_t *start)
{
    if (number < from + STREET_LETTERS_LEAST || in.bytes[number - 1] != ' ')
        return 0;
    *start = number - 1;
    while (*start > from && is_letter(in.bytes[*start - 1]))
        --*start;
    bool is_whole = *start == 0 || !is_letter(in.bytes[*start - 1]);
    if (!is_whole || !is_street(text_slice(in, *start, number - 1)))
        return 0;
    size_t at = after_number(in, number);
    if (at == 0)
        return 0;
    at += byte_at(in, at) == ' ';
    if (!is_letter(byte_at(in, at)) || is_letter(byte_at(in, at + 1)))
        return 0;
    at = after_number(in, at + 1 + (byte_at(in, at + 1) == ' '));
    return at != 0 && !is_letter(byte_at(in, at)) ? at - *start : 0;
}

// Nothing of the kind is without a digit, and most texts have few: they are what is looked for.
static size_t next_digit_or_plus(text in, size_t from)
{
    for (size_t i = from; i < in.length; i += LANES) {
        byte_lanes here = lanes_at(in, i);
        size_t first = lanes_first(lanes_between(here, '0', '9') | (byte_lanes)(here == '+'));
        if (first < LANES)
            return i + first;
    }
    return in.length;
}

bool personal_data_find(text in, size_t from, personal_finding *found)
{
    for (size_t i = from; (i = next_digit_or_plus(in, i)) < in.length; i++) {
        bool begins_number = byte_is_digit(in.bytes[i]) && (i == 0 || !byte_is_digit(in.bytes[i - 1]));
        size_t start = i, length = begins_number ? address_around(in, from, i, &start) : 0;
        personal_kind kind = PERSONAL_ADDRESS;
        if (length == 0) {
            kind = PERSONAL_IDENTITY_CODE;
            start = i;
            length = begins_number ? code_at(in, i) : 0;
        }
        if (length == 0 && (in.bytes[i] == '0' || in.bytes[i] == '+')) {
            kind = PERSONAL_PHONE;
            length = phone_at(in, i);
        }
        if (length > 0) {
            *found = (personal_finding){ kind, start, length };
            return true;
        }
    }
    return false;
}
