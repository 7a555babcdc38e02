// Mobile phone numbers, and what only looks like one.
#include "language/personal_parts.h"

#include <strings.h>

enum {
    DIGITS_LEAST = 9, DIGITS_MOST = 11,         // with the 0 of the trunk
    GROUPS_MOST = 8,
    CONTEXT_MOST = 200                          // bytes before a number that are asked what it is part of
};

typedef struct {
    size_t start, end;
    size_t digits;                              // of all groups
    size_t lengths[GROUPS_MOST], ends[GROUPS_MOST], count;      // of groups; the 0 of the trunk counts in the first
    bool is_national;                           // begins with its 0
    bool is_opened;                             // the first group stands in brackets
} number;

// ---- Its digits

// Past one space, dash, dot or slash after the code of the country.
static size_t after_country_gap(text in, size_t i)
{
    uint32_t sign;
    size_t length = personal_sign_at(in, i, &sign);
    return length > 0 && (personal_is_space(sign) || personal_is_dash(sign) || sign == '.' || sign == '/') ? i + length : i;
}

// Where the number without its country and trunk begins; 0 when none does.
static size_t after_prefix(text in, number *read)
{
    static const text countries[] = { TEXT_CONSTANT("+358"), TEXT_CONSTANT("00358") };
    text rest = text_from(in, read->start);
    bool is_in_brackets = read->start > 0 && in.bytes[read->start - 1] == '(';
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
        if (!text_starts_with(rest, countries[i]))
            continue;
        size_t at = read->start + countries[i].length;
        at = after_country_gap(in, at + (is_in_brackets && personal_byte(in, at) == ')'));
        if (text_starts_with(text_from(in, at), TEXT("(0)")))
            return after_country_gap(in, at + 3);
        if (personal_byte(in, at) == '0')
            return after_country_gap(in, at + 1);
        read->is_opened = personal_byte(in, at) == '(';
        return at + read->is_opened;
    }
    read->is_national = true;
    read->is_opened = is_in_brackets;
    return personal_byte(in, read->start) == '0' ? read->start + 1 : 0;
}

// Where the next group begins after the one that ends at [end]; 0 when the number ends there. Brackets and slashes stand after
// the first group only, and so does a dash between spaces.
static size_t next_group(text in, const number *read, size_t end)
{
    uint32_t sign;
    bool is_first = read->count == 1, is_closed = is_first && read->is_opened && personal_byte(in, end) == ')';
    size_t at = end + is_closed, length = personal_sign_at(in, at, &sign);
    bool is_gap = length > 0 && (personal_is_space(sign) || personal_is_dash(sign) || (sign == '/' && is_first)
                                 || (sign == '.' && read->lengths[0] <= 4));
    if (is_gap) {
        at += length;
        size_t dash = is_first && personal_is_space(sign) ? personal_after_dash(in, at) : at;
        if (dash > at)
            at = personal_after_space(in, dash);
    }
    return at > end && byte_is_digit(personal_byte(in, at)) ? at : 0;
}

// Another number begins at [at]: people write several after one another.
static bool is_next_number(text in, const number *read, size_t at)
{
    char second = personal_byte(in, at + 1);
    return read->digits >= DIGITS_LEAST && personal_byte(in, at) == '0' && (second == '4' || second == '5');
}

static void read_groups(text in, number *read, size_t at)
{
    size_t trunk = 1;
    while (at != 0 && read->count < GROUPS_MOST && read->digits <= DIGITS_MOST) {
        size_t end = at;
        while (byte_is_digit(personal_byte(in, end)))
            end++;
        read->lengths[read->count] = end - at + trunk;
        read->ends[read->count++] = end;
        read->digits += end - at + trunk;
        read->end = end;
        trunk = 0;
        at = next_group(in, read, end);
        if (at != 0 && is_next_number(in, read, at))
            at = 0;
    }
}

static bool has_lengths(const number *read, size_t first, size_t second, size_t third)
{
    return read->count >= 3 && read->lengths[0] == first && read->lengths[1] == second && read->lengths[2] == third;
}

// When more follows than a number has, its beginning may be one as people write it: "040 123 4567 12 kpl". Groups of four are of
// something else.
static void shorten(number *read)
{
    enum { USUAL = 10 };
    size_t digits = 0, kept = 0;
    if (read->digits <= DIGITS_MOST)
        return;
    while (kept < read->count && digits < DIGITS_LEAST)
        digits += read->lengths[kept++];
    bool is_one = kept == 1 || (digits == USUAL && kept <= 4 && (read->lengths[0] == 3 || read->lengths[1] != 4));
    if (!is_one || digits > DIGITS_MOST)
        return;
    read->digits = digits;
    read->count = kept;
    read->end = read->ends[kept - 1];
}

// ---- What it would be otherwise

static bool ends_with_word(text before, const char *word, size_t length)
{
    return before.length >= length && strncasecmp(before.bytes + before.length - length, word, length) == 0;
}

// All zeros after the code of the operator, or rounded groups of three: "040 000 000", "050 120 000".
static bool is_round(text in, const number *read)
{
    size_t zeros = 0, seen = 0;
    for (size_t i = read->start; i < read->end; i++)
        if (byte_is_digit(in.bytes[i]) && ++seen > 3)
            zeros += in.bytes[i] == '0';
    return zeros == read->digits - 3
        || (read->count == 3 && has_lengths(read, 3, 3, 3) && text_equals(text_slice(in, read->end - 3, read->end), TEXT("000")));
}

// The digits of a company's number, of two postal codes, or of an identity code that is none.
static bool has_other_form(text in, const number *read)
{
    if (read->count < 2)
        return false;
    bool has_dash = personal_after_dash(in, read->ends[0]) > read->ends[0];
    return (has_dash && read->lengths[0] == 7 && read->lengths[1] == 1) || (has_dash && read->lengths[0] == 6 && read->lengths[1] == 4)
        || (read->count == 2 && read->lengths[0] == 5 && read->lengths[1] == 5);
}

// An amount of money, the name of a file, or part of a longer name.
static bool is_followed_by_more(text in, size_t end)
{
    size_t at = end;
    char next = personal_byte(in, at + 1);
    bool has_next = personal_letter_at(in, at + 1) || byte_is_digit(next);
    if (personal_letter_at(in, end) || (personal_byte(in, end) == '_' && has_next)
        || (personal_byte(in, end) == '.' && personal_letter_at(in, end + 1)))
        return true;
    if (personal_byte(in, at) == ',' && byte_is_digit(next))
        for (at++; byte_is_digit(personal_byte(in, at)) && at < end + 4; at++) { }
    text rest = text_from(in, personal_after_space(in, at));
    bool is_euro = rest.length >= 3 && strncasecmp(rest.bytes, "eur", 3) == 0;
    return text_starts_with(rest, TEXT("€")) || (is_euro && (!personal_letter_at(rest, 3) || (rest.bytes[3] | 0x20) == 'o'));
}

// Groups of four behind a country's two letters and two digits: "FI21 1234 5604 0412 34".
static bool is_of_account(text before, const number *read)
{
    size_t at = before.length, digits = 0;
    while (at > 0 && before.length - at < 60 && (byte_is_digit(before.bytes[at - 1]) || personal_before_space(before, at) < at)) {
        digits += byte_is_digit(before.bytes[at - 1]);
        at = byte_is_digit(before.bytes[at - 1]) ? at - 1 : personal_before_space(before, at);
    }
    return read->lengths[0] == 4 && digits >= 2 && at >= 2 && byte_is_digit(before.bytes[at]) && before.bytes[at - 1] >= 'A' && before.bytes[at - 1] <= 'Z'
        && before.bytes[at - 2] >= 'A' && before.bytes[at - 2] <= 'Z';
}

// "1 040 123 456": groups of three throughout.
static bool is_of_amount(text before, const number *read)
{
    size_t space = personal_before_space(before, before.length);
    if (space == 0 || space == before.length || !byte_is_digit(before.bytes[space - 1]))
        return false;
    for (size_t i = 0; i < read->count; i++)
        if (read->lengths[i] != 3)
            return false;
    return true;
}

static bool is_of_book(text before)
{
    while (before.length > 0 && strchr(" :-10", before.bytes[before.length - 1]) != NULL)
        before.length--;
    return ends_with_word(before, "isbn", 4);
}

// What [before] ends with up to a space, quotation mark or bracket.
static text word_before(text before)
{
    size_t start = before.length;
    while (start > 0 && strchr(" \t\r\n\"'<>()[]{}|;,", before.bytes[start - 1]) == NULL)
        start--;
    return text_from(before, start);
}

static bool has_letter(text word)
{
    for (size_t i = 0; i < word.length; i++)
        if (personal_letter_at(word, i))
            return true;
    return false;
}

static bool is_web_address(text word)
{
    return text_find(word, TEXT("://"), 0) != TEXT_NOT_FOUND || (word.length >= 4 && strncasecmp(word.bytes, "www.", 4) == 0);
}

static bool is_part_of_more(text before, const number *read)
{
    char last = before.length > 0 ? before.bytes[before.length - 1] : '\0';
    text above = text_slice(before, 0, before.length - (last != '\0')), word = word_before(before);
    bool is_digit_above = above.length > 0 && byte_is_digit(above.bytes[above.length - 1]);
    bool is_named = is_digit_above || personal_letter_before(above, above.length);
    if (last == '#' || (last == '.' && is_digit_above) || ((last == '-' || last == '_') && is_named) || (last == '/' && has_letter(word)))
        return true;
    return is_web_address(word) || is_of_account(before, read) || is_of_amount(before, read) || is_of_book(before);
}

size_t personal_phone_at(text in, size_t start)
{
    if (start > 0 && (byte_is_digit(in.bytes[start - 1]) || personal_letter_before(in, start) || in.bytes[start - 1] == '+'))
        return 0;
    number read = { .start = start };
    size_t at = after_prefix(in, &read);
    char first = personal_byte(in, at), second = personal_byte(in, at + 1);
    if (at == 0 || !((first == '4' && byte_is_digit(second)) || (first == '5' && second == '0')))
        return 0;
    read_groups(in, &read, at);
    shorten(&read);
    if (read.digits < DIGITS_LEAST || read.digits > DIGITS_MOST)
        return 0;
    text before = text_slice(in, start > CONTEXT_MOST ? start - CONTEXT_MOST : 0, start);
    bool is_other = read.is_national ? is_round(in, &read) || has_other_form(in, &read) || is_part_of_more(before, &read)
                                     : is_web_address(word_before(before));
    return is_other || is_followed_by_more(in, read.end) ? 0 : read.end - start;
}
