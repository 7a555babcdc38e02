// What is said of a kit that is not taken: one message, the same in every command.
#ifndef COMMANDS_KIT_MESSAGES_H
#define COMMANDS_KIT_MESSAGES_H

#include "forks/kit_reader.h"

// Says it on standard error; the exit status of the command.
int kit_message(text path, kit_result result, text why);

#endif
