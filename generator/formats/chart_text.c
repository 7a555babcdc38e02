// Text in charts. Nobody knows the reader's font, so widths are estimated from those
// of usual sans serif fonts, a little on the wide side.
#include "chart_parts.h"

#include "base/unicode.h"
#include "html.h"

#include <string.h>

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
    if (character == 0xa0 || character == 0x202f || character == 0xad)
        return 0.28;
    if (character < 0x250)
        return character >= 0xc0 && character <= 0xde ? 0.7 : 0.61;
    return character < 0x1100 || (character >= 0x2000 && character < 0x2600) ? 0.62 : 1.05;
}

double chart_text_width(text t, double size)
{
    double width = 0;
    uint32_t character;
    while (unicode_take(&t, &character))
        width += character_width(character);
    return width * size;
}

double chart_value_width(text value)
{
    return chart_text_width(value, TEXT_SIZE * 1.12);       // bold is wider
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

// Where a long word may be parted: after a hyphen or, as in Finnish, before a
// consonant and a vowel. The last such place that lets the start fit in [width], or as many
// characters as fit.
static size_t break_in_word(text word, double width, bool *needs_hyphen)
{
    size_t best = 0, fits = 0, count = 0, rest_count = unicode_count(word);
    uint32_t character, next;
    double taken = chart_text_width(TEXT("-"), TEXT_SIZE);
    for (text rest = word; unicode_take(&rest, &character);) {
        taken += chart_text_width(text_slice(word, fits, word.length - rest.length), TEXT_SIZE);
        if (taken > width && count > 0)
            break;
        fits = word.length - rest.length;
        count++;
        text ahead = rest;
        uint32_t after = 0;
        if (!unicode_take(&ahead, &next) || !unicode_take(&ahead, &after))
            continue;
        bool is_syllable = unicode_is_letter(next) && !is_vowel(next) && is_vowel(after) && unicode_is_letter(character);
        if (character == '-' || (is_syllable && count >= 3 && rest_count - count >= 3))
            best = fits;
    }
    size_t end = best > 0 ? best : fits;
    *needs_hyphen = word.bytes[end - 1] != '-';
    return end;
}

static void add_line(chart_wrapped *wrapped, text line)
{
    double width = chart_text_width(line, TEXT_SIZE);
    wrapped->lines[wrapped->count++] = line;
    if (width > wrapped->width)
        wrapped->width = width;
}

// Takes one line of at most [width] off [rest]; *[is_forced] tells that a word had to be parted.
static text take_line(arena *memory, text *rest, double width, bool *is_forced)
{
    size_t end = 0, next;
    for (size_t from = 0; from < rest->length; from = next + 1) {
        next = text_find_byte(*rest, ' ', from);
        if (next == TEXT_NOT_FOUND)
            next = rest->length;
        if (chart_text_width(text_slice(*rest, 0, next), TEXT_SIZE) > width)
            break;
        end = next;
    }
    text line = text_slice(*rest, 0, end);
    if (end == 0) {
        bool needs_hyphen;
        *is_forced = true;
        size_t space = text_find_byte(*rest, ' ', 0);
        end = break_in_word(text_slice(*rest, 0, space), width, &needs_hyphen);
        line = text_slice(*rest, 0, end);
        if (needs_hyphen)
            line = text_join(memory, line, TEXT("-"));
    }
    *rest = text_trim(text_from(*rest, end));
    return line;
}

// As much of [t] as fits with "…" behind it.
static text cut(arena *memory, text t, double width)
{
    size_t end = 0;
    uint32_t character;
    for (text rest = t; unicode_take(&rest, &character); end = t.length - rest.length)
        if (chart_text_width(text_slice(t, 0, t.length - rest.length), TEXT_SIZE) > width - TEXT_SIZE)
            break;
    return text_join(memory, text_trim(text_slice(t, 0, end)), TEXT("\u2026"));
}

static chart_wrapped wrap_at(arena *memory, text t, double width, size_t limit, bool *is_forced)
{
    chart_wrapped wrapped = { 0 };
    text rest = text_trim(t);
    *is_forced = false;
    while (rest.length > 0 && wrapped.count < limit) {
        bool is_last = wrapped.count + 1 == limit;
        if (is_last && chart_text_width(rest, TEXT_SIZE) > width) {
            add_line(&wrapped, cut(memory, rest, width));
            *is_forced = true;
            break;
        }
        add_line(&wrapped, take_line(memory, &rest, width, is_forced));
    }
    return wrapped;
}

chart_wrapped chart_wrap(arena *memory, text t, double width, size_t limit)
{
    bool is_forced;
    chart_wrapped best = wrap_at(memory, t, width, limit, &is_forced);
    // As narrow as the same number of lines allows: so the lines come out even.
    while (best.count > 1 && !is_forced) {
        chart_wrapped narrower = wrap_at(memory, t, best.width - 1, limit, &is_forced);
        if (is_forced || narrower.count > best.count)
            break;
        best = narrower;
    }
    return best;
}

// ---- Drawing

void chart_draw_text(const drawing *d, const char *class_name, const char *anchor, double x, double y, text t)
{
    buffer_format(d->out, "<text class=\"%s\"", class_name);
    if (strcmp(class_name, "chart-inside") == 0)
        buffer_add_string(d->out, " fill=\"#1c2a2e\"");     // its ground is light by itself
    if (strstr(class_name, "label") == NULL)
        buffer_add_string(d->out, " font-weight=\"700\"");
    if (strcmp(anchor, "start") != 0)
        buffer_format(d->out, " text-anchor=\"%s\"", anchor);
    chart_add_attribute(d->out, "x", x);
    chart_add_attribute(d->out, "y", y);
    buffer_add_byte(d->out, '>');
    html_escape(d->out, t);
    buffer_add_string(d->out, "</text>\n");
}

void chart_draw_wrapped(const drawing *d, const char *class_name, const char *anchor, double x, double middle,
                        const chart_wrapped *wrapped)
{
    // A line's letters stand about a third of their size above their middle.
    double y = middle + 0.35 * TEXT_SIZE - (double)(wrapped->count - 1) * LINE_HEIGHT / 2;
    for (size_t i = 0; i < wrapped->count; i++)
        chart_draw_text(d, class_name, anchor, x, y + (double)i * LINE_HEIGHT, wrapped->lines[i]);
}

void chart_spread(double *centres, const double *heights, size_t count, double top, double bottom)
{
    double edge = top;
    for (size_t i = 0; i < count; i++) {
        if (centres[i] < edge + heights[i] / 2)
            centres[i] = edge + heights[i] / 2;
        edge = centres[i] + heights[i] / 2;
    }
    edge = bottom;
    for (size_t i = count; i-- > 0;) {
        if (centres[i] > edge - heights[i] / 2)
            centres[i] = edge - heights[i] / 2;
        edge = centres[i] - heights[i] / 2;
    }
}
