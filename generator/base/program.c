#include "program.h"

#include "files.h"

#include <link.h>

typedef struct {
    arena *memory;
    text stamp;
} stamp_maker;

static int add_library(struct dl_phdr_info *loaded, size_t size, void *context)
{
    (void)size;
    stamp_maker *with = context;
    with->stamp = text_join(with->memory, with->stamp, file_stamp(with->memory, text_of(loaded->dlpi_name)));
    return 0;
}

text program_stamp(arena *memory)
{
    stamp_maker with = { memory, file_stamp(memory, TEXT("/proc/self/exe")) };
    dl_iterate_phdr(add_library, &with);
    return with.stamp;
}
