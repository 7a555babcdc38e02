// What the files of the theme share. Private to site/theme*.c.
#ifndef SITE_THEME_PARTS_H
#define SITE_THEME_PARTS_H

#include "site/theme.h"

// The site's own colours into [loaded], whose [colours] are known. [pairs] is the theme's list of colours that must be told apart
// to be read, in the file [path]; NULL for none.
void theme_read_colours(arena *memory, const site *of, const value *pairs, text path, diagnostics *found, theme *loaded);

#endif
