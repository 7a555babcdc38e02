// The site's cache, .digitori/cache: what saves time in the next build. It may be deleted at any time, and whatever
// is read from it has to be checked. Where it cannot be written, builds go on without.
#ifndef SITE_CACHE_FOLDER_H
#define SITE_CACHE_FOLDER_H

#include "site/config.h"

text cache_file(arena *memory, const site_config *config, text name);
// False, without a word, when nothing can be kept there.
bool cache_folder_make(const site_config *config);

#endif
