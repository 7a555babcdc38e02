// Text: a view of bytes that somebody else owns.
//
// Nearly everything the generator handles is text, so it is passed by value as
// a pointer and a length. A text is not terminated, may hold any byte, and is
// never written through. Whoever made the bytes (an arena, a file, a literal)
// keeps them alive.
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct arena;

typedef struct {
    const char *bytes;
    size_t length;
} text;

// The text of a string literal.
#define TEXT(literal) ((text){ "" literal, sizeof(literal) - 1 })
// The same as an initialiser of something static.
#define TEXT_CONSTANT(literal) { "" literal, sizeof(literal) - 1 }

// For printf's "%.*s".
#define TEXT_PRINT(t) (int)(t).length, (t).bytes ? (t).bytes : ""

#define TEXT_NOT_FOUND ((size_t)-1)

static inline bool byte_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

// Up to its NUL; NULL gives empty. Inline, so that the length of a literal is known when it is compiled.
static inline text text_of(const char *string)
{
    return (text){ string, string != NULL ? strlen(string) : 0 };
}
text text_between(const char *from, const char *to);
// The bytes from [from] to [to], clamped to the whole. Inline, like the next:
// everything that reads text byte by byte lives on them.
static inline text text_slice(text whole, size_t from, size_t to)
{
    if (to > whole.length)
        to = whole.length;
    if (from > to)
        from = to;
    return (text){ from > 0 ? whole.bytes + from : whole.bytes, to - from };    // NULL + 0 is not allowed
}

static inline text text_from(text whole, size_t from)
{
    return text_slice(whole, from, whole.length);
}

bool text_is_empty(text t);
// Names of one length mostly differ in their first byte already.
static inline bool text_equals(text a, text b)
{
    return a.length == b.length
        && (a.length == 0 || (a.bytes[0] == b.bytes[0] && memcmp(a.bytes, b.bytes, a.length) == 0));
}
int text_compare(text a, text b);                       // by bytes, as memcmp
bool text_starts_with(text whole, text start);
bool text_ends_with(text whole, text end);

// Offset of the first [needle] or byte at or after [from]; TEXT_NOT_FOUND when there is none.
size_t text_find(text whole, text needle, size_t from);
size_t text_find_byte(text whole, char byte, size_t from);
size_t text_find_last_byte(text whole, char byte);

text text_trim(text t);                                 // ASCII white space at both ends

// Takes the first line off [rest]; the line is without its "\n" or "\r\n".
// Returns false when nothing is left.
bool text_take_line(text *rest, text *line);

// Takes what stands before [separator] off [rest] (all of it when there is none).
// Returns false when nothing is left.
bool text_take_part(text *rest, char separator, text *part);

// Splits at the first [separator]; false leaves the outputs untouched.
bool text_split(text whole, char separator, text *before, text *after);

text text_copy(struct arena *memory, text t);
char *text_to_string(struct arena *memory, text t);      // NUL-terminated copy
text text_join(struct arena *memory, text a, text b);
text text_format(struct arena *memory, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
text text_format_list(struct arena *memory, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

// Number of single-byte edits between two short texts (Levenshtein), at most
// [limit] + 1. Used for "did you mean".
size_t text_distance(text a, text b, size_t limit);

#endif
