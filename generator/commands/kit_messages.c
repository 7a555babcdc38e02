#include "commands/kit_messages.h"

#include "commands/commands.h"

#include <stdio.h>

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
