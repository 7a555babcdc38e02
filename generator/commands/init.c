// digitori init DIR: the files under generator/commands/init/, which the
// program carries inside itself, become a small site.
#include "commands/commands.h"

#include "base/diagnostics.h"
#include "base/files.h"
#include "base/staging.h"
#include "site/embedded.h"

#include <stdio.h>

static bool write_files(arena *memory, text folder)
{
    static const text carried = TEXT_CONSTANT("generator/commands/init/");
    for (size_t i = 0; i < embedded_file_count; i++) {
        text path = text_of(embedded_files[i].path);
        bool existed = false;
        if (text_starts_with(path, carried)
            && !file_create(path_join(memory, folder, text_from(path, carried.length)),
                            embedded_contents(&embedded_files[i]), &existed))
            return false;
    }
    return true;
}

// All of it or nothing, so that the command can be given again.
static bool write_site(arena *memory, text folder)
{
    staging with;
    text fresh = { 0 };
    bool fine = staging_make(memory, folder, &with);
    if (fine) {
        fresh = path_join(memory, with.held.path, TEXT("site"));
        fine = write_files(memory, fresh) && staging_publish(&with, fresh, true);
    }
    return staging_end(&with) && fine;
}

int command_init(int count, char **given)
{
    arguments from;
    const command *own = command_find("init");
    if (!arguments_read(own, count, given, &from))
        return EXIT_USAGE;
    if (from.position_count != 1)
        return usage_error(own, "say which folder to make");
    text folder = text_of(from.positions[0]);
    if (path_exists(folder) && (!path_is_folder(folder) || !folder_is_empty(folder))) {
        fprintf(stderr, "digitori: '%s' is there already; choose a new or empty folder\n", from.positions[0]);
        return EXIT_USAGE;
    }
    arena memory = { 0 };
    bool fine = write_site(&memory, folder);
    arena_free(&memory);
    if (!fine)
        return EXIT_MACHINE;
    printf("A new site stands in %s. Next:\n\n    cd %s\n    digitori build\n\nand open public/index.html in a browser.\n",
           from.positions[0], from.positions[0]);
    return EXIT_DONE;
}
