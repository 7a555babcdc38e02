// Sixteen bytes of a text at a time.
//
// Pages are searched for rare signs and the ends of words many times. What looks at each byte alone takes several
// times as long. The compiler makes these of whatever the processor has.
#ifndef BASE_LANES_H
#define BASE_LANES_H

#include "text.h"

#include <endian.h>
#include <stdint.h>

// Compared with others, or with one byte, each becomes 0xFF where it is so and 0 where not.
typedef unsigned char byte_lanes __attribute__((vector_size(16)));
enum { LANES = sizeof(byte_lanes) };

// Fewer than LANES bytes, and zero. Most texts are short and end so: in place of a call, pieces are taken that overlap.
static inline byte_lanes lanes_short(const unsigned char *bytes, size_t count)
{
    uint64_t halves[2] = { 0 };
    uint32_t first, last;
    if (count >= 8) {
        memcpy(&halves[0], bytes, 8);
        memcpy(&halves[1], bytes + count - 8, 8);
        halves[1] = count > 8 ? htole64(le64toh(halves[1]) >> 8 * (16 - count)) : 0;
    } else if (count >= 4) {
        memcpy(&first, bytes, 4);
        memcpy(&last, bytes + count - 4, 4);
        halves[0] = htole64(le32toh(first) | (uint64_t)le32toh(last) << 8 * (count - 4));
    } else if (count > 0) {
        size_t middle = count / 2;
        halves[0] = htole64(bytes[0] | (uint64_t)bytes[middle] << 8 * middle | (uint64_t)bytes[count - 1] << 8 * (count - 1));
    }
    byte_lanes here;
    memcpy(&here, halves, sizeof here);
    return here;
}

// The bytes of [whole] from [from], which is inside it; zero beyond its end.
static inline byte_lanes lanes_at(text whole, size_t from)
{
    byte_lanes here;
    size_t left = whole.length - from;
    if (left < LANES)
        return lanes_short((const unsigned char *)whole.bytes + from, left);
    memcpy(&here, whole.bytes + from, LANES);
    return here;
}

// The bytes that stand [back] places before those, at most LANES; zero before the beginning.
static inline byte_lanes lanes_before(text whole, size_t from, size_t back)
{
    if (from >= back)
        return lanes_at(whole, from - back);
    byte_lanes both[] = { { 0 }, lanes_at(whole, 0) }, here;
    memcpy(&here, (unsigned char *)both + LANES - (back - from), LANES);
    return here;
}

static inline byte_lanes lanes_between(byte_lanes here, unsigned char least, unsigned char most)
{
    return (byte_lanes)(here - least <= (unsigned char)(most - least));
}

// How many of lanes that are 0xFF or 0 are not 0.
static inline size_t lanes_count(byte_lanes found)
{
    static const uint64_t ones = 0x0101010101010101u;
    uint64_t halves[2];
    memcpy(halves, &found, sizeof halves);
    return (size_t)((((halves[0] & ones) + (halves[1] & ones)) * ones) >> 56);
}

// A bit for each of lanes that are 0xFF or 0, the first lowest.
static inline unsigned lanes_bits(byte_lanes found)
{
#ifdef __SSE2__
    typedef char signed_lanes __attribute__((vector_size(16)));
    return (unsigned)__builtin_ia32_pmovmskb128((signed_lanes)found);
#else
    // Of each byte the bit of its place; all are added up in the highest byte.
    static const uint64_t places = 0x8040201008040201u, ones = 0x0101010101010101u;
    uint64_t halves[2];
    memcpy(halves, &found, sizeof halves);
    return (unsigned)((le64toh(halves[0]) & places) * ones >> 56) | (unsigned)((le64toh(halves[1]) & places) * ones >> 56) << 8;
#endif
}

// The number of the first that is not 0; LANES when all are.
static inline size_t lanes_first(byte_lanes found)
{
    unsigned bits = lanes_bits(found);
    return bits != 0 ? (size_t)__builtin_ctz(bits) : LANES;
}

// Offset of the first byte at or after [from] that is one of [signs]; the length of the whole when there is none.
// Always inline, so that [signs], a literal of at most sixteen, are known when it is compiled.
static inline __attribute__((always_inline)) size_t text_skip_to(text whole, size_t from, text signs)
{
    size_t i = from;
    while (i < whole.length) {
        byte_lanes here = lanes_at(whole, i), found = { 0 };
#pragma GCC unroll 16
        for (size_t s = 0; s < signs.length; s++)
            found |= (byte_lanes)(here == (unsigned char)signs.bytes[s]);
        size_t first = lanes_first(found);
        i += first;
        if (first < LANES)
            break;
    }
    return i < whole.length ? i : whole.length;
}

#endif
