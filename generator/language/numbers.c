#include "numbers.h"

#include "base/unicode.h"

#include <locale.h>
#include <stdlib.h>

enum { THOUSANDS = 3 };

bool number_read_plain(const char *digits, double *number)
{
    static locale_t plain;
    char *end;
    if (plain == (locale_t)0)
        plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
    *number = strtod_l(digits, &end, plain);
    return end != digits && *end == '\0';
}

// The digits before the mark, in groups as spaces part them.
typedef struct {
    size_t count;           // groups that have ended
    size_t digits;          // of the present one
    bool is_loose;
} digit_groups;

static void end_group(digit_groups *of)
{
    of->is_loose |= of->count > 0 ? of->digits != THOUSANDS : of->digits > THOUSANDS;
    of->count++;
    of->digits = 0;
}

bool number_read(text written, written_number *read)
{
    *read = (written_number){ 0 };
    size_t length = 0;
    digit_groups groups = { 0 };
    bool is_after_space = false;
    for (uint32_t character; unicode_take(&written, &character);) {
        if (unicode_is_space(character)) {
            is_after_space = true;
            continue;
        }
        bool is_minus = character == '-' || character == 0x2212, is_mark = character == ',' || character == '.';
        bool fits = is_minus ? length == 0 : is_mark ? read->mark == '\0'
                                                     : character <= '9' && byte_is_digit((char)character);
        if (!fits || length == NUMBER_LENGTH)
            return false;
        if (is_after_space && length > 0 && read->plain[length - 1] != '-') {
            read->has_loose_spaces |= is_mark || read->mark != '\0';
            end_group(&groups);
        }
        is_after_space = false;
        if (is_mark)
            read->mark = (char)character;
        else if (!is_minus && read->mark != '\0')
            read->decimals++;
        else if (!is_minus) {
            read->digits++;
            groups.digits++;
        }
        read->plain[length++] = is_minus ? '-' : is_mark ? '.' : (char)character;
    }
    if (groups.count > 0)
        end_group(&groups);
    read->has_loose_spaces |= groups.is_loose;
    return read->digits + read->decimals > 0 && number_read_plain(read->plain, &read->value);
}

bool number_may_be_thousands(const written_number *read)
{
    const char *digits = read->plain + (read->plain[0] == '-');
    return read->decimals == THOUSANDS && read->digits > 0 && read->digits <= THOUSANDS && digits[0] != '0';
}

text number_advice(arena *memory, const written_number *read)
{
    text plain = text_copy(memory, text_of(read->plain)), whole, decimals;
    if (!number_may_be_thousands(read) || !text_split(plain, '.', &whole, &decimals))
        return plain;
    return text_format(memory, "%.*s%.*s or %.*s", TEXT_PRINT(whole), TEXT_PRINT(decimals), TEXT_PRINT(plain));
}
