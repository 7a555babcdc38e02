// All of some bytes through an open file, pipe or socket, however the system cuts them up.
#ifndef BASE_TRANSFER_H
#define BASE_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

// False, and nothing said, when it cannot be (errno says why) or, for reading, when the other end is closed before.
bool read_fully(int file, void *bytes, size_t length);
bool write_fully(int file, const void *bytes, size_t length);

#endif
