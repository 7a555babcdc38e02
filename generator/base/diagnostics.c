#include "diagnostics.h"

#include "unicode.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *message;
    severity severity;
} kinds[] = {
#define DIAGNOSTIC(name, severity, message) { #name, message, SEVERITY_##severity },
#include "diagnostic_list.h"
#undef DIAGNOSTIC
};

// Enough to tell which value is meant, when a file of others has one of a megabyte.
enum { SHOWN_BYTES = 2000 };

static text cut(arena *memory, text t)
{
    if (t.length <= SHOWN_BYTES)
        return t;
    size_t end = SHOWN_BYTES;
    while (end > 0 && ((unsigned char)t.bytes[end] & 0xC0) == 0x80)
        end--;
    return text_join(memory, text_slice(t, 0, end), TEXT("\u2026"));
}

void report(diagnostics *found, diagnostic_kind kind, place where, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text detail = text_format_list(found->memory, format, arguments);
    va_end(arguments);
    where.path = cut(found->memory, text_copy(found->memory, where.path));
    *ARENA_PUSH(found->memory, *found) = (diagnostic){ kind, where, cut(found->memory, detail) };
}

severity diagnostic_severity(diagnostic_kind kind)
{
    return kinds[kind].severity;
}

const char *diagnostic_message(diagnostic_kind kind)
{
    return kinds[kind].message;
}

const char *diagnostic_name(diagnostic_kind kind)
{
    static char name[64];
    size_t i = 0;
    for (const char *c = kinds[kind].name; *c != '\0' && i + 1 < sizeof name; c++)
        name[i++] = *c == '_' ? '-' : (char)tolower((unsigned char)*c);
    name[i] = '\0';
    return name;
}

static int compare(const void *left, const void *right)
{
    const diagnostic *a = left, *b = right;
    int order = text_compare(a->place.path, b->place.path);
    if (order == 0)
        order = (a->place.line > b->place.line) - (a->place.line < b->place.line);
    if (order == 0)
        order = (a->place.column > b->place.column) - (a->place.column < b->place.column);
    if (order == 0)
        order = (a->kind > b->kind) - (a->kind < b->kind);
    return order != 0 ? order : text_compare(a->detail, b->detail);
}

void diagnostics_sort(diagnostics *found)
{
    if (found->count < 2)
        return;
    qsort(found->items, found->count, sizeof *found->items, compare);
    size_t kept = 1;
    for (size_t i = 1; i < found->count; i++)
        if (compare(&found->items[kept - 1], &found->items[i]) != 0)
            found->items[kept++] = found->items[i];
    found->count = kept;
}

size_t diagnostics_count(const diagnostics *found, severity wanted)
{
    size_t count = 0;
    for (size_t i = 0; i < found->count; i++)
        count += diagnostic_severity(found->items[i].kind) == wanted;
    return count;
}

static int shown(int number)
{
    return number > 0 ? number : 1;
}

// Control characters, those that turn or break the line around them, and what is none.
static bool is_unsafe(uint32_t c)
{
    return c < 0x20 || c == 0x2028 || c == 0x2029 || unicode_fault_of(c) != UNICODE_FINE;
}

// Takes one character off the front and shows what may be shown. False for
// what must be escaped: an unsafe character, or a single byte that is no UTF-8.
static bool print_character(text *rest, FILE *stream, uint32_t *character, bool *is_byte)
{
    text start = *rest;
    unicode_take(rest, character);
    size_t length = start.length - rest->length;
    *is_byte = length == 1 && *character >= 0x80;
    if (*is_byte || is_unsafe(*character))
        return false;
    fwrite(start.bytes, 1, length, stream);
    return true;
}

// Whatever an author's file holds, one diagnostic stays one line and moves no cursor.
static void print_safely(text t, FILE *stream)
{
    while (t.length > 0) {
        unsigned char byte = (unsigned char)t.bytes[0];
        uint32_t character;
        bool is_byte;
        if (print_character(&t, stream, &character, &is_byte))
            continue;
        if (is_byte || character < 0x100)
            fprintf(stream, "\\x%02x", is_byte ? byte : character);
        else
            fprintf(stream, "\\u%04x", character);
    }
}

static void print_line(const diagnostic *d, FILE *stream)
{
    print_safely(d->place.path, stream);
    fprintf(stream, ":%d:%d: %s: %s", shown(d->place.line), shown(d->place.column),
            diagnostic_severity(d->kind) == SEVERITY_ERROR ? "error" : "warning",
            diagnostic_message(d->kind));
    if (d->detail.length > 0) {
        fputs(": ", stream);
        print_safely(d->detail, stream);
    }
    fputc('\n', stream);
}

// JSON escapes halves of UTF-16.
static void print_json_escape(uint32_t c, FILE *stream)
{
    if (c < 0x10000)
        fprintf(stream, "\\u%04x", c);
    else
        fprintf(stream, "\\u%04x\\u%04x", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + (c & 0x3FF));
}

static void print_json_text(const char *key, text t, FILE *stream)
{
    fprintf(stream, "\"%s\":\"", key);
    while (t.length > 0) {
        uint32_t character;
        bool is_byte;
        if (t.bytes[0] == '"' || t.bytes[0] == '\\')
            fputc('\\', stream);
        if (!print_character(&t, stream, &character, &is_byte))
            print_json_escape(character, stream);       // a stray byte becomes U+FFFD
    }
    fputc('"', stream);
}

static void print_json(const diagnostic *d, FILE *stream)
{
    fputc('{', stream);
    print_json_text("path", d->place.path, stream);
    fprintf(stream, ",\"line\":%d,\"column\":%d,\"severity\":\"%s\",\"code\":\"%s\",",
            shown(d->place.line), shown(d->place.column),
            diagnostic_severity(d->kind) == SEVERITY_ERROR ? "error" : "warning",
            diagnostic_name(d->kind));
    print_json_text("message", text_of(diagnostic_message(d->kind)), stream);
    fputc(',', stream);
    print_json_text("detail", d->detail, stream);
    fputs("}\n", stream);
}

// Of one message about one file: nobody reads on, and a file of others may have a million. Programs get them all.
enum { SHOWN_OF_WARNING = 50, SHOWN_OF_ERROR = 200 };

static size_t most_shown(size_t kind)
{
    return diagnostic_severity((diagnostic_kind)kind) == SEVERITY_ERROR ? SHOWN_OF_ERROR : SHOWN_OF_WARNING;
}

// Those of one file, from [first]; returns where the next one begins.
static size_t print_file(const diagnostics *found, size_t first, FILE *stream)
{
    size_t counts[DIAGNOSTIC_KINDS] = { 0 }, i = first;
    const diagnostic *left_out[DIAGNOSTIC_KINDS];
    for (; i < found->count && text_equals(found->items[i].place.path, found->items[first].place.path); i++) {
        const diagnostic *d = &found->items[i];
        size_t before = counts[d->kind]++;
        if (before < most_shown(d->kind))
            print_line(d, stream);
        else if (before == most_shown(d->kind))
            left_out[d->kind] = d;
    }
    for (size_t kind = 0; kind < DIAGNOSTIC_KINDS; kind++) {
        if (counts[kind] <= most_shown(kind))
            continue;
        char detail[80];
        diagnostic more = *left_out[kind];
        snprintf(detail, sizeof detail, "and %zu more in this file", counts[kind] - most_shown(kind));
        more.detail = text_of(detail);
        print_line(&more, stream);
    }
    return i;
}

static void print_all(const diagnostics *found, bool as_json, FILE *stream)
{
    for (size_t i = 0; i < found->count && as_json; i++)
        print_json(&found->items[i], stream);
    for (size_t i = 0; i < found->count && !as_json;)
        i = print_file(found, i, stream);
}

// In one piece: standard error is not buffered, and would be written to for every letter.
void diagnostics_print(const diagnostics *found, bool as_json, FILE *stream)
{
    char *printed = NULL;
    size_t length = 0;
    FILE *whole = open_memstream(&printed, &length);
    if (whole != NULL)
        print_all(found, as_json, whole);
    if (whole != NULL && fclose(whole) == 0)
        fwrite(printed, 1, length, stream);
    else
        print_all(found, as_json, stream);      // no memory
    free(printed);
}

void diagnostics_add_to_record(const diagnostics *found, buffer *record)
{
    record_add_number(record, found->count);
    for (size_t i = 0; i < found->count; i++) {
        const diagnostic *d = &found->items[i];
        record_add_number(record, (uint64_t)d->kind);
        record_add_text(record, d->place.path);
        record_add_number(record, (uint64_t)d->place.line);
        record_add_number(record, (uint64_t)d->place.column);
        record_add_text(record, d->detail);
    }
}

void diagnostics_take_from_record(diagnostics *found, text *record)
{
    uint64_t count = record_take_number(record);
    for (uint64_t i = 0; i < count && record->bytes != NULL; i++) {
        uint64_t kind = record_take_number(record);
        place where = { .path = record_take_text(record) };
        where.line = (int)record_take_number(record);
        where.column = (int)record_take_number(record);
        text detail = record_take_text(record);
        if (record->bytes != NULL && kind < DIAGNOSTIC_KINDS)
            report(found, (diagnostic_kind)kind, where, "%.*s", TEXT_PRINT(detail));
    }
}

static bool has_failed = false;

bool machine_has_failed(void)
{
    return has_failed;
}

bool machine_failure(const char *doing, text path)
{
    int reason = errno;
    has_failed = true;
    fprintf(stderr, "digitori: %s '", doing);
    print_safely(path, stderr);
    if (reason != 0)
        fprintf(stderr, "': %s\n", strerror(reason));
    else
        fputs("'\n", stderr);
    return false;
}
