// What the fuzz targets share. A target defines try_input; whatever it is given must end in a value or in a
// diagnostic, never in a crash, and what was made of it is looked at once more where a rule can be told.
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/sanitizer.h"
#include "base/unicode.h"

#include <sanitizer/asan_interface.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

// What the libraries keep until the process ends is no leak of ours.
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\nleak:libpango\nleak:libglib\n";
}

// What is freed is watched for a while: of the usual 256 MiB nothing stays in the processor's caches. Where memory was taken
// is told shortly, which lets twice as many inputs be tried: ASAN_OPTIONS=malloc_context_size=30 tells all of what was found.
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=4:malloc_context_size=1";
}

static arena memory;
static diagnostics found;

static void prepare(void);          // once
static void try_input(text input);

#define require(condition)                                                              \
    do {                                                                                \
        if (!(condition)) {                                                             \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);     \
            abort();                                                                    \
        }                                                                               \
    } while (0)

// Inputs with several parts have a line of percent signs between them.
static inline text take_piece(text *rest)
{
    size_t end = text_find(*rest, TEXT("\n%%%\n"), 0);
    text piece = text_slice(*rest, 0, end);
    *rest = end == TEXT_NOT_FOUND ? (text){ 0 } : text_from(*rest, end + 5);
    return piece;
}

// Each has a place, and is printed as one line of plain characters.
static inline void require_diagnostics(void)
{
    static char printed[64 * 1024];
    for (size_t i = 0; i < found.count; i++) {
        require(found.items[i].place.path.length > 0);
        require(found.items[i].place.line >= 0 && found.items[i].place.column >= 0);
    }
    if (found.count == 0)
        return;
    FILE *stream = fmemopen(printed, sizeof printed, "w");
    diagnostics one = { .items = found.items, .count = 1 };
    diagnostics_print(&one, false, stream);
    size_t length = (size_t)ftell(stream), offset;
    fclose(stream);
    text line = { printed, length };
    require(length > 1 && text_find_byte(line, '\n', 0) == length - 1);
    require(unicode_check(line, &offset) == UNICODE_FINE);
}

// What is published is UTF-8 without characters that break XML.
static inline void require_text(text made)
{
    size_t offset;
    unicode_fault fault = unicode_check(made, &offset);
    require(fault != UNICODE_MALFORMED && fault != UNICODE_CONTROL);
}

// As site_read_text lets files in: nothing else reaches the parsers of texts.
static inline bool is_readable(text input)
{
    size_t offset;
    return unicode_check(input, &offset) == UNICODE_FINE;
}

// A folder in memory that ends with the process.
static text scratch_folder;
static void remove_scratch(void)
{
    if (!folder_remove(scratch_folder))
        abort();
}
static inline text make_scratch(void)
{
    static char name[] = "/dev/shm/digitori-fuzz-XXXXXX";
    require(mkdtemp(name) != NULL);
    scratch_folder = text_of(name);
    atexit(remove_scratch);
    return scratch_folder;
}

// Overruns of what is in an arena are seen.
static inline void require_guards(void)
{
#ifdef HAS_ADDRESS_SANITIZER
    for (size_t length = 0; length < 4000; length++) {
        char *item = ARENA_NEW(&memory, char, length);
        require(__asan_address_is_poisoned(item - 1) && __asan_address_is_poisoned(item + length));
        require(__asan_region_is_poisoned(item, length) == NULL);
    }
    arena_free(&memory);
#endif
}

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    (void)count, (void)arguments;
    setenv("ARENA_DEBUG", "1", 1);
    require_guards();
    prepare();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    found = (diagnostics){ .memory = &memory };
    // A copy of its own size with nothing behind it, so that reading on is seen.
    char *copy = malloc(length + 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    try_input((text){ copy, length });
    require_diagnostics();
    arena_free(&memory);
    free(copy);
    return 0;
}

#endif
