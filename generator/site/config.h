// digitori.yaml: what a site says of itself.
//
// Reads the settings, reports mistakes at their place, and fills in defaults.
// Parts that only one module understands (menu, stalls, kits' choices, books,
// the accessibility statement, the network) stay values here and are read by that module.
#ifndef SITE_CONFIG_H
#define SITE_CONFIG_H

#include "base/files.h"
#include "schema/kind.h"

typedef struct {
    text id;
    words title, description;
    text version;               // "1" when not given
    const value *definition;    // for include, exclude and the place of mistakes
    const value *books;         // a list of ids, NULL for none; checked by books/book.h
} kit_config;

typedef struct {
    text folder;                // the site's folder, as the user named it
    text path;                  // "digitori.yaml"
    text contents;              // of that file
    language_list languages;
    words title, description;
    text base_url;              // with a "/" at its end; empty when not given
    text site_path;             // where the site stands on its server ("/"); empty when not given
    bool is_part;               // `part_of`: pages it refers to but does not hold are on another site
    text part_of_url;           // that site's address, "/" at its end; may be empty
    text theme, licence, licence_url;
    place theme_place;          // of `theme`, for mistakes
    text output, content, forms, themes;    // folders, relative to the site's
    text publisher_name, publisher_email, publisher_url;
    text signing_key;           // public, by which the site's kits are signed; empty: none
    place signing_key_place;
    kit_config *kits;
    size_t kit_count;
    bool has_search;            // `search`: the search page, the A-Z and their index are made
    bool has_public_contacts;   // `public_contacts`: phone numbers and addresses in this file and in the theme are for everybody
    const value *books, *menu, *stalls, *colours, *strings, *accessibility, *network;  // NULL when not given
} site_config;

// What a book says of itself, in `books` and in the front matter of a page of kind `book`; read by
// books/book.h. The first [*own] of them stand in `books` only: a page has keys of its own for these.
const text *book_keys(size_t *own, size_t *count);

// False when nothing can be built from the configuration; the reasons have
// been reported (CONFIG_MISSING, wrong YAML, no title, no languages).
bool config_read(arena *memory, text folder, diagnostics *found, site_config *config);

// The place of [language] among the site's, or its count when it is not one.
size_t config_language(const site_config *config, text language);

// A file of the site: "digitori.yaml" under its folder, and so on.
text config_file(arena *memory, const site_config *config, text path);
// Whether [path], or a folder of the site on the way to it, is a link: [*link] is the first. The folder of the site itself may be one.
bool config_leads_by_link(arena *memory, const site_config *config, text path, text *link);
// folder_walk for a folder of the site; one to which a link leads is as one that is missing.
bool config_folder_walk(arena *memory, const site_config *config, text folder, file_list *found) __attribute__((warn_unused_result));

#endif
