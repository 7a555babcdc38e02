#include "commands/private_keys.h"

#include "base/files.h"

#include <stdio.h>
#include <stdlib.h>

text private_key_site(arena *memory, text path)
{
    text parent = path_folder(path);
    char *resolved = realpath(parent.length > 0 ? text_to_string(memory, parent) : text_starts_with(path, TEXT("/")) ? "/" : ".", NULL);
    text folder = text_copy(memory, text_of(resolved));
    free(resolved);
    while (folder.length > 0 && !path_exists(path_join(memory, folder, TEXT("digitori.yaml"))))
        folder = path_folder(folder);
    return folder;
}

int private_key_given(const command *of, text path, private_key *known)
{
    arena scratch = { 0 };
    text site = private_key_site(&scratch, path);
    private_key_result result = private_key_read(path, known);
    bool is_read = result == PRIVATE_KEY_READ || result == PRIVATE_KEY_OPEN;
    if (result == PRIVATE_KEY_OPEN)
        fprintf(stderr, "digitori: others on this machine can read the private key in '%.*s'; take that right away from them, "
                "such as with 'chmod 600'\n", TEXT_PRINT(path));
    if (is_read && site.length > 0)
        fprintf(stderr, "digitori: the private key '%.*s' is inside the site '%.*s'; move it out, so that it is not published\n",
                TEXT_PRINT(path), TEXT_PRINT(site));
    arena_free(&scratch);
    if (is_read)
        return EXIT_DONE;
    if (result == PRIVATE_KEY_FAILED)
        return EXIT_MACHINE;
    return usage_error(of, result == PRIVATE_KEY_MISSING ? "there is no '%.*s'; make a key with 'digitori sign --new-key FILE'"
                                                         : "'%.*s' holds no private key of Digitori", TEXT_PRINT(path));
}
