// kit.json, and names of files.
#include "fuzz.h"

#include "forks/kit_manifest.h"
#include "forks/kit_names.h"

static void prepare(void)
{
}

static void try_input(text input)
{
    kit_manifest read;
    text why = { 0 }, name, other;
    kit_names names = { .memory = &memory, .known = { .memory = &memory } };
    bool fine = kit_manifest_read(&memory, input, &read, &why);
    require(fine || why.length > 0);
    for (size_t i = 0; fine && i < read.file_count; i++)
        require(kit_manifest_find(&read, read.files[i].path) == &read.files[i]);
    while (text_take_line(&input, &name))
        if (kit_name_fault(name).length == 0)
            kit_names_add(&names, name, &other);
}
