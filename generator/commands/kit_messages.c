#include "commands/kit_messages.h"

#include "base/digest.h"
#include "commands/commands.h"
#include "site/embedded.h"

#include <stdio.h>

// All files of a theme's assets are published, whatever they are called.
static bool may_act(text path)
{
    static const char *const still[] = { ".css", ".yaml", ".woff2", ".woff", ".ttf", ".otf", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico" };
    if (!text_starts_with(path, TEXT("themes/")))
        return false;
    for (size_t i = 0; i < sizeof still / sizeof *still; i++)
        if (text_ends_with(path, text_of(still[i])))
            return false;
    return true;
}

// A copy of what the program carries and every site without a theme of its own has.
static bool is_our_own(const kit_manifest *of, text path)
{
    arena scratch = { 0 };
    const kit_listed_file *listed = kit_manifest_find(of, text_join(&scratch, TEXT(KIT_SOURCE), path));
    text own = embedded_find(path);
    bool is_same = listed != NULL && own.bytes != NULL && text_equals(listed->digest, digest_sha256(&scratch, own));
    arena_free(&scratch);
    return is_same;
}

void kit_tell_what_acts(const kit_manifest *of, text path, size_t *count)
{
    if (!may_act(path) || is_our_own(of, path))
        return;
    if ((*count)++ == 0)
        puts("The kit brings scripts, templates or other files that the browsers of your readers may run: look at them before you publish:");
    printf("  %.*s\n", TEXT_PRINT(path));
}

int kit_message(text path, kit_result result, text why)
{
    switch (result) {
    case KIT_OPENED:
        return EXIT_DONE;
    case KIT_MISSING:
        fprintf(stderr, "digitori: there is no kit '%.*s'\n", TEXT_PRINT(path));
        return EXIT_USAGE;
    case KIT_REFUSED:
        fprintf(stderr, "digitori: '%.*s' is not a kit that can be used: %.*s\n", TEXT_PRINT(path), TEXT_PRINT(why));
        return EXIT_CONTENT;
    default:
        return EXIT_MACHINE;
    }
}
