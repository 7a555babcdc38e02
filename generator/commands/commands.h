// The commands of the program: one row and one file each.
//
// `help`, `help COMMAND` and the man page are made from this table, so what is
// documented is what there is.
#ifndef COMMANDS_COMMANDS_H
#define COMMANDS_COMMANDS_H

#include "base/arena.h"
#include "base/text.h"

typedef enum { EXIT_DONE = 0, EXIT_CONTENT = 1, EXIT_USAGE = 2, EXIT_MACHINE = 3 } exit_status;

typedef struct {
    const char *name;           // "-o, --output"
    char letter;                // 0: none
    const char *word;           // "output"
    const char *argument;       // "FOLDER"; NULL: a switch
    const char *description;
} option;

typedef struct {
    const char *name;
    const char *arguments;      // "[SITE] [-o OUT] ..."
    const char *summary;        // one line
    const char *description;    // paragraphs
    const option *options;      // ends with a NULL name
    int (*run)(int count, char **arguments);
} command;

extern const command commands[];        // ends with a NULL name
const command *command_find(const char *name);

// ---- Arguments

enum { POSITION_LIMIT = 2000 };     // as many files as a shell may make of *.pdf, and more

typedef struct {
    const command *command;
    const char *values[16];             // by option; "" for a switch that is set
    const char *positions[POSITION_LIMIT];
    int position_count;
} arguments;

// Reads options and positions. False after saying on standard error what is wrong.
bool arguments_read(const command *of, int count, char **given, arguments *read);
const char *argument_value(const arguments *from, const char *word);    // NULL when not given
static inline bool argument_is_set(const arguments *from, const char *word)
{
    return argument_value(from, word) != NULL;
}
int usage_error(const command *of, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Says of the file or folder [path] that it is a link, where none is followed. EXIT_USAGE.
int refuse_link(text path);
// EXIT_DONE when the folder can be made as a whole: it is named itself, and new or empty. Else what is wrong is said.
int new_folder_status(const command *of, const char *folder);

// A path as it is typed in a shell: between ' marks where it has spaces and the like, and never like an option.
text shell_path(arena *memory, text path);

int command_build(int count, char **given);
int command_check(int count, char **given);
int command_serve(int count, char **given);
int command_search(int count, char **given);
int command_new(int count, char **given);
int command_network(int count, char **given);
int command_collect(int count, char **given);
int command_init(int count, char **given);
int command_fork(int count, char **given);
int command_update(int count, char **given);
int command_sign(int count, char **given);
int command_verify(int count, char **given);
int command_changes(int count, char **given);
int command_withdraw(int count, char **given);
int command_words(int count, char **given);
int command_version(int count, char **given);
int command_help(int count, char **given);

#endif
