// A command line: an argument a line, the command first.
#include "fuzz.h"

#include "commands/commands.h"

enum { ARGUMENTS_MOST = 64 };

static FILE *nowhere;

static void prepare(void)
{
    nowhere = fopen("/dev/null", "w");
    require(nowhere != NULL);
}

static void try_command(const command *of, int count, char **given)
{
    arguments read;
    if (!arguments_read(of, count, given, &read))
        return;
    require(read.position_count >= 0 && read.position_count <= count);
    for (const option *known = of->options; known->name != NULL; known++) {
        const char *value = argument_value(&read, known->word);
        require(value == NULL || (known->argument != NULL) || value[0] == '\0');
    }
}

static void try_input(text input)
{
    char *given[ARGUMENTS_MOST];
    int count = 0;
    text line;
    while (count < ARGUMENTS_MOST && text_take_line(&input, &line))
        given[count++] = text_to_string(&memory, line);
    if (count == 0)
        return;
    FILE *shown = stderr;
    stderr = nowhere;
    const command *named = command_find(given[0]);
    for (const command *of = commands; named == NULL && of->name != NULL; of++)
        try_command(of, count - 1, given + 1);
    if (named != NULL)
        try_command(named, count - 1, given + 1);
    stderr = shown;
}
