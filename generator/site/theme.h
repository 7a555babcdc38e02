// The theme of a site, as files and words: what themes/README.md describes.
//
// A file is looked for in the site's own themes/<theme>/ and then among those
// that the program carries, so that a site overrides one file without copying
// the rest. Words override those of the program one by one (theme_words.c).
// Templates are only text here; the website publisher parses them.
#ifndef SITE_THEME_H
#define SITE_THEME_H

#include "formats/data.h"
#include "site/site.h"

typedef struct {
    text name;              // within the theme: "layouts/page.mustache"
    text path;              // for diagnostics: "themes/digitori/layouts/page.mustache"
    text contents;          // pictures, and those in texts, without what a camera wrote beside them
    bool is_own;            // of the site's folder, not of the program
} theme_file;

typedef struct {
    theme_file *files;      // sorted by name
    size_t file_count;
    data **strings;         // per language: the theme's words, the site's own on top
    const value *menu, *stalls, *colours;   // the site's where it has them, else the theme's; may be NULL
    text menu_path, stalls_path;            // the file each of them stands in, for diagnostics
    data *site_colours;     // list of {name, value} that the site changes; NULL when none
} theme;

// False after a machine failure. Mistakes are reported.
bool theme_load(arena *memory, const site *of, diagnostics *found, theme *loaded);

const theme_file *theme_find(const theme *in, text name);     // NULL when there is none

// A word by its dotted name ("generator.callouts.note"); empty when there is none.
text theme_string(const theme *in, size_t language, const char *name);

// A word in one language of the site.
typedef struct {
    text said;
    place where;            // what the site says instead of the program, and on which line; line 0: it says nothing
    bool is_english;        // the language has no word of its own, so the English one stands in
} theme_word_in;

typedef struct {
    text name;              // dotted: "search.submit"
    theme_word_in *by_language;
} theme_word;

typedef struct { theme_word *items; size_t count, capacity; } theme_word_list;

// Every word, in the order of the program's file; then those that only the site has.
void theme_list_words(arena *memory, const site *of, const theme *in, theme_word_list *list);

// The colours that the site changes, as a stylesheet; nothing when there are none.
void theme_write_colours(const theme *in, buffer *out);

// The names of callouts, in the order of `callout` (document/document.h).
enum { THEME_CALLOUTS = 5 };
void theme_callouts(const theme *in, size_t language, text names[THEME_CALLOUTS]);

// The language [code] as [language] calls it ("Suomi"); the code itself when the theme does not say.
text theme_language_name(const theme *in, size_t language, text code);

#endif
