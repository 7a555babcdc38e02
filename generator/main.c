// digitori: the command line. What each command does stands in commands/.
#include "base/arena.h"
#include "commands/commands.h"

#include <stdio.h>
#include <string.h>

static int run_command(int count, char **given)
{
    if (count < 2) {
        char *overview[] = { NULL };
        command_help(0, overview);
        return EXIT_USAGE;
    }
    const char *name = given[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0)
        name = "version";
    const command *known = command_find(name);
    if (known == NULL) {
        fprintf(stderr, "digitori: there is no command '%s'; 'digitori help' lists them\n", name);
        return EXIT_USAGE;
    }
    for (int i = 2; i < count && strcmp(given[i], "--") != 0; i++) {
        if (strcmp(given[i], "--help") == 0) {
            char *asked[] = { (char *)known->name, NULL };
            return command_help(1, asked);
        }
    }
    return known->run(count - 2, given + 2);
}

int main(int count, char **given)
{
    // Whole lines: else every letter of a message is written alone, and two processes mix theirs.
    static char said[BUFSIZ];
    setvbuf(stderr, said, _IOLBF, sizeof said);
    memory_heed_aborts();
    int status = run_command(count, given);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("digitori: cannot write to standard output\n", stderr);
        return EXIT_MACHINE;
    }
    return status;
}
