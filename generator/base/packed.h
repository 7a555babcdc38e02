// Numbers in memory and in records between processes: seven bits a byte, the least first.
#ifndef BASE_PACKED_H
#define BASE_PACKED_H

#include "buffer.h"

enum { PACKED_BITS = 7, PACKED_MORE = 1 << PACKED_BITS, PACKED_SHIFT_LIMIT = 56, PACKED_MOST = (64 + PACKED_BITS - 1) / PACKED_BITS };

static inline void packed_add(buffer *out, uint64_t number)
{
    char *bytes = buffer_room(out, PACKED_MOST);
    size_t length = 0;
    for (; number >= PACKED_MORE; number >>= PACKED_BITS)
        bytes[length++] = (char)(unsigned char)(number | PACKED_MORE);
    bytes[length++] = (char)number;
    out->length += length;
}

// Takes a number off the front of [rest]; false when none stands there or it is too large.
static inline bool packed_take(text *rest, uint64_t *number)
{
    *number = 0;
    for (unsigned shift = 0; rest->length > 0 && shift <= PACKED_SHIFT_LIMIT; shift += PACKED_BITS) {
        unsigned char byte = (unsigned char)rest->bytes[0];
        *rest = text_from(*rest, 1);
        *number |= (uint64_t)(byte & (PACKED_MORE - 1)) << shift;
        if (byte < PACKED_MORE)
            return true;
    }
    return false;
}

static inline void packed_add_text(buffer *out, text t)
{
    packed_add(out, t.length);
    buffer_add(out, t);
}

// Empty when there is no whole text.
static inline text packed_take_text(text *rest)
{
    uint64_t length;
    if (!packed_take(rest, &length) || length > rest->length) {
        *rest = (text){ 0 };
        return (text){ 0 };
    }
    text taken = text_slice(*rest, 0, (size_t)length);
    *rest = text_from(*rest, (size_t)length);
    return taken;
}

#endif
