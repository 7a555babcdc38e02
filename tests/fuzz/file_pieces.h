// For targets whose input is several files of one folder, one piece each.
#ifndef TESTS_FUZZ_FILE_PIECES_H
#define TESTS_FUZZ_FILE_PIECES_H

#include "fuzz.h"

static text folder;             // once prepare has made it

// A file that the input does not speak of is not there.
static inline bool write_pieces(const char *const *names, size_t count, text input)
{
    for (size_t i = 0; i < count; i++) {
        text piece = take_piece(&input), path = path_join(&memory, folder, text_of(names[i]));
        if (!(piece.length > 0 ? file_write(path, piece) : file_remove(path)))
            return false;
    }
    return true;
}

#endif
