// Diagnostics: what we tell an author about their files.
//
// A diagnostic names a place (file, line, column from 1, columns in characters)
// and says what is wrong and what to do, in words that someone who is no
// programmer understands. A run reports everything it finds; nothing is fatal
// to the search for more. Printed form, one line each:
//
//     content/fi/index.md:12:5: error: what is wrong: the detail
//
// Machine failures (disk, memory, permission) are not diagnostics: see
// machine_failure below.
#ifndef BASE_DIAGNOSTICS_H
#define BASE_DIAGNOSTICS_H

#include "arena.h"
#include "buffer.h"
#include "text.h"

#include <stdio.h>

typedef enum { SEVERITY_WARNING, SEVERITY_ERROR } severity;

typedef enum {
#define DIAGNOSTIC(name, severity, message) name,
#include "diagnostic_list.h"
#undef DIAGNOSTIC
    DIAGNOSTIC_KINDS
} diagnostic_kind;

typedef struct {
    text path;              // from the site's folder, "/" between parts
    int line, column;       // from 1; 0 means the file as a whole and prints as 1
} place;

typedef struct {
    diagnostic_kind kind;
    place place;
    text detail;
} diagnostic;

typedef struct {
    arena *memory;          // owns the items and their texts; set before first use
    diagnostic *items;
    size_t count, capacity;
} diagnostics;

// Adds a diagnostic. The detail says which, where or what to do; it must not
// repeat the message of the kind. Beyond 2,000 bytes it is cut.
void report(diagnostics *found, diagnostic_kind kind, place where, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static inline place at(text path, int line, int column)
{
    return (place){ path, line, column };
}

severity diagnostic_severity(diagnostic_kind kind);
const char *diagnostic_message(diagnostic_kind kind);
const char *diagnostic_name(diagnostic_kind kind);      // "field-missing"

// Orders by path, line, column, kind, detail and drops exact repetitions.
void diagnostics_sort(diagnostics *found);
size_t diagnostics_count(const diagnostics *found, severity wanted);

// One line each, of which the same message about one file comes 50 times (an error 200 times) and is then only counted; or
// one JSON object per line, all of them.
void diagnostics_print(const diagnostics *found, bool as_json, FILE *stream);

// Between processes.
void diagnostics_add_to_record(const diagnostics *found, buffer *record);
void diagnostics_take_from_record(diagnostics *found, text *record);

// Says on standard error that the machine failed ("digitori: cannot write
// 'x': No space left on device", from errno; nothing of it when that is 0) and returns false.
bool machine_failure(const char *doing, text path);
// Whether it has been said in this process: what was being made is then not to be trusted, even where somebody went on.
bool machine_has_failed(void);

#endif
