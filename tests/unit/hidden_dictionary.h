// For tests of what is done on machines without the Finnish dictionary.
#ifndef HIDDEN_DICTIONARY_H
#define HIDDEN_DICTIONARY_H

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

// libvoikko's own way of opening a dictionary is replaced, so that there can be none.
struct VoikkoHandle *voikkoInit(const char **error, const char *language, const char *path);
static bool dictionary_is_hidden;

struct VoikkoHandle *voikkoInit(const char **error, const char *language, const char *path)
{
    typedef struct VoikkoHandle *opener(const char **, const char *, const char *);
    opener *real;
    void *found = dlsym(RTLD_NEXT, "voikkoInit");
    memcpy(&real, &found, sizeof real);         // no cast makes a function of an object
    return dictionary_is_hidden ? NULL : real(error, language, path);
}

#endif
