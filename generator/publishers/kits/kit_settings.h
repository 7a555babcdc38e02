// digitori.yaml for the source of a kit: the site's own settings, narrowed to the
// kit's language and without its kits, so that the source builds as it stands.
#ifndef PUBLISHERS_KITS_KIT_SETTINGS_H
#define PUBLISHERS_KITS_KIT_SETTINGS_H

#include "publishers/publisher.h"

text kit_settings(arena *memory, const build *of, const edition *in);

#endif
