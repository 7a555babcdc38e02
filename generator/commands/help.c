// digitori help, help COMMAND, help --man, version: all from the table of commands.
#include "commands/commands.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 78 };

static const char *const introduction =
    "Digitori publishes a handbook written in Markdown as an accessible website that also works from a "
    "USB stick, with kits that others can take and make their own.";
static const char *const statuses =
    "0 done; 1 the content has errors; 2 the command line or digitori.yaml is wrong; 3 the machine failed "
    "(disk, memory, permission).";
static const char *const diagnostics_text =
    "A mistake is told on standard error as 'path:line:column: error: what is wrong: the detail', all "
    "mistakes of a run, sorted. A warning does not stop publishing.";

// Breaks [words] into lines of WIDTH characters; empty lines part paragraphs.
static void print_wrapped(const char *words)
{
    size_t column = 0;
    while (*words != '\0') {
        if (*words == '\n') {
            fputs(column > 0 ? "\n\n" : "\n", stdout);
            column = 0;
            words += strspn(words, "\n ");
            continue;
        }
        size_t length = strcspn(words, " \n");
        if (column > 0 && column + 1 + length > WIDTH) {
            putchar('\n');
            column = 0;
        }
        printf("%s%.*s", column > 0 ? " " : "", (int)length, words);
        column += length + (column > 0);
        words += length;
        words += strspn(words, " ");
    }
    putchar('\n');
}

static void print_overview(void)
{
    printf("usage: digitori COMMAND [ARGUMENTS]\n\n");
    print_wrapped(introduction);
    putchar('\n');
    for (const command *known = commands; known->name != NULL; known++)
        printf("  %-9s %s\n", known->name, known->summary);
    printf("\n'digitori help COMMAND' tells more.\n\nExit status: ");
    print_wrapped(statuses);
}

static void print_command(const command *of)
{
    printf("usage: digitori %s %s\n\n", of->name, of->arguments);
    print_wrapped(of->description);
    if (of->options[0].name != NULL)
        putchar('\n');
    for (const option *known = of->options; known->name != NULL; known++) {
        char name[64];
        snprintf(name, sizeof name, "%s%s%s", known->name, known->argument != NULL ? " " : "",
                 known->argument != NULL ? known->argument : "");
        printf("  %-20s %s\n", name, known->description);
    }
}

// ---- The manual page

// In roff a line that begins with "." or "'" is a request, and "-" may become a hyphen.
static void print_roff(const char *words)
{
    bool at_start = true;
    for (; *words != '\0'; words++) {
        if (at_start && (*words == '.' || *words == '\''))
            fputs("\\&", stdout);
        at_start = false;
        if (*words == '-')
            fputs("\\-", stdout);
        else if (*words == '\\')
            fputs("\\e", stdout);
        else if (words[0] == '\n' && words[1] == '\n') {
            fputs("\n.PP\n", stdout);
            at_start = true;
            words++;
        } else
            putchar(*words);
    }
    putchar('\n');
}

static void print_manual(void)
{
    printf(".TH DIGITORI 1 \"\" \"Digitori %s\" \"User Commands\"\n.SH NAME\ndigitori \\- publish handbooks\n", DIGITORI_VERSION);
    printf(".SH SYNOPSIS\n");
    for (const command *known = commands; known->name != NULL; known++) {
        printf(".B digitori %s\n", known->name);
        print_roff(known->arguments);
        printf(".br\n");
    }
    printf(".SH DESCRIPTION\n");
    print_roff(introduction);
    printf(".PP\n");
    print_roff(diagnostics_text);
    printf(".SH COMMANDS\n");
    for (const command *known = commands; known->name != NULL; known++) {
        printf(".SS %s\n", known->name);
        print_roff(known->description);
        for (const option *of = known->options; of->name != NULL; of++) {
            printf(".TP\n.B ");
            print_roff(of->name);
            print_roff(of->description);
        }
    }
    printf(".SH EXIT STATUS\n");
    print_roff(statuses);
    printf(".SH ENVIRONMENT\n.TP\n.B SOURCE_DATE_EPOCH\n");
    print_roff("The time that counts as now, in seconds; for builds that must come out the same.");
    printf(".TP\n.B SSL_CERT_FILE\n");
    print_roff("The certificates that 'network update' trusts, instead of the system's.");
}

int command_help(int count, char **given)
{
    arguments from;
    const command *own = command_find("help");
    if (!arguments_read(own, count, given, &from))
        return EXIT_USAGE;
    if (argument_is_set(&from, "man")) {
        print_manual();
        return EXIT_DONE;
    }
    if (from.position_count == 0) {
        print_overview();
        return EXIT_DONE;
    }
    const command *asked = command_find(from.positions[0]);
    if (asked == NULL)
        return usage_error(own, "there is no command '%s'", from.positions[0]);
    print_command(asked);
    return EXIT_DONE;
}

int command_version(int count, char **given)
{
    arguments from;
    if (!arguments_read(command_find("version"), count, given, &from))
        return EXIT_USAGE;
    printf("digitori %s\n", DIGITORI_VERSION);
    return EXIT_DONE;
}
