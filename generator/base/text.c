#include "text.h"

#include "arena.h"

#include <stdio.h>
#include <string.h>

text text_between(const char *from, const char *to)
{
    return (text){ from, (size_t)(to - from) };
}

bool text_is_empty(text t)
{
    return t.length == 0;
}

int text_compare(text a, text b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared > 0 ? memcmp(a.bytes, b.bytes, shared) : 0;
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

bool text_starts_with(text whole, text start)
{
    return whole.length >= start.length && text_equals(text_slice(whole, 0, start.length), start);
}

bool text_ends_with(text whole, text end)
{
    return whole.length >= end.length && text_equals(text_from(whole, whole.length - end.length), end);
}

// Signs such as "**" and "</" are rare in words: memchr passes over many bytes at a time, memmem over one.
static size_t find_pair(text whole, const char *pair, size_t from)
{
    const char *end = whole.bytes + whole.length, *at = whole.bytes + from + 1;
    while (at < end && (at = memchr(at, pair[1], (size_t)(end - at))) != NULL) {
        if (at[-1] == pair[0])
            return (size_t)(at - 1 - whole.bytes);
        at++;
    }
    return TEXT_NOT_FOUND;
}

size_t text_find(text whole, text needle, size_t from)
{
    if (from > whole.length || needle.length > whole.length - from)
        return TEXT_NOT_FOUND;
    if (needle.length == 0)
        return from;
    if (needle.length == 2)
        return find_pair(whole, needle.bytes, from);
    const char *found = memmem(whole.bytes + from, whole.length - from, needle.bytes, needle.length);
    return found != NULL ? (size_t)(found - whole.bytes) : TEXT_NOT_FOUND;
}

size_t text_find_byte(text whole, char byte, size_t from)
{
    if (from >= whole.length)
        return TEXT_NOT_FOUND;
    const char *found = memchr(whole.bytes + from, byte, whole.length - from);
    return found != NULL ? (size_t)(found - whole.bytes) : TEXT_NOT_FOUND;
}

size_t text_find_last_byte(text whole, char byte)
{
    const char *found = whole.length > 0 ? memrchr(whole.bytes, byte, whole.length) : NULL;
    return found != NULL ? (size_t)(found - whole.bytes) : TEXT_NOT_FOUND;
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

text text_trim(text t)
{
    while (t.length > 0 && is_space(t.bytes[t.length - 1]))
        t.length--;
    while (t.length > 0 && is_space(t.bytes[0])) {
        t.bytes++;
        t.length--;
    }
    return t;
}

bool text_take_part(text *rest, char separator, text *part)
{
    if (rest->length == 0)
        return false;
    size_t end = text_find_byte(*rest, separator, 0);
    *part = text_slice(*rest, 0, end);
    *rest = end == TEXT_NOT_FOUND ? text_from(*rest, rest->length) : text_from(*rest, end + 1);
    return true;
}

bool text_take_line(text *rest, text *line)
{
    if (!text_take_part(rest, '\n', line))
        return false;
    if (text_ends_with(*line, TEXT("\r")))
        line->length--;
    return true;
}

bool text_split(text whole, char separator, text *before, text *after)
{
    size_t place = text_find_byte(whole, separator, 0);
    if (place == TEXT_NOT_FOUND)
        return false;
    *before = text_slice(whole, 0, place);
    *after = text_from(whole, place + 1);
    return true;
}

char *text_to_string(arena *memory, text t)
{
    char *copy = ARENA_NEW(memory, char, t.length + 1);
    if (t.length > 0)
        memcpy(copy, t.bytes, t.length);
    return copy;
}

text text_copy(arena *memory, text t)
{
    return (text){ text_to_string(memory, t), t.length };
}

text text_join(arena *memory, text a, text b)
{
    char *both = ARENA_NEW(memory, char, a.length + b.length + 1);
    if (a.length > 0)
        memcpy(both, a.bytes, a.length);
    if (b.length > 0)
        memcpy(both + a.length, b.bytes, b.length);
    return (text){ both, a.length + b.length };
}

text text_format_list(arena *memory, const char *format, va_list arguments)
{
    char brief[256];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(brief, sizeof brief, format, arguments);
    size_t size = length > 0 ? (size_t)length : 0;
    char *bytes = ARENA_NEW(memory, char, size + 1);
    if (size < sizeof brief)
        memcpy(bytes, brief, size);
    else
        vsnprintf(bytes, size + 1, format, again);
    va_end(again);
    return (text){ bytes, size };
}

text text_format(arena *memory, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text formatted = text_format_list(memory, format, arguments);
    va_end(arguments);
    return formatted;
}

enum { DISTANCE_LENGTH = 64 };      // longer words are never "meant"

size_t text_distance(text a, text b, size_t limit)
{
    size_t gap = a.length > b.length ? a.length - b.length : b.length - a.length;
    if (gap > limit || a.length > DISTANCE_LENGTH || b.length > DISTANCE_LENGTH)
        return limit + 1;

    size_t row[DISTANCE_LENGTH + 1];
    for (size_t j = 0; j <= b.length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t above = row[j];
            size_t change = diagonal + (a.bytes[i - 1] != b.bytes[j - 1]);
            size_t shift = 1 + (above < row[j - 1] ? above : row[j - 1]);
            row[j] = change < shift ? change : shift;
            diagonal = above;
        }
    }
    return row[b.length] <= limit ? row[b.length] : limit + 1;
}
