// The papers of a kit, to be read without any program of ours: plain text that
// opens everywhere, lines ended as Windows does and no longer than 76 characters.
#ifndef PUBLISHERS_KITS_KIT_PAPERS_H
#define PUBLISHERS_KITS_KIT_PAPERS_H

#include "publishers/publisher.h"

// README.txt: what is in the kit and how to use it, in the kit's language.
text kit_readme(arena *memory, const build *of, const edition *in);

// LICENSE.txt: whom to name, the licence, and its legal text where there is one.
text kit_licence(arena *memory, const build *of, const edition *in);

#endif
