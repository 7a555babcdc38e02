#include "transfer.h"

#include <errno.h>
#include <unistd.h>

bool read_fully(int file, void *bytes, size_t length)
{
    char *into = bytes;
    while (length > 0) {
        ssize_t got = read(file, into, length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        into += got;
        length -= (size_t)got;
    }
    return true;
}

bool write_fully(int file, const void *bytes, size_t length)
{
    const char *rest = bytes;
    while (length > 0) {
        ssize_t written = write(file, rest, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        rest += written;
        length -= (size_t)written;
    }
    return true;
}
