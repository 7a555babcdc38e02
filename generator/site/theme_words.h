// The words of a theme, language by language. Private to site/theme*.c.
#ifndef SITE_THEME_WORDS_H
#define SITE_THEME_WORDS_H

#include "site/theme.h"

// The words of one language in one place: a file, or a part of digitori.yaml.
typedef struct {
    const value *words;         // NULL where there are none
    text path;
} words_of;

typedef struct {
    arena *memory;
    const theme *theme;
    tree_cache *trees;
    diagnostics *found;
    const data *known;          // the English words of the program, which has all
    table *named;               // what the theme's own templates may name, once somebody asks; NULL: nobody does
} word_reader;

// Where the words of a language may stand: in the program, in the theme's folder of the site, in digitori.yaml.
words_of theme_carried_words(const word_reader *in, text code);
words_of theme_own_words(const word_reader *in, text code);
words_of theme_site_words(const word_reader *in, const site *of, text code);

// Fills in the words of [loaded], whose files are known. Mistakes are reported.
void theme_read_words(arena *memory, const site *of, diagnostics *found, theme *loaded);

#endif
