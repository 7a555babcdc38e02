#include "late.h"

#include "library.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

enum { EXIT_MACHINE_FAILED = 3 };

void *late_open(unsigned long number)
{
    const late_function *wanted = &late_functions[number];
    void *function = NULL;
    int reason = errno;         // callers who tidy up before they tell it know of no library that is opened
    if (!library_open(late_files[wanted->file], &wanted->name, 1, &function))
        _exit(EXIT_MACHINE_FAILED);
    late_places[number] = function;
    errno = reason;
    return function;
}
