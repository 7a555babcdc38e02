// Editions: the sites that come out of one model.
//
// The website is one edition; every kit is another in each of its languages:
// the same pages made again for a smaller whole, with its own lists, menu and
// search. A publisher asks the edition which pages there are.
#ifndef SITE_EDITION_H
#define SITE_EDITION_H

#include "site/site.h"

typedef struct {
    size_t number;              // 0 is the website
    const kit_config *kit;      // NULL for the website
    size_t language;            // a kit's; the website has all
    bool *holds;                // by page number; NULL: all
    size_t page_count;          // pages it holds
    text folder;                // below the staging folder: "" or "kits/aloita.fi/"
    table outputs;              // output address in small letters -> what is published there
    table folders;              // the folders of these addresses, without a "/" at the end -> what is published in them
} edition;

typedef struct {
    edition *items;
    size_t count;
} edition_list;

// The website and the kits of the configuration. Kits that choose nothing are
// reported.
edition_list editions_of(arena *memory, const site *of, diagnostics *found);

bool edition_holds(const edition *in, const page *of_page);
bool edition_has_language(const edition *in, size_t language);

// The page to show for [of]: as entry_page, but only among those held; NULL
// when the edition holds none.
const page *edition_page(const edition *in, const entry *of, size_t language, size_t language_count);

// Says that [url] will be published by [owner] (a path or a description).
// Reports a second owner, a file where others need a folder, and a name that is too long at [where] and returns false. Case
// does not tell names apart: sticks and other systems forget it.
bool edition_claim(arena *memory, edition *in, text url, text owner, place where, diagnostics *found);
// Exactly under this name: servers tell upper and lower case apart.
bool edition_publishes(const edition *in, text url);
// The name under which [url] is published when case does not count; empty when it is not.
text edition_published_name(const edition *in, text url);

#endif
