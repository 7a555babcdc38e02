// Parts of a file of an office program, put into a package: so that what is tried is their XML, not the packing.
#ifndef TESTS_FUZZ_PACKAGE_H
#define TESTS_FUZZ_PACKAGE_H

#include "formats/zip.h"

enum { PARTS_MOST = 6 };

static inline void try_package(given_reader *reader, const char *const *names, size_t count, text input)
{
    zip_entry parts[PARTS_MOST];
    buffer packed = { 0 };
    for (size_t i = 0; i < count; i++)
        parts[i] = (zip_entry){ .name = text_of(names[i]), .contents = take_piece(&input), .is_stored = true };
    require(zip_write_memory(parts, count, &packed));
    try_given(reader, buffer_text(&packed));
    buffer_free(&packed);
}

#endif
