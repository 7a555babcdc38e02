// What is said of a kit that is not taken: one message, the same in every command.
#ifndef COMMANDS_KIT_MESSAGES_H
#define COMMANDS_KIT_MESSAGES_H

#include "forks/kit_reader.h"

// Says it on standard error; the exit status of the command.
int kit_message(text path, kit_result result, text why);

// The scripts, templates, drawings and pages among the files that a kit brings, one by one, by their path in the site: browsers of readers run
// them or what is made of them, so a person looks at them first. Copies of those that come with this program are passed over. [*count] is how many
// there were before this one.
void kit_tell_what_acts(const kit_manifest *of, text path, size_t *count);

#endif
