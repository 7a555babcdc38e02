#include "library.h"

#include "diagnostics.h"
#include "program.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>

// What a library with all that it is linked with takes, and more. The loader does not tell that it found no memory.
static const size_t LIBRARY_MEMORY = (size_t)64 * 1024 * 1024;

void *library_loaded_function(const char *name)
{
    return dlsym(RTLD_DEFAULT, name);
}

bool library_open(const char *file, const char *const *names, size_t count, void *functions)
{
    void *found;
    memcpy(&found, functions, sizeof found);
    if (found != NULL)
        return true;
    arena scratch = { 0 };
    program_stamp(&scratch);        // while it does not depend on what is open
    arena_free(&scratch);
    errno = 0;
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
    bool had_memory = errno != ENOMEM;
    if (library != NULL)
        memory_heed_throws(dlsym(library, LIBRARY_SET_NEW_HANDLER));     // it may be the first that is written in C++
    // The first comes last: it tells whether all are there.
    for (size_t i = count; i > 0 && library != NULL; i--) {
        found = dlsym(library, names[i - 1]);
        if (found == NULL)
            break;
        memcpy((char *)functions + (i - 1) * sizeof found, &found, sizeof found);
    }
    if (found != NULL)
        return true;
    if (!had_memory || !memory_has(LIBRARY_MEMORY))
        memory_exhausted();
    errno = ELIBACC;
    return machine_failure("see that all packages are installed; cannot open the library", text_of(file));
}
