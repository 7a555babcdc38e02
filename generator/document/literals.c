#include "literals.h"

#include "base/unicode.h"

static diagnostic_kind kind_of(unicode_fault fault, char byte)
{
    // &#xFFFE; and &#xFFFF; come as single bytes that no UTF-8 file can hold.
    if (fault == UNICODE_CONTROL || (unsigned char)byte >= 0xFE)
        return FILE_CONTROL_CHARACTER;
    return fault == UNICODE_DIRECTION ? FILE_DIRECTION_CHARACTER : FILE_NOT_UTF8;
}

text literal_copy(arena *memory, text literal, place where, diagnostics *found)
{
    size_t offset;
    unicode_fault fault = unicode_check(literal, &offset);
    if (fault == UNICODE_FINE)
        return text_copy(memory, literal);

    report(found, kind_of(fault, literal.bytes[offset]), where, "%s",
           "delete it; it may be written as a code such as &#11; or &#x202E;");
    buffer clean = { 0 };
    while (fault != UNICODE_FINE) {
        buffer_add(&clean, text_slice(literal, 0, offset));
        buffer_add_string(&clean, "\xEF\xBF\xBD");
        literal = text_from(literal, offset);
        uint32_t character;
        unicode_take(&literal, &character);
        fault = unicode_check(literal, &offset);
    }
    buffer_add(&clean, literal);
    text copy = text_copy(memory, buffer_text(&clean));
    buffer_free(&clean);
    return copy;
}
