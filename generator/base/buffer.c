#include "buffer.h"

#include "arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_grow(buffer *out, size_t more)
{
    size_t wanted = out->length + more;
    size_t capacity = out->capacity > 0 ? out->capacity : 256;
    while (capacity < wanted)
        capacity *= 2;
    out->bytes = memory_resize(out->bytes, capacity, 1);
    out->capacity = capacity;
}

void buffer_format(buffer *out, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    size_t room = out->capacity - out->length;
    int length = vsnprintf(room > 0 ? out->bytes + out->length : NULL, room, format, arguments);
    va_end(arguments);
    if (length > 0 && (size_t)length >= room)       // vsnprintf adds a NUL
        vsnprintf(buffer_room(out, (size_t)length + 1), (size_t)length + 1, format, again);
    if (length > 0)
        out->length += (size_t)length;
    va_end(again);
}

void buffer_add_base64(buffer *out, text bytes)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.length; i += 3) {
        unsigned three = 0;
        for (size_t j = 0; j < 3; j++)
            three = three << 8 | (i + j < bytes.length ? (unsigned char)bytes.bytes[i + j] : 0u);
        for (size_t j = 0; j < 4; j++)
            buffer_add_byte(out, i + j > bytes.length ? '=' : signs[three >> (18 - 6 * j) & 63]);
    }
}

text buffer_text(const buffer *out)
{
    return (text){ out->bytes, out->length };
}

void buffer_clear(buffer *out)
{
    out->length = 0;
}

void buffer_free(buffer *out)
{
    free(out->bytes);
    *out = (buffer){ 0 };
}

void record_add_number(buffer *out, uint64_t number)
{
    buffer_add(out, (text){ (const char *)&number, sizeof number });
}

void record_add_text(buffer *out, text t)
{
    record_add_number(out, t.length);
    buffer_add(out, t);
}

static bool take(text *rest, size_t length, text *taken)
{
    if (rest->bytes == NULL || rest->length < length) {
        *rest = (text){ 0 };
        return false;
    }
    *taken = text_slice(*rest, 0, length);
    *rest = text_from(*rest, length);
    return true;
}

uint64_t record_take_number(text *rest)
{
    text bytes;
    uint64_t number = 0;
    if (take(rest, sizeof number, &bytes))
        memcpy(&number, bytes.bytes, sizeof number);
    return number;
}

text record_take_text(text *rest)
{
    text taken = { 0 };
    uint64_t length = record_take_number(rest);
    if (length > rest->length)
        *rest = (text){ 0 };
    else
        take(rest, (size_t)length, &taken);
    return taken;
}
