// Less memory than a worker may have, for a library that takes as much as a file of some bytes says: it finds none, and the job ends as
// arena.h tells of one that wants more than its limit.
#ifndef BASE_LOWER_MEMORY_H
#define BASE_LOWER_MEMORY_H

#include <stddef.h>

typedef struct { size_t of_process, of_worker; } memory_before;

// From here to memory_restore there are no more than [bytes] above what is in use, nor more than there were before. Outside of a worker,
// and with the address sanitizer, nothing changes.
memory_before memory_lower(size_t bytes);
void memory_restore(memory_before before);

#endif
