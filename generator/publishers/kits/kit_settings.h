// digitori.yaml for the source of a kit: the site's own settings, narrowed to the languages and books
// that the kit has, and with one kit, of all of it, so that the source builds as it stands and whoever
// forks it can publish a kit too. The same in every language of the kit.
#ifndef PUBLISHERS_KITS_KIT_SETTINGS_H
#define PUBLISHERS_KITS_KIT_SETTINGS_H

#include "publishers/publisher.h"

text kit_settings(arena *memory, const build *of, const kit_config *kit);

#endif
