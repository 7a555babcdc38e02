#include "answers/spelling.h"

#include "base/buffer.h"
#include "base/unicode.h"
#include "formats/data.h"
#include "language/numbers.h"

#include <stdlib.h>

enum { DIGITS_MOST = 15, DECIMALS_MOST = 10 };

// ---- Numbers

bool spelling_number(text written, double *number)
{
    written_number read;
    bool is_number = number_read(written, &read) && read.digits > 0 && read.digits <= DIGITS_MOST && read.decimals <= DECIMALS_MOST
                  && (read.decimals > 0 || read.mark == '\0');
    *number = is_number ? read.value : 0;
    return is_number;
}

// As written without an exponent: 1.5e-7 has eight.
size_t spelling_decimals(double number)
{
    arena scratch = { 0 };
    buffer out = { 0 };
    data_write_number(number, &out);
    text digits = buffer_text(&out), power = { 0 }, decimals = { 0 };
    text_split(digits, 'e', &digits, &power);
    text_split(digits, '.', &digits, &decimals);
    long count = (long)decimals.length - strtol(text_to_string(&scratch, power), NULL, 10);
    buffer_free(&out);
    arena_free(&scratch);
    return count > 0 ? (size_t)count : 0;
}

// ---- Dates

static bool take_digits(text *rest, size_t least, size_t most, int *number)
{
    size_t count = 0;
    *number = 0;
    while (count < rest->length && count < most && byte_is_digit(rest->bytes[count]))
        *number = *number * 10 + (rest->bytes[count++] - '0');
    *rest = text_from(*rest, count);
    return count >= least;
}

static void skip_spaces(text *rest)
{
    for (text next = *rest; next.length > 0; *rest = next) {
        uint32_t character;
        if (!unicode_take(&next, &character) || !unicode_is_space(character))
            return;
    }
}

static bool is_real(int year, int month, int day, date *found)
{
    arena scratch = { 0 };
    *found = (date){ year, month, day };
    bool is_one = date_parse(text_format(&scratch, "%04d-%02d-%02d", year, month, day), found);
    arena_free(&scratch);
    return is_one;
}

// The month whose name [word] begins with, in Finnish, Swedish or English; 0 for none.
static int month_named(text word)
{
    static const char *const names[12] = { "tammi jan", "helmi feb", "maalis mar", "huhti apr", "touko maj may", "kesä jun",
        "heinä jul", "elo aug", "syys sep", "loka okt oct", "marras nov", "joulu dec" };
    int month = 0;
    size_t longest = 0;         // "marras" begins like "mar"
    for (int i = 0; i < 12; i++)
        for (text rest = text_of(names[i]), name; text_take_part(&rest, ' ', &name);)
            if (name.length > longest && text_starts_with(word, name)) {
                longest = name.length;
                month = i + 1;
            }
    return month;
}

static bool date_in_words(text written, date *day)
{
    arena scratch = { 0 };
    text rest = unicode_lower(&scratch, written);
    int number = 0, year = 0;
    if (text_starts_with(rest, TEXT("den ")))
        rest = text_from(rest, sizeof "den " - 1);
    bool is_fine = take_digits(&rest, 1, 2, &number);
    if (text_starts_with(rest, TEXT(".")))
        rest = text_from(rest, 1);
    skip_spaces(&rest);
    text word = text_slice(rest, 0, text_find_byte(rest, ' ', 0));
    int month = month_named(word);
    rest = text_from(rest, word.length);
    skip_spaces(&rest);
    is_fine = is_fine && month > 0 && take_digits(&rest, 4, 4, &year) && rest.length == 0;
    arena_free(&scratch);
    return is_fine && is_real(year, month, number, day);
}

static bool take_separator(text *rest)
{
    skip_spaces(rest);
    if (rest->length > 0 && memchr("./-", rest->bytes[0], 3) != NULL)
        *rest = text_from(*rest, 1);
    skip_spaces(rest);
    return true;
}

bool spelling_date(text written, date *day)
{
    text rest = text_trim(written);
    skip_spaces(&rest);
    text whole = rest;
    int first = 0, month = 0, last = 0;
    if (whole.length > 4 && whole.bytes[4] == '-') {
        bool is_fine = take_digits(&rest, 4, 4, &first) && text_starts_with(rest, TEXT("-"));
        rest = text_from(rest, 1);
        is_fine = is_fine && take_digits(&rest, 1, 2, &month) && text_starts_with(rest, TEXT("-"));
        rest = text_from(rest, 1);
        return is_fine && take_digits(&rest, 1, 2, &last) && rest.length == 0 && is_real(first, month, last, day);
    }
    size_t before = rest.length;
    bool is_fine = take_digits(&rest, 1, 2, &first);
    before = rest.length;
    is_fine = is_fine && take_separator(&rest) && rest.length < before && take_digits(&rest, 1, 2, &month);
    before = rest.length;
    is_fine = is_fine && take_separator(&rest) && rest.length < before && take_digits(&rest, 4, 4, &last);
    if (is_fine && rest.length == 0)
        return is_real(last, month, first, day);
    return date_in_words(whole, day);
}

// ---- Texts

size_t spelling_length(text t)
{
    size_t length = 0;
    for (uint32_t character; unicode_take(&t, &character);)
        length += character > 0xFFFF ? 2 : 1;
    return length;
}

static bool is_left_out(uint32_t character)
{
    return unicode_fault_of(character) != UNICODE_FINE || character == '\r' || character == 0xFEFF || character == 0xFFFD;
}

text spelling_clean(arena *memory, text t, bool keeps_lines)
{
    buffer out = { 0 };
    bool was_return = false, was_break = false;
    size_t end = 0;
    for (uint32_t character; unicode_take(&t, &character);) {
        bool is_end = character == '\r' || (character == '\n' && !was_return) || character == 0x2028 || character == 0x2029;
        if (character == '\n' && was_return) {
            was_return = false;
            continue;
        }
        was_return = character == '\r';
        character = is_end ? '\n' : character;
        if (is_left_out(character))
            continue;
        bool is_break = !keeps_lines && (character == '\n' || character == '\t');
        if (is_break && was_break)
            continue;
        was_break = is_break;
        char bytes[4];
        buffer_add(&out, (text){ bytes, unicode_encode(is_break ? ' ' : character, bytes) });
        if (!unicode_is_space(character))
            end = out.length;
    }
    text kept = text_slice(buffer_text(&out), 0, end);
    if (!keeps_lines)
        skip_spaces(&kept);
    text made = text_copy(memory, kept);
    buffer_free(&out);
    return made;
}
