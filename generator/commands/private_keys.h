// Files of private keys on the command line.
#ifndef COMMANDS_PRIVATE_KEYS_H
#define COMMANDS_PRIVATE_KEYS_H

#include "base/signature.h"
#include "commands/commands.h"

// Reads the private key in the file [path], warning of one that others could come by. An exit
// status: EXIT_DONE when it is read, else it has been said why not. The caller forgets the key.
int private_key_given(const command *of, text path, private_key *known);

// The folder of the site that holds [path], however it is written; empty when there is none.
text private_key_site(arena *memory, text path);

#endif
