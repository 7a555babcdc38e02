#include "language/formatting.h"

#include <math.h>
#include <stdio.h>

enum { DECIMALS_LIMIT = 9 };

text format_date(arena *memory, text language, date d)
{
    static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December" };
    if (!date_is_set(d))
        return (text){ 0 };
    if (text_equals(language, TEXT("fi")) || text_equals(language, TEXT("sv")))
        return text_format(memory, "%d.%d.%d", d.day, d.month, d.year);
    if (text_equals(language, TEXT("en")))
        return text_format(memory, "%d %s %d", d.day, months[d.month - 1], d.year);
    return date_iso(memory, d);
}

// The separators of a language; Finnish and Swedish stand for the many that
// write a space and a comma.
static void separators(text language, const char **group, const char **decimal, size_t *from)
{
    bool is_english = text_equals(language, TEXT("en"));
    *group = is_english ? "," : "\xC2\xA0";
    *decimal = is_english ? "." : ",";
    *from = is_english ? 4 : 5;         // digits from which groups are parted
}

text format_number(arena *memory, text language, double number, int decimals)
{
    char digits[400];
    if (!isfinite(number))
        return TEXT("–");
    if (decimals < 0 || decimals > DECIMALS_LIMIT)
        decimals = DECIMALS_LIMIT;
    snprintf(digits, sizeof digits, "%.*f", decimals, fabs(number));
    text all = text_of(digits), whole = all, fraction = { 0 };
    text_split(all, '.', &whole, &fraction);
    while (fraction.length > 0 && fraction.bytes[fraction.length - 1] == '0')
        fraction.length--;
    bool is_zero = fraction.length == 0 && text_equals(whole, TEXT("0"));

    const char *group, *decimal;
    size_t from, length = 0;
    separators(language, &group, &decimal, &from);
    char *bytes = ARENA_NEW(memory, char, all.length * 3 + 8);
    if (number < 0 && !is_zero)
        length += (size_t)sprintf(bytes, "\xE2\x88\x92");       // the minus sign
    for (size_t i = 0; i < whole.length; i++) {
        bool starts_group = i > 0 && (whole.length - i) % 3 == 0 && whole.length >= from;
        length += (size_t)sprintf(bytes + length, "%s%c", starts_group ? group : "", whole.bytes[i]);
    }
    if (fraction.length > 0)
        length += (size_t)sprintf(bytes + length, "%s%.*s", decimal, TEXT_PRINT(fraction));
    return (text){ bytes, length };
}

text format_size(arena *memory, text language, uint64_t bytes)
{
    static const char *const finnish[] = { "t", "kt", "Mt", "Gt" }, *const others[] = { "B", "kB", "MB", "GB" };
    double size = (double)bytes;
    size_t unit = 0;
    while (size >= 999.5 && unit < 3) {
        size /= 1000;
        unit++;
    }
    bool is_finnish = text_equals(language, TEXT("fi"));
    text number = format_number(memory, language, size, unit >= 2 && size < 99.95 ? 1 : 0);
    return text_format(memory, "%.*s\xC2\xA0%s", TEXT_PRINT(number), (is_finnish ? finnish : others)[unit]);
}
