// What the unit tests share: comparisons that print both sides when they fail.
#ifndef TESTS_UNIT_CHECKS_H
#define TESTS_UNIT_CHECKS_H

#include "base/diagnostics.h"
#include "base/sanitizer.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

#define check(condition) assert_true(condition)
#define check_text(actual, expected) check_text_at(actual, expected, __FILE__, __LINE__)
#define check_reported(found, expected) check_reported_at(found, expected, __FILE__, __LINE__)

static inline void check_text_at(text actual, const char *expected, const char *file, int line)
{
    char *string = memory_allocate(actual.length + 1, 1);
    if (actual.length > 0)
        memcpy(string, actual.bytes, actual.length);
    bool is_same = text_equals(actual, text_of(expected));
    if (!is_same) {
        fprintf(stderr, "%s:%d: expected \"%s\"\n", file, line, expected);
        fprintf(stderr, "%s:%d: but got  \"%s\"\n", file, line, string);
    }
    free(string);
    if (!is_same)
        _fail(file, line);
}

// [expected] is the printed form: all lines, in the order of the report.
static inline void check_reported_at(const diagnostics *found, const char *expected, const char *file, int line)
{
    char *printed = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&printed, &length);
    diagnostics_print(found, false, stream);
    fclose(stream);
    bool is_same = strcmp(printed, expected) == 0;
    if (!is_same) {
        fprintf(stderr, "%s:%d: expected these diagnostics:\n%s", file, line, expected);
        fprintf(stderr, "%s:%d: but got:\n%s", file, line, printed);
    }
    free(printed);
    if (!is_same)
        _fail(file, line);
}

// Of a test's own. tests/run-unit gives each program a place for them, which goes with all that a test that failed has left there.
static inline text fresh_folder(arena *memory)
{
    const char *parent = getenv("TMPDIR");
    char *name = text_to_string(memory, text_format(memory, "%s/digitori-unit-XXXXXX", parent != NULL ? parent : "/tmp"));
    check(mkdtemp(name) != NULL);
    return text_of(name);
}

// The address sanitizer and valgrind need more memory and time themselves than limits leave, and end a process their own way.
static inline bool is_watched(void)
{
#ifdef HAS_ADDRESS_SANITIZER
    return true;
#else
    const char *under = getenv("UNDER");
    return under != NULL && under[0] != '\0';
#endif
}
#define skip_when_watched() do { if (is_watched()) skip(); } while (0)

// For teardowns: frees the arena and forgets what was reported into it.
static inline void release(arena *memory, diagnostics *found)
{
    arena_free(memory);
    *found = (diagnostics){ 0 };
}

#endif
