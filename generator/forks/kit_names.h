// Names of files in a kit: they must mean the same file on every system, and never one outside.
#ifndef FORKS_KIT_NAMES_H
#define FORKS_KIT_NAMES_H

#include "base/table.h"

enum {
    KIT_NAME_MOST = 1000,       // bytes of a name with its folders
    KIT_NAME_PART_MOST = 240,   // bytes of a name
    KIT_NAME_DEPTH_MOST = 32    // folders inside one another
};

// Why [name] cannot be used, in plain words; empty when it can. Refused: absolute names, "..", empty
// parts, what is not UTF-8, control, direction and unseen characters, characters and names that
// Windows keeps for itself, a space or full stop at an end, and hidden names (such as ".git").
text kit_name_fault(text name);

// Names seen so far, in small letters, with their folders.
typedef struct {
    arena *memory;
    table known;
} kit_names;

// Adds a name that kit_name_fault passed. False when it and an earlier one are one file on some
// system: written twice, in capitals, as composed letters, or once as a file and once as a folder;
// the earlier one is in [*other].
bool kit_names_add(kit_names *to, text name, text *other);

#endif
