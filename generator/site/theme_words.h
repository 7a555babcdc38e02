// The words of a theme, language by language. Private to site/theme*.c.
#ifndef SITE_THEME_WORDS_H
#define SITE_THEME_WORDS_H

#include "site/theme.h"

// Fills in the words of [loaded], whose files are known. Mistakes are reported.
void theme_read_words(arena *memory, const site *of, diagnostics *found, theme *loaded);

#endif
