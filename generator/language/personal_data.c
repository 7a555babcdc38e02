#include "language/personal_parts.h"

#include "base/lanes.h"
#include "base/unicode.h"

enum {
    CODE_DIGITS = 6, NUMBER_DIGITS = 3, EXAMPLES_FROM = 900,
    STREET_LETTERS_LEAST = 5, NUMBER_DIGITS_MOST = 3
};

static bool stands_alone(text in, size_t start, size_t end)
{
    return (start == 0 || !byte_is_digit(in.bytes[start - 1])) && !personal_letter_before(in, start)
        && !byte_is_digit(personal_byte(in, end)) && !personal_letter_at(in, end);
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
        if (!byte_is_digit(personal_byte(in, i)))
            return false;
    return true;
}

// ---- Identity codes

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

// Past the sign of the century; a hyphen may have become another dash in a text program, or got spaces around it. [at] itself
// when there is none.
static size_t after_mark(text in, size_t at)
{
    size_t dash = personal_after_space(in, at);
    if (personal_after_dash(in, dash) > dash)
        return personal_after_space(in, personal_after_dash(in, dash));
    char mark = upper(personal_byte(in, at));
    return at + (mark == '+' || (mark >= 'A' && mark <= 'F') || (mark >= 'U' && mark <= 'Y'));
}

// The length of the code at [start], or 0.
static size_t code_at(text in, size_t start)
{
    static const char checks[] = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    if (!are_digits(in, start, CODE_DIGITS))
        return 0;
    size_t mark = start + CODE_DIGITS, number = after_mark(in, mark), end = number + NUMBER_DIGITS + 1;
    if (number == mark || end > in.length || !are_digits(in, number, NUMBER_DIGITS) || !stands_alone(in, start, end))
        return 0;
    unsigned day = number_at(in, start, 2), month = number_at(in, start + 2, 2);
    unsigned birth = number_at(in, start, CODE_DIGITS), individual = number_at(in, number, NUMBER_DIGITS);
    bool is_code = day >= 1 && day <= 31 && month >= 1 && month <= 12 && individual >= 2
        && individual < EXAMPLES_FROM && checks[(birth * 1000 + individual) % 31] == upper(in.bytes[end - 1]);
    return is_code ? end - start : 0;
}

// ---- Addresses

static size_t after_number(text in, size_t at)
{
    size_t end = at;
    while (byte_is_digit(personal_byte(in, end)))
        end++;
    return end > at && end - at <= NUMBER_DIGITS_MOST ? end : 0;
}

// What words for streets end with. In small letters they are believed only where no other words end so.
static const struct { text ending; bool is_plain; } streets[] = {
    { TEXT_CONSTANT("katu"), true }, { TEXT_CONSTANT("ntie"), true }, { TEXT_CONSTANT("kuja"), true }, { TEXT_CONSTANT("gatan"), true },
    { TEXT_CONSTANT("vägen"), true }, { TEXT_CONSTANT("gränden"), true }, { TEXT_CONSTANT("stigen"), true },
    { TEXT_CONSTANT("tie"), false }, { TEXT_CONSTANT("polku"), false }, { TEXT_CONSTANT("kaari"), false }, { TEXT_CONSTANT("raitti"), false },
    { TEXT_CONSTANT("ranta"), false }, { TEXT_CONSTANT("rinne"), false }, { TEXT_CONSTANT("stranden"), false },
};

static bool begins_small(text word)
{
    return word.length > 0 && word.bytes[0] >= 'a' && word.bytes[0] <= 'z';
}

// Whether [street], a word, ends as the names of streets do.
static bool is_street(text street)
{
    bool is_small = begins_small(street);
    for (size_t i = 0; street.length >= STREET_LETTERS_LEAST && i < sizeof streets / sizeof *streets; i++)
        if (text_ends_with(street, streets[i].ending)
            && (!is_small || (streets[i].is_plain && street.length >= streets[i].ending.length + 3)))
            return true;
    return false;
}

// "tie" of "Vanha tie".
static bool is_bare_street(text word)
{
    for (size_t i = 0; i < sizeof streets / sizeof *streets; i++)
        if (text_equals(word, streets[i].ending))
            return true;
    return false;
}

// Where the word of letters and hyphens that ends at [end] begins.
static size_t word_start(text in, size_t from, size_t end)
{
    size_t start = end;
    while (start > from && (in.bytes[start - 1] == '-' || personal_letter_before(in, start)))
        do
            start--;
        while (start > from && (in.bytes[start] & 0xC0) == 0x80);
    return start;
}

// Where the street begins that ends before the number of the house at [number]; [number] itself when none does.
static size_t street_start(text in, size_t from, size_t number)
{
    size_t end = personal_before_space(in, number), start = end < number && end > from ? word_start(in, from, end) : end;
    text word = text_slice(in, start, end);
    if (end == number || start == end)
        return number;
    if (is_bare_street(word)) {
        size_t first_end = personal_before_space(in, start), first = first_end < start && first_end > from ? word_start(in, from, first_end) : start;
        return first < first_end && first_end < start && !begins_small(text_from(in, first)) ? first : number;
    }
    return is_street(word) ? start : number;
}

// "5" or "5-7".
static size_t after_house(text in, size_t at)
{
    size_t end = after_number(in, at), dash = end != 0 ? personal_after_dash(in, end) : 0;
    size_t range_end = dash > end ? after_number(in, dash) : 0;
    return range_end != 0 ? range_end : end;
}

// Past what may stand before the number of a flat: "as.", "bost.", "lgh"; [at] itself when nothing does.
static size_t after_flat_word(text in, size_t at)
{
    static const text words[] = { TEXT_CONSTANT("as"), TEXT_CONSTANT("bost"), TEXT_CONSTANT("lgh") };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t end = at + words[i].length;
        if (!text_starts_with(text_from(in, at), words[i]) || personal_letter_at(in, end))
            continue;
        return personal_after_space(in, end + (personal_byte(in, end) == '.'));
    }
    return at;
}

// Where the address ends that goes on with the number of the house at [number]; 0 when none does.
static size_t address_end(text in, size_t number)
{
    size_t at = after_house(in, number);
    at = at != 0 ? personal_after_space(in, at) : in.length;
    size_t flat = after_flat_word(in, at);
    if (flat == at) {
        if (!personal_letter_at(in, at) || (unsigned char)in.bytes[at] >= 0x80 || personal_letter_at(in, at + 1))
            return 0;
        at = personal_after_space(in, at + 1);
        flat = after_flat_word(in, at);
    }
    at = after_number(in, flat);
    return at != 0 && !personal_letter_at(in, at) ? at : 0;
}

// The length of the address whose first number begins at [number], and where it begins; 0 when there is none.
static size_t address_around(text in, size_t from, size_t number, size_t *start)
{
    size_t end = address_end(in, number);
    *start = end != 0 ? street_start(in, from, number) : number;
    return *start < number ? end - *start : 0;
}

// ---- Where one may begin

// Those that stand [by] places after those at [i]; zero beyond the end.
static byte_lanes lanes_after(text in, size_t i, size_t by)
{
    return i + by < in.length ? lanes_at(in, i + by) : (byte_lanes){ 0 };
}

static byte_lanes digits_among(byte_lanes here)
{
    return lanes_between(here, '0', '9');
}

// A bit for each of the LANES bytes at [i] where a finding may begin, or the number of a house stand: the first digit of a number
// before which a street may stand, of six digits, or of a phone number; or a plus. Few numbers of a table are any of these.
static unsigned candidates_at(text in, size_t i)
{
    byte_lanes here = lanes_at(in, i), digits = digits_among(here), plus = (byte_lanes)(here == '+');
    if (lanes_bits(digits | plus) == 0)
        return 0;
    byte_lanes before = lanes_before(in, i, 1), above = lanes_before(in, i, 2), next = lanes_after(in, i, 1);
    byte_lanes first = digits & ~digits_among(before);
    byte_lanes zero = (byte_lanes)(here == '0') & ((byte_lanes)(next == '0') | (byte_lanes)(next == '4') | (byte_lanes)(next == '5'));
    byte_lanes six = digits_among(lanes_after(in, i, CODE_DIGITS - 1)) & ~digits_among(lanes_after(in, i, CODE_DIGITS));
    byte_lanes word = lanes_between(above | 0x20, 'a', 'z') | (byte_lanes)(above >= 0x80);
    byte_lanes street = ((byte_lanes)(before == ' ') & word) | ((byte_lanes)(before == ';') & (byte_lanes)(above == 'p'))
                      | (byte_lanes)(before >= 0x80);
    return lanes_bits((first & (zero | six | street)) | (plus & (byte_lanes)(next == '3')));
}

// Whether something begins at [i], a candidate, or stands around it.
static bool finding_at(text in, size_t from, size_t i, personal_finding *found)
{
    *found = (personal_finding){ PERSONAL_ADDRESS, i, 0 };
    found->length = address_around(in, from, i, &found->start);
    if (found->length == 0)
        *found = (personal_finding){ PERSONAL_IDENTITY_CODE, i, code_at(in, i) };
    if (found->length == 0)
        *found = (personal_finding){ PERSONAL_PHONE, i, personal_phone_at(in, i) };
    return found->length > 0;
}

bool personal_data_find(text in, size_t from, personal_finding *found)
{
    for (size_t i = from; i < in.length; i += LANES)
        for (unsigned left = candidates_at(in, i); left != 0; left &= left - 1)
            if (finding_at(in, from, i + (size_t)__builtin_ctz(left), found))
                return true;
    return false;
}
