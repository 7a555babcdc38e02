#include "formats/drawn_text.h"

#include "base/unicode.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const text SOFT_HYPHEN = TEXT_CONSTANT("\xC2\xAD");

// ---- Widths

static double character_width(uint32_t character)
{
    if (character < 128) {
        if (strchr("ijl.,:;'|!I", (int)character) != NULL)
            return 0.29;
        if (strchr("frt()[]/- ", (int)character) != NULL)
            return 0.37;
        if (strchr("mwMW@%", (int)character) != NULL)
            return 0.93;
        return character >= 'A' && character <= 'Z' ? 0.7 : 0.61;
    }
    if (character == 0xad)
        return 0;               // seen at the end of a line alone, as a hyphen
    if (character == 0xa0 || character == 0x202f)
        return 0.28;
    if (character < 0x250)
        return character >= 0xc0 && character <= 0xde ? 0.7 : 0.61;
    return character < 0x1100 || (character >= 0x2000 && character < 0x2600) ? 0.62 : 1.05;
}

double drawn_text_width(text t, double size)
{
    double width = 0;
    uint32_t character;
    while (unicode_take(&t, &character))
        width += character_width(character);
    return width * size;
}

double drawn_widest_part(text t, double size)
{
    double widest = 0, width = 0;
    uint32_t character;
    while (unicode_take(&t, &character)) {
        bool is_end = character == ' ', is_division = character == 0xad;
        widest = fmax(widest, width + (is_division ? character_width('-') : 0));
        width = is_end || is_division ? 0 : width + character_width(character);
    }
    return fmax(widest, width) * size;
}

// ---- Lines

static bool is_vowel(uint32_t character)
{
    static const uint32_t vowels[] = { 'a', 'e', 'i', 'o', 'u', 'y', 0xe4, 0xf6, 0xe5, 0xe9 };
    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
        if (vowels[i] == (character | 0x20))
            return true;
    return false;
}

// Where words are set: in lines of this width, in letters of this size.
typedef struct {
    arena *memory;
    double width, size;
} column;

static double width_in(const column *in, text t)
{
    return drawn_text_width(t, in->size);
}

// Where a long word may be parted: at a soft hyphen, when it has any; else after a hyphen or, as in Finnish, before a
// consonant and a vowel. The last such place that lets the start fit, or as many characters as fit.
static size_t break_in_word(const column *in, text word, bool *needs_hyphen)
{
    size_t best = 0, fits = 0, count = 0, rest_count = unicode_count(word);
    bool is_divided = text_find(word, SOFT_HYPHEN, 0) != TEXT_NOT_FOUND;
    uint32_t character, next;
    double taken = width_in(in, TEXT("-"));
    for (text rest = word; unicode_take(&rest, &character);) {
        taken += width_in(in, text_slice(word, fits, word.length - rest.length));
        if (taken > in->width && count > 0)
            break;
        fits = word.length - rest.length;
        count++;
        text ahead = rest;
        uint32_t after = 0;
        if (!unicode_take(&ahead, &next) || !unicode_take(&ahead, &after))
            continue;
        bool is_syllable = unicode_is_letter(next) && !is_vowel(next) && is_vowel(after) && unicode_is_letter(character);
        bool may_part = is_divided ? text_starts_with(rest, SOFT_HYPHEN) : is_syllable && count >= 3 && rest_count - count >= 3;
        if (character == '-' || may_part)
            best = fits;
    }
    size_t end = best > 0 ? best : fits;
    *needs_hyphen = word.bytes[end - 1] != '-';
    return end;
}

static text without_soft_hyphens(arena *memory, text t)
{
    text part, whole = { 0 };
    if (text_find(t, SOFT_HYPHEN, 0) == TEXT_NOT_FOUND)
        return t;
    for (size_t from = 0, found = 0; found != TEXT_NOT_FOUND; from = found + SOFT_HYPHEN.length) {
        found = text_find(t, SOFT_HYPHEN, from);
        part = text_slice(t, from, found == TEXT_NOT_FOUND ? t.length : found);
        whole = text_join(memory, whole, part);
        if (found == TEXT_NOT_FOUND)
            break;
    }
    return whole;
}

static void add_line(const column *in, drawn_lines *wrapped, text line)
{
    double width = width_in(in, line);
    wrapped->lines[wrapped->count++] = without_soft_hyphens(in->memory, line);
    if (width > wrapped->width)
        wrapped->width = width;
}

// Takes one line off [rest]; *[is_forced] tells that a word had to be parted.
static text take_line(const column *in, text *rest, bool *is_forced)
{
    size_t end = 0, next;
    for (size_t from = 0; from < rest->length; from = next + 1) {
        next = text_find_byte(*rest, ' ', from);
        if (next == TEXT_NOT_FOUND)
            next = rest->length;
        if (width_in(in, text_slice(*rest, 0, next)) > in->width)
            break;
        end = next;
    }
    text line = text_slice(*rest, 0, end);
    if (end == 0) {
        bool needs_hyphen;
        *is_forced = true;
        size_t space = text_find_byte(*rest, ' ', 0);
        end = break_in_word(in, text_slice(*rest, 0, space), &needs_hyphen);
        line = text_slice(*rest, 0, end);
        if (needs_hyphen)
            line = text_join(in->memory, line, TEXT("-"));
    }
    *rest = text_trim(text_from(*rest, end));
    return line;
}

// As much of [t] as fits with "…" behind it.
static text cut(const column *in, text t)
{
    size_t end = 0;
    uint32_t character;
    for (text rest = t; unicode_take(&rest, &character); end = t.length - rest.length)
        if (width_in(in, text_slice(t, 0, t.length - rest.length)) > in->width - in->size)
            break;
    return text_join(in->memory, text_trim(text_slice(t, 0, end)), TEXT("\u2026"));
}

static drawn_lines wrap_at(const column *in, text t, size_t limit, bool *is_forced)
{
    drawn_lines wrapped = { 0 };
    text rest = text_trim(t);
    *is_forced = false;
    while (rest.length > 0 && wrapped.count < limit) {
        bool is_last = wrapped.count + 1 == limit;
        if (is_last && width_in(in, rest) > in->width) {
            add_line(in, &wrapped, cut(in, rest));
            *is_forced = true;
            break;
        }
        add_line(in, &wrapped, take_line(in, &rest, is_forced));
    }
    return wrapped;
}

drawn_lines drawn_wrap(arena *memory, text t, double width, double size, size_t limit)
{
    bool is_forced;
    column in = { memory, width, size };
    drawn_lines best = wrap_at(&in, t, limit, &is_forced);
    // As narrow as the same number of lines allows: so the lines come out even.
    while (best.count > 1 && !is_forced) {
        in.width = best.width - 1;
        drawn_lines narrower = wrap_at(&in, t, limit, &is_forced);
        if (is_forced || narrower.count > best.count)
            break;
        best = narrower;
    }
    return best;
}

// ---- Coordinates

void drawn_add_length(buffer *out, double length)
{
    enum { FAR = 100000 };      // beyond any drawing; what is no number is nowhere
    if (!isfinite(length) || fabs(length) > FAR)
        length = 0;
    long tenths = lround(length * 10);
    buffer_format(out, "%s%ld", tenths < 0 ? "-" : "", labs(tenths) / 10);
    if (tenths % 10 != 0)
        buffer_format(out, ".%ld", labs(tenths) % 10);
}

void drawn_add_attribute(buffer *out, const char *name, double length)
{
    buffer_format(out, " %s=\"", name);
    drawn_add_length(out, length);
    buffer_add_byte(out, '"');
}

