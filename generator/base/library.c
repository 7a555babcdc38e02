#include "library.h"

#include "diagnostics.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>

bool library_open(const char *file, const char *const *names, size_t count, void *functions)
{
    void *found;
    memcpy(&found, functions, sizeof found);
    if (found != NULL)
        return true;
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
    // The first comes last: it tells whether all are there.
    for (size_t i = count; i > 0 && library != NULL; i--) {
        found = dlsym(library, names[i - 1]);
        if (found == NULL)
            break;
        memcpy((char *)functions + (i - 1) * sizeof found, &found, sizeof found);
    }
    errno = ELIBACC;
    return found != NULL || machine_failure("see that all packages are installed; cannot open the library", text_of(file));
}
