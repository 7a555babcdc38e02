// libsodium, made ready; between the files of base/ that call it.
#ifndef BASE_LIBSODIUM_H
#define BASE_LIBSODIUM_H

#include <sodium.h>

// Before the first call. A machine without random numbers ends the program with status 3.
void libsodium_prepare(void);

#endif
