#include "unicode.h"

#include "lanes.h"

#include <stdlib.h>
#include <utf8proc.h>

static const uint32_t REPLACEMENT = 0xFFFD;

bool unicode_take(text *rest, uint32_t *character)
{
    if (rest->length == 0)
        return false;
    unsigned char first = (unsigned char)rest->bytes[0];
    if (first < 0x80) {
        *character = first;
        *rest = text_from(*rest, 1);
        return true;
    }
    utf8proc_int32_t found;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)rest->bytes,
                                               (utf8proc_ssize_t)rest->length, &found);
    *character = length > 0 ? (uint32_t)found : REPLACEMENT;
    *rest = text_from(*rest, length > 0 ? (size_t)length : 1);
    return true;
}

size_t unicode_encode(uint32_t character, char bytes[4])
{
    utf8proc_ssize_t length = utf8proc_encode_char((utf8proc_int32_t)character, (utf8proc_uint8_t *)bytes);
    return length > 0 ? (size_t)length : 0;
}

static bool is_control(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
}

// The last two of each plane, and thirty-two more. Cairo ends a PDF that holds one.
static bool is_no_character(uint32_t c)
{
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

static bool is_direction(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

unicode_fault unicode_fault_of(uint32_t character)
{
    if (is_control(character) || is_no_character(character))
        return UNICODE_CONTROL;
    return is_direction(character) ? UNICODE_DIRECTION : UNICODE_FINE;
}

// U+00C0 to U+00FF.
static bool is_latin_letter(text t, size_t i)
{
    return (unsigned char)t.bytes[i] == 0xC3 && i + 1 < t.length
        && (unsigned char)t.bytes[i + 1] >= 0x80 && (unsigned char)t.bytes[i + 1] <= 0xBF;
}

// Where the run that begins at [i] ends of what is surely fine: printable ASCII, the white space of text files and U+00C0
// to U+00FF, which begin with C3.
static size_t end_of_plain(text t, size_t i)
{
    for (; i < t.length; i += LANES) {
        byte_lanes here = lanes_at(t, i), is_second = (byte_lanes)(lanes_before(t, i, 1) == 0xC3);
        byte_lanes alone = lanes_between(here, 0x20, 0x7E) | (byte_lanes)(here == '\n') | (byte_lanes)(here == '\t')
                         | (byte_lanes)(here == '\r') | (byte_lanes)(here == 0xC3);
        byte_lanes fine = (alone & ~is_second) | (lanes_between(here, 0x80, 0xBF) & is_second);
        size_t run = lanes_first(~fine);
        if (run == LANES)
            continue;
        i += run;
        break;
    }
    if (i > t.length)
        i = t.length;
    return i > 0 && (unsigned char)t.bytes[i - 1] == 0xC3 ? i - 1 : i;
}

unicode_fault unicode_check(text t, size_t *offset)
{
    *offset = 0;
    for (size_t i = end_of_plain(t, 0); i < t.length; i = end_of_plain(t, i)) {
        *offset = i;
        utf8proc_int32_t character;
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)t.bytes + i,
                                                   (utf8proc_ssize_t)(t.length - i), &character);
        if (length <= 0)
            return UNICODE_MALFORMED;
        unicode_fault fault = unicode_fault_of((uint32_t)character);
        if (fault != UNICODE_FINE)
            return fault;
        i += (size_t)length;
    }
    return UNICODE_FINE;
}

bool unicode_is_letter(uint32_t character)
{
    switch (utf8proc_category((utf8proc_int32_t)character)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
        return true;
    default:
        return false;
    }
}

bool unicode_is_digit(uint32_t character)
{
    return utf8proc_category((utf8proc_int32_t)character) == UTF8PROC_CATEGORY_ND;
}

bool unicode_is_space(uint32_t character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || character == 0xA0 || character == 0x202F
        || (character >= 0x2000 && character <= 0x200A) || character == 0xFEFF;
}

size_t unicode_count(text t)
{
    size_t count = 0;
    for (uint32_t character; unicode_take(&t, &character);)
        count++;
    return count;
}

// Most of what is asked about is small ASCII letters, which no mapping changes.
static bool is_plain(text t)
{
    for (size_t i = 0; i < t.length; i += LANES) {
        byte_lanes here = lanes_at(t, i);
        if (lanes_bits(lanes_between(here, 0x80, 0xFF) | lanes_between(here, 'A', 'Z')) != 0)
            return false;
    }
    return true;
}

// The same with the small letters of Latin-1, which are what they are in lower case and NFC.
static bool is_small_latin(text t)
{
    enum { LATIN = 0xC3, SMALL_FROM = 0x9F, SMALL_TO = 0xBF };
    for (size_t i = 0; i < t.length; i++) {
        unsigned char byte = (unsigned char)t.bytes[i];
        if (byte < 0x80 ? byte >= 'A' && byte <= 'Z' : byte != LATIN)
            return false;
        if (byte != LATIN)
            continue;
        unsigned char next = ++i < t.length ? (unsigned char)t.bytes[i] : 0;
        if (next < SMALL_FROM || next > SMALL_TO)
            return false;
    }
    return true;
}

static text mapped(arena *memory, text t, utf8proc_option_t options)
{
    if (is_plain(t))
        return t;
    utf8proc_uint8_t *result = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)t.bytes,
                                           (utf8proc_ssize_t)t.length, &result, options);
    text copy = length >= 0 ? text_copy(memory, (text){ (char *)result, (size_t)length })
                            : text_copy(memory, t);
    free(result);
    return copy;
}

// ASCII and the letters of Latin-1 alone, which are composed and have no marks to reorder.
static bool is_latin(text t)
{
    for (size_t i = 0; i < t.length; i++) {
        if ((unsigned char)t.bytes[i] < 0x80)
            continue;
        if (!is_latin_letter(t, i++))
            return false;
    }
    return true;
}

static text lower_latin(arena *memory, text t)
{
    char *lowered = text_to_string(memory, t);
    for (size_t i = 0; i < t.length; i++) {
        unsigned char c = (unsigned char)t.bytes[i];
        bool is_second = i > 0 && (unsigned char)t.bytes[i - 1] == 0xC3;
        if ((c >= 'A' && c <= 'Z') || (is_second && c >= 0x80 && c <= 0x9E && c != 0x97))   // all but the sign ×
            lowered[i] = (char)(c + 0x20);
    }
    return (text){ lowered, t.length };
}

text unicode_normalize(arena *memory, text t)
{
    return is_latin(t) ? t : mapped(memory, t, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

text unicode_fold(arena *memory, text t)
{
    return mapped(memory, t, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK
                            | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

static text each_lower(arena *memory, text t)
{
    char *lowered = ARENA_NEW(memory, char, t.length * 4 + 1);
    size_t length = 0;
    for (uint32_t character; unicode_take(&t, &character);) {
        utf8proc_int32_t lower = utf8proc_tolower((utf8proc_int32_t)character);
        length += unicode_encode((uint32_t)lower, lowered + length);
    }
    return (text){ lowered, length };
}

text unicode_lower(arena *memory, text t)
{
    if (is_plain(t) || is_small_latin(t))
        return t;
    return is_latin(t) ? lower_latin(memory, t) : each_lower(memory, unicode_normalize(memory, t));
}

text unicode_plain(arena *memory, text t)
{
    if (is_plain(t))
        return t;
    return each_lower(memory, mapped(memory, t, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT
                                                | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE));
}

bool unicode_is_unseen(uint32_t character)
{
    return character >= 0x80 && utf8proc_get_property((utf8proc_int32_t)character)->ignorable;
}

// Weight of a character for alphabetical order: digits, then letters by base
// letter with å ä ö (and æ ø) last; everything else before.
static uint32_t weight_of(uint32_t character)
{
    if (character < 0x80) {
        bool is_letter = (character | 0x20) >= 'a' && (character | 0x20) <= 'z';
        return is_letter ? character | 0x20 : character >= '0' && character <= '9' ? character : 0;
    }
    uint32_t lower = (uint32_t)utf8proc_tolower((utf8proc_int32_t)character);
    switch (lower) {
    case 0xE5: return 'z' + 1;              // å
    case 0xE4: case 0xE6: return 'z' + 2;   // ä æ
    case 0xF6: case 0xF8: return 'z' + 3;   // ö ø
    default: break;
    }
    if (lower < 0x80)
        return lower;
    utf8proc_int32_t parts[8];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)lower, parts, 8,
                                                     UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundary);
    uint32_t base = count > 0 ? (uint32_t)parts[0] : lower;
    if (base < 0x80)
        return base;
    return unicode_is_letter(lower) || unicode_is_digit(lower) ? lower + 0x1000 : 0;
}

static uint32_t next_weight(text *rest)
{
    uint32_t character;
    while (unicode_take(rest, &character)) {
        uint32_t weight = weight_of(character);
        if (weight != 0)
            return weight;
        if (character == ' ' || character == 0xA0)
            return 1;       // a word that ends earlier comes first
    }
    return 0;
}

static bool is_inside_character(text t, size_t offset)
{
    return offset < t.length && ((unsigned char)t.bytes[offset] & 0xC0) == 0x80;
}

// The length of what both begin with, in whole characters.
static size_t common_beginning(text a, text b)
{
    size_t length = 0, shorter = a.length < b.length ? a.length : b.length;
    while (length < shorter && a.bytes[length] == b.bytes[length])
        length++;
    while (length > 0 && (is_inside_character(a, length) || is_inside_character(b, length)))
        length--;
    return length;
}

int unicode_collate(text a, text b)
{
    size_t common = common_beginning(a, b);         // weighs the same
    text left = text_from(a, common), right = text_from(b, common);
    for (;;) {
        uint32_t x = next_weight(&left), y = next_weight(&right);
        if (x != y)
            return x < y ? -1 : 1;
        if (x == 0)
            return text_compare(a, b);
    }
}

uint64_t unicode_collation_start(text t)
{
    enum { CHARACTERS = 8, HIGHEST = 0x7F };        // weights beyond the letters of ASCII and å, ä, ö are all the highest
    uint64_t start = 0;
    bool is_known = true;                           // what follows one of those may weigh anything
    for (int i = 0; i < CHARACTERS; i++) {
        uint32_t weight = is_known ? next_weight(&t) : 0;
        is_known = is_known && weight > 0 && weight < HIGHEST;
        start = start << 8 | (weight < HIGHEST ? weight : HIGHEST);
    }
    return start;
}
