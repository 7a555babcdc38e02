// What cairo drew, before qpdf reads it.
#include "formats/pdf/pdf_parts.h"

enum { ENTRY = 20, ENTRY_KIND = 17 };      // of a cross-reference table: "0000000549 00000 n \n"

// Where the last [name] of a file stands; TEXT_NOT_FOUND when there is none near the end of [whole].
static size_t find_near_end(text whole, text name)
{
    for (size_t at = whole.length; at-- > 0 && whole.length - at < 200;)
        if (text_starts_with(text_from(whole, at), name))
            return at;
    return TEXT_NOT_FOUND;
}

// The number at [at], behind white space.
static size_t number_at(text whole, size_t *at)
{
    size_t number = 0;
    while (*at < whole.length && (whole.bytes[*at] == ' ' || whole.bytes[*at] == '\n'))
        ++*at;
    for (; *at < whole.length && whole.bytes[*at] >= '0' && whole.bytes[*at] <= '9'; ++*at)
        number = number * 10 + (size_t)(whole.bytes[*at] - '0');
    return number;
}

static bool is_mark(text whole, size_t object)
{
    static const text start = TEXT_CONSTANT(" 0 obj\n<< /Type /StructElem");
    number_at(whole, &object);
    return text_starts_with(text_from(whole, object), start);
}

void pdf_forget_marks(buffer *drawn)
{
    text whole = buffer_text(drawn), name = TEXT("startxref");
    size_t at = find_near_end(whole, name);
    if (at == TEXT_NOT_FOUND)
        return;
    at += name.length;
    size_t entry = number_at(whole, &at) + 4;       // behind "xref"
    number_at(whole, &entry);                        // from the first object on
    size_t count = number_at(whole, &entry);
    entry++;
    for (size_t i = 0; i < count && entry + ENTRY <= whole.length; i++, entry += ENTRY) {
        size_t digits = entry;
        if (is_mark(whole, number_at(whole, &digits)))
            drawn->bytes[entry + ENTRY_KIND] = 'f';
    }
}
