// digitori: the command line. What each command does stands in commands/.
#include "base/arena.h"
#include "base/dates.h"
#include "base/diagnostics.h"
#include "commands/commands.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
    if (!date_source_epoch_is_usable())
        return usage_error(known, "SOURCE_DATE_EPOCH is to be a time in whole seconds since 1970, not '%s'", getenv("SOURCE_DATE_EPOCH"));
    int status = known->run(count - 2, given + 2);
    return status == EXIT_DONE && machine_has_failed() ? EXIT_MACHINE : status;
}

// Whoever starts us without one of the three standard files would find our messages in the first file that we open: a page,
// or what a worker tells. What cannot be written to stands in for it, so that it is noticed.
static bool occupy_standard_files(void)
{
    int file;
    if (fcntl(STDIN_FILENO, F_GETFD) >= 0 && fcntl(STDOUT_FILENO, F_GETFD) >= 0 && fcntl(STDERR_FILENO, F_GETFD) >= 0)
        return true;
    do
        file = open("/dev/null", O_RDONLY);
    while (file >= 0 && file <= STDERR_FILENO);
    return file >= 0 && close(file) == 0;
}

// As "head" does when it has what it wants. What was asked for is done all the same, and its status is told.
static bool reader_has_left(void)
{
    struct pollfd out = { STDOUT_FILENO, POLLOUT, 0 };
    return poll(&out, 1, 0) == 1 && (out.revents & (POLLERR | POLLHUP)) != 0;
}

int main(int count, char **given)
{
    if (!occupy_standard_files()) {
        machine_failure("start the program with standard input, output and error open; cannot open", TEXT("/dev/null"));
        return EXIT_MACHINE;
    }
    // Whole lines: else every letter of a message is written alone, and two processes mix theirs.
    static char said[BUFSIZ];
    setvbuf(stderr, said, _IOLBF, sizeof said);
    memory_heed_aborts();
    // Neither ends us in the middle of a change: what cannot be written is a mistake that is told.
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    // Whoever masks their own rights could not write into the folders they make.
    umask(umask(0) & (mode_t)~S_IRWXU);
    int status = run_command(count, given);
    if ((fflush(stdout) != 0 || ferror(stdout)) && !reader_has_left()) {
        fputs("digitori: cannot write to standard output\n", stderr);
        return EXIT_MACHINE;
    }
    return status;
}
