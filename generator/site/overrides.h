// Overrides: the folder `overrides/`, where a site says what it has differently without touching the pages and files
// themselves. See forks/override.h for pages; any other file stands in the place of the file with its path.
//
// Everything that reads a file of the site reads it here.
#ifndef SITE_OVERRIDES_H
#define SITE_OVERRIDES_H

#include "site/site.h"

#define OVERRIDES_FOLDER "overrides"

// Finds and checks the overrides of a site whose configuration has been read. False after a machine failure.
bool overrides_read(site *into, diagnostics *found) __attribute__((warn_unused_result));

// A plain file of the site as file_read_beneath reads it, with what overrides it.
file_result site_file_read(const site *of, arena *memory, text path, size_t limit, text *contents);

bool site_file_is_overridden(const site *of, text path);
// The file that is read in the place of [path] as a whole; [path] itself of pages, of which parts are exchanged, and where nothing is overridden.
text site_file_source(const site *of, arena *memory, text path);

// Moves mistakes of pages to the file and line they stand in. Once, when all have been found.
void overrides_place(arena *memory, const site *of, diagnostics *found);

#endif
