// What is said of a kit that is not taken: one message, the same in every command.
#ifndef COMMANDS_KIT_MESSAGES_H
#define COMMANDS_KIT_MESSAGES_H

#include "forks/kit_reader.h"

// Says it on standard error; the exit status of the command.
int kit_message(text path, kit_result result, text why);

// The scripts, templates, drawings and pages among the files that a kit brings, one by one: browsers of readers run them or what is made of
// them, so a person looks at them first. [*count] is how many there were before this one.
void kit_tell_what_acts(text path, size_t *count);

#endif
