#include "program.h"

#include "files.h"

#include <link.h>
#include <stdlib.h>

// The linker's list of libraries, written anew whenever a package with libraries is put in.
static const text LINKER_CACHE = TEXT_CONSTANT("/etc/ld.so.cache");

typedef struct {
    arena *memory;
    text stamp;
} stamp_maker;

static void add_file(stamp_maker *with, text path)
{
    with->stamp = text_join(with->memory, with->stamp, file_stamp(with->memory, path));
}

static int add_library(struct dl_phdr_info *loaded, size_t size, void *context)
{
    (void)size;
    add_file(context, text_of(loaded->dlpi_name));
    return 0;
}

// A library that is put into one of these folders is not in the linker's list, but the folder is another then.
static void add_folders(stamp_maker *with, text folders)
{
    text one;
    with->stamp = text_join(with->memory, with->stamp, folders);
    while (text_take_part(&folders, ':', &one))
        add_file(with, one);
}

static text make_stamp(arena *memory)
{
    stamp_maker with = { memory, (text){ 0 } };
    add_file(&with, TEXT("/proc/self/exe"));
    dl_iterate_phdr(add_library, &with);
    add_file(&with, LINKER_CACHE);
    add_folders(&with, text_of(getenv("LD_LIBRARY_PATH")));
    return with.stamp;
}

// Made once, before the first library is opened: it shall not depend on which are.
text program_stamp(arena *memory)
{
    static text made;
    static arena kept;
    if (made.bytes == NULL)
        made = make_stamp(&kept);
    return text_copy(memory, made);
}
