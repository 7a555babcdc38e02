// A growing run of bytes: what is being written.
//
// Zero-initialise, add, read with buffer_text, and free with buffer_free. The
// view from buffer_text dies at the next addition.
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "text.h"

#include <stdint.h>

typedef struct {
    char *bytes;
    size_t length, capacity;
} buffer;

void buffer_grow(buffer *out, size_t more);

// Inline: a page is written in some thousand pieces, and the length of many is known when this is compiled.

// Where the next bytes go, with room for [most]; whoever writes them adds to the length.
static inline char *buffer_room(buffer *out, size_t most)
{
    if (out->capacity - out->length < most)
        buffer_grow(out, most);
    return out->bytes + out->length;
}

static inline void buffer_add(buffer *out, text t)
{
    if (t.length == 0)
        return;
    memcpy(buffer_room(out, t.length), t.bytes, t.length);
    out->length += t.length;
}

static inline void buffer_add_byte(buffer *out, char byte)
{
    *buffer_room(out, 1) = byte;
    out->length++;
}

static inline void buffer_add_string(buffer *out, const char *string)
{
    buffer_add(out, text_of(string));
}
void buffer_format(buffer *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_add_base64(buffer *out, text bytes);
text buffer_text(const buffer *out);
void buffer_clear(buffer *out);         // keeps the memory
void buffer_free(buffer *out);

// Records between processes: numbers in a fixed eight bytes, texts with their
// length first. Readers take from the front of [rest]; a record that is too
// short gives zero or empty and sets [rest]->bytes to NULL.
void record_add_number(buffer *out, uint64_t number);
void record_add_text(buffer *out, text t);
uint64_t record_take_number(text *rest);
text record_take_text(text *rest);

#endif
