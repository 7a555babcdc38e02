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
        fine = write_files(memory, fresh) && staging_publish_new(&with, fresh);
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
    int status = new_folder_status(own, from.positions[0]);
    if (status != EXIT_DONE)
        return status;
    arena memory = { 0 };
    text folder = text_of(from.positions[0]);
    bool fine = write_site(&memory, folder);
    if (fine)
        printf("A new site stands in %.*s. Next:\n\n    cd %.*s\n    digitori build\n\nand open public/index.html in a browser.\n",
               TEXT_PRINT(folder), TEXT_PRINT(shell_path(&memory, folder)));
    arena_free(&memory);
    return fine ? EXIT_DONE : EXIT_MACHINE;
}
