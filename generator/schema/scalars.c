// Dates, numbers and yes or no; see fields.h.
#include "schema/fields.h"

#include "language/numbers.h"

#include <stdint.h>

static text written(const value *v)
{
    return text_trim(value_text(v));
}

// ---- Dates

// Up to [limit] numbers of one to four digits with [separator] between them; 0 for anything else.
static size_t take_numbers(text t, char separator, int numbers[3], size_t lengths[3])
{
    size_t count = 0;
    for (text part; text_take_part(&t, separator, &part); count++) {
        if (count == 3 || part.length == 0 || part.length > 4)
            return 0;
        numbers[count] = 0;
        lengths[count] = part.length;
        for (size_t i = 0; i < part.length; i++) {
            if (part.bytes[i] < '0' || part.bytes[i] > '9')
                return 0;
            numbers[count] = numbers[count] * 10 + (part.bytes[i] - '0');
        }
    }
    return count;
}

// What "1.5.2026", as Finns and Swedes write it, or "2026-5-1" stands for.
static date date_meant(arena *memory, text t)
{
    int n[3];
    size_t lengths[3];
    date meant = { 0 };
    if (take_numbers(t, '.', n, lengths) == 3 && lengths[2] == 4)
        meant = (date){ n[2], n[1], n[0] };
    else if (take_numbers(t, '-', n, lengths) == 3 && lengths[0] == 4)
        meant = (date){ n[0], n[1], n[2] };
    date checked = { 0 };
    return date_is_set(meant) && date_parse(date_iso(memory, meant), &checked) ? checked : (date){ 0 };
}

static bool has_form_of_date(text t)
{
    int numbers[3];
    size_t lengths[3];
    return take_numbers(t, '-', numbers, lengths) == 3 && lengths[0] == 4 && lengths[1] == 2 && lengths[2] == 2;
}

bool scalar_read_date(const value *v, text path, diagnostics *found, date *read)
{
    text t = written(v);
    if (v->type == VALUE_SCALAR && date_parse(t, read))
        return true;
    arena *memory = found->memory;
    text shown = value_shown(memory, t), meant = date_iso(memory, date_meant(memory, t));
    place where = value_place(v, path);
    if (t.length == 0)
        report(found, FIELD_DATE, where, "write year-month-day, for example 2026-05-01");
    else if (meant.length > 0)
        report(found, FIELD_DATE, where, "'%.*s': write it as %.*s", TEXT_PRINT(shown), TEXT_PRINT(meant));
    else if (has_form_of_date(t))
        report(found, FIELD_DATE, where, "'%.*s': there is no such day", TEXT_PRINT(shown));
    else
        report(found, FIELD_DATE, where, "'%.*s': write year-month-day, for example 2026-05-01", TEXT_PRINT(shown));
    return false;
}

// ---- Numbers

enum { DIGITS_LIMIT = 15 };     // more would not be exact

// By hand, because strtod asks the locale whether a comma is a point. Both
// parts are exact, so the division rounds as strtod does.
static bool parse_number(text t, double *read)
{
    bool is_negative = text_starts_with(t, TEXT("-"));
    if (is_negative)
        t = text_from(t, 1);
    int64_t digits = 0, scale = 1;
    size_t count = 0;
    bool has_point = false;
    for (size_t i = 0; i < t.length; i++) {
        char c = t.bytes[i];
        if (c == '.' && !has_point && i > 0 && i + 1 < t.length) {
            has_point = true;
            continue;
        }
        if (c < '0' || c > '9' || ++count > DIGITS_LIMIT)
            return false;
        digits = digits * 10 + (c - '0');
        scale = has_point ? scale * 10 : scale;
    }
    if (count == 0)
        return false;
    *read = (double)(is_negative ? -digits : digits) / (double)scale;
    return true;
}

// "10 000,5" is meant as 10000.5.
static text number_meant(arena *memory, text t)
{
    written_number read;
    double number;
    bool is_number = number_read(t, &read) && parse_number(text_of(read.plain), &number);
    return is_number ? number_advice(memory, &read) : (text){ 0 };
}

bool scalar_read_number(const value *v, text path, diagnostics *found, double *read)
{
    text t = written(v);
    if (v->type == VALUE_SCALAR && parse_number(t, read))
        return true;
    place where = value_place(v, path);
    text shown = value_shown(found->memory, t), meant = number_meant(found->memory, t);
    if (t.length == 0)
        report(found, FIELD_NUMBER, where, "write digits, for example 12 or 12.5");
    else if (meant.length > 0)
        report(found, FIELD_NUMBER, where, "'%.*s': write it as %.*s", TEXT_PRINT(shown), TEXT_PRINT(meant));
    else
        report(found, FIELD_NUMBER, where, "'%.*s': write digits only, for example 12 or 12.5", TEXT_PRINT(shown));
    return false;
}

// ---- Yes or no

static bool is_word(text t, const char *word)
{
    text wanted = text_of(word);
    if (t.length != wanted.length)
        return false;
    for (size_t i = 0; i < t.length; i++) {
        char c = t.bytes[i];
        if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != wanted.bytes[i])
            return false;
    }
    return true;
}

bool scalar_read_bool(const value *v, text path, diagnostics *found, bool *read)
{
    text t = written(v);
    bool is_true = is_word(t, "true") || is_word(t, "yes");
    if (is_true || is_word(t, "false") || is_word(t, "no")) {
        *read = is_true;
        return true;
    }
    report(found, FIELD_TYPE, value_place(v, path), "write true or false");
    return false;
}
