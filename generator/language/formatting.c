#include "formatting.h"

#include "base/buffer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char NO_BREAK_SPACE[] = "\xC2\xA0";
static const char MINUS[] = "\xE2\x88\x92";

static bool is_finnish(text language)
{
    return text_equals(language, TEXT("fi"));
}

static bool is_swedish(text language)
{
    return text_equals(language, TEXT("sv"));
}

static bool is_english(text language)
{
    return text_equals(language, TEXT("en"));
}

text format_date(arena *memory, text language, date d)
{
    static const char *months[] = {
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December"
    };
    if (!date_is_set(d))
        return (text){ 0 };
    if (is_finnish(language) || is_swedish(language))
        return text_format(memory, "%d.%d.%d", d.day, d.month, d.year);
    if (is_english(language) && d.month >= 1 && d.month <= 12)
        return text_format(memory, "%d %s %d", d.day, months[d.month - 1], d.year);
    return date_iso(memory, d);
}

// What groups thousands; NULL when nothing does. Finnish and Swedish stand for
// the many languages that write a space and a comma.
static const char *separator_for(text language, size_t digits)
{
    if (is_english(language))
        return ",";
    return digits > 4 ? NO_BREAK_SPACE : NULL;
}

static text without_trailing_zeros(text fraction, size_t kept)
{
    while (fraction.length > kept && fraction.bytes[fraction.length - 1] == '0')
        fraction.length--;
    return fraction;
}

text format_number_from(arena *memory, text language, double number, int least, int decimals)
{
    if (!isfinite(number))
        return TEXT("\xE2\x80\x93");
    char written[400];      // the largest double has 309 digits before the point
    snprintf(written, sizeof written, "%.*f", decimals < 0 ? 0 : decimals > 20 ? 20 : decimals, fabs(number));

    // Between the whole and the fraction stands whatever the C locale says.
    size_t digits = 0, length = strlen(written);
    while (byte_is_digit(written[digits]))
        digits++;
    size_t fraction_from = digits;
    while (fraction_from < length && !byte_is_digit(written[fraction_from]))
        fraction_from++;
    text fraction = text_of(written + fraction_from);
    bool is_zero = digits == 1 && written[0] == '0' && without_trailing_zeros(fraction, 0).length == 0;
    fraction = without_trailing_zeros(fraction, least > 0 ? (size_t)least : 0);

    buffer out = { 0 };
    const char *separator = separator_for(language, digits);
    if (number < 0 && !is_zero)
        buffer_add_string(&out, MINUS);
    for (size_t i = 0; i < digits; i++) {
        if (i > 0 && (digits - i) % 3 == 0 && separator != NULL)
            buffer_add_string(&out, separator);
        buffer_add_byte(&out, written[i]);
    }
    if (fraction.length > 0) {
        buffer_add_byte(&out, is_english(language) ? '.' : ',');
        buffer_add(&out, fraction);
    }
    text formatted = text_copy(memory, buffer_text(&out));
    buffer_free(&out);
    return formatted;
}

text format_number(arena *memory, text language, double number, int decimals)
{
    return format_number_from(memory, language, number, 0, decimals);
}

int format_decimals(arena *memory, double number, int decimals)
{
    // A point is followed by as many digits as are written, whatever the language.
    text written = format_number(memory, TEXT("en"), number, decimals), whole, fraction = { 0 };
    return text_split(written, '.', &whole, &fraction) ? (int)fraction.length : 0;
}

void format_column(arena *memory, text language, const double *numbers, size_t count, int decimals, text *into)
{
    int needed = 0;
    for (size_t i = 0; i < count; i++) {
        int own = format_decimals(memory, numbers[i], decimals);
        needed = own > needed ? own : needed;
    }
    for (size_t i = 0; i < count; i++)
        into[i] = format_number_from(memory, language, numbers[i], needed, decimals);
}

text format_size(arena *memory, text language, uint64_t bytes)
{
    static const char *const finnish[] = { "t", "kt", "Mt", "Gt", "Tt" };
    static const char *const others[] = { "B", "kB", "MB", "GB", "TB" };
    size_t step = 0;
    double size = (double)bytes;
    // 999.6 kB would be written as 1,000 kB.
    while (size >= 999.5 && step < 4) {
        size /= 1000;
        step++;
    }
    text number = format_number(memory, language, size, step >= 2 && size < 99.95 ? 1 : 0);
    return text_format(memory, "%.*s%s%s", TEXT_PRINT(number), NO_BREAK_SPACE,
                       (is_finnish(language) ? finnish : others)[step]);
}
