#include "formats/pdf/pdf_parts.h"

#include <stdlib.h>

static const text opening = TEXT_CONSTANT("/Span");

static bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static void skip_white(text *rest)
{
    while (rest->length > 0 && is_white(rest->bytes[0]))
        *rest = text_from(*rest, 1);
}

static bool take(text *rest, text wanted)
{
    skip_white(rest);
    if (!text_starts_with(*rest, wanted))
        return false;
    *rest = text_from(*rest, wanted.length);
    return true;
}

// "/Span << /MCID 12 >> BDC" at the front of [rest].
static bool take_mark(text *rest)
{
    text after = *rest;
    if (!take(&after, opening) || !take(&after, TEXT("<<")) || !take(&after, TEXT("/MCID")))
        return false;
    skip_white(&after);
    while (after.length > 0 && after.bytes[0] >= '0' && after.bytes[0] <= '9')
        after = text_from(after, 1);
    if (!take(&after, TEXT(">>")) || !take(&after, TEXT("BDC")))
        return false;
    *rest = after;
    return true;
}

// The length of the string "(...)" that [t] begins with.
static size_t string_length(text t)
{
    int depth = 0;
    for (size_t i = 0; i < t.length; i++) {
        if (t.bytes[i] == '\\')
            i++;
        else if (t.bytes[i] == '(')
            depth++;
        else if (t.bytes[i] == ')' && --depth == 0)
            return i + 1;
    }
    return t.length;
}

// How much of [t] cannot begin a mark: strings, and what stands before the next name or string.
static size_t plain_length(text t)
{
    if (t.bytes[0] == '(')
        return string_length(t);
    if (t.bytes[0] == '<' && !text_starts_with(t, TEXT("<<"))) {
        size_t end = text_find_byte(t, '>', 0);
        return end == TEXT_NOT_FOUND ? t.length : end + 1;
    }
    size_t i = 1;
    while (i < t.length && t.bytes[i] != '/' && t.bytes[i] != '(' && t.bytes[i] != '<')
        i++;
    return i;
}

bool pdf_content_rewrite(const pdf_page *page, text content, buffer *out)
{
    size_t mark = 0, number = 0;
    for (text rest = content; rest.length > 0;) {
        if (rest.bytes[0] == '/' && take_mark(&rest)) {
            if (mark == page->marks.count)
                return false;
            const pdf_element *element = page->marks.items[mark++];
            if (element == NULL)
                buffer_add(out, TEXT("/Artifact BMC"));
            else
                buffer_format(out, "/%s <</MCID %zu>> BDC", element->type, number++);
            continue;
        }
        size_t length = plain_length(rest);
        buffer_add(out, text_slice(rest, 0, length));
        rest = text_from(rest, length);
    }
    return mark == page->marks.count && number == page->content_count;
}
