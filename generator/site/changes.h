// What a fork changed from its original: the site beside .digitori/upstream/, page by page and file by file.
//
// The original is a site like any other and is read as one; pages are found in it by id and language, a page that
// went elsewhere without an id by its text. Compared is what readers get: pages with their overrides.
#ifndef SITE_CHANGES_H
#define SITE_CHANGES_H

#include "forks/differences.h"
#include "forks/upstream.h"
#include "site/site.h"

typedef enum { CHANGE_CHANGED, CHANGE_ADDED, CHANGE_TRANSLATED, CHANGE_REMOVED } change_type;
enum { CHANGE_TYPES = 4 };

typedef struct {
    change_type type;
    const page *own;            // NULL: removed
    const page *original;       // of the original site; of a translation the page it was made from; NULL: added
    bool is_renamed;            // its file or its address is another
    bool is_overridden;         // by overrides/
    bool is_behind;             // the original has been updated later
    page_differences differences;       // of a changed page
} page_change;

typedef struct {
    change_type type;           // never translated
    text path;                  // of the file, here or in the original
    uint64_t old_size, size;
} file_change;

typedef struct {
    const site *original;
    struct { page_change *items; size_t count, capacity; } pages;   // by language, kind and order in the kind
    struct { file_change *items; size_t count, capacity; } files;   // by path
    struct { field_difference *items; size_t count, capacity; } settings;   // keys of digitori.yaml, but for what every site says for itself
    text *languages_left_out;   // languages of the original that this site has not
    size_t left_out_count;
    page_change **by_page;      // by page number; NULL: as in the original
} site_changes;

typedef enum { CHANGES_FOUND, CHANGES_NO_FORK, CHANGES_MACHINE_FAILED } changes_result;

// What cannot be used is reported, and the site is then shown as no fork. [menu] (or NULL) gives the order of kinds.
changes_result changes_find(arena *memory, const site *of, const value *menu, diagnostics *found, site_changes *changes);

// Whether [original] has been updated later than [own], as far as both say when.
bool page_is_behind(const page *own, const page *original);
// The page of the default language that [own] is a translation of, when it has been updated later; else NULL.
const page *page_original_newer(const page *own);

// The same for machines: data/changes.json and `digitori changes --json`. A site that is no fork has [changes] NULL.
data *changes_data(arena *memory, const site *of, const site_changes *changes);
const char *change_type_name(change_type type);         // "changed", "added", "translated", "removed"

// The chain: whom the site was forked from first, the original last.
data *changes_origins_data(arena *memory, const upstream *origin);

#endif
